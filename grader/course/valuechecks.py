"""What would go wrong when a value is drawn, said when the course is loaded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader import expressions
from grader.course import pictures
from grader.course.faults import FileFaults, KeyPath, listed, nearest, shown
from grader.course.operators import FILES, OPERATORS, RESERVED
from grader.course.values import Scope, leaves, operator_of, resolve
from grader.expressions import ExpressionError

DTYPES = frozenset(
    """bool int float int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Checking:
    """Where a specification stands and what it may use."""

    faults: FileFaults
    line: int
    names: Collection[str] = ()
    folder: str = ""
    random: bool = True


def check(spec: Any, path: KeyPath, at: Checking) -> None:
    """Report what is wrong with a specification."""
    line = getattr(spec, "line", at.line)
    if line != at.line:
        at = replace(at, line=line)
    if isinstance(spec, list):
        _check_list(spec, path, at)
    elif isinstance(spec, dict):
        name = operator_of(spec)
        if name is None:
            _check_mapping(spec, path, at)
        elif name == "tuple" and not isinstance(spec[name], list):
            at.faults.add(line, (path, name), f"expected a list, got {shown(spec[name])}")
        elif name == "tuple":
            for index, element in enumerate(spec[name]):
                check(element, ((path, name), index), at)
        elif name in {"list", "array"}:
            _check_plain(spec, name, path, at)
        elif name in FILES:
            _check_file(spec[name], name, (path, name), at)
        elif name in OPERATORS:
            _check_operator(name, spec[name], (path, name), at)


def check_fixed(spec: Any, path: KeyPath, at: Checking) -> None:
    """Check a specification that has no names in it, by making what it stands for."""
    check(spec, path, at)
    if not at.faults.found:
        try:
            resolve(spec, Scope(folder=at.folder))
        except (ValueError, ArithmeticError, TypeError, LookupError) as error:
            at.faults.add(at.line, path, str(error))


def _check_mapping(spec: Mapping[str, Any], path: KeyPath, at: Checking) -> None:
    """Check a dict of values; alone, a key that is nearly an operator's name is taken for a typing error."""
    if len(spec) == 1:
        (key,) = spec
        near = nearest(key, RESERVED, cutoff=0.85)
        if near:
            at.faults.add(at.line, (path, key), f"unknown operator{near}; a dict is written {{value: …}}")
            return
    for key, value in spec.items():
        check(value, (path, key), at)


def check_shape(spec: Any, path: KeyPath, at: Checking) -> None:
    """Report what is wrong with a shape."""
    sides = spec["tuple"] if isinstance(spec, dict) and set(spec) == {"tuple"} else spec
    for index, side in enumerate(sides if isinstance(sides, list) else [sides]):
        where = (path, index) if isinstance(sides, list) else path
        if isinstance(side, bool) or not isinstance(side, (int, str)) or (isinstance(side, int) and side < 0):
            at.faults.add(at.line, where, f'expected a side such as 3, H or "H + 2*P", got {shown(side)}')
        elif isinstance(side, str):
            check_expression(side, where, at)


def check_expression(text: str, path: KeyPath, at: Checking) -> None:
    """Report an expression that cannot be read, or that uses an unknown name."""
    try:
        expressions.parse(text, names=at.names)
    except ExpressionError as error:
        at.faults.add(at.line, path, str(error))


def _check_list(spec: list[Any], path: KeyPath, at: Checking) -> None:
    kinds = leaves(spec, at.names)
    if kinds == {"number", "bool"}:
        at.faults.add(at.line, path, "true and false among numbers; write {list: …} or {value: …}")
    elif kinds <= {"number"} or kinds == {"bool"}:
        if not _regular(spec):
            at.faults.add(
                at.line, path, "the rows differ in length; write {list: …} for a list that is no array"
            )
    else:
        for index, element in enumerate(spec):
            check(element, (path, index), at)


def _regular(spec: Any) -> bool:
    try:
        np.array(_zeros(spec), dtype=np.float64)
    except ValueError:
        return False
    return True


def _zeros(spec: Any) -> Any:
    return [_zeros(element) for element in spec] if isinstance(spec, list) else 0.0


def _check_plain(spec: Mapping[str, Any], name: str, path: KeyPath, at: Checking) -> None:
    inner = spec[name]
    if name == "list" and not isinstance(inner, list):
        at.faults.add(at.line, (path, name), f"expected a list, got {shown(inner)}")
    if name == "array":
        if not leaves(inner, at.names) <= {"number", "bool"} or not _regular(inner):
            at.faults.add(at.line, (path, name), "expected rows of numbers of one length")
        _check_dtype(spec.get("dtype", "float64"), (path, "dtype"), at)
    elif isinstance(inner, list):
        for index, element in enumerate(inner):
            _check_elements(element, ((path, name), index), at)


def _check_elements(spec: Any, path: KeyPath, at: Checking) -> None:
    if isinstance(spec, list):
        for index, element in enumerate(spec):
            _check_elements(element, (path, index), at)
    else:
        check(spec, path, at)


def _check_dtype(dtype: Any, path: KeyPath, at: Checking) -> None:
    if not isinstance(dtype, str) or dtype not in DTYPES:
        near = nearest(dtype, DTYPES) if isinstance(dtype, str) else ""
        at.faults.add(at.line, path, f"expected a dtype such as float32 or uint8, got {shown(dtype)}{near}")


def _check_file(inner: Any, name: str, path: KeyPath, at: Checking) -> None:
    options = inner if isinstance(inner, dict) else {"path": inner}
    for key, value in options.items():
        if key not in FILES[name] and key != "dtype":
            at.faults.add(at.line, (path, key), f"unknown option{nearest(key, FILES[name])}")
        elif not isinstance(value, str):
            at.faults.add(at.line, (path, key), f"expected text, got {shown(value)}")
    if options.get("mode", "gray") not in pictures.MODES:
        at.faults.add(at.line, (path, "mode"), f"expected {listed(list(pictures.MODES))}")
    if not isinstance(options.get("path"), str):
        at.faults.add(at.line, path, "the path of a file is missing")
        return
    try:
        pictures.locate(options["path"], at.folder)
    except pictures.DataFileError as error:
        at.faults.add(at.line, path, str(error))


def _check_operator(name: str, inner: Any, path: KeyPath, at: Checking) -> None:
    operator = OPERATORS[name]
    if operator.random and not at.random and not (isinstance(inner, dict) and "labels" in inner):
        at.faults.add(at.line, path, "nothing random can be expected here; write reference, or a literal")
    if not isinstance(inner, dict):
        if inner is None or isinstance(inner, (bool, float)):
            at.faults.add(at.line, path, f"expected a shape such as [H, W], got {shown(inner)}")
        else:
            check_shape(inner, path, at)
        return
    for key, value in inner.items():
        kind = "shape" if key == "shape" else "dtype" if key == "dtype" else operator.options.get(key)
        where = (path, key)
        if kind is None:
            known = [*operator.options, "shape", "dtype"]
            near = nearest(key, known) or f"; known are {listed(known, last='and')}"
            at.faults.add(at.line, where, f"unknown option{near}")
        elif kind == "shape":
            check_shape(value, where, at)
        elif kind == "dtype":
            _check_dtype(value, where, at)
        elif kind == "number" and isinstance(value, str):
            check_expression(value, where, at)
        elif kind == "number" and not isinstance(value, (int, float)):
            at.faults.add(at.line, where, f"expected a number, got {shown(value)}")
        elif kind == "numbers" and not _whole_numbers(value):
            at.faults.add(at.line, where, f"expected a list of whole numbers, got {shown(value)}")


def _whole_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(element, (int, str)) for element in value)


def is_drawn(spec: Any) -> bool:
    """Tell whether a specification is an operator that has to be drawn, or a file."""
    name = operator_of(spec)
    return name in OPERATORS or name in FILES
