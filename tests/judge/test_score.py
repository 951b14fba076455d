import numpy as np
import pytest
from students import Student, trials_of

from grader.judge.score import score, unearned
from grader.judge.verdict import verdict
from grader.model import Stopped


def always(x, w, b=0.0, step=1):
    raise ValueError("no")


def other_type(x, w, b=0.0, step=1):
    raise KeyError("no")


def unchecked(x, w, b=0.0, step=1):
    n = (len(x) - len(w)) // step + 1
    return np.array([x[i * step : i * step + len(w)] @ w for i in range(n)])


def wrong_but_checked(x, w, b=0.0, step=1):
    if len(w) > len(x):
        raise ValueError("too large")
    return x[:0]


def wrong_once_then_raises(x, w, b=0.0, step=1):
    if len(x) == 4:
        return 0
    raise ValueError("no")


def right_once_then_raises(x, w, b=0.0, step=1):
    if len(x) == 4:
        return unchecked(x, w)
    raise ValueError("no")


def raises_here_and_there(x, w, b=0.0, step=1):
    if len(w) > len(x) or step > 1:
        raise ValueError("too large, or not written yet")
    return unchecked(x, w)


def wrong_but_for_the_steps_it_has_not(x, w, b=0.0, step=1):
    if len(w) > len(x) or step > 1:
        raise ValueError("too large, or not written yet")
    return unchecked(x, w) + 1


def never_ends_but_checked(x, w, b=0.0, step=1):
    if len(w) > len(x):
        raise ValueError("too large")
    raise RuntimeError(Stopped("timeout", limit="wall"))


# name: code, what the case that asks for an exception is, the code of its message
STUDENTS = {
    "raises always": (always, "failed", "raises-always"),
    "raises always, another type": (other_type, "failed", "wrong-raise"),
    "never raises": (unchecked, "failed", "not-raised"),
    "checks, and returns nothing right": (wrong_but_checked, "passed", None),
    "answers once, and not right": (wrong_once_then_raises, "failed", "raises-always"),
    "answers once, and right": (right_once_then_raises, "passed", None),
    "checks, and is half written": (raises_here_and_there, "passed", None),
    "half written, and nothing right": (wrong_but_for_the_steps_it_has_not, "failed", "raises-always"),
    "checks, and has no time for the rest": (never_ends_but_checked, "passed", None),
}


@pytest.mark.parametrize("name", STUDENTS)
def test_what_raising_earns(name, exercises, golden):
    code, status, message = STUDENTS[name]
    exercise = exercises["slide"]
    trials = trials_of(exercise, golden, Student(slide=code))
    tried = {case.name: [t for t in trials if t.case.name == case.name] for case in exercise.cases}
    verdicts = [verdict(exercise, case, tried[case.name]) for case in exercise.cases]
    judged = {one.name: one for one in unearned(exercise, verdicts, trials)}
    assert judged["too large"].status == status
    assert (judged["too large"].message.code if message else judged["too large"].message) == message
    if message in {"raises-always", "wrong-raise"}:
        assert score(exercise, list(judged.values())).score == 0
