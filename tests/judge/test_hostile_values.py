"""Whatever value a student's code hands back, it is judged: nothing that judges it raises.

What stands behind the public functions is called here as well, for these say nothing of what raised inside.
"""

import tracemalloc
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from students import Student, trials_of

from grader.errors import OwnFault
from grader.judge import diagnose, numbers, shrink, verdict
from grader.judge.behaviour import is_one_number
from grader.judge.compare import compare, compare_dtype, compare_shape, same
from grader.judge.differences import differences_trial
from grader.judge.predictions import read_labels
from grader.judge.properties import Claim, property_trial
from grader.model import Case, Exercise, Expectation, Foreign, Phrase, Returned, Target, Tolerance, Trial

HUGE = 10**309
NAN, INF = float("nan"), float("inf")


def nested(value, depth):
    for _ in range(depth):
        value = [value]
    return value


NASTY = {
    "a huge integer": HUGE,
    "a huge negative integer": -HUGE,
    "an integer of 4000 digits": 10**4000,
    "huge integers": [HUGE, -HUGE, 1],
    "as many huge integers": [[HUGE, HUGE], [HUGE, HUGE]],
    "huge integers and floats": [HUGE, 1.5],
    "huge integers and NaN": [HUGE, NAN],
    "beyond 64 bits": [2**64, -(2**64)],
    "the largest and the least": [2**64 - 1, -(2**63)],
    "unsigned": np.full(3, 2**64 - 1, np.uint64),
    "signed": np.full((2, 2), -(2**63)),
    "bytes": np.arange(4, dtype=np.uint8).reshape(2, 2),
    "truths": np.array([True, False]),
    "a truth": True,
    "NaN": NAN,
    "infinities": np.array([INF, -INF]),
    "NaNs": np.full((2, 2), NAN),
    "halves": np.full((2, 2), INF, np.float16),
    "the largest float": np.full((2, 2), 1.7e308),
    "a float next to nothing": np.full((2, 2), 5e-324),
    "0-d": np.array(HUGE % 7),
    "24 lists deep": nested(1.0, 24),
    "24 empty lists deep": nested([], 24),
    "32 dimensions": np.zeros((1,) * 32),
    "33 dimensions": [np.zeros((1,) * 32)],
    "56 dimensions": nested(np.zeros((1,) * 32), 24),
    "33 dimensions of huge integers": nested(HUGE, 33),
    "an empty list": [],
    "empty arrays": [np.empty(shape) for shape in ((0,), (0, 3), (3, 0), (0, 2**20, 2**10))],
    "an empty array": np.empty((2, 0)),
    "a text": "19",
    "texts": ["a", "b"],
    "mixed": [1, "a", None, [2.0, [HUGE]], np.zeros(2), Foreign("Tensor")],
    "a ragged list": [[1.0, 2.0], [3.0]],
    "arrays of two shapes": [np.zeros((2, 2)), np.zeros((2, 3))],
    "nothing": None,
    "an object": Foreign("x" * 10_000),
    "objects": [Foreign("Tensor"), Foreign("Tensor")],
    "a dict": {"rows": [HUGE], "": None, "x" * 10_000: {"\x1b": Foreign("a")}},
    "the keys of the right one, and huge": {"rows": HUGE, "kind": nested(1, 24)},
    "an empty dict": {},
}
RIGHT = {
    "an array": np.array([[19.0, 25.0], [37.0, 43.0]]),
    "a single one": np.ones((2, 2), np.float32),
    "integers": np.array([[1, 2], [3, 4]]),
    "bytes": np.arange(4, dtype=np.uint8).reshape(2, 2),
    "a vector": [1.0, 2.0],
    "rows": [[1, 2], [3, 4]],
    "a number": 19.0,
    "an integer": 5,
    "a huge integer": HUGE + 1,
    "infinite": np.array([INF, NAN]),
    "a tuple of arrays": (np.ones((2, 2)), np.zeros(2), 3.0),
    "a row of a report": ["conv", (26, 26), 320],
    "a dict": {"rows": 3, "kind": "max"},
    "a text": "max",
    "nothing": None,
}
CASE = Case("a case", Expectation("reference"), 1.0, "f")
EXERCISE = Exercise("f", {"en": "F"}, "one", 1, {"f": Target("f")}, (CASE,))
FORMS = {
    "shape": Expectation("shape", (2, 2), "float"),
    "dtype": Expectation("dtype", "uint8", "uint8"),
    "figure": Expectation("figure", {"axes": 1, "titles": True, "labels": True, "size": [2, 2]}),
    "property": Expectation("property", "sums_to_one"),
    "raises": Expectation("raises", "ValueError"),
}


@pytest.mark.parametrize("name", NASTY)
def test_any_value_is_compared(name):
    value = NASTY[name]
    for expected, dtype in product(RIGHT.values(), (None, "int", "float32")):
        for tolerance in (Tolerance(), Tolerance(1e-2, 0.0), Tolerance(0.0, 5.0)):
            compare(expected, value, tolerance, dtype=dtype)
            same(expected, value, tolerance)
    compare_shape((2, 2), value)
    compare_dtype("float", value)
    is_one_number([value, value, 0])
    numbers.as_floats(value)
    read_labels(value, 3, 3)


@pytest.mark.parametrize("name", NASTY)
def test_any_value_has_a_verdict(name):
    for kind, expect in FORMS.items():
        expected = Claim("sums_to_one", "the sum", 1.0) if kind == "property" else None
        case = replace(CASE, expect=expect)
        found = verdict.verdict(
            EXERCISE, case, [Trial(case, 0, {}, expected or expect.value, Returned(NASTY[name]))]
        )
        assert found.message is None or found.message.code != "not-comparable"


@pytest.mark.parametrize("name", NASTY)
def test_any_value_is_explained_or_not(name, course, exercises, golden):
    for exercise in (exercises[slug] for slug in ("slide", "count", "both")):
        student = Student(**dict.fromkeys(exercise.functions, lambda **_: NASTY[name]))
        trials = trials_of(exercise, golden, student)
        for case in exercise.cases:
            verdict.verdict(exercise, case, [t for t in trials if t.case == case])
        diagnose._explained(exercise, trials, golden, student)
        shrink._smallest(exercise, trials, golden, student, ())


@pytest.mark.parametrize("name", NASTY)
def test_any_value_meets_a_property(name, exercises, golden):
    exercise = exercises["smooth"]
    case = exercise.cases[0]
    trial = property_trial(exercise, case, golden, Student(smooth=lambda **_: NASTY[name]))
    assert verdict.verdict(exercise, case, [trial]).status == "failed"


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("what", ["forward", "backward", "later", "dw"])
def test_any_value_is_a_gradient_or_none(name, what, exercises):
    calls = []

    class Scale:
        def __init__(self, w):
            self.dw = NASTY[name] if what == "dw" else w

        def forward(self, x):
            calls.append(x)
            return NASTY[name] if what == "forward" or (what == "later" and len(calls) > 1) else x

        def backward(self, dy):
            return NASTY[name] if what == "backward" else dy

    case = exercises["layer"].cases[1]
    trial = differences_trial(exercises["layer"], case, 0, Student(Scale=Scale))
    assert not isinstance(trial.expected, Phrase)
    verdict.verdict(exercises["layer"], case, [trial])


class Unlucky(Exception):
    pass


def unlucky(*args, **kwargs):
    raise Unlucky


def test_what_breaks_a_comparison_is_wrong_and_voids_nothing(monkeypatch, exercises, golden):
    real = verdict.compare
    monkeypatch.setattr(
        verdict, "compare", lambda e, a, *r, **k: real(e, a, *r, **k) if e is a else unlucky()
    )
    found = verdict.verdict(EXERCISE, CASE, [Trial(CASE, 0, {}, 1.0, Returned([2.0]))])
    assert (found.status, found.message.code) == ("failed", "not-comparable")
    trials = trials_of(exercises["slide"], golden, Student(slide=lambda **_: 0.0))
    for module in (diagnose, shrink):
        monkeypatch.setattr(module, "size_of", unlucky)
    assert diagnose.diagnose(exercises["slide"], trials, golden, unlucky) == ()
    assert shrink.smallest(exercises["slide"], trials, golden, unlucky) is None


def test_what_breaks_with_the_right_answer_too_is_ours(monkeypatch):
    monkeypatch.setattr(verdict, "compare", unlucky)
    with pytest.raises(OwnFault, match="Unlucky"):
        verdict.verdict(EXERCISE, CASE, [Trial(CASE, 0, {}, 1.0, Returned(2.0))])
    monkeypatch.undo()
    with pytest.raises(OwnFault, match="the reference returned"):
        verdict.verdict(EXERCISE, CASE, [Trial(CASE, 0, {}, Foreign("Tensor"), Returned(2.0))])


def test_gradients_that_break_the_reckoning_are_wrong(monkeypatch, exercises):
    from grader.judge import differences

    monkeypatch.setattr(differences, "as_floats", unlucky)
    case = exercises["layer"].cases[1]

    class Scale:
        def __init__(self, w):
            self.dw = w

        def forward(self, x):
            return x

        def backward(self, dy):
            return dy

    trial = differences_trial(exercises["layer"], case, 0, Student(Scale=Scale))
    opaque = (Foreign("Cache"),)  # returned by a step, and asked for by nobody
    for tried in (trial, replace(trial, expected=opaque, outcome=Returned(opaque))):
        found = verdict.verdict(exercises["layer"], case, [tried])
        assert (found.status, found.message.code) == ("failed", "not-comparable")


def test_a_long_text_among_others_costs_what_it_is():
    """NumPy would give each of them the room of the longest."""
    tracemalloc.start()
    try:
        assert numbers.as_numbers(["a" * 1_000_000] + ["b"] * 300) is None
        assert numbers.as_numbers([np.zeros(1_000_000, np.uint8)] * 60 + [np.zeros(1_000_000)]) is None
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()
