"""Submissions that need no process: whoever answers is a function of ours, and the judge is the real one.

An answer is put through the same encoding as a student's, so that the judge sees what it would see.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.course import inputs
from grader.course.golden import Golden
from grader.errors import OwnFault
from grader.judge.differences import differences_trial
from grader.judge.properties import property_trial
from grader.judge.score import total, unearned
from grader.judge.verdict import fails, verdict
from grader.model import Case, Exercise, Foreign, Mistake, Outcome, Raised, Returned, Stopped, Trial, Verdict
from grader.sandbox import wire
from grader.sandbox.student import answers

Answerer = Callable[[Case, Mapping[str, Any]], Outcome]
"""Answers a case with these arguments (or values, where it has steps)."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one answerer reached in an exercise."""

    verdicts: tuple[Verdict, ...]
    trials: tuple[Trial, ...]

    @property
    def points(self) -> float:
        """Return the points of all cases together."""
        return total(one.score for one in self.verdicts)

    def passed(self, *, by: Callable[[Case], bool] = lambda _: True) -> list[str]:
        """Name the cases that earned something, of those that ``by`` chooses."""
        chosen = {trial.case.name for trial in self.trials if by(trial.case)}
        return [one.name for one in self.verdicts if one.score > 0 and one.name in chosen]


def attempt(exercise: Exercise, golden: Golden, answerer: Answerer) -> Attempt:
    """Put every case of an exercise to an answerer; a case ends at its first draw that fails.

    Raises
    ------
    OwnFault
        Where a case cannot be judged: its input cannot be drawn, its reference raises.
    """
    trials: list[Trial] = []
    verdicts: list[Verdict] = []
    for case in exercise.cases:
        tried = case_trials(exercise, case, golden, answerer)
        trials += tried
        verdicts.append(verdict(exercise, case, tried))
    return Attempt(tuple(unearned(exercise, verdicts, trials)), tuple(trials))


def case_trials(exercise: Exercise, case: Case, golden: Golden, answerer: Answerer) -> list[Trial]:
    """Put a case to an answerer, draw after draw, until one fails."""
    if case.expect.kind == "property":
        return [property_trial(exercise, case, golden, answerer)]
    tried: list[Trial] = []
    for index in range(case.repeat):
        if case.expect.kind == "differences":
            tried.append(differences_trial(exercise, case, index, answerer))
        else:
            expected = golden.expected(exercise, case, index)
            arguments = inputs.draw(exercise, case, index)
            tried.append(Trial(case, index, arguments, expected, answerer(case, arguments)))
        if fails(tried[-1]):
            break
    return tried


def outcome_of(case: Case, answer: Any) -> Outcome:
    """Make an outcome of what a function of ours returned, or of the exception that stands for raising it."""
    if isinstance(answer, BaseException):
        bases = tuple(kind.__name__ for kind in type(answer).__mro__ if kind is not object)
        return Raised(type(answer).__name__, str(answer), bases)
    if case.expect.kind == "figure":
        answer = answers.figure(answer)
    try:
        return Returned(wire.decode(wire.encode(answer, convert=answers.convert), opaque=Foreign))
    except wire.WireError:
        return Stopped("crashed", limit="answer")


def reference_with(exercise: Exercise, golden: Golden, mistakes: Sequence[Mistake] = ()) -> Answerer:
    """Answer as the reference does, with these mistakes in it."""

    def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        return outcome_of(case, golden.mistaken(exercise, case, arguments, mistakes))

    return answerer


def right_answer(exercise: Exercise, golden: Golden, case: Case, arguments: Mapping[str, Any]) -> Any:
    """Return what is right, whichever way the case says it; an exception where one is asked for.

    It is the reference's answer where there is one, else the literal that the case expects.
    """
    try:
        with np.errstate(all="ignore"):
            return golden.mistaken(exercise, case, arguments, [])
    except OwnFault:
        if case.expect.kind in {"value", "reference"}:
            return golden.expected(exercise, case, 0)
        raise
