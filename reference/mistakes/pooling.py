"""Wrong poolings: what students hand in for pool2d, pool2d_ceil, global_pool and pool_backward."""

import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from ..pooling import REDUCE, pool2d, pool2d_ceil, window_starts

Array = npt.NDArray[Any]


def pool2d_stride_one_axis(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Move the window by the stride downwards but by one cell sideways."""
    windows = sliding_window_view(x, (k, k), axis=(-2, -1))[..., :: (k if s is None else s), :, :, :]
    return np.asarray(REDUCE[op](windows, axis=(-2, -1)))


def pool2d_stride_other_axis(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Move the window by the stride sideways but by one cell downwards."""
    windows = sliding_window_view(x, (k, k), axis=(-2, -1))[..., :: (k if s is None else s), :, :]
    return np.asarray(REDUCE[op](windows, axis=(-2, -1)))


def pool2d_stride_size_only(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Use the stride for the size of the result and forget it where the window is cut out."""
    rows, columns = pool2d(x, k, s, op).shape[-2:]
    return pool2d(x, k, 1, op)[..., :rows, :columns]


def pool2d_stride_one_axis_size_right(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Move the window by one cell sideways, as many times as the stride would."""
    columns = pool2d(x, k, s, op).shape[-1]
    return pool2d_stride_one_axis(x, k, s, op)[..., :columns]


def pool2d_stride_other_axis_size_right(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Move the window by one cell downwards, as many times as the stride would."""
    rows = pool2d(x, k, s, op).shape[-2]
    return pool2d_stride_other_axis(x, k, s, op)[..., :rows, :]


def pool2d_height_width_swapped(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Let the rows run over the width and the columns over the height."""
    stride = k if s is None else s
    columns, rows = pool2d(x, k, s, op).shape[-2:]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of a window that lies outside
        cells = [
            [
                REDUCE[op](x[..., i * stride : i * stride + k, j * stride : j * stride + k], axis=(-2, -1))
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    return np.moveaxis(np.array(cells), (0, 1), (-2, -1))


def pool2d_partial_windows(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Keep the windows that the border cuts."""
    return pool2d_ceil(x, k, k if s is None else s, op)


def pool2d_rounded_up(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Count ceil((H - k) / s) + 1 windows, those too that start outside."""
    stride = k if s is None else s
    rows, columns = (-(-(size - k) // stride) + 1 for size in x.shape[-2:])
    return _reduced(x, k, op, [i * stride for i in range(rows)], [j * stride for j in range(columns)])


def pool2d_every_start(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Start a window every s cells, to the very end of the map."""
    stride = k if s is None else s
    return _reduced(x, k, op, range(0, x.shape[-2], stride), range(0, x.shape[-1], stride))


def pool2d_padded(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:
    """Fill the windows that the border cuts with zeros."""
    stride = k if s is None else s
    frame = [(0, (k - size) % stride) for size in x.shape[-2:]]
    return pool2d(np.pad(x, [(0, 0)] * (x.ndim - 2) + frame), k, stride, op)


def _reduced(x: Array, k: int, op: str, rows: Iterable[int], columns: Iterable[int]) -> Array:
    """Reduce what lies in the windows that start at these rows and columns; outside lies nothing."""
    starts = list(columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of a window that lies outside
        cells = [[REDUCE[op](x[..., i : i + k, j : j + k], axis=(-2, -1)) for j in starts] for i in rows]
    return np.moveaxis(np.array(cells), (0, 1), (-2, -1))


def pool2d_reshape(x: Array, k: int = 2, s: int | None = None, op: str = "max") -> Array:  # noqa: ARG001
    """Cut the map into k×k blocks by a reshape, which needs sizes that divide and knows no stride."""
    *leading, height, width = x.shape
    blocks = x.reshape((*leading, height // k, k, width // k, k))
    return np.asarray(REDUCE[op](blocks, axis=(-3, -1)))


def pool2d_ceil_partial_dropped(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Leave out the windows that the border cuts."""
    height, width = x.shape[-2:]
    if min(height, width) < k:
        return np.zeros((max((height - k) // s + 1, 0), max((width - k) // s + 1, 0)))
    return pool2d(x, k, s, op)


def pool2d_ceil_window_shifted_back(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Move the last window back until it is whole."""
    height, width = x.shape
    return np.array(
        [
            [
                REDUCE[op](x[min(i * s, height - k) :][:k, min(j * s, width - k) :][:, :k])
                for j in range(-(-(width - k) // s) + 1)
            ]
            for i in range(-(-(height - k) // s) + 1)
        ]
    )


def pool2d_ceil_last_window_whole(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Move a last window that starts inside back until it is whole, as far as the map allows."""
    rows, columns = ([min(i, max(n - k, 0)) for i in window_starts(n, k, s)] for n in x.shape)
    return _reduced(x, k, op, rows, columns)


def pool2d_ceil_extra_window(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Take H // s + 1 for the number of windows: one more, made of zeros, where the size divides."""
    height, width = x.shape
    padded = np.pad(x, ((0, k), (0, k)))
    return np.array(
        [
            [REDUCE[op](padded[i * s : i * s + k, j * s : j * s + k]) for j in range(width // s + 1)]
            for i in range(height // s + 1)
        ]
    )


def pool2d_ceil_by_blocks(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Take ceil(H / k) for the number of windows, wherever they start."""
    rows, columns = (-(-size // k) for size in x.shape)
    return _reduced(x, k, op, [i * s for i in range(rows)], [j * s for j in range(columns)])


def pool2d_ceil_extra_window_of_cells(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Take H // s + 1 for the number of windows, each of the cells that exist; zero where there are none."""
    height, width = x.shape
    padded = np.pad(x, ((0, 1), (0, 1)))
    cells = [
        [
            x[i * s : i * s + k, j * s : j * s + k] if i * s < height and j * s < width else padded[-1:, -1:]
            for j in range(width // s + 1)
        ]
        for i in range(height // s + 1)
    ]
    return np.array([[REDUCE[op](cell) for cell in row] for row in cells])


def pool2d_ceil_extra_window_of_nothing(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Take H // s + 1 for the number of windows; one that starts outside has no cells."""
    rows, columns = (size // s + 1 for size in x.shape)
    return _reduced(x, k, op, [i * s for i in range(rows)], [j * s for j in range(columns)])


def pool2d_ceil_partial_dropped_flat(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Leave out the windows that the border cuts; where there is no other, the list of rows stays empty."""
    return np.zeros(0) if x.shape[0] < k else pool2d_ceil_partial_dropped(x, k, s, op)


def pool2d_ceil_partial_refused(x: Array, k: int = 2, s: int = 2, op: str = "max") -> Array:
    """Leave out the windows that the border cuts; where there is no other, NumPy refuses."""
    return pool2d(x, k, s, op)


def global_pool_to_one_number(x: Array, op: str = "avg") -> Array:
    """Reduce the whole volume, channels included."""
    return np.asarray(REDUCE[op](x))


def global_pool_over_depth(x: Array, op: str = "avg") -> Array:
    """Reduce along the channels and keep the map."""
    return np.asarray(REDUCE[op](x, axis=0))


def global_pool_of_rows(x: Array, op: str = "avg") -> Array:
    """Reduce each row and stop there."""
    return np.asarray(REDUCE[op](x, axis=-1))
