"""Answerers that know nothing, and answerers that are right in other clothes.

The first must earn nothing, the second everything.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.authoring.attempts import Answerer, outcome_of, right_answer
from grader.course import inputs
from grader.course.golden import Golden
from grader.judge.compare import DTYPE_KINDS
from grader.model import Case, Exercise, Outcome

Disguise = Callable[[Any], Any]

LARGEST_LIST = 200_000
"""Cells above which nobody answers with nested lists."""


# ---------------------------------------------------------------- who knows nothing


def know_nothings(exercise: Exercise, golden: Golden) -> dict[str, Answerer]:
    """Return, by a name in words, who answers without having understood anything."""
    constant: dict[str, Any] = {
        "None": None,
        "{}": {},
        "NaN": float("nan"),
        '""': "",
        "0": 0,
        "1": 1,
        "[]": [],
    }
    found = {f"always {name}": _filled(value) for name, value in constant.items()}
    for number, name in ((0, "zeros"), (1, "ones"), (float("nan"), "NaNs")):
        found[f"{name} of the right shape"] = _shaped(exercise, golden, number)
    found["always raise ValueError"] = lambda case, _: outcome_of(case, ValueError("no"))
    for name in dict.fromkeys(name for case in exercise.cases for name in _inputs_of(case)):
        found[f"the input {name} itself"] = _echo(name)
    return found


def _inputs_of(case: Case) -> Mapping[str, Any]:
    return case.values if case.steps else case.args


def _filled(value: Any) -> Answerer:
    """Answer ``value`` always, once for each step that returns."""

    def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        del arguments
        returns = sum(step.returns is not None for step in case.steps)
        return outcome_of(case, (value,) * returns if case.steps else value)

    return answerer


def _shaped(exercise: Exercise, golden: Golden, number: float) -> Answerer:
    def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        right = right_answer(exercise, golden, case, arguments)
        return outcome_of(case, None if isinstance(right, BaseException) else filled_like(right, number))

    return answerer


def filled_like(value: Any, number: float) -> Any:
    """Return a value of the same form, every number of which is ``number``; text is empty."""
    if isinstance(value, np.ndarray):
        kept = value.dtype if np.isfinite(number) else np.dtype(float)
        return np.full(value.shape, number).astype(kept)
    if isinstance(value, dict):
        return {key: filled_like(item, number) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(filled_like(item, number) for item in value)
    if isinstance(value, (bool, np.bool_)):
        return bool(number) if np.isfinite(number) else number
    if isinstance(value, (int, np.integer)):
        return int(number) if np.isfinite(number) else number
    if isinstance(value, (float, np.floating)):
        return float(number)
    return ""


def _echo(name: str) -> Answerer:
    """Answer what came in under a name."""

    def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        returns = sum(step.returns is not None for step in case.steps)
        value = arguments.get(name)
        return outcome_of(case, (value,) * returns if case.steps else value)

    return answerer


# ---------------------------------------------------------------- who knows the visible answers by heart


def learned_by_heart(exercise: Exercise, golden: Golden) -> dict[str, Answerer]:
    """Return who knows the visible cases' answers, by what they answer elsewhere."""
    known: dict[str, list[tuple[Mapping[str, Any], Any]]] = {}
    for case in exercise.cases:
        for index in () if case.hidden else range(case.repeat):
            arguments = inputs.draw(exercise, case, index)
            right = golden.expected(exercise, case, index) if case.expect.kind == "value" else None
            if right is None:
                right = right_answer(exercise, golden, case, arguments)
            known.setdefault(_question(case), []).append((arguments, right))
    zeros = _shaped(exercise, golden, 0)

    def last(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        del arguments
        seen = known.get(_question(case))
        return outcome_of(case, seen[-1][1] if seen else None)

    def raising(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        del arguments
        return outcome_of(case, ValueError("unknown"))

    def by_heart(otherwise: Answerer) -> Answerer:
        def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
            for seen, right in known.get(_question(case), ()):
                if equal(seen, arguments):
                    return outcome_of(case, right)
            return otherwise(case, arguments)

        return answerer

    others = {"zeros": zeros, "the last of them": last, "ValueError": raising}
    return {name: by_heart(otherwise) for name, otherwise in others.items()}


def _question(case: Case) -> str:
    """Name what is asked: the function, or the whole sequence of steps."""
    return repr(case.steps) if case.steps else case.of


def equal(first: Any, second: Any) -> bool:
    """Say whether two values are the same, arrays cell by cell."""
    if isinstance(first, np.ndarray) or isinstance(second, np.ndarray):
        same_form = (
            isinstance(first, np.ndarray) and isinstance(second, np.ndarray) and first.shape == second.shape
        )
        return same_form and bool(np.array_equal(first, second))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(equal(first[key], second[key]) for key in first)
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(equal, first, second))
    return type(first) is type(second) and bool(first == second)


def remembering(exercise: Exercise, golden: Golden) -> Answerer:
    """Return who answers rightly, and the same again whenever arrays of the same shapes come."""
    kept: dict[tuple[str, str], Any] = {}

    def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        key = (_question(case), repr(_without_numbers(arguments)))
        if key not in kept:
            kept[key] = right_answer(exercise, golden, case, arguments)
        return outcome_of(case, kept[key])

    return answerer


def _without_numbers(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.shape, str(value.dtype)
    if isinstance(value, Mapping):
        return {key: _without_numbers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_numbers(item) for item in value]
    return value


# ---------------------------------------------------------------- who is right in other clothes


def disguises() -> dict[str, Disguise]:
    """Return, by a name in words, the other forms in which a right answer may come."""
    return {
        "single precision": lambda a: a.astype(np.float32) if a.dtype.kind == "f" else a,
        "nested lists": _as_list,
        "nested tuples": lambda a: _tuples(_as_list(a)),
        "Fortran order": lambda a: np.asarray(a, order="F"),
        "NumPy scalars": lambda a: a[()],
    }


def _as_list(array: Any) -> Any:
    """Return nested lists; the array itself where it has no cells to nest, or more than a list may have."""
    nestable = array.ndim < 2 or 0 < array.size <= LARGEST_LIST
    return array.tolist() if nestable else array


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def in_disguise(exercise: Exercise, golden: Golden, disguise: Disguise) -> Answerer:
    """Answer what is right, every number and array of it in another form.

    A case that asks for one dtype gets what has it: a list of Python numbers is no uint8.
    """

    def answerer(case: Case, arguments: Mapping[str, Any]) -> Outcome:
        right = right_answer(exercise, golden, case, arguments)
        asked = case.expect.dtype or case.dtype
        if (
            isinstance(right, BaseException)
            or (asked and asked not in DTYPE_KINDS)
            or case.expect.kind == "figure"
        ):
            return outcome_of(case, right)
        return outcome_of(
            case,
            tuple(map(_dress, right, [disguise] * len(right))) if case.steps else _dress(right, disguise),
        )

    return answerer


def _dress(value: Any, disguise: Disguise) -> Any:
    if isinstance(value, dict):
        return {key: _dress(item, disguise) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_dress(item, disguise) for item in value)
    if isinstance(value, (bool, np.bool_)) or value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float, np.ndarray, np.generic)):
        return disguise(np.asarray(value))
    return value
