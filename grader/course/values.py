"""What a value in a course file stands for: literals, names of sizes, operators, files.

A list of numbers is a float64 array, a text that equals a name of ``sizes`` or ``let`` is that number, a
one-key mapping with a reserved name is an operator, any other mapping is a dict of values. What is wrong with
a specification is said at load, by ``valuechecks``.
"""

from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader import expressions
from grader.course import pictures
from grader.course.operators import FILES, RESERVED, make


@dataclass(frozen=True, slots=True)
class Scope:
    """What a specification is resolved in: named numbers, a source of randomness, a folder."""

    names: Mapping[str, Any] = field(default_factory=dict)
    rng: "Callable[[], np.random.Generator] | None" = None
    folder: str = ""


def operator_of(spec: Any) -> str | None:
    """Return the reserved name of an operator, or None where ``spec`` is none."""
    if not isinstance(spec, dict) or not 1 <= len(spec) <= 2:
        return None
    if len(spec) == 2 and "dtype" not in spec:
        return None
    name = next((key for key in spec if key != "dtype"), None)
    return name if name in RESERVED else None


def resolve(spec: Any, scope: Scope) -> Any:
    """Turn a specification into a value; every call makes new arrays.

    Raises
    ------
    ValueError, ArithmeticError
        Where the sizes at hand make it impossible (a negative side, a division by zero).
    """
    if isinstance(spec, str):
        return scope.names.get(spec, spec)
    if isinstance(spec, list):
        return _listed(spec, scope)
    if not isinstance(spec, dict):
        return spec
    name = operator_of(spec)
    if name is None:
        return {key: resolve(value, scope) for key, value in spec.items()}
    inner = spec[name]
    if name == "value":
        return deepcopy(_bare(inner))
    if name == "tuple":
        return tuple([resolve(element, scope) for element in inner])
    if name == "list":
        return _plain(inner, scope)
    if name == "array":
        return np.array(_plain(inner, scope), dtype=spec.get("dtype", "float64"))
    if name in FILES:
        options = dict(inner) if isinstance(inner, dict) else {"path": inner}
        options |= {key: value for key, value in spec.items() if key == "dtype"}
        found = pictures.read_array(options, scope.folder)
        return found.astype(options["dtype"]) if "dtype" in options else found
    return _made(name, inner, spec, scope)


def shape(spec: Any, names: Mapping[str, Any]) -> tuple[int, ...]:
    """Turn ``[H, "W + 2*P", 3]``, or one side alone, into a tuple of whole numbers."""
    sides = spec["tuple"] if isinstance(spec, dict) and "tuple" in spec else spec
    sides = sides if isinstance(sides, list) else [sides]
    numbers = [number(side, names) for side in sides]
    if any(side != int(side) for side in numbers):
        raise ValueError(f"a side is a whole number: {numbers}")
    return tuple(int(side) for side in numbers)


def number(spec: Any, names: Mapping[str, Any]) -> Any:
    """Return a number as it stands, or compute the expression that a text is."""
    if isinstance(spec, str):
        return expressions.evaluate(expressions.parse(spec, names=names), names)
    return spec


def _made(name: str, inner: Any, spec: Mapping[str, Any], scope: Scope) -> Any:
    options: dict[str, Any] = {"dtype": spec["dtype"]} if "dtype" in spec else {}
    sides: Any = inner
    if isinstance(inner, dict):
        sides = inner.get("shape", [])
        for key, value in inner.items():
            if key == "dtype":
                options[key] = value
            elif key != "shape":
                options[key] = _option(value, scope.names)
    return make(name, scope.rng, shape(sides, scope.names), options)


def _option(value: Any, names: Mapping[str, Any]) -> Any:
    return [number(element, names) for element in value] if isinstance(value, list) else number(value, names)


def _listed(spec: list[Any], scope: Scope) -> Any:
    kinds = leaves(spec, scope.names)
    if kinds <= {"number"}:
        return np.array(_plain(spec, scope), dtype=np.float64)
    if kinds == {"bool"}:
        return np.array(_plain(spec, scope), dtype=bool)
    return [resolve(element, scope) for element in spec]


def _plain(spec: Any, scope: Scope) -> Any:
    if isinstance(spec, list):
        return [_plain(element, scope) for element in spec]
    return resolve(spec, scope)


def _bare(spec: Any) -> Any:
    """Drop the line numbers, which belong to no value."""
    if isinstance(spec, list):
        return [_bare(element) for element in spec]
    return {key: _bare(value) for key, value in spec.items()} if isinstance(spec, dict) else spec


def leaves(spec: Any, names: Collection[str]) -> set[str]:
    """Return what stands in a nested list: ``number``, ``bool``, ``other``."""
    if isinstance(spec, list):
        found: set[str] = set()
        for element in spec:
            found |= leaves(element, names)
        return found
    if isinstance(spec, bool):
        return {"bool"}
    if isinstance(spec, (int, float)) or (isinstance(spec, str) and spec in names):
        return {"number"}
    return {"other"}
