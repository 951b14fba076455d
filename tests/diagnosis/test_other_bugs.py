"""Bugs that no catalogue has, in every exercise: whatever spoils the right answers, nothing is claimed."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from grader.course import inputs
from grader.course.catalog import load_course
from grader.course.golden import Golden
from grader.judge.diagnose import diagnose
from grader.model import Raised, Returned, Trial

ROOT = Path(__file__).resolve().parents[2]
BUGS = {
    "squared": lambda a: a.astype(float) ** 2,
    "sorted": lambda a: np.sort(a, axis=None).reshape(a.shape),
    "every other cell is zero": lambda a: np.where(np.arange(a.size).reshape(a.shape) % 2, 0, a),
    "noise": lambda a: a + np.random.default_rng(0).normal(size=a.shape),
}


@pytest.fixture(scope="module")
def course():
    return load_course(ROOT / "exercises")


@pytest.fixture(scope="module")
def golden(course):
    return Golden(course)


def spoilt(value, bug):
    """Change every number of an answer; text stays."""
    if isinstance(value, Mapping):
        return {key: spoilt(item, bug) for key, item in value.items()}
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        plain = all(isinstance(item, (int, float, np.number)) for item in value)
        return bug(np.array(value)) if plain else type(value)(spoilt(item, bug) for item in value)
    return bug(np.asarray(value))


@pytest.mark.parametrize("name", BUGS)
def test_nothing_is_claimed(name, course, golden):
    claims = []
    for exercise in course.exercises:

        def ask(case, arguments, exercise=exercise):
            answer = golden.mistaken(exercise, case, arguments, ())
            if isinstance(answer, BaseException):
                kinds = tuple(kind.__name__ for kind in type(answer).__mro__)
                return Raised(kinds[0], str(answer), kinds)
            return Returned(spoilt(answer, BUGS[name]))

        trials = []
        for case in exercise.cases:
            if exercise.kind != "function" or case.expect.kind in {"property", "differences"}:
                continue
            for index in range(case.repeat):
                arguments = inputs.draw(exercise, case, index)
                expected = golden.expected(exercise, case, index)
                trials.append(Trial(case, index, arguments, expected, ask(case, arguments)))
        claims += [(exercise.id, found.codes) for found in diagnose(exercise, trials, golden, ask)]
    assert claims == []
