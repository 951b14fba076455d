"""Is each exercise sound? It is tested like code: by right answers, by catalogued wrong ones, by impostors.

The reference gets full marks, in other clothes too; the starter, and whoever knows nothing, get none; who has
learned the visible answers by heart stays below half; every mistake is caught, and told from every other.
"""

import time
from collections.abc import Iterator, Sequence

from grader.authoring import answering
from grader.authoring.catching import check_catching, check_pairs
from grader.authoring.findings import ExerciseAudit, Pen
from grader.authoring.paperwork import check_paperwork
from grader.course.golden import Golden
from grader.errors import OwnFault
from grader.grade import Grading
from grader.model import Course, Exercise


def audit(course: Course, exercises: Sequence[Exercise], grading: Grading) -> Iterator[ExerciseAudit]:
    """Audit exercises one after the other.

    Parameters
    ----------
    course : Course
    exercises : those of the course that are audited
    grading : grades the starters, in the sandbox
    """
    for exercise in exercises:
        yield audit_exercise(course, exercise, grading.golden, grading)


def audit_exercise(course: Course, exercise: Exercise, golden: Golden, grading: Grading) -> ExerciseAudit:
    """Audit one exercise; what a check cannot do because of another defect, it does not report."""
    found = ExerciseAudit(exercise.id, cases=len(exercise.cases))
    pen = Pen(exercise, found)
    started = time.process_time()
    check_paperwork(course, exercise, pen)
    answering.check_starter(exercise, grading, pen)
    try:
        if (
            exercise.cases
            and _has_reference(exercise, pen)
            and answering.check_reference(exercise, golden, pen)
        ):
            if exercise.kind != "figure":
                answering.check_disguises(exercise, golden, pen)
            answering.check_know_nothings(exercise, golden, pen)
            answering.check_by_heart(exercise, golden, pen)
            answering.check_remembering(exercise, golden, pen)
            answering.check_time(exercise, golden, found, pen)
            check_catching(exercise, golden, found, pen)
            check_pairs(exercise, golden, found, pen)
    except OwnFault as fault:
        pen.defect("fault", str(fault))
    found.seconds = time.process_time() - started
    return found


def _has_reference(exercise: Exercise, pen: Pen) -> bool:
    """Say whether every name has a reference: without one there is nothing to hold the cases against."""
    without = [
        name
        for name, target in exercise.functions.items()
        if name not in exercise.reference and target.kind != "variable"
    ]
    used = {case.of for case in exercise.cases}
    if not exercise.reference:
        pen.remark("no-reference", "there is no reference; cases and mistakes are not tried")
        return False
    for name in without:
        if name in used:
            pen.remark("no-reference", f"{name} has no reference; nothing is tried")
    return not any(name in used for name in without)
