"""Convolution of a batch as matrix products (im2col): the path for whole layers.

Every window of an image becomes a column of C·KH·KW numbers and every filter a row, so that one matrix
product does all windows and all filters at once. The columns repeat each pixel up to KH·KW times: they are
made for a few images at a time, as many as stay in the processor's cache.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .shapes import out_size

Array = NDArray[np.float64]

COLUMN_CELLS = 1 << 19
"""How many numbers of columns are made at once: 4 MiB of float64."""


def conv2d_batch(x: ArrayLike, w: ArrayLike, b: ArrayLike, stride: int = 1, padding: int = 0) -> Array:
    """Correlate a batch of images with a bank of filters.

    Slides: deck 003, "Convolution layers", "Dimensiones espaciales generales".

    y[n, f] = b[f] + Σ_c X[n, c] ⊛ w[f, c], where X is x with `padding` rings of zeros.

    Parameters
    ----------
    x : (N, C, H, W) array
    w : (F, C, KH, KW) array
    b : (F,) array
    stride, padding : int

    Returns
    -------
    (N, F, OH, OW) float64 array
        With OH = ⌊(H + 2·padding - KH) / stride⌋ + 1, and OW alike.

    Raises
    ------
    ValueError
        If the channel counts differ or a kernel is larger than the padded images.

    Examples
    --------
    >>> x = np.arange(18.0).reshape(2, 1, 3, 3)
    >>> y = conv2d_batch(x, [[[[0, 1], [2, 3]]]], [100])
    >>> y.shape, y[0, 0].tolist()
    ((2, 1, 2, 2), [[119.0, 125.0], [137.0, 143.0]])
    """
    x, w, b = (np.asarray(values, dtype=np.float64) for values in (x, w, b))
    out_rows, out_columns = _sizes(x, w, stride, padding)
    filters = w.reshape(len(w), -1)
    y = np.empty((len(x), len(w), out_rows, out_columns))
    for images in _blocks(len(x), filters.shape[1] * out_rows * out_columns):
        maps = filters @ im2col(x[images], w.shape[2:], stride, padding) + b[:, None]
        y[images] = maps.reshape(len(w), out_rows, out_columns, -1).transpose(3, 0, 1, 2)
    return y


def conv2d_batch_backward(
    dy: ArrayLike, x: ArrayLike, w: ArrayLike, stride: int = 1, padding: int = 0
) -> tuple[Array, Array, Array]:
    """Carry the gradient of a loss back through `conv2d_batch`.

    Slides: deck 000, "Capa de agrupamiento"; deck 001, "CNN: Entrenamiento con Backpropagation".

    Each product w·x of the forward pass gives its gradient to both factors: the filters collect it over all
    windows (dy times the columns, transposed), each pixel over all windows that it lies in (`col2im`).

    Parameters
    ----------
    dy : (N, F, OH, OW) array
        Gradient of the loss by the output.
    x : (N, C, H, W) array
    w : (F, C, KH, KW) array
    stride, padding : int
        Those of the forward pass.

    Returns
    -------
    dx : (N, C, H, W) float64 array
    dw : (F, C, KH, KW) float64 array
    db : (F,) float64 array

    Raises
    ------
    ValueError
        If the channel counts differ or a kernel is larger than the padded images.

    Examples
    --------
    >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
    >>> dx, dw, db = conv2d_batch_backward(np.ones((1, 1, 2, 2)), x, [[[[0, 1], [2, 3]]]])
    >>> dx[0, 0].tolist(), dw[0, 0].tolist(), db.tolist()
    ([[0.0, 1.0, 1.0], [2.0, 6.0, 4.0], [2.0, 5.0, 3.0]], [[8.0, 12.0], [20.0, 24.0]], [4.0])
    """
    dy, x, w = (np.asarray(values, dtype=np.float64) for values in (dy, x, w))
    out_rows, out_columns = _sizes(x, w, stride, padding)
    filters = w.reshape(len(w), -1)
    dx, dw = np.empty(x.shape), np.zeros(filters.shape)
    for images in _blocks(len(x), filters.shape[1] * out_rows * out_columns):
        columns = im2col(x[images], w.shape[2:], stride, padding)
        gradient = dy[images].transpose(1, 2, 3, 0).reshape(len(w), -1)
        dw += gradient @ columns.T
        np.matmul(filters.T, gradient, out=columns)
        dx[images] = col2im(columns, dx[images].shape, w.shape[2:], stride, padding)
    return dx, dw.reshape(w.shape), dy.sum((0, 2, 3))


def im2col(x: Array, kernel: tuple[int, ...], stride: int = 1, padding: int = 0) -> Array:
    """Lay out the windows of images as columns.

    Slides: deck 001, "Utilizando información espacial".

    The columns of one position stand together, image by image: what is copied for a cell of the kernel is
    then long runs of memory, however narrow the maps.

    Parameters
    ----------
    x : (N, C, H, W) float64 array
    kernel : (KH, KW)
    stride, padding : int

    Returns
    -------
    (C·KH·KW, OH·OW·N) float64 array

    Raises
    ------
    ValueError
        If the kernel is larger than the padded images.

    Examples
    --------
    >>> im2col(np.arange(6.0).reshape(1, 1, 2, 3), (2, 2)).tolist()
    [[0.0, 1.0], [1.0, 2.0], [3.0, 4.0], [4.0, 5.0]]
    """
    count, channels, rows, columns = x.shape
    out_rows = out_size(rows, kernel[0], padding, stride)
    out_columns = out_size(columns, kernel[1], padding, stride)
    padded = np.zeros((channels, rows + 2 * padding, columns + 2 * padding, count))
    padded[:, padding : padding + rows, padding : padding + columns] = x.transpose(1, 2, 3, 0)
    windows = np.empty((channels, *kernel, out_rows, out_columns, count))
    for a in range(kernel[0]):
        for b in range(kernel[1]):
            windows[:, a, b] = padded[:, *_reached(a, b, out_rows, out_columns, stride)]
    return windows.reshape(channels * kernel[0] * kernel[1], -1)


def col2im(
    columns: Array, shape: tuple[int, ...], kernel: tuple[int, ...], stride: int = 1, padding: int = 0
) -> Array:
    """Add up columns where their windows lie: the transpose of `im2col`.

    Slides: deck 000, "Capa de agrupamiento".

    Parameters
    ----------
    columns : (C·KH·KW, OH·OW·N) float64 array
    shape : (N, C, H, W)
        The images' shape.
    kernel : (KH, KW)
    stride, padding : int

    Returns
    -------
    (N, C, H, W) float64 array

    Examples
    --------
    >>> col2im(np.ones((4, 2)), (1, 1, 2, 3), (2, 2))[0, 0].tolist()
    [[1.0, 2.0, 1.0], [1.0, 2.0, 1.0]]
    """
    count, channels, rows, width = shape
    out_rows = out_size(rows, kernel[0], padding, stride)
    out_columns = out_size(width, kernel[1], padding, stride)
    windows = columns.reshape(channels, *kernel, out_rows, out_columns, count)
    padded = np.zeros((channels, rows + 2 * padding, width + 2 * padding, count))
    for a in range(kernel[0]):
        for b in range(kernel[1]):
            padded[:, *_reached(a, b, out_rows, out_columns, stride)] += windows[:, a, b]
    return padded[:, padding : padding + rows, padding : padding + width].transpose(3, 0, 1, 2)


def _reached(a: int, b: int, out_rows: int, out_columns: int, stride: int) -> tuple[slice, slice]:
    """Slice out the pixels that the kernel's cell a, b meets while the kernel slides."""
    return slice(a, a + stride * out_rows, stride), slice(b, b + stride * out_columns, stride)


def _sizes(x: Array, w: Array, stride: int, padding: int) -> tuple[int, int]:
    if x.shape[1] != w.shape[1]:
        raise ValueError(f"the images have {x.shape[1]} channels and the filters {w.shape[1]}")
    return (
        out_size(x.shape[2], w.shape[2], padding, stride),
        out_size(x.shape[3], w.shape[3], padding, stride),
    )


def _blocks(count: int, cells_of_one: int) -> Iterator[slice]:
    step = max(1, COLUMN_CELLS // max(cells_of_one, 1))
    return (slice(start, start + step) for start in range(0, count, step))
