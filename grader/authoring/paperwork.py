"""What needs no run: hints, statements, sources, and whether there are mistakes enough."""

import re
from pathlib import Path

from grader.authoring.findings import Pen
from grader.model import Course, Exercise

MISTAKES, MISTAKES_OF_GRADIENTS = 4, 6
"""How many misconceptions an exercise names at least; gradients have more ways to be wrong."""

_SLIDE = re.compile(r"\b(?:slide|deck|lámina|diapositiva)s?\b", re.IGNORECASE)


def check_paperwork(course: Course, exercise: Exercise, pen: Pen) -> None:
    """Find what is missing beside the cases."""
    _statements(course, exercise, pen)
    _hints(course, exercise, pen)
    _sources(exercise, pen)
    codes = {mistake.code for mistake in exercise.mistakes}
    least = MISTAKES_OF_GRADIENTS if _is_about_gradients(exercise) else MISTAKES
    if exercise.kind != "training" and len(codes) < least:
        pen.defect("few-mistakes", f"names {len(codes)} mistakes; at least {least} are asked for")


def _is_about_gradients(exercise: Exercise) -> bool:
    if exercise.module == "gradients":
        return True
    return any(case.expect.kind == "differences" for case in exercise.cases)


def _statements(course: Course, exercise: Exercise, pen: Pen) -> None:
    for language in course.languages:
        name = f"statement.{language}.md"
        if not (Path(exercise.folder) / name).is_file():
            pen.defect("statement", f"{name} is missing", file=name)
        if not exercise.title.get(language):
            pen.defect("title", f"the title is missing in {language}")
    if not (Path(exercise.folder) / "starter.py").is_file():
        pen.defect("starter", "starter.py is missing", file="starter.py")


def _hints(course: Course, exercise: Exercise, pen: Pen) -> None:
    for position, mistake in enumerate(exercise.mistakes):
        for what, text in (("hint", mistake.say), ("title", mistake.title)):
            missing = [language for language in course.languages if not text.get(language)]
            if missing:
                message = f"mistake {mistake.code} has no {what} in {' and '.join(missing)}"
                pen.defect(f"mistake-{what}", message, mistake=position)
        example = course.mistakes.get(mistake.code, {}).get("example", {})
        if any(not example.get(language) for language in course.languages):
            message = f"mistake {mistake.code} has no worked example for `grader explain` in every language"
            pen.defect("mistake-example", message, mistake=position)
        if not mistake.source:
            pen.defect(
                "mistake-source",
                f"mistake {mistake.code} names no slide to read again (see)",
                mistake=position,
            )


def _sources(exercise: Exercise, pen: Pen) -> None:
    for case in exercise.cases:
        if not case.source and (case.misprint is not None or _SLIDE.search(case.name)):
            pen.defect("source", f"case {case.name!r} speaks of a slide and names no source", case=case.name)
    if exercise.covers and exercise.kind != "training" and not any(case.source for case in exercise.cases):
        pen.defect("source", "covers material of the course, and no case names a source")
