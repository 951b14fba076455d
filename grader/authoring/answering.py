"""Who gets what: the reference and its disguises all, the starter and those who know nothing none."""

import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from grader.authoring import impostors
from grader.authoring.attempts import Answerer, Attempt, attempt, reference_with
from grader.authoring.findings import ExerciseAudit, Pen
from grader.course import inputs
from grader.course.golden import Golden
from grader.errors import OwnFault
from grader.grade import Grading
from grader.judge.compare import compare
from grader.model import Case, Exercise, Verdict

NOTHING_SHARE = 0.02
"""The share of the points that an answer without any understanding may earn."""
BY_HEART_SHARE = 0.5
"""The share of the points that the visible answers, learned by heart, stay below."""
TIMES_FASTER = 20
"""How many times the reference's time a case's limit leaves a student."""


def check_reference(exercise: Exercise, golden: Golden, pen: Pen) -> bool:
    """Give the reference to the judge; without full marks nothing else can be said."""
    result = _attempted(exercise, golden, reference_with(exercise, golden), "reference", pen)
    if result is None:
        return False
    needed = (*exercise.packages, *(["matplotlib"] if exercise.kind == "figure" else []))
    absent = [package for package in needed if not find_spec(package)]
    if absent and any(_exception(one).startswith("ModuleNotFoundError") for one in result.verdicts):
        pen.remark(
            "reference", f"the reference could not be tried here: {', '.join(absent)} is not installed"
        )
        return False
    for one in result.verdicts:
        if one.status != "passed":
            pen.defect("reference", f"the reference fails case {one.name!r} ({_why(one)})", case=one.name)
    for case in exercise.cases:
        if case.misprint is not None and case.expect.kind in {"value", "reference"}:
            right = golden.expected(exercise, case, 0)
            if compare(right, case.misprint.value, case.tolerance) is None:
                pen.defect(
                    "misprint", f"case {case.name!r}: the misprint is the right answer", case=case.name
                )
    return all(one.status == "passed" for one in result.verdicts)


def _why(verdict: Verdict) -> str:
    """Say why the reference's answer is not right."""
    code = verdict.message.code if verdict.message else verdict.status
    if verdict.mismatch:
        return f"{code}: {verdict.mismatch.expected} expected, {verdict.mismatch.actual} returned"
    return " ".join(filter(None, [code, _exception(verdict)]))


def _exception(verdict: Verdict) -> str:
    """Name what was raised, with its text; nothing where nothing was."""
    raised = verdict.message.params if verdict.message and verdict.outcome == "raised" else {}
    return ": ".join(str(raised[key]) for key in ("type", "text") if raised.get(key))


def check_disguises(exercise: Exercise, golden: Golden, pen: Pen) -> None:
    """Give right answers in other forms to the judge: each of them is right."""
    for name, disguise in impostors.disguises().items():
        result = _attempted(exercise, golden, impostors.in_disguise(exercise, golden, disguise), name, pen)
        for one in result.verdicts if result else ():
            if one.status != "passed":
                found = f": {one.mismatch.kind} {one.mismatch.actual}" if one.mismatch else ""
                pen.defect("honest", f"right answers as {name} fail case {one.name!r}{found}", case=one.name)


def check_know_nothings(exercise: Exercise, golden: Golden, pen: Pen) -> None:
    """Give answers without understanding to the judge: they earn nothing."""
    earned: dict[tuple[str, ...], list[tuple[str, Attempt]]] = {}
    for name, answerer in impostors.know_nothings(exercise, golden).items():
        result = _attempted(exercise, golden, answerer, name, pen)
        if result is not None and result.points > 0:
            earned.setdefault(tuple(result.passed()), []).append((name, result))
    for cases, who in earned.items():
        names = ", ".join(name for name, _ in who)
        points = who[0][1].points
        message = f"{names}: {points:g} of {exercise.points:g} points, by {', '.join(map(repr, cases))}"
        if points > NOTHING_SHARE * exercise.points + 1e-9:
            pen.defect("nothing-earns", message, case=cases[0])
        else:
            pen.remark("nothing-earns", message, case=cases[0])


def check_by_heart(exercise: Exercise, golden: Golden, pen: Pen) -> None:
    """Give the visible answers, learned by heart, to the judge: they stay below half of the points."""
    for name, answerer in impostors.learned_by_heart(exercise, golden).items():
        result = _attempted(exercise, golden, answerer, f"visible answers, else {name}", pen)
        if result is not None and result.points >= BY_HEART_SHARE * exercise.points - 1e-9:
            hidden = result.passed(by=lambda case: case.hidden)
            also = f"; hidden cases among them: {', '.join(map(repr, hidden))}" if hidden else ""
            message = (
                f"the visible answers learned by heart, else {name}, earn {result.points:g} of "
                f"{exercise.points:g} points{also}"
            )
            pen.defect("by-heart", message)


def check_remembering(exercise: Exercise, golden: Golden, pen: Pen) -> None:
    """Give the first answer for arrays of the same shapes again and again: some case finds out.

    A figure is judged by its form alone.
    """
    if exercise.kind == "figure":
        return
    draws = [inputs.draw(exercise, case, 0) for case in exercise.cases]
    if not any(isinstance(value, np.ndarray) and value.size for given in draws for value in given.values()):
        return
    result = _attempted(exercise, golden, impostors.remembering(exercise, golden), "remembered answers", pen)
    if result is not None and result.points >= exercise.points - 1e-9:
        pen.defect(
            "remembering", "no two draws have arrays of the same shapes: an answer kept from the first passes"
        )


def check_time(exercise: Exercise, golden: Golden, audit: ExerciseAudit, pen: Pen) -> None:
    """Hold the reference's time against each case's limit."""
    answerer = reference_with(exercise, golden)
    for case in exercise.cases:
        if case.expect.kind in {"property", "differences"}:
            continue
        seconds = max(_seconds(exercise, case, index, answerer) for index in range(min(case.repeat, 3)))
        limit = case.limits.cpu_seconds or case.limits.seconds
        if seconds * TIMES_FASTER > limit:
            seconds = min(seconds, *(_seconds(exercise, case, 0, answerer) for _ in range(3)))
        audit.reference_seconds = max(audit.reference_seconds, seconds)
        if seconds * TIMES_FASTER > limit:
            message = f"case {case.name!r}: the reference takes {seconds:.3g} s, the limit is {limit:g} s"
            pen.defect("time", message, case=case.name)


def _seconds(exercise: Exercise, case: Case, index: int, answerer: Answerer) -> float:
    """Time one answer: a busy machine lengthens the wall time, several threads the processor time."""
    arguments = inputs.draw(exercise, case, index)
    wall, processor = time.perf_counter(), time.process_time()
    answerer(case, arguments)
    return min(time.perf_counter() - wall, time.process_time() - processor)


def check_starter(exercise: Exercise, grading: Grading, pen: Pen) -> None:
    """Grade the real starter in the sandbox: it loads, and is worth nothing."""
    from grader.intake.submission import read_submission

    starter = Path(exercise.folder) / "starter.py"
    if not starter.is_file():
        return
    score = grading.grade(read_submission(starter), [exercise]).exercises[0]
    if score.score is None:
        reasons = [
            str(one.message.params.get("reason"))
            for one in score.verdicts
            if one.status == "ungraded" and one.message
        ]
        why = "; ".join(dict.fromkeys(reasons))
        if "not installed" in why:
            pen.remark("starter", f"the starter could not be tried here: {why}")
        else:
            pen.defect("starter", f"the starter could not be graded: {why}", file="starter.py")
    elif score.score > NOTHING_SHARE * exercise.points:
        passed = [one.name for one in score.verdicts if one.score > 0]
        cases = ", ".join(map(repr, passed))
        message = f"the starter earns {score.score:g} of {exercise.points:g} points, by {cases}"
        pen.defect("starter", message, file="starter.py")
    lost = [one for one in score.verdicts if one.outcome not in {None, "returned", "raised"}]
    if lost:
        why = lost[0].message.code if lost[0].message else str(lost[0].outcome)
        pen.defect("starter", f"the starter does not load ({why}): {lost[0].name!r}", file="starter.py")


def _attempted(exercise: Exercise, golden: Golden, answerer: Answerer, what: str, pen: Pen) -> Attempt | None:
    try:
        return attempt(exercise, golden, answerer)
    except OwnFault as fault:
        pen.defect("fault", f"{what}: {fault}")
        return None
