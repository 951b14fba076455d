"""A small training exercise, asked of real processes."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.catalog import find_course, load_course
from grader.grade import Grading
from grader.model import Cell, SourceFile, Submission
from grader.sandbox import Sandbox

HERE = Path(__file__).parent
QUICK = {
    "data": {"set": "letters_xo", "count": 400, "size": 9, "test": 100, "split": 1},
    "budget": {"cpu": {"seconds": 20, "threads": 1, "memory_mb": 512, "parameters": 20_000}},
    "seeds": {"min": 3, "max": 4},
    "tiers": [{"accuracy": 0.7, "points": 5}, {"accuracy": 0.9, "points": 20}],
}


@pytest.fixture(scope="session")
def course():
    return load_course(find_course(str(HERE.parents[1] / "exercises")))


@pytest.fixture(scope="session")
def sandbox(course):
    with Sandbox() as made:
        made.allow(course.packages)
        yield made


@pytest.fixture(scope="session")
def grading(course, sandbox):
    return Grading(course, sandbox)


@pytest.fixture
def train(course, grading):
    """Grade a text as a submission to the small exercise; keywords change its plan."""

    def run(text, exercise_id="train-cnn-numpy", **plan):
        exercise = next(e for e in course.exercises if e.id == exercise_id)
        exercise = replace(exercise, training={**QUICK, **plan})
        submission = Submission("student", (SourceFile("a.py", (Cell(None, text),)),), "0")
        return grading.grade(submission, [exercise]).exercises[0]

    return run
