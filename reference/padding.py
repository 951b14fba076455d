"""Zeros around an input: how many, and where."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def pad_amounts(i: int, k: int, s: int = 1, mode: str = "same") -> tuple[int, int]:
    """Count the zeros before and after an axis for the paddings valid, same and full.

    Slides: deck 000, "Padding: valid", "Padding: same", "Padding: full".

    "same" asks for an output of ⌈i/s⌉ cells. When the zeros are odd, the extra one stands at the end.

    Parameters
    ----------
    i, k, s : int
        Size of the input, size of the kernel, stride.
    mode : {"valid", "same", "full"}

    Returns
    -------
    (before, after) : tuple of int

    Raises
    ------
    ValueError
        If the mode is none of the three.

    Examples
    --------
    >>> pad_amounts(7, 3), pad_amounts(7, 2), pad_amounts(6, 3, s=2)
    ((1, 1), (0, 1), (0, 1))
    >>> pad_amounts(7, 3, mode="full"), pad_amounts(7, 3, mode="valid")
    ((2, 2), (0, 0))
    """
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    if mode == "same":
        windows = -(-i // s)
        # With k < s the windows do not even reach the end: there is nothing to add.
        total = max((windows - 1) * s + k - i, 0)
        return total // 2, total - total // 2
    raise ValueError(f"padding is valid, same or full, not {mode!r}")


def pad2d(x: ArrayLike, p: int | Sequence[Sequence[int]], value: float = 0) -> NDArray[Any]:
    """Put a frame of constant cells around an image.

    Slides: deck 000, "Padding"; deck 003, "Zero padding"; deck 004, "Padding".

    Parameters
    ----------
    x : (H, W) array
    p : int, or ((top, bottom), (left, right))
        Thickness of the frame: the same on all four sides, or one for each.
    value : float
        What the frame is made of.

    Returns
    -------
    (top + H + bottom, left + W + right) array

    Examples
    --------
    >>> pad2d([[1, 2], [3, 4]], 1)
    array([[0, 0, 0, 0],
           [0, 1, 2, 0],
           [0, 3, 4, 0],
           [0, 0, 0, 0]])
    >>> pad2d([[5.0]], ((0, 1), (2, 0)), value=9)
    array([[9., 9., 5.],
           [9., 9., 9.]])
    """
    x = np.asarray(x)
    (top, bottom), (left, right) = ((p, p), (p, p)) if isinstance(p, (int, np.integer)) else p
    rows, columns = x.shape
    framed = np.full((top + rows + bottom, left + columns + right), value, dtype=np.result_type(x, value))
    framed[top : top + rows, left : left + columns] = x
    return framed
