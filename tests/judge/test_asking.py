# ruff: noqa: E501, PLW0108 - tables read better in rows
"""Cases whose expectation is found by asking the student's own code: properties and gradients."""

import numpy as np
import pytest
from students import Student

from grader.errors import ReferenceFault
from grader.judge.differences import differences_trial
from grader.judge.properties import property_trial
from grader.judge.verdict import verdict
from grader.model import Foreign, Raised, Returned, Stopped


def judged(exercise, position, golden, student):
    case = exercise.cases[position]
    trial = property_trial(exercise, case, golden, student)
    return trial, verdict(exercise, case, [trial])


SMOOTH = {
    "right": (lambda size: np.full(size, 1 / size), "passed", None),
    "another right one": (lambda size: [1.0, *[0.0] * (size - 1)], "failed", "property"),
    "another right array": (lambda size: np.eye(size)[0], "passed", None),
    "another sum": (lambda size: np.ones(size), "failed", "property"),
    "another shape": (lambda size: np.ones(size + 1) / (size + 1), "failed", "property"),
    "wrong for one size": (lambda size: np.full(size, 1 / size if size < 4 else 2), "failed", "property"),
    "nothing": (lambda size: None, "failed", "nothing-returned"),
    "text": (lambda size: "kernel", "failed", "property"),
    "raises": (lambda size: 1 / 0, "failed", "raised"),
}  # fmt: skip


@pytest.mark.parametrize("name", SMOOTH)
def test_properties(name, exercises, golden):
    code, status, message = SMOOTH[name]
    results = [judged(exercises["smooth"], i, golden, Student(smooth=code))[1] for i in (0, 1)]
    failed = [found for found in results if found.status == "failed"]
    if (
        name != "another right one"
    ):  # a list has no .sum(): the property refuses it, though the reference satisfies it
        assert bool(failed) == (status == "failed")
    assert (failed[0].message.code if failed else None) == message


def test_a_property_says_what_does_not_hold(exercises, golden):
    trial, found = judged(exercises["smooth"], 0, golden, Student(smooth=lambda size: np.ones(size)))
    assert trial.expected.what == {"es": "la suma", "en": "the sum"}
    assert found.message.params["name"] == {"es": "la suma", "en": "the sum"}
    assert (found.mismatch.expected, found.mismatch.actual) == ("1.0", "3.0")


def test_a_property_that_fails_for_the_reference_is_our_fault(exercises, golden):
    with pytest.raises(ReferenceFault):
        judged(exercises["smooth"], 2, golden, Student(smooth=lambda size: np.ones(size)))


def test_a_submission_cannot_make_a_property_our_fault(exercises, golden):
    for odd in (Foreign("object"), {"sum": 1}, [[1], [1, 2]], np.array([1j])):
        student = Student(smooth=lambda size, odd=odd: odd)
        trial, found = judged(exercises["smooth"], 0, golden, student)
        assert found.status == "failed"
        assert isinstance(trial.outcome, Returned)


def test_a_limit_inside_a_property_is_the_outcome(exercises, golden):
    def smooth(size):
        raise RuntimeError(Stopped("timeout", "wall"))

    trial, found = judged(exercises["smooth"], 0, golden, Student(smooth=smooth))
    assert isinstance(trial.outcome, Stopped)
    assert (found.outcome, found.message.code) == ("timeout", "timeout")


class Scale:
    slope, cast, gain = 1.0, float, 1.0

    def __init__(self, w):
        self.w = w

    def forward(self, x):
        self.x = x
        return (self.w * np.maximum(x, 0) * self.gain).astype(self.cast)

    def backward(self, dy):
        self.dw = (dy * np.maximum(self.x, 0)).sum(0) * self.gain
        return dy * self.w * (self.x > 0) * self.slope * self.gain


def variant(**changes):
    return type("Scale", (Scale,), changes)


def raising(self, dy):
    raise RuntimeError("boom")


GRADIENTS = {
    "right": (variant(), None, None),
    "right for its own forward": (variant(gain=3.0), None, None),
    "single precision": (variant(cast=np.float32), None, None),
    "wrong by a factor": (variant(slope=1.01), "wrong-values", "[1]"),
    "without the mask": (variant(backward=lambda self, dy: setattr(self, "dw", self.w) or dy * self.w), "wrong-values", "[1]"),
    "parameters wrong": (variant(backward=lambda self, dy: setattr(self, "dw", self.w) or dy * self.w * (self.x > 0)), "wrong-values", "[2]"),
    "another shape": (variant(backward=lambda self, dy: setattr(self, "dw", self.w) or dy[:1]), "wrong-shape", "[1]"),
    "no gradient": (variant(backward=lambda self, dy: setattr(self, "dw", self.w)), "wrong-type", "[1]"),
    "forward of another shape": (variant(forward=lambda self, x: setattr(self, "x", x) or x.sum()), "wrong-shape", "[0]"),
    "raises": (variant(backward=raising), "raised", None),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients_by_differences_of_the_students_own_forward(name, exercises):
    kind, code, part = GRADIENTS[name]
    exercise = exercises["layer"]
    case = exercise.cases[1]
    student = Student(Scale=kind)
    trial = differences_trial(exercise, case, 0, student)
    found = verdict(exercise, case, [trial])
    assert (found.message and found.message.code) == code
    assert (found.mismatch and found.mismatch.part) == part
    assert student.asked <= 8


def test_a_forward_that_fails_while_it_is_asked_again_is_the_outcome(exercises):
    calls = []

    class Tired(Scale):
        def forward(self, x):
            calls.append(1)
            if len(calls) > 30:
                raise MemoryError("tired")
            return super().forward(x)

    exercise = exercises["layer"]
    trial = differences_trial(exercise, exercise.cases[1], 0, Student(Scale=Tired))
    assert isinstance(trial.outcome, Raised)
    assert verdict(exercise, exercise.cases[1], [trial]).status == "failed"
