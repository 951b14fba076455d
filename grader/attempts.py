"""A submission while it is graded: its processes, and what happened in each exercise so far."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judge.verdict import skipped
from grader.model import (
    Case,
    Course,
    Diagnosis,
    Exercise,
    Foreign,
    Phrase,
    Returned,
    Stopped,
    Submission,
    Trial,
    Verdict,
)
from grader.sandbox import Sandbox, Session, Survey

TIMEOUTS_BEFORE_SKIPPING = 2
"""After so many timeouts in one exercise its remaining cases are skipped."""

LATE = 0.75
"""A case that ends without an answer in this last part of its time, loading included, has run out of it too."""

SECONDS_WORTH_EXPLAINING = 10.0
"""Answers that took longer in all are not explained: explaining asks again, many times."""

KEPT_BYTES = 64 << 20
"""What the wrong answers of one submission may hold until it is graded; those after that are let go."""


class Attempt:
    """One exercise of one submission while it is asked; ``defined`` says whether there is anything to ask."""

    def __init__(self, exercise: Exercise, sessions: "Sessions") -> None:
        self.exercise = exercise
        self.defined = bool(set(sessions.survey().defined) & set(exercise.functions))
        self.session = sessions.of(exercise)
        self._sessions = sessions
        self.verdicts: dict[str, Verdict] = {}
        self.diagnosis: tuple[Diagnosis, ...] = ()
        self.timeouts = 0
        self._seconds = 0.0
        self._trials: dict[str, list[Trial]] = {}

    def cases(self, *, hidden: bool) -> list[Case]:
        """Return the cases to put: the visible ones, or the hidden ones."""
        return [case for case in self.exercise.cases if case.hidden is hidden] if self.defined else []

    def note(self, case: Case, trials: list[Trial], judged: Verdict) -> None:
        """Keep what happened at a case."""
        failed = judged.status == "failed"
        self._trials[case.name] = [self._kept(trial) for trial in trials] if failed else trials
        self.verdicts[case.name] = judged
        self._seconds += judged.seconds
        last = trials[-1].outcome
        if isinstance(last, Stopped):
            late = self.session.waited_seconds > LATE * case.limits.seconds
            self.timeouts += late or last.outcome == "timeout"

    def _kept(self, trial: Trial) -> Trial:
        """Let a wrong answer go where there were many large ones: nothing more is said of it."""
        if not isinstance(trial.outcome, Returned):
            return trial
        room = KEPT_BYTES - self._sessions.kept_bytes
        size = _size(trial.outcome.value, room)
        if size <= room:
            self._sessions.kept_bytes += size
            return trial
        return replace(trial, outcome=replace(trial.outcome, value=Foreign("object", "size")))

    def trials(self) -> list[Trial]:
        """Return every trial, in the order of the exercise."""
        return [trial for case in self.exercise.cases for trial in self._trials.get(case.name, ())]

    def judged(self) -> list[Verdict]:
        """Return every verdict, in the order of the exercise."""
        return [self.verdicts[case.name] for case in self.exercise.cases]

    def is_worth_explaining(self) -> bool:
        """Say whether answers failed, and not for want of time."""
        failed = any(judged.status == "failed" for judged in self.verdicts.values())
        if self._seconds > SECONDS_WORTH_EXPLAINING:
            return False
        return failed and bool(self._trials) and not self.is_out_of_time()

    def skips(self, case: Case) -> bool:
        """Say whether a case is not to be put any more; it is then noted as skipped."""
        if self.is_out_of_time():
            self.verdicts[case.name] = skipped(case, Phrase("skipped-timeouts", {"count": self.timeouts}))
        return self.is_out_of_time()

    def is_out_of_time(self) -> bool:
        """Say whether an endless loop would cost minutes if we went on."""
        return self.timeouts >= TIMEOUTS_BEFORE_SKIPPING


class Sessions:
    """The processes of one submission: one for each set of forbidden names among its exercises."""

    def __init__(
        self, sandbox: Sandbox, course: Course, submission: Submission, asked: Sequence[Exercise]
    ) -> None:
        self._sandbox = sandbox
        self.submission = submission
        self._targets = [target for exercise in course.exercises for target in exercise.functions.values()]
        self._open: dict[tuple[tuple[str, ...], tuple[str, ...]], Session] = {}
        self._first = asked[0].forbid if asked else ()
        self.kept_bytes = 0

    def of(self, exercise: Exercise) -> Session:
        """Return the process in which an exercise may be asked."""
        pictures = ("matplotlib",) if exercise.kind == "figure" else ()
        return self._session(exercise.forbid, (*exercise.packages, *pictures))

    def fresh(self, exercise: Exercise, packages: tuple[str, ...]) -> Session:
        """Return a process of its own, for whoever asked to close."""
        return self._sandbox.open(self.submission, self._targets, exercise.forbid, packages)

    def _session(self, forbid: tuple[str, ...], packages: tuple[str, ...] = ()) -> Session:
        key = (forbid, packages)
        if key not in self._open:
            self._open[key] = self._sandbox.open(self.submission, self._targets, forbid, packages)
        return self._open[key]

    def survey(self) -> Survey:
        """Return what the submission defines, read in the process of the first exercise asked for."""
        return self._session(self._first).survey

    def close(self) -> None:
        """End every process; whoever asks afterwards is answered by one that has seen nothing yet."""
        for session in self._open.values():
            session.close()


def _size(value: Any, most: int) -> int:
    """Estimate what a value holds in bytes, no further than where it is more than ``most``."""
    total, todo = 0, [value]
    while todo and total <= most:
        one = todo.pop()
        if isinstance(one, np.ndarray):
            total += 130 + one.nbytes
        elif isinstance(one, str):
            total += len(one)
        elif isinstance(one, Mapping):
            total += 64 + 100 * len(one) + sum(map(len, one))
            todo += one.values()
        elif isinstance(one, (list, tuple)):
            total += 64 + 40 * len(one)
            todo += [item for item in one if isinstance(item, (np.ndarray, str, Mapping, list, tuple))]
    return total
