"""Values in a few characters: what a mismatch shows of the expected and of the actual answer.

Written as Python writes them, so that they read the same in every language; never longer than ``WIDTH``.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from grader.model import Foreign

WIDTH = 60
DIGITS = (6, 9, 12, 15, 17)


def clipped(text: str, width: int = WIDTH) -> str:
    """Shorten a text to ``width`` characters."""
    return text if len(text) <= width else text[: width - 1] + "…"


def number(value: Any, digits: int = DIGITS[0]) -> str:
    """Write one number: ``19``, ``19.0``, ``0.333333``, ``True``, ``nan``.

    Examples
    --------
    >>> number(19), number(19.0), number(1 / 3), number(True), number(10**40)
    ('19', '19.0', '0.333333', 'True', '1.00000e+40 (41 digits)')
    """
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return _integer(int(value), digits)
    text = f"{float(value):.{digits}g}"
    return text + ".0" if text.lstrip("-").isdigit() else text


def _integer(value: int, digits: int) -> str:
    if -(10**24) < value < 10**24:
        return str(value)
    # Converting a huge integer to text is quadratic (and refused by Python above 4300 digits).
    if abs(value).bit_length() > 4096:
        return f"{'-' if value < 0 else ''}int of {value.bit_length()} bits"
    text = str(abs(value))
    sign = "-" if value < 0 else ""
    if digits > DIGITS[0]:
        return f"{sign}…{text[-18:]} ({len(text)} digits)"
    return f"{sign}{text[0]}.{text[1:6]}e+{len(text) - 1} ({len(text)} digits)"


def two_numbers(expected: Any, actual: Any) -> tuple[str, str]:
    """Write two numbers with as many digits as it takes to see that they differ.

    Examples
    --------
    >>> two_numbers(19.0, 5.0), two_numbers(1 / 3, 0.33333334)
    (('19.0', '5.0'), ('0.333333333', '0.33333334'))
    """
    for digits in DIGITS:
        first, second = number(expected, digits), number(actual, digits)
        if first != second:
            break
    return clipped(first), clipped(second)


def two_texts(expected: str, actual: str) -> tuple[str, str]:
    """Write two texts so that the place where they part is in sight."""
    start = next((i for i, (a, b) in enumerate(zip(expected, actual, strict=False)) if a != b), None)
    if start is None:
        start = min(len(expected), len(actual))
    skip = max(start - 20, 0) if max(len(expected), len(actual)) > WIDTH - 4 else 0

    def shown(text: str) -> str:
        return clipped(("…" if skip else "") + repr(text[skip : skip + 2 * WIDTH]))

    return shown(expected), shown(actual)


def shape(value: Iterable[int]) -> str:
    """Write a shape: ``(2, 2)``."""
    return clipped(str(tuple(int(n) for n in value)))


def kind(value: Any) -> str:
    """Say what sort of thing a value is: ``array (2, 2)``, ``list (3)``, ``float``, ``str``, ``None``.

    Examples
    --------
    >>> kind(None), kind(2.5), kind(np.zeros((2, 2))), kind([1, 2, 3]), kind("max"), kind({"a": 1})
    ('None', 'float', 'array (2, 2)', 'list (3)', 'str', 'dict (1)')
    """
    if value is None:
        return "None"
    if isinstance(value, Foreign):
        return clipped(value.type_name)
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            return clipped(f"array {value.shape} {value.dtype.name}")
        return clipped(f"array {value.shape}") if value.ndim else value.dtype.name
    if isinstance(value, np.generic):
        return value.dtype.name
    if isinstance(value, (list, tuple, dict)):
        return f"{type(value).__name__} ({len(value)})"
    return clipped(type(value).__name__)


def member(part: str, key: Any) -> str:
    """Name an element of a part: ``[1]``, ``["rows"][0]``."""
    inner = f'"{key}"' if isinstance(key, str) else str(key)
    return clipped(f"{part}[{inner}]")
