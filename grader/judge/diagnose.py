"""Which misconception explains this? The mistake, or the pair, that returns what the student's code returned.

The question is asked function by function. A mistake explains a function's answers if it does the same at
*every* trial, passed ones included: the same value, or an exception of the same type; and at least one value
must agree. What explains the trials has then to foresee what the student's code does with inputs that nobody
has seen yet; the same inputs tell mistakes apart that agreed so far. What remains in doubt is not said.

Loops that run over an edge end differently as they happen to be written: with one exception or the other, or
with an empty array. Where nothing agrees to the letter, all is tried once more without this distinction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from grader.errors import OwnFault
from grader.judge.behaviour import (
    NOTHING,
    Behaviours,
    Observation,
    Oracle,
    Place,
    agrees,
    alike,
    behaviours_of,
    ended_nowhere,
    is_empty,
    is_one_number,
    size_of,
)
from grader.judge.verdict import is_wrong
from grader.model import Case, Diagnosis, Exercise, Outcome, Returned, Stopped, Text, Trial

Ask = Callable[[Case, Mapping[str, Any]], Outcome]
Chosen = tuple[int, ...]
"""Positions in ``exercise.mistakes``: one, or two."""

FRESH_DRAWS = 24
"""Unseen inputs that are looked at before giving up the search for telling ones."""
FRESH_ASKS = 12
"""Unseen inputs that the student's code is asked about, at most."""
CONFIRMATIONS = {1: 3, 2: 5}
"""Telling unseen inputs that a single mistake, and a pair, have to foresee (as many as can be found)."""
PAIR_EVIDENCE = 3
"""Wrong answers that a pair has to explain where no unseen input can confirm it."""
LARGE = 20_000
"""Numbers in an input above which a fresh draw of it costs too much."""


def diagnose(exercise: Exercise, trials: Sequence[Trial], golden: Oracle, ask: Ask) -> tuple[Diagnosis, ...]:
    """Name the mistakes that explain a student's answers: at most one, or one pair, for each function.

    Parameters
    ----------
    exercise : Exercise
    trials : sequence of Trial
        Every trial of the exercise, in order.
    golden : course.golden.Golden
    ask : callable
        ``ask(case, arguments)`` puts unseen arguments to the student's code.

    Returns
    -------
    tuple of Diagnosis
        Empty where nothing explains the answers, where nothing is wrong, or where a trial had no answer at
        all (a limit ran out, the process died): what the code would have done there is not known. Empty too
        where an answer breaks the search: the grade stands without it.
    """
    try:
        return _explained(exercise, trials, golden, ask)
    except Exception:  # noqa: BLE001 — an answer is whatever a student's code makes it
        return ()


def _explained(
    exercise: Exercise, trials: Sequence[Trial], golden: Oracle, ask: Ask
) -> tuple[Diagnosis, ...]:
    searches: list[_Search] = []
    explained: list[tuple[_Search, Chosen]] = []
    for group in _by_function(trials):
        search = _Search(exercise, group, golden, ask)
        searches.append(search)
        try:
            chosen = search.run()
        except OwnFault:
            continue
        if chosen:
            explained.append((search, chosen))
    found: dict[tuple[str, ...], Diagnosis] = {}
    for search, chosen in explained:
        # What explains one function may be half of what explains another that uses it.
        whole = next((c for _, c in explained if set(chosen) < set(c) and search.explains(c)), chosen)
        if not all(other.allows(whole, explained) for other in searches if other is not search):
            continue
        one = _diagnosis(exercise, whole, search)
        before = found.get(one.codes)
        if before is not None:
            one = replace(one, explains=one.explains + before.explains, cases=(*before.cases, *one.cases))
        found[one.codes] = replace(one, of=one.explains)
    return tuple(found.values())


def _by_function(trials: Sequence[Trial]) -> list[list[Trial]]:
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(trial.case.of, []).append(trial)
    return list(groups.values())


def _diagnosis(exercise: Exercise, chosen: Chosen, search: "_Search") -> Diagnosis:
    mistakes = [exercise.mistakes[i] for i in chosen]
    codes = tuple(mistake.code for mistake in mistakes)
    says: tuple[Text, ...] = tuple(mistake.say for mistake in mistakes)
    source = next((mistake.source for mistake in mistakes if mistake.source), None)
    titles: tuple[Text, ...] = tuple(mistake.title for mistake in mistakes)
    return Diagnosis(codes, search.trials, search.trials, says, source, titles, search.failed_cases())


class _Search:
    """The search for what explains the answers of one function."""

    def __init__(self, exercise: Exercise, trials: Sequence[Trial], golden: Oracle, ask: Ask) -> None:
        self._exercise = exercise
        self._ask = ask
        self._behaviours: Behaviours = behaviours_of(golden)
        self._names = {trials[0].case.of}
        for trial in trials:
            self._names |= {step.target for step in trial.case.steps if step.op == "new"}
        self._cases = list({trial.case.name: trial.case for trial in trials}.values())
        self._seen: list[Observation] = []
        self._asked = 0
        self._ended = False
        self._loose = False
        self._trials = trials
        self.trials = 0

    def run(self) -> Chosen | None:
        """Return the mistakes that explain everything, or None."""
        if not self._observe():
            return None
        mistakes = self._exercise.mistakes
        singles = [i for i, mistake in enumerate(mistakes) if self._concerns(mistake.of)]
        pairs = [
            (i, j)
            for i, j in combinations(singles, 2)
            if mistakes[i].code != mistakes[j].code and not (mistakes[i].variant and mistakes[j].variant)
        ]
        over_an_edge = any(ended_nowhere(seen.outcome) for seen in self._seen)
        for candidates in ([(i,) for i in singles], pairs):
            for self._loose in (False, True) if over_an_edge else (False,):
                found = self._confirmed(self._agreeing(candidates))
                if found or self._ended:
                    return found
        return None

    def explains(self, chosen: Chosen) -> bool:
        """Say whether mistakes agree with everything that is known of this function."""
        return all(self._explains(chosen, observation) for observation in self._seen)

    def allows(self, chosen: Chosen, explained: Sequence[tuple["_Search", Chosen]]) -> bool:
        """Say whether mistakes found in another function's answers are not refuted by those of this one.

        They are where they name what is used here and do otherwise, and are no part of what explains this function.
        """
        named = any(self._exercise.mistakes[i].of is not None for i in chosen)
        if not named or not all(self._concerns(self._exercise.mistakes[i].of) for i in chosen):
            return True
        own = next((c for search, c in explained if search is self), ())
        return set(chosen) <= set(own) or self.explains(chosen)

    def failed_cases(self) -> tuple[str, ...]:
        """Name the cases with a wrong answer, in the order of the exercise."""
        wrong = {seen.place.case.name for seen in self._seen if seen.wrong}
        return tuple(case.name for case in self._cases if case.name in wrong)

    def _concerns(self, of: str | None) -> bool:
        return of is None or of.partition(".")[0] in self._names

    def _observe(self) -> bool:
        """Turn trials into observations, most telling first; False where they allow no claim."""
        for trial in self._trials:
            if isinstance(trial.outcome, Stopped):
                return False
            observation = self._observation(trial)
            if observation is not None:
                self._seen.append(observation)
        self.trials = len(self._seen)
        self._seen.sort(key=_telling)
        answers = [o.outcome.value for o in self._seen if isinstance(o.outcome, Returned)]
        return (
            any(o.wrong for o in self._seen)
            and not all(map(is_empty, answers))
            and not self._answers_by_rote(answers)
        )

    def _answers_by_rote(self, answers: Sequence[Any]) -> bool:
        """Say whether one number is the answer to everything: many mistakes give it, none is behind it."""
        if len(answers) < 2 or not is_one_number(answers):
            return False
        if is_one_number([*answers, 0]) or is_one_number([*answers, float("nan")]):
            return True
        return any(
            not is_one_number([self._behaviours.at(self._exercise, seen.place, ())]) for seen in self._seen
        )

    def _observation(self, trial: Trial) -> Observation | None:
        case, outcome = trial.case, trial.outcome
        wrong = is_wrong(trial)
        if case.expect.kind == "property":
            # What a property returned is no answer to the case's arguments: the code is asked for that.
            known = {name for name, _ in self._exercise.functions[case.of].parameters}
            if case.steps or not set(trial.arguments) <= known:
                return None
            outcome = self._ask(case, trial.arguments)
        if isinstance(outcome, Stopped):
            return None
        return Observation(Place(case, trial.index, trial.arguments), outcome, wrong)

    def _agreeing(self, candidates: Iterable[Chosen]) -> list[Chosen]:
        return [chosen for chosen in candidates if self.explains(chosen)]

    def _explains(self, chosen: Chosen, seen: Observation) -> bool:
        place, case = seen.place, seen.place.case
        behaviour = self._behaviours.at(self._exercise, place, chosen)
        if agrees(behaviour, seen.outcome, case, loose=self._loose):
            return True
        if case.expect.kind != "property" or seen.wrong:
            return False
        # Where many answers are right, a mistake that changes nothing here agrees with every right one.
        return alike(behaviour, self._behaviours.at(self._exercise, place, ()), case)

    def _confirmed(self, candidates: list[Chosen]) -> Chosen | None:
        """Put the candidates to the test of unseen inputs; return the first in file order that passes it."""
        confirmations = 0
        for place in self._fresh_places() if candidates else ():
            different = self._different(candidates, place)
            if not different and not self._is_telling(candidates[0], place):
                continue
            if self._asked >= FRESH_ASKS:
                break
            self._asked += 1
            outcome = self._ask(place.case, place.arguments)
            if isinstance(outcome, Stopped):
                self._ended = True
                return None
            right = self._behaviours.at(self._exercise, place, ())
            seen = Observation(place, outcome, not agrees(right, outcome, place.case))
            self._seen.insert(0, seen)
            candidates = [c for c in candidates if self._explains(c, seen)]
            if not candidates:
                return None
            confirmations += self._is_telling(candidates[0], place)
            if confirmations >= self._wanted(candidates[0], place) and not self._undecided(candidates):
                break
        if not candidates or not self._enough(candidates[0], confirmations):
            return None
        if len(candidates[0]) > 1 and self._undecided(candidates):
            return None
        return candidates[0]

    def _wanted(self, chosen: Chosen, place: Place) -> int:
        """Count the confirmations asked for: twice as many where an answer is hardly more than one number."""
        behaviour = self._behaviours.at(self._exercise, place, chosen)
        return CONFIRMATIONS[len(chosen)] * (2 if size_of(behaviour) < 3 else 1)

    def _undecided(self, candidates: Sequence[Chosen]) -> bool:
        return len({tuple(self._exercise.mistakes[i].code for i in chosen) for chosen in candidates}) > 1

    def _enough(self, chosen: Chosen, confirmations: int) -> bool:
        if confirmations:
            return True
        wrong = [o for o in self._seen if o.wrong]
        values = sum(isinstance(o.outcome, Returned) and not is_empty(o.outcome.value) for o in wrong)
        if len(chosen) == 1:
            return values > 0 or len(wrong) > 1
        return values >= PAIR_EVIDENCE

    def _different(self, candidates: Sequence[Chosen], place: Place) -> bool:
        """Say whether two candidates do different things at a place."""
        first = self._behaviours.at(self._exercise, place, candidates[0])
        others = (self._behaviours.at(self._exercise, place, chosen) for chosen in candidates[1:])
        return any(not alike(first, other, place.case) for other in others)

    def _is_telling(self, chosen: Chosen, place: Place) -> bool:
        """Say whether a candidate shows at a place: it is unlike the reference, a pair unlike its halves."""
        behaviour = self._behaviours.at(self._exercise, place, chosen)
        less = [(), *((i,) for i in chosen)] if len(chosen) > 1 else [()]
        return behaviour is not NOTHING and all(
            not alike(self._behaviours.at(self._exercise, place, part), behaviour, place.case)
            for part in less
        )

    def _fresh_places(self) -> Iterator[Place]:
        """Draw unseen inputs: case after case in turn, those first where something was wrong."""
        wrong = {o.place.case.name for o in self._seen if o.wrong}
        large = {o.place.case.name for o in self._seen if size_of(o.place.arguments) > LARGE}
        cases = [c for c in self._cases if c.name not in large and c.expect.kind != "property"]
        cases.sort(key=lambda case: case.name not in wrong)
        drawn = 0
        for fresh in range(1, FRESH_DRAWS + 1):
            for case in cases:
                try:
                    place = self._behaviours.fresh_place(self._exercise, case, fresh)
                except OwnFault:
                    continue
                if place is None:
                    continue
                drawn += 1
                yield place
                if drawn >= FRESH_DRAWS:
                    return


def _telling(seen: Observation) -> tuple[bool, bool, bool, int]:
    """Order observations: wrong values of some size first, then by how much there is to compute."""
    returned = isinstance(seen.outcome, Returned)
    small = not isinstance(seen.outcome, Returned) or size_of(seen.outcome.value) < 4
    return not seen.wrong, not returned, small, size_of(seen.place.arguments)
