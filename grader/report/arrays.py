"""Small arrays as tables of text, with the cells marked in which two answers differ.

A value becomes *panels*: one for a scalar or a text, one for each matrix of an array (an image with three
channels is three panels). A matrix that is too large for a table keeps its numbers, for renderers that draw.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from grader.model import Foreign, Phrase, Smallest, holds_numbers
from grader.report.clean import plain
from grader.report.phrases import say, word

ROWS_OF_A_TABLE = 12
COLUMNS_OF_A_TABLE = 12
CELLS_OF_A_DRAWING = 4096
PANELS_OF_AN_ARRAY = 6

_PART = re.compile(r"""\[(?:(\d+)|'([^']*)'|"([^"]*)")\]""")

Cells = tuple[tuple[str, ...], ...]
Marks = frozenset[tuple[int, int]]


class Panel(NamedTuple):
    """One thing to show: a ``text``, a table of ``cells``, or a ``matrix`` to be drawn.

    ``marks`` are the (row, column) pairs in which two answers differ.
    """

    label: str
    text: str = ""
    cells: Cells = ()
    marks: Marks = frozenset()
    matrix: Any = None


class Panels(NamedTuple):
    """The smallest failing input: its arguments, then the expected answer beside the student's."""

    arguments: tuple[Panel, ...]
    expected: tuple[Panel, ...]
    actual: tuple[Panel, ...]

    @property
    def marked(self) -> bool:
        """Say whether any cell is marked."""
        return any(panel.marks for panel in self.actual)


def panels(small: Smallest, lang: str) -> Panels:
    """Everything to show of a smallest failing input, in ``lang``."""
    expected, actual = small.expected, small.actual
    part = small.mismatch.part if small.mismatch else ""
    if part:
        expected, actual = _part_of(expected, part), _part_of(actual, part)
    suffix = plain(part, 40)
    labels = [suffix, suffix]
    one, other = as_array(expected), as_array(actual)
    differ = _differing(one, other)
    digits = _digits(one, other, differ)
    if (
        small.mismatch is not None
        and small.mismatch.kind == "dtype"
        and one is not None
        and other is not None
    ):
        labels = [f"{suffix} ({array.dtype})".strip() for array in (one, other)]
    names = ("expected", "yours")
    words = [f"{word(key, lang)} {label}".strip() for key, label in zip(names, labels, strict=True)]
    return Panels(
        tuple(p for name, value in small.arguments.items() for p in _panels(plain(name, 40), value, lang)),
        tuple(_panels(words[0], expected, lang, differ, digits)),
        tuple(_panels(words[1], actual, lang, differ, digits)),
    )


def as_array(value: Any) -> Any:
    """Read a value as a numeric array, or None: text, ragged lists, mappings and single numbers are none."""
    if isinstance(value, (np.ndarray, np.generic)):
        return np.asarray(value) if value.dtype.kind in "biufc" else None
    if isinstance(value, (list, tuple)) and value and holds_numbers(value):
        try:
            array = np.array(value)
        except (ValueError, TypeError, OverflowError):
            return None
        return array if array.dtype.kind in "biufc" else None
    return None


def short(value: Any, lang: str) -> str:
    """Write a value in one line; arrays inside a tuple are named by their shape."""
    if isinstance(value, Phrase):
        return say(value, lang)
    if isinstance(value, Foreign):
        return plain(value.type_name, 120)
    if isinstance(value, (tuple, list)):
        inside = ", ".join(short(item, lang) for item in value[:8]) + (", …" if len(value) > 8 else "")
        return plain(f"[{inside}]" if isinstance(value, list) else f"({inside})")
    if isinstance(value, dict):
        inside = ", ".join(f"{key!r}: {short(item, lang)}" for key, item in list(value.items())[:8])
        return plain(f"{{{inside}}}")
    array = as_array(value)
    if array is not None and array.ndim:
        return summary(array, lang)
    if array is not None:
        return _cell(array[()], 6)
    return plain(repr(value), 120)


def summary(array: Any, lang: str) -> str:
    """Say the shape and the dtype of an array in words."""
    return word("array-summary", lang, shape=str(array.shape), dtype=str(array.dtype))


def _panels(label: str, value: Any, lang: str, differ: Any = None, digits: int = 4) -> Iterator[Panel]:
    array = as_array(value)
    if array is None or array.ndim == 0 or array.size == 0:
        yield Panel(label, text=short(value, lang))
        return
    matrices = array.reshape(-1, *array.shape[-2:]) if array.ndim > 1 else array.reshape(1, 1, -1)
    marked = differ.reshape(matrices.shape) if differ is not None and differ.shape == array.shape else None
    order = np.ndindex(*array.shape[:-2]) if array.ndim > 2 else iter([()])
    for number, (index, matrix) in enumerate(zip(order, matrices, strict=False)):
        if number == PANELS_OF_AN_ARRAY:
            yield Panel("…", text=summary(array, lang))
            return
        name = f"{label}[{', '.join(map(str, index))}]" if index else label
        yield _matrix_panel(name, matrix, marked[number] if marked is not None else None, digits, lang)


def _matrix_panel(label: str, matrix: Any, marked: Any, digits: int, lang: str) -> Panel:
    marks: Marks = frozenset()
    if marked is not None and matrix.size <= CELLS_OF_A_DRAWING:
        marks = frozenset((int(row), int(column)) for row, column in np.argwhere(marked))
    rows, columns = matrix.shape
    if rows <= ROWS_OF_A_TABLE and columns <= COLUMNS_OF_A_TABLE:
        cells = tuple(tuple(_cell(value, digits) for value in row) for row in matrix.tolist())
        return Panel(label, cells=cells, marks=marks)
    drawn = matrix if matrix.size <= CELLS_OF_A_DRAWING and matrix.dtype.kind != "c" else None
    if drawn is None:
        marks = frozenset()
    return Panel(label, text=summary(matrix, lang), matrix=drawn, marks=marks)


def _cell(value: Any, digits: int) -> str:
    if isinstance(value, (bool, int, np.bool_, np.integer)):
        return str(value)
    if isinstance(value, (complex, np.complexfloating)):
        return f"{value:.{digits}g}"
    text = f"{float(value):.{digits}g}"
    return "0" if text == "-0" else text


def _differing(one: Any, other: Any) -> Any:
    """In which cells two arrays of one shape differ; None where that makes no sense."""
    if one is None or other is None or one.shape != other.shape:
        return None
    loose = "float32" in (str(one.dtype), str(other.dtype))
    rtol, atol = (1e-4, 1e-5) if loose else (1e-6, 1e-9)
    kind = complex if "c" in (one.dtype.kind, other.dtype.kind) else float
    one, other = one.astype(kind), other.astype(kind)
    with np.errstate(all="ignore"):
        near = np.abs(other - one) <= atol + rtol * np.abs(one)
    return ~((near & np.isfinite(one)) | (one == other) | (np.isnan(one) & np.isnan(other)))


def _digits(one: Any, other: Any, differ: Any) -> int:
    """Find the fewest digits with which every pair of cells that differ also looks different."""
    if differ is None or not differ.any():
        return 4
    pairs = [(a, b) for a, b in zip(one[differ].tolist()[:200], other[differ].tolist()[:200], strict=True)]
    for digits in (4, 6, 9, 12):
        if all(_cell(a, digits) != _cell(b, digits) for a, b in pairs):
            return digits
    return 17


def _part_of(value: Any, part: str) -> Any:
    """Find the part of a nested answer that ``[1]["rows"]`` names; the whole where it has none."""
    for step in _PART.finditer(part):
        key: Any = int(step[1][:9]) if step[1] is not None else step[2] if step[2] is not None else step[3]
        try:
            value = value[key]
        except (LookupError, TypeError):
            return value
    return value
