"""The smallest input that fails: the same question, asked smaller and smaller.

A case that draws its sizes is drawn anew, with small whole numbers: each size goes down as far as the answer
stays wrong (below the declared range too, if the reference accepts it), until none can go any further. Where
a diagnosis foresees what the student's code does, it says where to look and the code is asked once; else the
code is asked each time. A hidden case lends its form alone: its values are drawn anew, and numbers of its own
are taken out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

import numpy as np

from grader.course import inputs
from grader.errors import OwnFault
from grader.judge.behaviour import NOTHING, Behaviours, Oracle, Place, alike, behaviours_of, size_of
from grader.judge.readable import readable, shareable
from grader.judge.verdict import exception_names, fault_of
from grader.model import (
    Case,
    Diagnosis,
    Exercise,
    Outcome,
    Phrase,
    Raised,
    Returned,
    Smallest,
    Stopped,
    Trial,
)

Ask = Callable[[Case, Mapping[str, Any]], Outcome]
Sizes = dict[str, int]
Found = TypeVar("Found")

ASKS = 30
"""Questions to the student's code, at most."""
CASES = 3
"""Failing cases that are drawn anew, at most."""
SMALL = 6
"""Numbers in an input that nothing needs to be made smaller."""
FRESH = {True: (10_001, 10_002), False: (20_001, 20_002)}
"""Draws that nothing else uses, readable or not; two of each, for small numbers hide differences."""
SHOWN = frozenset({"reference", "value", "raises", "shape", "dtype", "differences"})


class _AsksUsedUpError(Exception):
    """Ends the search: a limit ran out, or the questions did."""


def smallest(
    exercise: Exercise,
    trials: Sequence[Trial],
    golden: Oracle,
    ask: Ask,
    diagnosis: Sequence[Diagnosis] = (),
) -> Smallest | None:
    """Find the smallest input at which a student's code fails.

    Parameters
    ----------
    exercise : Exercise
    trials : sequence of Trial
    golden : course.golden.Golden
    ask : callable
        ``ask(case, arguments)`` puts unseen arguments to the student's code.
    diagnosis : sequence of Diagnosis, optional
        What ``diagnose`` found: it spares most of the questions.

    Returns
    -------
    Smallest or None
        None where nothing fails, where all that fails has no answer or may not be shown, or where an answer
        breaks the search: the grade stands without it.
    """
    try:
        return _smallest(exercise, trials, golden, ask, diagnosis)
    except Exception:  # noqa: BLE001 — an answer is whatever a student's code makes it
        return None


def _smallest(
    exercise: Exercise, trials: Sequence[Trial], golden: Oracle, ask: Ask, diagnosis: Sequence[Diagnosis]
) -> Smallest | None:
    failing = [t for t in trials if not isinstance(t.outcome, Stopped) and fault_of(t) is not None]
    seen = [t for t in failing if not t.case.hidden and t.case.expect.kind in SHOWN]
    best = min(seen, key=lambda trial: size_of(trial.arguments), default=None)
    if best is None or size_of(best.arguments) > SMALL:
        search = _Search(exercise, golden, ask, diagnosis)
        for trial in _starts(failing):
            if search.asks >= ASKS:
                break
            found = search.run(trial)
            if found is not None:
                if best is None or size_of(found.arguments) < size_of(best.arguments):
                    best = found
                break
    return None if best is None else _shown(exercise, best, golden)


def _starts(failing: Sequence[Trial]) -> list[Trial]:
    """Choose the trials to start from: one of each case, visible cases first."""
    first: dict[str, Trial] = {}
    for trial in failing:
        if trial.case.expect.kind == "reference":
            first.setdefault(trial.case.name, trial)
    return sorted(first.values(), key=lambda t: (t.case.hidden, size_of(t.arguments)))[:CASES]


class _Search:
    def __init__(self, exercise: Exercise, golden: Oracle, ask: Ask, diagnosis: Sequence[Diagnosis]) -> None:
        self._exercise = exercise
        self._ask = ask
        self._behaviours: Behaviours = behaviours_of(golden)
        self._explanations = [chosen for one in diagnosis for chosen in _forms(exercise, one)]
        self._readable: list[Case] = []
        self._answers: dict[Any, Trial | None] = {}
        self.asks = 0

    def run(self, start: Trial) -> Trial | None:
        """Draw a failing trial's case anew, as small as it goes; None where no new draw of it fails."""
        case = shareable(self._exercise, start.case)
        if case is None or not self._behaviours.varies(self._exercise, case):
            return None
        concerned = [
            chosen
            for chosen in self._explanations
            if all(self._exercise.mistakes[i].of in {None, start.case.of} or case.steps for i in chosen)
        ]
        form = readable(case)
        self._readable.append(form)
        try:
            if concerned:
                place = self._shrunk(start, form, lambda sizes: self._foreseen(form, sizes, concerned))
                found = None if place is None else self._answered(place)
                if found is not None:
                    return found
            return self._shrunk(start, form, self._failing(form)) or self._shrunk(
                start, case, self._failing(case)
            )
        except _AsksUsedUpError:
            return self._last_failing()

    @staticmethod
    def _shrunk(start: Trial, case: Case, failing: Callable[[Sizes], Found | None]) -> Found | None:
        """Lower size after size as long as something fails; None where nothing fails to start with."""
        for sizes in _beginnings(start, case):
            best = failing(sizes)
            if best is not None:
                break
        else:
            return None
        lowered = True
        while lowered:
            lowered = False
            for name, (low, _) in case.sizes.items():
                for value in range(min(low, 1), sizes[name]):
                    found = failing({**sizes, name: value})
                    if found is not None:
                        best, sizes, lowered = found, {**sizes, name: value}, True
                        break
        return best

    def _foreseen(self, case: Case, sizes: Sizes, explanations: Sequence[tuple[int, ...]]) -> Place | None:
        """Find a draw of these sizes at which the student's code should fail."""
        for place, right in self._places(case, sizes):
            for chosen in explanations:
                behaviour = self._behaviours.at(self._exercise, place, chosen)
                if behaviour is not NOTHING and not alike(right, behaviour, case):
                    return place
        return None

    def _failing(self, case: Case) -> Callable[[Sizes], Trial | None]:
        def failing(sizes: Sizes) -> Trial | None:
            for place, _ in self._places(case, sizes):
                trial = self._answered(place)
                if trial is not None:
                    return trial
            return None

        return failing

    def _places(self, case: Case, sizes: Sizes) -> Iterator[tuple[Place, Any]]:
        """Draw inputs of these sizes that the reference accepts and has something to say of."""
        for fresh in FRESH[case in self._readable]:
            place = self._behaviours.sized_place(self._exercise, case, sizes, fresh)
            if place is None or _has_empty(place.arguments):
                continue
            right = self._behaviours.at(self._exercise, place, ())
            if right is not NOTHING and not isinstance(right, BaseException) and size_of(right):
                yield place, right

    def _answered(self, place: Place) -> Trial | None:
        """Ask the student's code; a trial where it fails, or None."""
        key = (place.case.name, place.key)
        if key not in self._answers:
            if self.asks >= ASKS:
                raise _AsksUsedUpError
            self.asks += 1
            outcome = self._ask(place.case, place.arguments)
            if isinstance(outcome, Stopped):
                self.asks = ASKS
                raise _AsksUsedUpError
            right = self._behaviours.at(self._exercise, place, ())
            trial = Trial(place.case, 0, place.arguments, right, outcome)
            self._answers[key] = trial if fault_of(trial) is not None else None
        return self._answers[key]

    def _last_failing(self) -> Trial | None:
        failed = [trial for trial in self._answers.values() if trial is not None]
        return min(failed, key=lambda trial: size_of(trial.arguments), default=None)


def _beginnings(start: Trial, case: Case) -> Iterator[Sizes]:
    """Choose the sizes to start from: the middle of their ranges, then those of the trial that failed."""
    yield {name: (low + high) // 2 for name, (low, high) in case.sizes.items()}
    if case.sizes:
        yield inputs.drawn_sizes(start.case, start.index)


def _has_empty(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return not value.size
    if isinstance(value, Mapping):
        value = list(value.values())
    return isinstance(value, (list, tuple)) and any(map(_has_empty, value))


def _forms(exercise: Exercise, diagnosis: Diagnosis) -> Iterator[tuple[int, ...]]:
    """List the mistakes that a diagnosis may mean: a code may stand for several forms of one mistake."""
    forms = [[i for i, m in enumerate(exercise.mistakes) if m.code == code] for code in diagnosis.codes]
    for chosen in product(*forms):
        if sum(exercise.mistakes[i].variant is not None for i in chosen) < 2:
            yield tuple(sorted(chosen))


def _shown(exercise: Exercise, trial: Trial, golden: Oracle) -> Smallest:
    outcome = trial.outcome
    if isinstance(outcome, Raised):
        details = {"type": outcome.type, "text": outcome.message[:300], "where": outcome.where}
        actual: Any = Phrase("raised", details)
    else:
        actual = outcome.value if isinstance(outcome, Returned) else None
    fault = fault_of(trial)
    mismatch = fault[1] if fault is not None else None
    return Smallest(trial.case.of, trial.arguments, _expected(exercise, trial, golden), actual, mismatch)


def _expected(exercise: Exercise, trial: Trial, golden: Oracle) -> Any:
    kind = trial.case.expect.kind
    if kind == "raises":
        return Phrase("raises", {"type": " / ".join(exception_names(trial.case))})
    if kind not in {"shape", "dtype"}:
        return trial.expected
    try:
        right = golden.mistaken(exercise, trial.case, trial.arguments, ())
    except OwnFault:
        right = None
    if right is not None and not isinstance(right, BaseException):
        return right
    if kind == "shape":
        return Phrase("shape", {"shape": str(tuple(trial.expected))})
    return Phrase("dtype", {"dtype": str(trial.case.expect.dtype or trial.case.expect.value)})
