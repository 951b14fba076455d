"""Numbers against numbers: which cells are too far off.

Integers are compared as integers, however large; everything else as float64. Nothing here warns or overflows.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.model import Tolerance, holds_numbers

Array = NDArray[Any]

SINGLE_RTOL, SINGLE_ATOL = 1e-4, 1e-5
"""The least tolerance where an answer has single or half precision."""

DELIBERATE_RTOL = 1e-3
"""A relative tolerance below this is there for rounding, and whole numbers do not round."""

EXACT_IN_FLOAT = 2.0**53
MOST_DIMENSIONS = 32
"""No array that is asked for has more, and NumPy walks through no more."""


def as_numbers(value: Any) -> Array | None:
    """See a value as one array of numbers, or None where it is none (text, ragged, complex, None, too deep, …).

    Python integers beyond 64 bits stay exact, in an array of dtype object.
    """
    if isinstance(value, (np.ndarray, np.generic)):
        return np.asarray(value) if value.dtype.kind in "biuf" else None
    if not isinstance(value, (bool, int, float)) and not holds_numbers(value):
        return None
    try:
        array = np.array(value)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    if array.ndim > MOST_DIMENSIONS:
        return None
    if array.dtype.kind == "O" or _rounded_integers(array, value):
        return _integers(value)
    return array if array.dtype.kind in "biuf" else None


def as_floats(value: Any) -> Array | None:
    """See a value as one array of float64, or None where it is none, or holds an integer too large for one."""
    array = as_numbers(value)
    try:
        return None if array is None else array.astype(np.float64)
    except OverflowError:
        return None


def _rounded_integers(array: Array, value: Any) -> bool:
    """Say whether NumPy went from huge integers to floats, as it does for signed ones beyond 63 bits."""
    if isinstance(value, float) or array.dtype.kind != "f" or not array.size:
        return False
    with np.errstate(invalid="ignore"):
        return bool((np.abs(array) >= EXACT_IN_FLOAT).any()) and _integers(value) is not None


def _integers(value: Any) -> Array | None:
    try:
        array = np.array(value, dtype=object)
    except (ValueError, TypeError, RecursionError):
        return None
    return array if all(isinstance(cell, (int, np.integer)) for cell in array.flat) else None


def is_whole(array: Array) -> bool:
    """Say whether an array holds integers (or booleans, which count as 0 and 1)."""
    return array.dtype.kind in "biuO"


def loosened(tolerance: Tolerance, expected: Array, actual: Array) -> Tolerance:
    """Widen a tolerance to what single precision can reach, where one side has no more."""
    if is_short(expected) or is_short(actual):
        return Tolerance(max(tolerance.rtol, SINGLE_RTOL), max(tolerance.atol, SINGLE_ATOL))
    return tolerance


def is_short(array: Array | None) -> bool:
    """Say whether an array has single or half precision."""
    return array is not None and array.dtype.kind == "f" and array.dtype.itemsize < 8


def wrong_cells(expected: Array, actual: Array, tolerance: Tolerance) -> NDArray[np.bool_] | None:
    """Mark the cells of two arrays of one shape that differ by more than the tolerance, or return None."""
    if is_whole(expected) and is_whole(actual):
        wrong = _wrong_integers(expected, actual, tolerance)
    elif "O" in (expected.dtype.kind, actual.dtype.kind):
        pairs = zip(expected.flat, actual.flat, strict=True)
        wrong = np.array([not _near(e, a, tolerance) for e, a in pairs], bool).reshape(expected.shape)
    else:
        return _wrong_floats(expected, actual, loosened(tolerance, expected, actual))
    return wrong if wrong.any() else None


def _wrong_integers(expected: Array, actual: Array, tolerance: Tolerance) -> NDArray[np.bool_]:
    wide: Any = np.int64
    if any(a.dtype.kind == "O" or a.dtype == np.uint64 for a in (expected, actual)):
        wide = object
    e, a = expected.astype(wide), actual.astype(wide)
    wrong = np.asarray(e != a, bool)
    rtol = tolerance.rtol if tolerance.rtol >= DELIBERATE_RTOL else 0.0
    if (tolerance.atol < 1 and not rtol) or not wrong.any():
        return wrong
    for index in np.argwhere(wrong):
        cell = tuple(index)
        wrong[cell] = not _near(int(e[cell]), int(a[cell]), Tolerance(rtol, tolerance.atol))
    return wrong


def _wrong_floats(expected: Array, actual: Array, tolerance: Tolerance) -> NDArray[np.bool_] | None:
    e, a = expected.astype(np.float64, copy=False), actual.astype(np.float64, copy=False)
    with np.errstate(all="ignore"):
        off = np.abs(a - e)
        if (off <= tolerance.atol).all():  # as nearly every right answer is
            return None
        # Nothing is near an infinite expectation but the same infinity: inf <= inf must not say otherwise.
        near = (off <= tolerance.atol + tolerance.rtol * np.abs(e)) & np.isfinite(e)
        wrong = np.asarray(~(near | (a == e) | (np.isnan(a) & np.isnan(e))))
    return wrong if wrong.any() else None


def _near(expected: Any, actual: Any, tolerance: Tolerance) -> bool:
    """Compare one cell where at least one side is a Python integer of any size."""
    # Between Python's own numbers: NumPy's would make a float of an integer that is too large for one.
    expected, actual = (v.item() if isinstance(v, np.generic) else v for v in (expected, actual))
    if expected == actual:
        return True
    if not all(isinstance(v, int) or math.isfinite(v) for v in (expected, actual)):
        return False
    # Exact, because an integer may be too large for a float.
    from fractions import Fraction

    slack = Fraction(tolerance.atol) + Fraction(tolerance.rtol) * abs(Fraction(expected))
    return abs(Fraction(actual) - Fraction(expected)) <= slack


def largest_error(expected: Array, actual: Array, wrong: NDArray[np.bool_]) -> float | None:
    """Find the largest finite difference among the wrong cells; None where none of them is finite."""
    if is_whole(expected) and is_whole(actual):
        cells = zip(expected[wrong].flat, actual[wrong].flat, strict=True)
        error = max(abs(int(e) - int(a)) for e, a in cells)
        return float(error) if error < 10**300 else None
    try:
        e, a = expected[wrong].astype(np.float64), actual[wrong].astype(np.float64)
    except OverflowError:
        return None
    with np.errstate(all="ignore"):
        errors = np.abs(e - a)
    errors = errors[np.isfinite(errors)]
    return float(errors.max()) if errors.size else None
