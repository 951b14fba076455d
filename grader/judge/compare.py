"""Is this the expected answer? If not, what is the first cause: type, then shape, then dtype, then values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grader.errors import ReferenceFault
from grader.judge import wording
from grader.judge.numbers import Array, as_numbers, largest_error, loosened, wrong_cells
from grader.model import Foreign, Mismatch, Tolerance

RANK = {"type": 0, "shape": 1, "dtype": 2, "value": 3}
DTYPE_KINDS = {"int": "iuO", "float": "f", "bool": "b", "complex": "c"}
"""Which kinds of NumPy dtypes a general name accepts; any other name is one dtype."""


def compare(expected: Any, actual: Any, tolerance: Tolerance, *, dtype: str | None = None) -> Mismatch | None:
    """Compare an answer with what was expected of it.

    Numbers, arrays and homogeneous lists and tuples of numbers are compared as arrays: ``6``, ``np.int64(6)``
    and a 0-d array are the same answer, ``[6]`` is another. Anything else (arrays in a tuple, rows of text
    and numbers, dicts) is compared element by element; ``Mismatch.part`` names the one that differs.

    Parameters
    ----------
    expected : value
        What the reference returned, or the literal of the case.
    actual : value or Foreign
        What the student's code returned.
    tolerance : Tolerance
        Answers of single or half precision get at least rtol 1e-4 and atol 1e-5. Between integers, a relative
        tolerance that is there for rounding (below 1e-3) plays no part.
    dtype : str, optional
        ``int`` (any integer, never bool), ``float``, ``bool``, or one dtype such as ``uint8``, of every
        number in the answer. Without it, dtypes do not matter and booleans count as 0 and 1.

    Returns
    -------
    Mismatch or None
        The first cause of the difference; None where the answers agree.

    Raises
    ------
    ReferenceFault
        If the expected side is no value.

    Examples
    --------
    >>> found = compare(np.array([[19.0, 25.0]]), [[5, 25]], Tolerance())
    >>> found.kind, found.expected, found.actual, found.first_index, found.wrong, found.total
    ('value', '19.0', '5', (0, 0), 1, 2)
    """
    return _compare(expected, actual, tolerance, dtype, "")


def _compare(
    expected: Any, actual: Any, tolerance: Tolerance, dtype: str | None, part: str
) -> Mismatch | None:
    if expected is None or isinstance(expected, (str, Mapping)):
        return _compare_plain(expected, actual, tolerance, dtype, part)
    if isinstance(expected, (list, tuple)) and any(map(_has_a_name_of_its_own, expected)):
        return _compare_parts(expected, actual, tolerance, dtype, part)
    e = as_numbers(expected)
    if e is None and not isinstance(expected, (list, tuple)):
        raise ReferenceFault(
            f"the reference returned {wording.kind(expected)}, which nothing can be compared with"
        )
    a = as_numbers(actual)
    if e is not None and a is not None:
        return _compare_numbers(e, a, tolerance, dtype, part)
    if e is None or (
        isinstance(expected, (list, tuple)) and any(isinstance(x, (list, tuple)) for x in expected)
    ):
        return _compare_parts(expected, actual, tolerance, dtype, part)
    return _wrong_type(expected, actual, part)


def _has_a_name_of_its_own(item: Any) -> bool:
    """Say whether an element of an answer is more than a row of numbers, as ``dx`` of ``(dx, db)`` is."""
    return (
        item is None or isinstance(item, (str, Mapping)) or (isinstance(item, np.ndarray) and item.ndim > 0)
    )


def _wrong_type(expected: Any, actual: Any, part: str) -> Mismatch:
    return Mismatch("type", wording.kind(expected), wording.kind(actual), part=part)


MOST_ROWS = 10_000
"""Whether more rows are of one length is not worth a look at each."""


def is_ragged(value: Any) -> bool:
    """Say whether an answer is a list of lists of different lengths."""
    return (
        isinstance(value, (list, tuple))
        and 0 < len(value) <= MOST_ROWS
        and as_numbers(value) is None
        and all(as_numbers(item) is not None for item in value)
    )


def _compare_plain(
    expected: Any, actual: Any, tolerance: Tolerance, dtype: str | None, part: str
) -> Mismatch | None:
    """Compare None, text and dicts."""
    if expected is None:
        return None if actual is None else _wrong_type(expected, actual, part)
    if isinstance(expected, str):
        if not isinstance(actual, str):
            return _wrong_type(expected, actual, part)
        if actual == expected:
            return None
        texts = wording.two_texts(expected, actual)
        return Mismatch("value", *texts, wrong=1, total=1, share_wrong=1.0, part=part)
    if not isinstance(actual, Mapping):
        return _wrong_type(expected, actual, part)
    if set(expected) != set(actual):
        lacking = [key for key in expected if key not in actual]
        extra = [key for key in actual if key not in expected]
        return Mismatch("shape", _keys(lacking, expected), _keys(extra, actual), part=part)
    return _first_cause(
        _compare(value, actual[key], tolerance, dtype, wording.member(part, key))
        for key, value in expected.items()
    )


def _keys(special: Sequence[Any], whole: Mapping[Any, Any]) -> str:
    """Show the keys that only one side has, or how many there are where this side has none of its own."""
    own = "{" + ", ".join(repr(key) for key in special) + "}"
    return wording.clipped(own) if special else wording.kind(whole)


def _compare_parts(
    expected: Any, actual: Any, tolerance: Tolerance, dtype: str | None, part: str
) -> Mismatch | None:
    if isinstance(actual, np.ndarray) and actual.ndim:
        actual = list(actual)
    if not isinstance(actual, (list, tuple)):
        return _wrong_type(expected, actual, part)
    if len(expected) != len(actual):
        return Mismatch("shape", wording.kind(expected), wording.kind(actual), part=part)
    return _first_cause(
        _compare(e, a, tolerance, dtype, wording.member(part, i))
        for i, (e, a) in enumerate(zip(expected, actual, strict=True))
    )


def _first_cause(mismatches: Iterator[Mismatch | None]) -> Mismatch | None:
    """Choose what to say of several elements: a wrong type before a wrong shape, then the first in order."""
    worst: Mismatch | None = None
    for mismatch in mismatches:
        if mismatch is not None and (worst is None or RANK[mismatch.kind] < RANK[worst.kind]):
            worst = mismatch
            if worst.kind == "type":
                break
    return worst


def _compare_numbers(
    e: Array, a: Array, tolerance: Tolerance, dtype: str | None, part: str
) -> Mismatch | None:
    if e.shape != a.shape:
        return Mismatch("shape", wording.shape(e.shape), wording.shape(a.shape), part=part, shape=e.shape)
    if dtype is not None and not has_dtype(a, dtype):
        return Mismatch("dtype", dtype, dtype_name(a), part=part, shape=e.shape)
    if e.dtype == a.dtype and e.dtype.kind != "O" and e.tobytes() == a.tobytes():
        return None  # the quickest way to see what nearly every right answer is
    wrong = wrong_cells(e, a, tolerance)
    if wrong is None:
        return None
    first = tuple(int(n) for n in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
    count = int(np.count_nonzero(wrong))
    return Mismatch(
        "value",
        *wording.two_numbers(e[first], a[first]),
        first_index=first,
        max_abs_error=largest_error(e, a, wrong),
        share_wrong=count / wrong.size,
        wrong=count,
        total=wrong.size,
        part=part,
        shape=e.shape,
    )


def has_dtype(array: Array, name: str) -> bool:
    """Say whether an array has the dtype asked for: int, float, bool, or one such as uint8."""
    if not array.size and array.dtype == np.float64:
        return True  # an empty list has no dtype of its own
    if name in DTYPE_KINDS:
        return array.dtype.kind in DTYPE_KINDS[name]
    return array.dtype.name == name


def dtype_name(array: Array) -> str:
    """Name an array's dtype; Python integers of any size are ``int``."""
    return "int" if array.dtype.kind == "O" else array.dtype.name


def compare_shape(shape: Sequence[int], actual: Any) -> Mismatch | None:
    """Compare the shape alone; ``()`` is a single number."""
    a = as_numbers(actual)
    if a is None:
        return Mismatch(
            "type", f"array {wording.shape(shape)}" if len(shape) else "float", wording.kind(actual)
        )
    if a.shape != tuple(shape):
        return Mismatch("shape", wording.shape(shape), wording.shape(a.shape), shape=tuple(shape))
    return None


def compare_dtype(name: str, actual: Any) -> Mismatch | None:
    """Compare the dtype alone, of every number of a nested answer."""
    if name == "str":
        return None if isinstance(actual, str) else Mismatch("type", "str", wording.kind(actual))
    if isinstance(actual, Mapping):
        return _first_cause(compare_dtype(name, value) for value in actual.values())
    a = as_numbers(actual)
    if a is None and isinstance(actual, (list, tuple)):
        return _first_cause(compare_dtype(name, value) for value in actual)
    if a is None:
        return Mismatch("type", name, wording.kind(actual))
    return None if has_dtype(a, name) else Mismatch("dtype", name, dtype_name(a), shape=a.shape)


def same(expected: Any, actual: Any, tolerance: Tolerance) -> bool:
    """Say whether two answers are the same behaviour, their first array-level difference aside.

    The quick form of ``compare(...) is None`` for the many comparisons of a diagnosis.
    """
    if isinstance(actual, Foreign):
        return False
    if isinstance(expected, np.ndarray) and isinstance(actual, np.ndarray):
        if expected.shape != actual.shape:
            return False
        if expected.dtype == actual.dtype == np.float64:
            return wrong_cells(expected, actual, loosened(tolerance, expected, actual)) is None
    if expected is None or isinstance(expected, (str, Mapping)):
        return _compare_plain(expected, actual, tolerance, None, "") is None
    several = isinstance(expected, (list, tuple))
    if not (several and any(map(_has_a_name_of_its_own, expected))):
        e, a = as_numbers(expected), as_numbers(actual)
        if e is not None and a is not None:
            return e.shape == a.shape and wrong_cells(e, a, tolerance) is None
        if e is not None and not (several and any(isinstance(x, (list, tuple)) for x in expected)):
            return False
    if not several:
        return False
    if isinstance(actual, np.ndarray) and actual.ndim:
        actual = list(actual)
    return (
        isinstance(actual, (list, tuple))
        and len(expected) == len(actual)
        and all(same(x, y, tolerance) for x, y in zip(expected, actual, strict=True))
    )
