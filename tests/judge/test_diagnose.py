# ruff: noqa: E501, PLW0108 - tables read better in rows
"""Diagnosis on a small course: what is named, and above all what is not."""

from dataclasses import replace

import numpy as np
import pytest
from students import Student, trials_of

from grader.judge.diagnose import diagnose
from grader.judge.properties import property_trial
from grader.model import Returned, Stopped, Trial


def slide(x, w, b=0.0, step=1, last=None):
    n = (len(x) - len(w)) // step + 1
    if n < 1:
        raise ValueError("too large")
    return np.array([sum(x[i * step + j] * w[j] for j in range(len(w))) + b for i in range(n)])[:last]


def diagnosed(exercise, golden, **code):
    student = Student(**code)
    trials = trials_of(exercise, golden, student)
    return [found.codes for found in diagnose(exercise, trials, golden, student)]


def over(x, w, b=0.0, step=1):
    return [sum(x[i + j] * w[j] for j in range(len(w))) + b for i in range(len(x))]


SLIDES = {
    "right": (slide, []),
    "flipped": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step), [("flipped",)]),
    "step ignored": (lambda x, w, b=0.0, step=1: slide(x, w, b), [("step-ignored",)]),
    "as a list": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step).tolist(), [("flipped",)]),
    "in single precision": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step).astype(np.float32), [("flipped",)]),
    "pair of arguments": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], 0, step), [("flipped", "bias-missing")]),
    "pair of argument and result": (lambda x, w, b=0.0, step=1: slide(x, w, b, 1, -1), [("step-ignored", "last-lost")]),
    "more than two": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], 0, 1, -1), []),
    "uncatalogued: scaled": (lambda x, w, b=0.0, step=1: slide(x, w, b, step) * 1.5, []),
    "uncatalogued: shifted": (lambda x, w, b=0.0, step=1: slide(x, w, b, step) + 1, []),
    "uncatalogued: reversed": (lambda x, w, b=0.0, step=1: slide(x, w, b, step)[::-1], []),
    "uncatalogued: constant": (lambda x, w, b=0.0, step=1: np.zeros(len(x)), []),
    "uncatalogued: nothing": (lambda x, w, b=0.0, step=1: None, []),
    "uncatalogued: always raises": (lambda x, w, b=0.0, step=1: x[99], []),
    "flipped, and does not refuse": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step) if len(x) >= len(w) else None, []),
    "flipped, IndexError for ValueError": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step) if len(x) >= len(w) else w[99], []),
    "flipped, another exception": (lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step) if len(x) >= len(w) else {}[1], []),
    "exceptions alone are no evidence": (over, []),
    "flipped for long inputs only": (lambda x, w, b=0.0, step=1: slide(x, w[::-1] if len(x) > 4 else w, b, step), []),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIDES)
def test_what_is_named(name, exercises, golden):
    code, codes = SLIDES[name]
    assert diagnosed(exercises["slide"], golden, slide=code) == codes


def test_right_answers_that_change_their_inputs_are_not_explained(exercises, golden):
    """Mistakes that cancel each other would explain them."""
    exercise = exercises["slide"]
    pure = replace(exercise, cases=tuple(replace(case, pure=True) for case in exercise.cases))
    trials = [
        replace(trial, outcome=replace(trial.outcome, changed=("x",)))
        if isinstance(trial.outcome, Returned)
        else trial
        for trial in trials_of(pure, golden, Student(slide=slide))
    ]
    asked = []
    assert diagnose(pure, trials, golden, lambda *question: asked.append(question)) == ()
    assert not asked


COUNTS = {
    "right": (lambda n, k, s=1: (n - k) // s + 1, []),
    "plus one": (lambda n, k, s=1: (n - k) // s, [("plus-one-forgotten",)]),
    "float": (lambda n, k, s=1: float((n - k) // s + 1), [("float-returned",)]),
    "both": (lambda n, k, s=1: float((n - k) // s), [("plus-one-forgotten", "float-returned")]),
    "ceil": (lambda n, k, s=1: -(-(n - k) // s) + 1, [("ceil-for-floor",)]),
    "as an array": (lambda n, k, s=1: np.int64((n - k) // s), [("plus-one-forgotten",)]),
    "another constant": (lambda n, k, s=1: (n - k) // s + 2, []),
    "right by chance on the visible": (lambda n, k, s=1: {(7, 3, 1): 4, (8, 3, 2): 2}.get((n, k, s), 0), []),
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_small_whole_numbers_are_confirmed_before_they_are_believed(name, exercises, golden):
    code, codes = COUNTS[name]
    assert diagnosed(exercises["count"], golden, count=code) == codes


def test_a_diagnosis_says_how_much_it_explains_and_where_to_read(exercises, golden):
    student = Student(slide=lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step))
    (found,) = diagnose(exercises["slide"], trials_of(exercises["slide"], golden, student), golden, student)
    assert (found.explains, found.of) == (11, 11)
    assert found.say == ({"en": "Is it turned?"},)
    assert found.source == "deck 1"


def test_each_function_has_its_own_diagnosis(exercises, golden):
    right, wrong = (lambda x: 3 * x), (lambda x: -3 * x)
    assert diagnosed(exercises["both"], golden, double=lambda x: 2 * x, triple=right) == []
    assert diagnosed(exercises["both"], golden, double=lambda x: -2 * x, triple=right) == [("sign",)]
    assert diagnosed(exercises["both"], golden, double=lambda x: -2 * x, triple=wrong) == [("sign",)]
    rounded = lambda x: np.rint(3 * x)  # noqa: E731
    assert diagnosed(exercises["both"], golden, double=lambda x: -2 * x, triple=rounded) == [
        ("sign",),
        ("rounded",),
    ]
    assert diagnosed(exercises["both"], golden, double=lambda x: -2 * x, triple=lambda x: x) == [("sign",)]


def test_objects_are_diagnosed_by_their_steps(exercises, golden):
    class Scale:
        def __init__(self, w):
            self.w = w

        def forward(self, x):
            self.x = x
            return self.w * np.maximum(x, 0)

        def backward(self, dy):
            self.dw = (dy * np.maximum(self.x, 0)).sum(0)
            return dy

    assert diagnosed(exercises["layer"], golden, Scale=Scale) == [("mask-missing",)]


def test_property_cases_are_asked_for_their_answer(exercises, golden):
    exercise = exercises["smooth"]

    def diagnosed_by_property(code):
        student = Student(smooth=code)
        trials = [property_trial(exercise, case, golden, student) for case in exercise.cases[:2]]
        return [found.codes for found in diagnose(exercise, trials, golden, student)]

    assert diagnosed_by_property(lambda size: np.ones(size)) == [("not-divided",)]
    assert diagnosed_by_property(lambda size: np.full(size, 2.0)) == []
    assert diagnosed_by_property(lambda size: np.eye(size)[0]) == []


def test_no_claim_where_a_trial_has_no_answer(exercises, golden):
    exercise = exercises["slide"]
    student = Student(slide=lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step))
    trials = trials_of(exercise, golden, student)
    last = trials[-1]
    trials[-1] = Trial(last.case, last.index, last.arguments, last.expected, Stopped("timeout", "wall"))
    assert diagnose(exercise, trials, golden, student) == ()


def test_no_claim_where_unseen_inputs_hang(exercises, golden):
    exercise = exercises["slide"]
    student = Student(slide=lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step))
    trials = trials_of(exercise, golden, student)
    assert diagnose(exercise, trials, golden, lambda case, arguments: Stopped("timeout", "wall")) == ()


def test_what_agrees_by_heart_is_refuted_by_unseen_inputs(exercises, golden):
    exercise = exercises["slide"]
    learned = {}
    wrong = Student(slide=lambda x, w, b=0.0, step=1: slide(x, w[::-1], b, step))
    for trial in trials_of(exercise, golden, wrong):
        learned[trial.arguments["x"].tobytes()] = trial.outcome

    def by_heart(x, w, b=0.0, step=1):
        known = learned.get(x.tobytes())
        return known.value if known is not None and hasattr(known, "value") else slide(x, w, b, step)

    assert diagnosed(exercise, golden, slide=by_heart) == []


def test_the_same_twice(exercises, golden):
    code = SLIDES["pair of arguments"][0]
    assert diagnosed(exercises["slide"], golden, slide=code) == diagnosed(
        exercises["slide"], golden, slide=code
    )


def test_a_right_answer_asks_nothing_more(exercises, golden):
    student = Student(slide=slide)
    trials = trials_of(exercises["slide"], golden, student)
    before = student.asked
    assert diagnose(exercises["slide"], trials, golden, student) == ()
    assert student.asked == before
