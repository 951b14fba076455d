"""Pooling: one number for each window, channel by channel."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

Array = npt.NDArray[Any]

REDUCE: dict[str, Callable[..., Any]] = {"max": np.max, "avg": np.mean, "sum": np.sum, "min": np.min}


def pool2d(x: npt.ArrayLike, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Reduce every whole k×k window to one number; cells that fill no whole window are left out.

    Slides: deck 000, "Agrupamientos comunes"; deck 003, "Capas Max Pooling"; deck 004, "Pooling".

    Parameters
    ----------
    x : (..., H, W) array
        Each (H, W) map is pooled by itself: depth does not change.
    k : int
        Side of the window.
    s : int, optional
        Stride; the side of the window where nothing is said.
    op : {"max", "avg", "sum", "min"}

    Returns
    -------
    (..., (H - k) // s + 1, (W - k) // s + 1) array

    Raises
    ------
    ValueError
        If the window is larger than the map.

    Examples
    --------
    >>> pool2d([[6, 6, 6, 6], [4, 5, 5, 4], [2, 4, 4, 2], [2, 4, 4, 2]], 2, op="avg")
    array([[5.25, 5.25],
           [3.  , 3.  ]])
    """
    stride = k if s is None else s
    windows = sliding_window_view(np.asarray(x), (k, k), axis=(-2, -1))[..., ::stride, ::stride, :, :]
    return np.asarray(REDUCE[op](windows, axis=(-2, -1)))


def pool2d_ceil(x: npt.ArrayLike, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Reduce every k×k window to one number, windows that the border cuts included.

    A cut window sees only the cells that exist: the average divides by their number, and no zero enters a
    maximum of negative values. A window that would start outside is dropped.

    Slides: deck 002, "Max-pooling".

    Parameters
    ----------
    x : (..., H, W) array
    k : int
        Side of the window; a map smaller than k is one cut window.
    s : int
        Stride.
    op : {"max", "avg", "sum", "min"}

    Returns
    -------
    (..., OH, OW) array
        OH = ceil((H - k) / s) + 1, one less where that last window would start outside; OW likewise.

    Examples
    --------
    >>> pool2d_ceil([[1, 0, 1, 0, 0], [0, 1, 1, 2, 1], [1, 2, 0, 0, 1], [0, 1, 3, 3, 1], [2, 1, 1, 0, 1]])
    array([[1, 2, 1],
           [2, 3, 1],
           [2, 1, 1]])
    """
    x = np.asarray(x)
    reduce = REDUCE[op]
    rows = [
        [reduce(x[..., i : i + k, j : j + k], axis=(-2, -1)) for j in window_starts(x.shape[-1], k, s)]
        for i in window_starts(x.shape[-2], k, s)
    ]
    return np.moveaxis(np.array(rows), (0, 1), (-2, -1))


def window_starts(size: int, k: int, s: int) -> list[int]:
    """Say where the windows start along one axis when the border may cut the last one.

    Slides: deck 002, "Max-pooling".

    Parameters
    ----------
    size, k, s : int
        Cells of the axis, side of the window, stride.

    Returns
    -------
    list of int

    Examples
    --------
    >>> window_starts(5, 2, 2), window_starts(4, 2, 2), window_starts(1, 2, 2)
    ([0, 2, 4], [0, 2], [0])
    """
    count = max(-(-(size - k) // s), 0) + 1
    return [i * s for i in range(count) if i * s < size]


def global_pool(x: npt.ArrayLike, op: str = "avg") -> Array:
    """Reduce each whole map to one number: a vector as long as the volume is deep.

    Slides: deck 004, "Global pooling".

    Parameters
    ----------
    x : (..., C, H, W) array
    op : {"avg", "max", "sum", "min"}

    Returns
    -------
    (..., C) array

    Examples
    --------
    >>> global_pool([[[1.0, 2.0], [3.0, 6.0]], [[0.0, 0.0], [0.0, 8.0]]])
    array([3., 2.])
    """
    return np.asarray(REDUCE[op](np.asarray(x), axis=(-2, -1)))
