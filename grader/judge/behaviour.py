"""What a wrong answer looks like: the behaviour of a student's code beside that of catalogued mistakes.

What a mistake does for an input is computed once and then looked up: the same mistakes are asked about
submission after submission.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from grader.course import inputs
from grader.errors import OwnFault
from grader.expressions import ExpressionError
from grader.judge.compare import has_dtype, same
from grader.judge.numbers import as_numbers
from grader.model import Case, Exercise, Mistake, Outcome, Raised, Returned, Stopped, Tolerance

NOTHING: Any = type("Nothing", (), {"__repr__": lambda _: "NOTHING"})()
"""The behaviour of a mistake that cannot be computed: it agrees with no answer."""

KEPT_BYTES = 64 * 2**20
TOO_GENERAL = frozenset({"Exception", "BaseException", "object"})
ROUNDED_APART = 8
"""One cell in so many may be one step away, where an answer is in bytes."""
LEAST = Tolerance(rtol=1e-9, atol=1e-12)
"""However strict a case is, two programs that add in another order are the same behaviour."""


class Oracle(Protocol):
    """The part of ``course.golden.Golden`` that says what the reference, right or wrong, returns."""

    def mistaken(
        self, exercise: Exercise, case: Case, arguments: Mapping[str, Any], mistakes: Sequence[Mistake]
    ) -> Any:
        """Return what the reference with these mistakes in it answers, or the exception that it raises."""


@dataclass(frozen=True, slots=True)
class Place:
    """One input of a case, and the ``key`` that tells it from the case's other inputs."""

    case: Case
    key: Hashable
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Observation:
    """What a student's code did at a place; ``wrong`` where that is not what was asked."""

    place: Place
    outcome: Returned | Raised
    wrong: bool


class Behaviours:
    """What each combination of mistakes of an exercise does at each place, kept within a budget of bytes."""

    def __init__(self, oracle: Oracle) -> None:
        self._oracle: Any = weakref.ref(oracle)
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._bytes = 0

    def at(self, exercise: Exercise, place: Place, chosen: tuple[int, ...]) -> Any:
        """Return a value, an exception, or NOTHING; ``chosen`` are positions in the exercise's mistakes."""
        key = (exercise.id, place.case.name, place.key, chosen)
        if key not in self._kept:
            self._keep(key, self._compute(exercise, place, tuple(exercise.mistakes[i] for i in chosen)))
        return self._kept[key]

    def fresh_place(self, exercise: Exercise, case: Case, fresh: int) -> Place | None:
        """Draw an unseen input of a case; None where its draws are always the same."""
        if not self.varies(exercise, case):
            return None
        key = (exercise.id, case.name, "place", fresh)
        if key not in self._kept:
            arguments = inputs.draw(exercise, case, fresh % case.repeat, fresh=fresh)
            self._keep(key, Place(case, ("fresh", fresh), arguments))
        place: Place = self._kept[key]
        return place

    def sized_place(
        self, exercise: Exercise, case: Case, sizes: Mapping[str, int], fresh: int
    ) -> Place | None:
        """Draw an unseen input of chosen sizes; None where there is none of these sizes."""
        drawn = ("sized", fresh, *sorted(sizes.items()))
        key = (exercise.id, case.name, drawn)
        if key not in self._kept:
            try:
                arguments = inputs.draw(exercise, case, 0, sizes=sizes, fresh=fresh)
            except (OwnFault, ExpressionError):
                self._keep(key, None)
            else:
                self._keep(key, Place(case, drawn, arguments))
        place: Place | None = self._kept[key]
        return place

    def varies(self, exercise: Exercise, case: Case) -> bool:
        """Say whether the draws of a case differ."""
        key = (exercise.id, case.name, "varies")
        if key not in self._kept:
            first, second = (inputs.draw(exercise, case, 0, fresh=fresh) for fresh in (1, 2))
            self._keep(key, not _identical(first, second))
        return bool(self._kept[key])

    def _compute(self, exercise: Exercise, place: Place, mistakes: tuple[Mistake, ...]) -> Any:
        oracle = self._oracle()
        try:
            return oracle.mistaken(exercise, place.case, place.arguments, mistakes)
        except OwnFault:
            return NOTHING

    def _keep(self, key: Any, value: Any) -> None:
        self._kept[key] = value
        self._bytes += _size(value)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= _size(dropped)


_BY_ORACLE: "weakref.WeakKeyDictionary[Any, Behaviours]" = weakref.WeakKeyDictionary()
_LOCK = threading.Lock()


def behaviours_of(oracle: Oracle) -> Behaviours:
    """Return what is known of an oracle's mistakes, for as long as it lives."""
    with _LOCK:
        if oracle not in _BY_ORACLE:
            _BY_ORACLE[oracle] = Behaviours(oracle)
        return _BY_ORACLE[oracle]


def agrees(behaviour: Any, outcome: Outcome, case: Case, *, loose: bool = False) -> bool:
    """Say whether a mistake does what the student's code did.

    Values agree as ``compare`` says; their dtypes count where the case asks for one. Exceptions agree where
    one's type is the other's, or a base of it that says something.

    With ``loose``, a shape that cannot be is one behaviour, whichever way it shows: a ValueError, an
    IndexError or an empty array, as the loop happens to be written. Where a case asks for an exception its
    type counts.
    """
    if behaviour is NOTHING or isinstance(outcome, Stopped):
        return False
    if loose and case.expect.kind != "raises" and _leads_nowhere(behaviour) and ended_nowhere(outcome):
        return True
    if loose and is_empty(behaviour) and isinstance(outcome, Returned) and is_empty(outcome.value):
        return True
    if isinstance(behaviour, BaseException):
        return isinstance(outcome, Raised) and _same_exception(behaviour, outcome)
    return isinstance(outcome, Returned) and _same_value(behaviour, outcome.value, case)


def alike(first: Any, second: Any, case: Case) -> bool:
    """Say whether two mistakes do the same."""
    if isinstance(first, BaseException) or isinstance(second, BaseException):
        return type(first) is type(second)
    if first is NOTHING or second is NOTHING:
        return first is second
    return _same_value(first, second, case)


def _same_value(expected: Any, actual: Any, case: Case) -> bool:
    tolerance = Tolerance(max(case.tolerance.rtol, LEAST.rtol), max(case.tolerance.atol, LEAST.atol))
    if not same(expected, actual, tolerance) and not _rounded_apart(expected, actual):
        return False
    dtype = case.expect.dtype or case.dtype
    return dtype is None or _kinds(expected, dtype) == _kinds(actual, dtype)


def _rounded_apart(expected: Any, actual: Any) -> bool:
    """Say whether two answers in bytes differ as much as the order of their sums explains.

    Cutting decimals off makes 149 of 149.999…, which another order of the same sum calls 150. (256 is 0.)
    """
    if not (isinstance(expected, np.ndarray) and isinstance(actual, np.ndarray)):
        return False
    if not expected.dtype == actual.dtype == np.uint8 or expected.shape != actual.shape:
        return False
    apart = expected - actual
    near = bool(((apart <= 1) | (apart == 255)).all())
    return near and ROUNDED_APART * int(np.count_nonzero(apart)) <= apart.size


def _kinds(value: Any, dtype: str) -> list[tuple[str, bool]]:
    """List the kind of every number in a value, and whether it is what the case asks for."""
    array = as_numbers(value)
    if array is not None:
        return [("i" if array.dtype.kind in "iuO" else array.dtype.kind, has_dtype(array, dtype))]
    items = (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    )
    found = [kind for item in items for kind in _kinds(item, dtype)]
    return found[:1] if len(set(found)) == 1 else found


def _leads_nowhere(behaviour: Any) -> bool:
    return isinstance(behaviour, (ValueError, IndexError)) or is_empty(behaviour)


def ended_nowhere(outcome: Outcome) -> bool:
    """Say whether the student's code ended as a loop over an edge does."""
    if isinstance(outcome, Raised):
        return bool({"ValueError", "IndexError"} & {outcome.type, *outcome.bases})
    return isinstance(outcome, Returned) and is_empty(outcome.value)


def is_one_number(values: Sequence[Any]) -> bool:
    """Say whether all the numbers that values hold are one and the same, and there is nothing else."""
    found: set[Any] = set()
    return all(_adds_one_number(value, found) for value in values)


def _adds_one_number(value: Any, found: set[Any]) -> bool:
    if isinstance(value, Mapping):
        value = list(value.values())
    array = as_numbers(value)
    if array is not None and array.size:
        (first,) = array.reshape(-1)[:1].tolist()
        is_nan = first != first  # noqa: PLR0124
        found.add("nan" if is_nan else first)
        same_everywhere = (array != array).all() if is_nan else (array == first).all()  # noqa: PLR0124
        return bool(same_everywhere) and len(found) == 1
    if array is not None:
        return True
    return isinstance(value, (list, tuple)) and all(_adds_one_number(item, found) for item in value)


def is_empty(value: Any) -> bool:
    """Say whether a value is an array or a list without a number in it."""
    return isinstance(value, (np.ndarray, list, tuple)) and not size_of(value)


def _same_exception(behaviour: BaseException, outcome: Raised) -> bool:
    own = {kind.__name__ for kind in type(behaviour).__mro__} - TOO_GENERAL
    raised = {outcome.type, *outcome.bases} - TOO_GENERAL
    return (
        type(behaviour).__name__ in raised or outcome.type in own or type(behaviour).__name__ == outcome.type
    )


def _identical(first: Any, second: Any) -> bool:
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        return first.shape == second.shape and first.tobytes() == second.tobytes()
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(_identical(first[k], second[k]) for k in first)
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(_identical, first, second))
    return bool(type(first) is type(second) and first == second)


def size_of(value: Any) -> int:
    """Count the numbers in a value."""
    if isinstance(value, np.ndarray):
        return int(value.size)
    if isinstance(value, Mapping):
        return sum(size_of(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return sum(size_of(item) for item in value)
    return 1


def _size(value: Any) -> int:
    return 200 + 8 * size_of(value.arguments if isinstance(value, Place) else value)
