"""Whether every mistake is caught, by whom, and whether the mistakes can be told apart."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from grader.authoring.attempts import case_trials, reference_with
from grader.authoring.findings import ExerciseAudit, Pen
from grader.course import inputs
from grader.course.golden import Golden
from grader.errors import OwnFault
from grader.judge.behaviour import alike
from grader.judge.score import unearned
from grader.judge.verdict import verdict
from grader.model import Case, Exercise, Trial, Verdict

FRESH_DRAWS = 3
"""Unseen draws of each case that a diagnosis has besides the case's own."""


def check_catching(exercise: Exercise, golden: Golden, audit: ExerciseAudit, pen: Pen) -> None:
    """Find mistakes that no case catches, or only hidden ones, and cases that catch nothing of their own."""
    by_case: dict[str, set[int]] = {case.name: set() for case in exercise.cases}
    visible = {case.name for case in exercise.cases if not case.hidden}
    audit.mistakes = len(exercise.mistakes)
    for position, mistake in enumerate(exercise.mistakes):
        try:
            catching = _catching(exercise, golden, position)
        except (OwnFault, ValueError) as fault:
            pen.defect(
                "mistake-fails", f"mistake {mistake.code} cannot be computed: {fault}", mistake=position
            )
            continue
        for name in catching:
            by_case[name].add(position)
        audit.caught += bool(catching)
        if not catching:
            pen.defect(
                "mistake-passes",
                f"mistake {mistake.code} gets full marks: no case catches it",
                mistake=position,
            )
        elif not catching & visible and not mistake.hidden_only:
            message = f"mistake {mistake.code} is caught by hidden cases alone; hidden_only may say why"
            pen.defect("hidden-only", message, mistake=position)
        elif catching & visible and mistake.hidden_only:
            seen = min(catching & visible)
            message = f"mistake {mistake.code} says hidden_only, yet a visible case catches it: {seen!r}"
            pen.defect("hidden-only", message, mistake=position)
    if exercise.mistakes:
        _remark_idle_cases(by_case, pen)


def _remark_idle_cases(by_case: Mapping[str, set[int]], pen: Pen) -> None:
    dispensable = []
    for name, caught in by_case.items():
        others: set[int] = set().union(*(other for key, other in by_case.items() if key != name))
        if not caught:
            pen.remark("idle-case", f"case {name!r} catches no mistake", case=name)
        elif caught <= others:
            dispensable.append(name)
    if dispensable:
        names = ", ".join(map(repr, dispensable))
        pen.remark(
            "nothing-new", f"{len(dispensable)} cases catch no mistake that no other case does: {names}"
        )


def _catching(exercise: Exercise, golden: Golden, position: int) -> set[str]:
    """Name the cases that a mistake fails."""
    answerer = reference_with(exercise, golden, [exercise.mistakes[position]])
    verdicts: list[Verdict] = []
    trials: list[Trial] = []
    for case in exercise.cases:
        tried = case_trials(exercise, case, golden, answerer)
        trials += tried
        verdicts.append(verdict(exercise, case, tried))
    return {one.name for one in unearned(exercise, verdicts, trials) if one.status == "failed"}


def check_pairs(exercise: Exercise, golden: Golden, audit: ExerciseAudit, pen: Pen) -> None:
    """Find pairs of mistakes that do the same on every draw, and pairs wrongly said to be the same."""
    mistakes = exercise.mistakes
    everyone = combinations(range(len(mistakes)), 2)
    pairs = {(i, j) for i, j in everyone if mistakes[i].code != mistakes[j].code}
    audit.pairs = len(pairs)
    together = _never_apart(exercise, golden, pairs)
    for i, j in sorted(pairs):
        first, second = mistakes[i], mistakes[j]
        said = second.code in first.same_as or first.code in second.same_as
        if (i, j) not in together:
            audit.apart += 1
        elif said:
            audit.same += 1
        else:
            message = f"mistakes {first.code} and {second.code} do the same on every draw of every case"
            pen.defect("same-behaviour", message, mistake=j)
    for i, mistake in enumerate(mistakes):
        for code in mistake.same_as:
            partners = [j for j, other in enumerate(mistakes) if other.code == code]
            if all((min(i, j), max(i, j)) not in together for j in partners):
                pen.defect(
                    "same-as",
                    f"mistake {mistake.code} says same_as {code}, yet a draw tells them apart",
                    mistake=i,
                )


def _never_apart(exercise: Exercise, golden: Golden, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs that do the same everywhere; what is apart already is asked no more."""
    together = set(pairs)
    for case in exercise.cases:
        for index in range(case.repeat):
            if not together:
                return together
            arguments = inputs.draw(exercise, case, index)
            wanted = sorted({position for pair in together for position in pair})
            does = {i: _does(exercise, golden, case, arguments, i) for i in wanted}
            together = {(i, j) for i, j in together if _alike(does[i], does[j], case)}
    return together


def _alike(first: Any, second: Any, case: Case) -> bool:
    if isinstance(first, OwnFault) or isinstance(second, OwnFault):
        return False
    return alike(first, second, case)


def _does(exercise: Exercise, golden: Golden, case: Case, arguments: Mapping[str, Any], position: int) -> Any:
    try:
        return golden.mistaken(exercise, case, arguments, [exercise.mistakes[position]])
    except OwnFault as fault:
        return fault
