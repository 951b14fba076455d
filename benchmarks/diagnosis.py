"""How often is a mistake named, by kind of student, and what does asking cost?

Grades the students of ``tests/diagnosis`` and prints, for each kind, how many were told the right thing,
nothing or something wrong, and the CPU time that the diagnosis added to a failed exercise.

    python benchmarks/diagnosis.py
"""

import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "diagnosis")]

from cohort import FULL_MARKS, NOTHING, found, is_right, students

from grader import grade
from grader.course.catalog import load_course
from grader.grade import Grading
from grader.sandbox import Sandbox


def main() -> None:
    """Print the rates of each kind, and the median and the 90th percentile of the cost."""
    course = load_course(ROOT / "exercises")
    exercises = {exercise.id: exercise for exercise in course.exercises}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    milliseconds: list[float] = []
    diagnose = grade.diagnose

    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return diagnose(*arguments)
        finally:
            milliseconds.append(1000 * (time.process_time() - start))

    grade.diagnose = timed
    with Sandbox(packages=course.packages) as sandbox:
        grading = Grading(course, sandbox)
        for student in students():
            report = grading.grade(student.submission, [exercises[student.exercise]])
            answer = found(report.exercises[0])
            counts[student.kind][_outcome(student.expected, answer)] += 1
    for kind, outcomes in counts.items():
        share = outcomes["right"] / outcomes.total()
        print(f"{kind:12s} {share:7.1%} right  of {outcomes.total():3d}: {dict(outcomes)}")
    milliseconds.sort()
    tail = milliseconds[int(0.9 * len(milliseconds))]
    print(f"CPU per diagnosis: median {statistics.median(milliseconds):.1f} ms, 90 % below {tail:.1f} ms")


def _outcome(expected: str, answer: str) -> str:
    if is_right(expected, answer):
        return "right"
    return "nothing said" if answer == NOTHING else "full marks" if answer == FULL_MARKS else "wrong code"


if __name__ == "__main__":
    main()
