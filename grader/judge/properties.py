"""Answers that are right for what they satisfy, where many are right.

A property is a function of the course, ``NAME(f, **arguments)``: it calls ``f`` as often as it likes and
yields ``(what, expected, actual)`` for everything that has to hold. ``f`` is the student's function, asked
through its process: it takes positional and keyword arguments and returns what came back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from grader.course import inputs
from grader.errors import ReferenceFault
from grader.judge.compare import compare
from grader.model import Case, Exercise, Outcome, Returned, Trial

Ask = Callable[[Case, Mapping[str, Any]], Outcome]
"""Puts arguments to the student's code, as a case would."""


class PropertySource(Protocol):
    """The part of ``course.golden.Golden`` that a property needs."""

    def property(self, name: str) -> Callable[..., Iterable[tuple[str, Any, Any]]]:
        """Find a property by name."""

    def call(self, exercise: Exercise, of: str, arguments: Mapping[str, Any]) -> Any:
        """Call the reference."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a property asked last: the expected side of a property case's trial.

    ``what`` is the author's words, a text or one for each language; ``broken`` says that the property could
    not even be computed from the student's answers, ``nothing`` that the last of these was None.
    """

    name: str
    what: Any
    expected: Any
    broken: bool = False
    nothing: bool = False


class _NoAnswer(BaseException):
    """Ends a property: a signal that it cannot catch as an error."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def property_trial(exercise: Exercise, case: Case, golden: PropertySource, ask: Ask) -> Trial:
    """Run a property case: the first draw and statement that do not hold, or the last one where all do.

    A call that ends without an answer (an exception, a limit) is the trial's outcome.

    Raises
    ------
    ReferenceFault
        If the property cannot be computed even from the reference's answers.
    """
    trial = None
    for index in range(case.repeat):
        trial = _try_draw(exercise, case, index, golden, ask)
        if not isinstance(trial.outcome, Returned) or not holds(trial):
            break
    if trial is None:
        raise ReferenceFault(f"{exercise.id}: case {case.name!r}: repeat is {case.repeat}")
    return trial


def holds(trial: Trial) -> bool:
    """Say whether a property trial's statement is true."""
    claim, outcome = trial.expected, trial.outcome
    if claim.broken or not isinstance(outcome, Returned):
        return False
    return compare(claim.expected, outcome.value, trial.case.tolerance, dtype=trial.case.dtype) is None


def _try_draw(exercise: Exercise, case: Case, index: int, golden: PropertySource, ask: Ask) -> Trial:
    arguments = inputs.draw(exercise, case, index)
    name = str(case.expect.value)
    asked = _Asked(exercise, case, ask)
    claim, actual = Claim(name, "", None), None
    try:
        for what, expected, found in golden.property(name)(asked, **inputs.draw(exercise, case, index)):
            claim, actual = Claim(name, what, expected), found
            if compare(expected, found, case.tolerance, dtype=case.dtype) is not None:
                break
    except _NoAnswer as stop:
        return Trial(case, index, arguments, claim, stop.outcome)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next line finds out whose it is
        claim, actual = _broken(asked, index, golden, claim, error)
    claim = replace(claim, nothing=asked.last is None)
    if not claim.what and not claim.broken:
        raise ReferenceFault(f"{exercise.id}: property {name!r} said nothing about case {case.name!r}")
    return Trial(case, index, arguments, claim, Returned(actual, asked.seconds, tuple(sorted(asked.changed))))


def _broken(
    asked: "_Asked", index: int, golden: PropertySource, claim: Claim, error: Exception
) -> tuple[Claim, Any]:
    """Find out whose fault it is that a property raised: ours if it raises for the reference too."""
    exercise, case = asked.exercise, asked.case
    fault = ReferenceFault(f"{exercise.id}: property {claim.name!r} raised {type(error).__name__}: {error}")
    if not asked.calls:
        raise fault from error

    def reference(*args: Any, **kwargs: Any) -> Any:
        return golden.call(exercise, case.of, asked.by_name(args, kwargs))

    try:
        for _ in golden.property(claim.name)(reference, **inputs.draw(exercise, case, index)):
            pass
        expected = golden.call(exercise, case.of, asked.calls[-1])
    except Exception:  # noqa: BLE001
        raise fault from error
    return Claim(claim.name, claim.what, expected, broken=True), asked.last


class _Asked:
    """The student's function as a property sees it."""

    def __init__(self, exercise: Exercise, case: Case, ask: Ask) -> None:
        self.exercise = exercise
        self.case = case
        self._ask = ask
        self._names = [name for name, _ in exercise.functions[case.of].parameters]
        self.calls: list[dict[str, Any]] = []
        self.last: Any = None
        self.seconds = 0.0
        self.changed: set[str] = set()

    def by_name(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        return dict(zip(self._names, args, strict=False)) | dict(kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        arguments = self.by_name(args, kwargs)
        self.calls.append(arguments)
        outcome = self._ask(self.case, arguments)
        if not isinstance(outcome, Returned):
            raise _NoAnswer(outcome)
        self.seconds += outcome.seconds
        self.changed.update(outcome.changed)
        self.last = outcome.value
        return outcome.value
