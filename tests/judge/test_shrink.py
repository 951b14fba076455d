"""The smallest failing input: small, whole numbers, and nobody's hidden numbers."""

from dataclasses import replace

import numpy as np
from students import Student, trials_of
from test_diagnose import slide

from grader.course import inputs
from grader.judge.diagnose import diagnose
from grader.judge.readable import readable, shareable
from grader.judge.shrink import ASKS, SMALL, smallest
from grader.judge.verdict import fails
from grader.model import Phrase, Stopped


def only(exercise, *names):
    return replace(exercise, cases=tuple(case for case in exercise.cases if case.name in names))


def found_for(exercise, golden, code, *, name="slide", diagnosed=False):
    student = Student(**{name: code})
    trials = trials_of(exercise, golden, student)
    known = diagnose(exercise, trials, golden, student) if diagnosed else ()
    student.asked = 0
    return smallest(exercise, trials, golden, student, known), student.asked


def flipped(x, w, b=0.0, step=1):
    return slide(x, w[::-1], b, step)


def test_sizes_go_below_the_declared_range(exercises, golden):
    hidden = only(exercises["slide"], "any size")
    for diagnosed in (False, True):
        found, asked = found_for(hidden, golden, flipped, diagnosed=diagnosed)
        assert {name: np.shape(value) for name, value in found.arguments.items()} == {
            "x": (2,), "w": (2,), "b": (), "step": (),
        }  # fmt: skip
        assert found.arguments["step"] == 1
        assert asked == 1 if diagnosed else asked <= ASKS


def test_numbers_are_small_and_whole(exercises, golden):
    found, _ = found_for(only(exercises["slide"], "any size"), golden, flipped)
    for name in ("x", "w", "b"):
        values = np.asarray(found.arguments[name])
        assert (values == np.rint(values)).all()
        assert np.abs(values).max() <= 3


def test_both_answers_and_their_difference_are_kept(exercises, golden):
    found, _ = found_for(only(exercises["slide"], "any size"), golden, flipped)
    assert found.of == "slide"
    np.testing.assert_allclose(found.expected, slide(**found.arguments))
    np.testing.assert_allclose(found.actual, flipped(**found.arguments))
    assert found.mismatch.kind == "value"


def test_never_a_hidden_cases_own_numbers(exercises, golden):
    exercise = only(exercises["slide"], "any size")
    case = exercise.cases[0]
    found, _ = found_for(exercise, golden, lambda x, w, b=0.0, step=1: slide(x, w, b, step) + 0.25)
    for index in range(case.repeat):
        drawn = inputs.draw(exercise, case, index)
        assert not set(np.ravel(found.arguments["x"])) & set(drawn["x"])


def test_a_small_visible_case_is_enough(exercises, golden):
    found, asked = found_for(exercises["slide"], golden, lambda x, w, b=0.0, step=1: slide(x, w, b, step) + 1)
    assert asked == 0
    assert found.arguments["x"].tolist() == [1, 2, 3, 4]
    assert sum(np.size(v) for v in found.arguments.values()) <= SMALL


def test_a_bug_that_needs_size_keeps_it(exercises, golden):
    exercise = only(exercises["slide"], "any size")
    code = lambda x, w, b=0.0, step=1: slide(x, w, b, step) + (len(x) > 6)  # noqa: E731
    found, asked = found_for(exercise, golden, code)
    assert len(found.arguments["x"]) == 7
    assert asked <= ASKS


def test_where_whole_numbers_hide_the_bug_others_are_drawn(exercises, golden):
    exercise = only(exercises["slide"], "any size")
    found, _ = found_for(exercise, golden, lambda x, w, b=0.0, step=1: slide(np.trunc(x), w, b, step))
    assert (found.arguments["x"] != np.trunc(found.arguments["x"])).any()
    assert len(found.arguments["x"]) == 1


def test_an_exception_is_shown_as_a_phrase(exercises, golden):
    found, _ = found_for(exercises["slide"], golden, lambda x, w, b=0.0, step=1: x[99])
    assert found.actual == Phrase("raised", {
        "type": "IndexError", "text": found.actual.params["text"], "where": "answer.py, line 3",
    })  # fmt: skip
    assert found.mismatch is None


def test_a_missing_exception_is_shown_as_a_phrase(exercises, golden):
    code = lambda x, w, b=0.0, step=1: slide(x, w, b, step) if len(x) >= len(w) else [0.0]  # noqa: E731
    found, _ = found_for(only(exercises["slide"], "too large"), golden, code)
    assert found.expected == Phrase("raises", {"type": "ValueError"})
    assert found.actual == [0.0]


def test_nothing_to_show(exercises, golden):
    exercise = exercises["slide"]
    assert found_for(exercise, golden, slide) == (None, 0)
    student = Student(slide=flipped)
    trials = [replace(t, outcome=Stopped("timeout", "wall")) for t in trials_of(exercise, golden, student)]
    assert smallest(exercise, trials, golden, student) is None


def test_it_stops_at_the_first_limit(exercises, golden):
    exercise = only(exercises["slide"], "any size")
    trials = trials_of(exercise, golden, Student(slide=flipped))
    asked = []

    def ask(case, arguments):
        asked.append(1)
        return Stopped("timeout", "wall")

    assert smallest(exercise, trials, golden, ask) is None
    assert len(asked) == 1


def test_hidden_constants_are_taken_out(exercises):
    exercise = exercises["slide"]
    case = exercise.cases[3]
    assert shareable(exercise, case) == case
    assert shareable(exercise, replace(case, args={**case.args, "b": 0.73})).args["b"] in {0.5, 0.0}
    assert shareable(exercise, replace(case, args={**case.args, "b": 0.5})).args["b"] == 0.5
    assert shareable(exercise, replace(case, args={**case.args, "w": [0.73, 0.1]})) is None
    visible = replace(case, hidden=False, args={**case.args, "b": 0.73})
    assert shareable(exercise, visible) is visible


def test_readable_draws():
    from grader.model import Case, Expectation

    specs = {
        "a": {"normal": ["N"]},
        "b": {"normal": {"shape": [], "mean": 10, "std": 2}},
        "c": {"uniform": {"shape": [2], "low": -5, "high": 5}},
        "d": {"uniform": [3]},
        "e": {"probabilities": [2, 3]},
        "f": [1.5, 2.5],
    }
    shown = readable(Case("c", Expectation("reference"), 1, "f", args=specs)).args
    assert shown["a"] == {"integers": {"shape": ["N"], "low": -3, "high": 3, "dtype": "float64"}}
    assert shown["b"]["integers"]["low"] == 4
    assert shown["c"]["integers"] == {"shape": [2], "low": -5, "high": 5, "dtype": "float64"}
    assert {name: shown[name] for name in "def"} == {name: specs[name] for name in "def"}


def test_what_is_shown_fails(exercises, golden):
    student = Student(count=lambda n, k, s=1: (n - k) // s + (n < 20))
    trials = trials_of(exercises["count"], golden, student)
    found = smallest(exercises["count"], trials, golden, student)
    assert any(fails(trial) for trial in trials)
    assert found.expected != found.actual
