"""Inputs that a person can follow: small whole numbers, and nothing that gives a hidden case away."""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor
from typing import Any

from grader.course.values import operator_of
from grader.model import REQUIRED, Case, Exercise

HARMLESS = range(4)
"""Whole numbers that any case may use: they give nothing away."""

RANDOM = frozenset({"normal", "uniform", "integers", "permutation", "probabilities", "one_hot"})
CONSTANT = frozenset({"zeros", "ones"})


def readable(case: Case) -> Case:
    """Draw small whole numbers where a case draws from a normal or a wide uniform distribution."""
    if case.steps:
        return replace(case, values={name: _whole(spec) for name, spec in case.values.items()})
    return replace(case, args={name: _whole(spec) for name, spec in case.args.items()})


def _whole(spec: Any) -> Any:
    name = operator_of(spec)
    if name not in {"normal", "uniform"}:
        return spec
    inner = spec[name]
    options: Mapping[str, Any] = inner if isinstance(inner, dict) else {"shape": inner}
    first, second = ("mean", "std") if name == "normal" else ("low", "high")
    a, b = options.get(first, 0.0), options.get(second, 1.0)
    if isinstance(a, str) or isinstance(b, str):
        return spec
    low, high = (a - 3 * b, a + 3 * b) if name == "normal" else (a, b)
    if high - low < 2:
        return spec
    dtype = options.get("dtype", spec.get("dtype", "float64"))
    shape = options.get("shape", [])
    return {"integers": {"shape": shape, "low": ceil(low), "high": floor(high), "dtype": dtype}}


def shareable(exercise: Exercise, case: Case) -> Case | None:
    """Take out of a hidden case the numbers that are its own; None where that leaves nothing to draw.

    A number may stay where a visible case uses it for the same argument, where it is the argument's default,
    or where it is 0, 1, 2 or 3. Any other is replaced by what a visible case uses, or by the default.
    """
    if not case.hidden:
        return case
    if any(not _open(spec, ()) for step in case.steps for spec in step.args.values()):
        return None
    specs = case.values if case.steps else case.args
    shown: dict[str, Any] = {}
    for name, spec in specs.items():
        known = _known(exercise, case, name)
        if not _open(spec, known):
            if not known:
                return None
            spec = known[0]  # noqa: PLW2901
        shown[name] = spec
    return replace(case, values=shown) if case.steps else replace(case, args=shown)


def _known(exercise: Exercise, case: Case, name: str) -> list[Any]:
    """List what students may see as the value of an argument."""
    visible = [c for c in exercise.cases if not c.hidden and c.of == case.of]
    known = [s[name] for s in ((c.values if c.steps else c.args) for c in visible) if name in s]
    known = [spec for spec in known if isinstance(spec, (int, float, str))]
    target = exercise.functions.get(case.of)
    known += [v for p, v in (target.parameters if target else ()) if p == name and v is not REQUIRED]
    return known


def _open(spec: Any, known: Any) -> bool:
    """Say whether a specification holds no number of its own."""
    if spec is None or isinstance(spec, (bool, str)):
        return True
    if isinstance(spec, (int, float)):
        return spec in HARMLESS or any(spec == other for other in known if isinstance(other, (int, float)))
    if isinstance(spec, (list, tuple)):
        return all(_open(item, ()) for item in spec)
    name = operator_of(spec)
    if name in CONSTANT:
        return True
    if name in RANDOM:
        # Its shape and its range say what kind of input it is; labels would be the input itself.
        inner = spec[name]
        return not (isinstance(inner, dict) and "labels" in inner)
    if name is None and isinstance(spec, Mapping):
        return all(_open(item, ()) for item in spec.values())
    inner = spec[name]
    options = inner if isinstance(inner, dict) else {"": inner}
    return name in {"tuple", "list", "array", "value", "full"} and all(
        _open(item, ()) for key, item in options.items() if key not in {"shape", "dtype"}
    )
