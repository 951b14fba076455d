"""What an exercise is worth: its verdicts, added up."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from grader.judge.verdict import changed_inputs
from grader.model import Diagnosis, Exercise, Phrase, Raised, Returned, Score, Smallest, Trial, Verdict

DECIMALS = 6


def total(points: Iterable[float]) -> float:
    """Add up points, rounded to 1e-6, in an order-independent way.

    Examples
    --------
    >>> total([0.1] * 3), total([])
    (0.3, 0.0)
    """
    return round(math.fsum(points), DECIMALS)


def total_of(scores: Iterable[float | None]) -> float | None:
    """Add up scores of which some may be ungraded: then there is no total."""
    scores = list(scores)
    graded = [points for points in scores if points is not None]
    return total(graded) if len(graded) == len(scores) else None


def score(
    exercise: Exercise,
    verdicts: Sequence[Verdict],
    *,
    diagnosis: Sequence[Diagnosis] = (),
    smallest: Smallest | None = None,
    notes: Sequence[Phrase] = (),
    output: str = "",
    training: Mapping[str, Any] | None = None,
) -> Score:
    """Make an exercise's score of its verdicts.

    It is ``ungraded`` (and has no score) where any verdict is: a fault of ours never costs points. It is
    ``missing`` where no case found the code that it asks for, ``passed`` with full marks, else ``failed``.
    """
    verdicts = tuple(verdicts)
    status: Literal["passed", "failed", "missing", "ungraded"] = "failed"
    points: float | None = total(v.score for v in verdicts)
    if any(v.status == "ungraded" for v in verdicts):
        status, points = "ungraded", None
    elif verdicts and all(v.status == "passed" for v in verdicts):
        status, points = "passed", round(exercise.points, DECIMALS)
    elif verdicts and all(v.outcome == "missing" for v in verdicts):
        status = "missing"
    return Score(
        id=exercise.id,
        title=exercise.title,
        status=status,
        score=points,
        max_score=round(exercise.points, DECIMALS),
        verdicts=verdicts,
        diagnosis=tuple(diagnosis),
        smallest=smallest,
        notes=tuple(notes),
        output=output,
        training=training,
        see=exercise.see,
    )


def missing(exercise: Exercise, why: Phrase | Sequence[Phrase] = ()) -> Score:
    """Score an exercise whose functions are nowhere in the submission."""
    notes = (why,) if isinstance(why, Phrase) else tuple(why)
    verdicts = tuple(
        Verdict(
            name=case.name,
            hidden=case.hidden,
            status="failed",
            score=0.0,
            max_score=case.points,
            outcome="missing",
            message=Phrase("missing", {"name": case.of}),
            source=case.source,
        )
        for case in exercise.cases
    )
    return Score(
        id=exercise.id,
        title=exercise.title,
        status="missing",
        score=0.0,
        max_score=round(exercise.points, DECIMALS),
        verdicts=verdicts,
        notes=notes,
        see=exercise.see,
    )


def unearned(exercise: Exercise, verdicts: Sequence[Verdict], trials: Sequence[Trial]) -> list[Verdict]:
    """Take back what raising earned where a function raises whatever it is given.

    Who raises in other cases too has recognised nothing, unless one of them is right. Other cases are those of
    the same function, of the whole exercise where it has none.
    """
    judged = list(verdicts)
    right = {verdict.name for verdict in verdicts if verdict.status == "passed"}
    raising = [case for case in exercise.cases if case.expect.kind == "raises"]
    for case in raising:
        others = [trial for trial in trials if trial.case.expect.kind != "raises"]
        others = [trial for trial in others if trial.case.of == case.of] or others
        if any(trial.case.name in right for trial in others):
            continue
        if not any(isinstance(trial.outcome, Raised) for trial in others):
            continue
        for place, one in enumerate(judged):
            if one.name == case.name and one.status == "passed":
                message = Phrase("raises-always", {"name": case.of})
                judged[place] = replace(one, status="failed", score=0.0, message=message)
    return judged


def remarks(trials: Sequence[Trial]) -> tuple[Phrase, ...]:
    """Collect what an exercise's trials show besides their verdicts: arguments that were changed in place."""
    changed = {
        name
        for trial in trials
        if isinstance(trial.outcome, Returned) and not trial.case.pure
        for name in trial.outcome.changed
    }
    return (changed_inputs(sorted(changed)),) if changed else ()
