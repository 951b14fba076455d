"""Hundreds of students: the right code for a mistake or a pair, none for another bug, and full marks.

Their code was written from the names of the mistakes alone, each in a style of its own, and goes through the
whole pipeline. ``benchmarks/diagnosis.py`` counts how often each kind is named.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cohort import Student, found, is_right, students

from grader.course.catalog import load_course
from grader.grade import Grading
from grader.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]
TWO_VARIANTS = "both mistakes replace the function: of a pair only one can"
KNOWN_MISSES = {
    "filter-apply 19": TWO_VARIANTS,
    "pool-backward 12": TWO_VARIANTS,
    "pool2d 28": "what a window outside the map holds is anyone's choice: here nan",
    "pool2d-partial 32": "windows cut at the start see real cells: the divisor's change counts those cut at the end",
}
"""Students whose mistake is not named, though it has a code. Nothing is said to them, and nothing wrong."""


@pytest.fixture(scope="module")
def grading():
    course = load_course(ROOT / "exercises")
    with Sandbox(packages=course.packages) as sandbox:
        yield Grading(course, sandbox)


def _parameter(student: Student):
    marks = ()
    if student.name in KNOWN_MISSES:
        marks = pytest.mark.xfail(reason=KNOWN_MISSES[student.name], strict=True)
    return pytest.param(student, id=student.name, marks=marks)


@pytest.mark.parametrize("student", [_parameter(student) for student in students()])
def test_each_student_is_told_what_happened(student, grading):
    exercise = next(e for e in grading.course.exercises if e.id == student.exercise)
    answer = found(grading.grade(student.submission, [exercise]).exercises[0])
    assert is_right(student.expected, answer), f"{student.name}: expected {student.expected}, found {answer}"


def test_a_missed_mistake_gets_no_other_name(grading):
    for student in students():
        if student.name in KNOWN_MISSES:
            exercise = next(e for e in grading.course.exercises if e.id == student.exercise)
            assert found(grading.grade(student.submission, [exercise]).exercises[0]) == "nothing"
