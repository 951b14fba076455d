"""Values back into course files: what ``course.values`` resolves to the same value again."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.course.values import operator_of

LONGEST_LITERAL = 60
"""Numbers in an array above which it goes into a file beside the exercise."""
FILE = "cases.npz"
_NUMBER_LIKE = re.compile(r"[-+.]?\d")


@dataclass(slots=True)
class Shelf:
    """The large arrays of one exercise, which share a file."""

    arrays: dict[str, np.ndarray[Any, Any]] = field(default_factory=dict)

    def put(self, array: np.ndarray[Any, Any]) -> dict[str, Any]:
        """Keep an array and return the specification that reads it."""
        fitting = (key for key, one in self.arrays.items() if _identical(one, array))
        key = next(fitting, f"a{len(self.arrays)}")
        self.arrays[key] = array
        return {"file": {"path": FILE, "key": key}}

    def content(self) -> bytes:
        """Write the file; the same arrays give the same bytes."""
        stream = io.BytesIO()
        np.savez(stream, **self.arrays)  # type: ignore[arg-type]
        return stream.getvalue()


def _identical(first: np.ndarray[Any, Any], second: np.ndarray[Any, Any]) -> bool:
    return first.shape == second.shape and first.dtype == second.dtype and first.tobytes() == second.tobytes()


def literal(value: Any, shelf: Shelf) -> Any:
    """Return the specification of a value.

    Raises
    ------
    ValueError
        Where nothing in a course file stands for it.
    """
    if isinstance(value, np.generic):
        value = np.asarray(value)
        if value.dtype in (np.float64, np.int64, np.bool_):
            return value.item()
    if isinstance(value, np.ndarray):
        return _array(value, shelf)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, tuple):
        return {"tuple": [literal(item, shelf) for item in value]}
    if isinstance(value, list):
        return {"list": [_element(item, shelf) for item in value]}
    if isinstance(value, Mapping):
        found = {key: literal(item, shelf) for key, item in value.items()}
        if operator_of(found) is None:
            return found
        if found == dict(value):
            return {"value": found}
    raise ValueError(f"a {type(value).__name__} cannot be written into a course file")


def _element(value: Any, shelf: Shelf) -> Any:
    """Write an element of ``{list: …}``, in which a nested list is a list."""
    return [_element(item, shelf) for item in value] if isinstance(value, list) else literal(value, shelf)


def _array(array: np.ndarray[Any, Any], shelf: Shelf) -> Any:
    if array.size > LONGEST_LITERAL or (array.ndim and not array.size):
        return shelf.put(np.ascontiguousarray(array))
    return {"array": array.tolist(), "dtype": array.dtype.name}


def expectation(value: Any, shelf: Shelf) -> Any:
    """Return the ``expect`` of a value: text and dicts of plain data are told from words and options."""
    if isinstance(value, str) or (isinstance(value, Mapping) and _is_plain(value)):
        return {"value": dict(value) if isinstance(value, Mapping) else value}
    return literal(value, shelf)


def _is_plain(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, (bool, int, float, str))


def yaml_text(document: Any) -> str:
    """Write plain data as YAML that is read as the same data, numbers and number-like text included."""
    import yaml

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    def text(dumper: Any, value: str) -> Any:
        quoted = '"' if _NUMBER_LIKE.match(value) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=quoted)

    Plain.add_representer(str, text)
    dumped: str = yaml.dump(
        plain(document), Dumper=Plain, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )
    return dumped


def plain(document: Any) -> Any:
    """Return dicts and lists without the lines that they remember."""
    if isinstance(document, Mapping):
        return {key: plain(value) for key, value in document.items()}
    return [plain(value) for value in document] if isinstance(document, list) else document
