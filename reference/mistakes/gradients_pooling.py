"""Wrong gradients of pooling.

Most mistakes are made in the branch of the maximum; those named ``…_always`` are made in both.
"""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from ..gradients_pooling import pool_backward

Array = npt.NDArray[Any]
Share = Callable[[Array], Array]


def _hand_back(dy: Array, x: Array, k: int, s: int, share: Share) -> Array:
    """Add to each window the share that its cells get of the window's gradient."""
    dx = np.zeros(x.shape)
    for i, j in product(*map(range, dy.shape)):
        window = np.s_[i * s : i * s + k, j * s : j * s + k]
        dx[window] += share(x[window]) * dy[i, j]
    return dx


def _single(row: int, column: int, shape: tuple[int, ...]) -> Array:
    mask = np.zeros(shape)
    mask[row, column] = 1.0
    return mask


def pool_backward_to_all_ties(dy: Array, x: Array, k: int, s: int, op: str = "max") -> Array:
    """Give the whole gradient to each of several equal maxima."""
    if op == "avg":
        return pool_backward(dy, x, k, s, op)
    return _hand_back(dy, x, k, s, lambda window: (window == window.max()).astype(float))


def pool_backward_ties_shared(dy: Array, x: Array, k: int, s: int, op: str = "max") -> Array:
    """Share the gradient out among several equal maxima."""
    if op == "avg":
        return pool_backward(dy, x, k, s, op)
    return _hand_back(dy, x, k, s, lambda window: (window == window.max()) / (window == window.max()).sum())


def pool_backward_to_global_maximum(dy: Array, x: Array, k: int, s: int, op: str = "max") -> Array:
    """Give the gradient to every cell of a window that equals the maximum of the whole map."""
    if op == "avg":
        return pool_backward(dy, x, k, s, op)
    return _hand_back(dy, x, k, s, lambda window: (window == x.max()).astype(float))


def pool_backward_overwritten(dy: Array, x: Array, k: int, s: int, op: str = "max") -> Array:
    """Write = for +=: of overlapping windows the last one wins where both chose the same cell."""
    if op == "avg":
        return pool_backward(dy, x, k, s, op)
    dx = np.zeros(x.shape)
    for i, j in product(*map(range, dy.shape)):
        row, column = divmod(int(x[i * s : i * s + k, j * s : j * s + k].argmax()), k)
        dx[i * s + row, j * s + column] = dy[i, j]
    return dx


def pool_backward_overwritten_always(dy: Array, x: Array, k: int, s: int, op: str = "max") -> Array:
    """Write = for += in both branches."""
    if op == "max":
        return pool_backward_overwritten(dy, x, k, s, op)
    dx = np.zeros(x.shape)
    for i, j in product(*map(range, dy.shape)):
        dx[i * s : i * s + k, j * s : j * s + k] = dy[i, j] / k**2
    return dx


def pool_backward_window_overwritten(dy: Array, x: Array, k: int, s: int, op: str = "max") -> Array:
    """Write a whole window, zeros included, over what an overlapping one had left."""
    if op == "avg":
        return pool_backward_overwritten_always(dy, x, k, s, op)
    dx = np.zeros(x.shape)
    for i, j in product(*map(range, dy.shape)):
        window = np.s_[i * s : i * s + k, j * s : j * s + k]
        row, column = divmod(int(x[window].argmax()), k)
        dx[window] = _single(row, column, x[window].shape) * dy[i, j]
    return dx
