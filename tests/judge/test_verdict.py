# ruff: noqa: E501 - tables read better in rows
"""Verdicts: what is said of each way in which a case can end, and what it is worth."""

from dataclasses import replace

import numpy as np
import pytest

from grader.errors import OwnFault
from grader.judge.score import missing, remarks, score, total
from grader.judge.verdict import skipped, ungraded, verdict
from grader.model import (
    Case,
    Exercise,
    Expectation,
    Foreign,
    Limits,
    Misprint,
    Phrase,
    Raised,
    Returned,
    Stopped,
    Target,
    Trial,
)

LIMITS = Limits(seconds=2, memory_mb=256)
CASE = Case("a case", Expectation("reference"), 2.5, "f", limits=LIMITS, source="deck 1")
RAISES = replace(CASE, expect=Expectation("raises", ("ValueError", "TypeError")))
SHAPE = replace(CASE, expect=Expectation("shape", (2, 2), "float"))
DTYPE = replace(CASE, expect=Expectation("dtype", "uint8", "uint8"))
PRINTED = replace(CASE, misprint=Misprint([7.0, 2.0], {"en": "The slide is wrong."}))
HINTED = replace(CASE, say={"en": "Look at the border."})
PURE = replace(CASE, pure=True)
FIGURE = replace(CASE, expect=Expectation("figure", {"axes": 2, "images": 2, "titles": True, "differ": True}))
RIGHT = np.array([1.0, 2.0])
ZERO = Raised(
    "ZeroDivisionError",
    "division by zero",
    ("ZeroDivisionError", "ArithmeticError", "Exception"),
    "a.py, line 3",
)
KEY = Raised("KeyError", "'x'", ("KeyError", "LookupError", "Exception"))
OWN = Raised("TooLarge", "no", ("TooLarge", "ValueError", "Exception"))
PLOTS = {
    "axes": 2,
    "images": [[[4, 4]], [[4, 4]]],
    "lines": [0, 0],
    "titles": ["a", "b"],
    "digests": [["1"], ["2"]],
    "labels": [["", ""], ["x", "y"]],
    "suptitle": "",
    "png": np.frombuffer(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0", np.uint8),
}
NO_FIGURES = {
    "a key too few": {key: PLOTS[key] for key in PLOTS if key != "png"},
    "a key too many": PLOTS | {"passed": True},
    "more axes than anyone draws": PLOTS | {"axes": 2**62},
    "no number of axes": PLOTS | {"axes": True},
    "fewer than none": PLOTS | {"axes": -1},
    "another number of axes": PLOTS | {"axes": 3},
    "a tuple": PLOTS | {"titles": ("a", "b")},
    "no shapes": PLOTS | {"images": [[4], [[4, 4]]]},
    "shapes that are no numbers": PLOTS | {"images": [[[4.0, 4.0]], [[4, 4]]]},
    "a picture more than digests": PLOTS | {"images": [[[4, 4]] * 2, [[4, 4]]]},
    "lines that are no numbers": PLOTS | {"lines": [False, "2"]},
    "a label of one axis": PLOTS | {"labels": [["x"], ["x", "y"]]},
    "no picture": PLOTS | {"png": None},
    "an empty picture": PLOTS | {"png": np.empty(0, np.uint8)},
    "a picture of another format": PLOTS | {"png": np.zeros(33, np.uint8)},
    "a picture of numbers": PLOTS | {"png": PLOTS["png"].astype(float)},
    "a picture without height": PLOTS | {"png": np.append(PLOTS["png"][:20], np.zeros(4, np.uint8))},
}

EXERCISE = Exercise("f", {"en": "F"}, "one", 10, {"f": Target("f")}, (CASE,))

# name: case, outcome, status, code, params that matter
OUTCOMES = {
    "right": (CASE, Returned(RIGHT), "passed", None, {}),
    "wrong values": (CASE, Returned(np.array([7.0, 2.0])), "failed", "wrong-values", {"expected": "1.0"}),
    "wrong shape": (CASE, Returned(np.ones(3)), "failed", "wrong-shape", {"actual": "(3,)"}),
    "wrong type": (CASE, Returned("text"), "failed", "wrong-type", {"actual": "str"}),
    "foreign": (CASE, Returned(Foreign("Tensor")), "failed", "wrong-type", {"actual": "Tensor"}),
    "forgotten return": (CASE, Returned(None), "failed", "nothing-returned", {}),
    "ragged": (CASE, Returned([[1], [1, 2]]), "failed", "ragged-list", {}),
    "misprint": (PRINTED, Returned([7, 2]), "failed", "misprint", {"say": {"en": "The slide is wrong."}}),
    "misprint, but another value": (PRINTED, Returned([8, 2]), "failed", "wrong-values", {}),
    "misprint, but right": (PRINTED, Returned([1, 2]), "passed", None, {}),
    "raised": (CASE, ZERO, "failed", "raised", {"type": "ZeroDivisionError", "where": "a.py, line 3"}),
    "raises as asked": (RAISES, replace(ZERO, type="ValueError", bases=("ValueError",)), "passed", None, {}),
    "raises the other one": (RAISES, replace(ZERO, type="TypeError", bases=("TypeError",)), "passed", None, {}),
    "raises its own kind": (RAISES, OWN, "passed", None, {}),
    "raises another": (RAISES, KEY, "failed", "wrong-raise", {"expected": "ValueError / TypeError", "type": "KeyError"}),
    "does not raise": (RAISES, Returned(3), "failed", "not-raised", {"type": "ValueError / TypeError"}),
    "shape": (SHAPE, Returned(np.ones((2, 2))), "passed", None, {}),
    "shape of integers": (SHAPE, Returned([[1, 2], [3, 4]]), "failed", "wrong-dtype", {}),
    "another shape": (SHAPE, Returned(np.ones(4)), "failed", "wrong-shape", {}),
    "dtype": (DTYPE, Returned(np.ones(4, np.uint8)), "passed", None, {}),
    "another dtype": (DTYPE, Returned(np.ones(4)), "failed", "wrong-dtype", {"actual": "float64"}),
    "changed inputs": (CASE, Returned(RIGHT, changed=("x",)), "passed", None, {}),
    "changed inputs, pure": (PURE, Returned(RIGHT, changed=("x",)), "failed", "inputs-changed", {"names": ["x"]}),
    "wrong and changed, pure": (PURE, Returned(RIGHT + 1, changed=("x",)), "failed", "wrong-values", {}),
    "timeout": (CASE, Stopped("timeout", "wall"), "failed", "timeout", {"seconds": 2}),
    "load timeout": (CASE, Stopped("timeout", "load"), "failed", "load-timeout", {"seconds": 10}),
    "cpu": (CASE, Stopped("timeout", "cpu"), "failed", "cpu", {"seconds": 2}),
    "memory": (CASE, Stopped("memory", "memory"), "failed", "memory", {"memory_mb": 256}),
    "memory without a limit": (CASE, Stopped("memory"), "failed", "memory", {"memory_mb": 256}),
    "crash": (CASE, Stopped("crashed"), "failed", "crashed", {"limit": None}),
    "crash while loading": (CASE, Stopped("crashed", "load"), "failed", "crashed", {"limit": "load"}),
    "flood": (CASE, Stopped("crashed", "output"), "failed", "output", {"output_mb": 64}),
    "threads": (CASE, Stopped("crashed", "threads"), "failed", "threads", {"threads": 16}),
    "huge answer": (CASE, Stopped("crashed", "answer"), "failed", "answer", {"answer_mb": 64}),
    "forbidden": (CASE, Stopped("forbidden", name="scipy"), "failed", "forbidden", {"name": "scipy"}),
    "missing": (CASE, Stopped("missing", name="f"), "failed", "missing", {"name": "f"}),
    "missing, and why": (CASE, Stopped("missing", why=Phrase("syntax-error", {"where": "x"})), "failed", "syntax-error", {}),
    "hidden raises case that hangs": (RAISES, Stopped("timeout", "wall"), "failed", "timeout", {}),
    "figure": (FIGURE, Returned(PLOTS), "passed", None, {}),
    "figure not returned": (FIGURE, Returned(None), "failed", "nothing-returned", {}),
    "no figure": (FIGURE, Returned(Foreign("Axes")), "failed", "wrong-type", {"expected": "Figure"}),
    "one of two plots": (FIGURE, Returned(PLOTS | {"images": [[[4, 4]], []], "digests": [["1"], []]}), "failed", "figure-axes", {"actual": 1}),
    "no title": (FIGURE, Returned(PLOTS | {"titles": ["a", " "]}), "failed", "figure-titles", {"count": 1}),
    "a picture of the size asked for": (replace(FIGURE, expect=Expectation("figure", {"size": [4, 4]})), Returned(PLOTS), "passed", None, {}),
    "no picture of that size": (replace(FIGURE, expect=Expectation("figure", {"size": [4, 5]})), Returned(PLOTS), "failed", "figure-size", {"height": 4, "width": 5}),
    **{f"forged: {name}": (FIGURE, Returned(value), "failed", "wrong-type", {}) for name, value in NO_FIGURES.items()},
    "the same twice": (FIGURE, Returned(PLOTS | {"digests": [["1"], ["1"]]}), "failed", "figure-equal-images", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_outcome_has_its_verdict(name):
    case, outcome, status, code, params = OUTCOMES[name]
    expected = (2, 2) if case is SHAPE else "uint8" if case is DTYPE else RIGHT
    found = verdict(EXERCISE, case, [Trial(case, 0, {}, expected, outcome)])
    assert found.status == status
    assert (found.message and found.message.code) == code
    assert {key: found.message.params[key] for key in params} == params if params else True
    assert found.score == (2.5 if status == "passed" else 0)
    assert (found.max_score, found.source, found.name) == (2.5, "deck 1", "a case")


def test_outcome_and_limit_are_named():
    found = verdict(EXERCISE, CASE, [Trial(CASE, 0, {}, RIGHT, Stopped("timeout", "cpu", seconds=2.0))])
    assert (found.outcome, found.limit, found.seconds) == ("timeout", "cpu", 2.0)
    found = verdict(EXERCISE, CASE, [Trial(CASE, 0, {}, RIGHT, replace(ZERO, trace=("line 3",)))])
    assert (found.outcome, found.limit, found.trace) == ("raised", None, ("line 3",))
    assert verdict(EXERCISE, CASE, [Trial(CASE, 0, {}, RIGHT, Returned(RIGHT))]).outcome == "returned"


def test_a_repeated_case_is_all_or_nothing_and_shows_its_first_failure():
    case = replace(CASE, repeat=4, hidden=True)
    outcomes = [Returned(RIGHT, 0.1), Returned(RIGHT + 1, 0.2), Returned(None, 0.1), Returned(RIGHT, 0.1)]
    found = verdict(EXERCISE, case, [Trial(case, i, {}, RIGHT, o) for i, o in enumerate(outcomes)])
    assert (found.status, found.score, found.hidden) == ("failed", 0, True)
    assert found.mismatch.kind == "value"
    assert found.seconds == pytest.approx(0.5)


def test_a_repeated_case_cut_short_without_a_failure_is_our_fault():
    case = replace(CASE, repeat=4)
    with pytest.raises(OwnFault):
        verdict(EXERCISE, case, [Trial(case, 0, {}, RIGHT, Returned(RIGHT))])


def test_hints_come_from_the_exception_or_from_the_author():
    hint = Phrase("numpy-removed", {"name": "np.float"})
    found = verdict(EXERCISE, HINTED, [Trial(HINTED, 0, {}, RIGHT, replace(ZERO, hint=hint))])
    assert found.hint == hint
    found = verdict(EXERCISE, HINTED, [Trial(HINTED, 0, {}, RIGHT, ZERO)])
    assert found.hint == Phrase("say", {"say": {"en": "Look at the border."}})
    assert verdict(EXERCISE, HINTED, [Trial(HINTED, 0, {}, RIGHT, Returned(RIGHT))]).hint is None


def test_skipped_and_ungraded_have_no_outcome():
    for found, status in (
        (skipped(CASE, Phrase("skipped-timeouts")), "skipped"),
        (ungraded(CASE, "why"), "ungraded"),
    ):
        assert (found.status, found.outcome, found.score, found.max_score) == (status, None, 0, 2.5)


def cases(*points):
    return replace(EXERCISE, points=sum(points), cases=tuple(replace(CASE, points=p) for p in points))


def judged(exercise, *outcomes):
    trials = [[Trial(case, 0, {}, RIGHT, o)] for case, o in zip(exercise.cases, outcomes, strict=True)]
    return [verdict(exercise, t[0].case, t) for t in trials]


def test_scores():
    three = replace(cases(10 / 3, 10 / 3, 10 / 3), points=10)
    good, bad, absent = Returned(RIGHT), Returned(RIGHT + 1), Stopped("missing", name="f")
    found = score(three, judged(three, good, good, good))
    assert (found.status, found.score, found.max_score) == ("passed", 10, 10)
    found = score(three, judged(three, good, bad, good))
    assert (found.status, found.score) == ("failed", 6.666667)
    assert score(three, judged(three, absent, absent, absent)).status == "missing"
    assert score(three, judged(three, absent, bad, absent)).status == "failed"
    found = score(three, [*judged(three, good, good, good)[:2], ungraded(three.cases[2], "ours")])
    assert (found.status, found.score) == ("ungraded", None)
    found = score(three, [*judged(three, good, good, good)[:2], skipped(three.cases[2], Phrase("x"))])
    assert (found.status, found.score) == ("failed", 6.666667)


def test_a_rounded_share_never_costs_full_marks():
    exercise = replace(cases(3.333333, 3.333333, 3.333333), points=10)
    assert score(exercise, judged(exercise, *[Returned(RIGHT)] * 3)).score == 10


def test_a_case_without_points_still_has_to_pass():
    exercise = cases(10, 0)
    found = score(exercise, judged(exercise, Returned(RIGHT), Returned(None)))
    assert (found.status, found.score) == ("failed", 10)


def test_missing_exercise():
    found = missing(EXERCISE, Phrase("near-name", {"name": "f", "found": "F"}))
    assert (found.status, found.score, found.max_score) == ("missing", 0, 10)
    assert found.verdicts[0].outcome == "missing"
    assert found.notes[0].code == "near-name"


def test_totals_do_not_depend_on_the_order():
    assert total([1e16, 1.0, -1e16]) == total([1e16, -1e16, 1.0]) == 1
    assert total([0.1] * 10) == 1


def test_remarks_name_changed_arguments_once():
    trials = [Trial(CASE, 0, {}, RIGHT, Returned(RIGHT, changed=names)) for names in (("w", "x"), ("x",), ())]
    assert remarks(trials) == (Phrase("inputs-changed", {"names": ["w", "x"]}),)
    assert remarks([Trial(CASE, 0, {}, RIGHT, Returned(RIGHT))]) == ()


@pytest.mark.parametrize(("off", "hinted"), [(1e-5, True), (1e-3, False), (0.0, False)])
def test_what_single_precision_explains_is_said(off, hinted):
    trial = Trial(CASE, 0, {}, RIGHT, Returned(np.asarray(RIGHT) + off))
    assert (verdict(EXERCISE, CASE, [trial]).hint == Phrase("single-precision")) is hinted
