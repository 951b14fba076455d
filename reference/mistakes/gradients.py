"""Wrong gradients: what students hand in for conv1d_backward, conv2d_backward and dense_backward."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ..convolution import conv2d
from ..gradients import conv2d_backward

Array = npt.NDArray[Any]
Gradients2D = tuple[Array, Array, float]


def conv1d_backward_overlap_overwritten(dy: Array, x: Array, w: Array) -> tuple[Array, Array, float]:
    """Write each window's share over that of the one before."""
    dx, dw = np.zeros(len(x)), np.zeros(len(w))
    for i, share in enumerate(dy):
        dx[i : i + len(w)] = share * w
        dw += share * x[i : i + len(w)]
    return dx, dw, float(dy.sum())


def conv2d_backward_dw_flipped(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Make dw with dy rotated by 180 degrees: the true convolution of x and dy."""
    dx, _, db = conv2d_backward(dy, x, w, stride, padding)
    stuffed = zero_stuffed(dy, x, w, stride, padding)
    return dx, conv2d(np.pad(x, padding), stuffed[::-1, ::-1]), db


def conv2d_backward_dw_of_reversed_dy(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Pair each window of dw with the output at the other end."""
    dx, _, db = conv2d_backward(dy, x, w, stride, padding)
    return dx, conv2d_backward(dy[::-1, ::-1], x, w, stride, padding)[1], db


def conv2d_backward_dx_valid_size(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Correlate dy with the rotated kernel without the frame of zeros that lets it grow back."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    grown = conv2d(zero_stuffed(dy, x, w, stride, padding), w[::-1, ::-1])
    return _cropped(grown, x, padding), dw, db


def conv2d_backward_dx_shrunk(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Correlate dy with the rotated kernel where it fits, and nowhere else: at worst nothing is left."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    stuffed = zero_stuffed(dy, x, w, stride, padding)
    rows, columns = (max(stuffed.shape[axis] - w.shape[axis] + 1, 0) for axis in (0, 1))
    return (conv2d(stuffed, w[::-1, ::-1]) if rows and columns else np.zeros((rows, columns))), dw, db


def conv2d_backward_dx_shrunk_list(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Shrink a dy stuffed up to its own last cell, gathered in lists: of no rows nothing tells how long they are."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    stuffed = np.zeros([(size - 1) * stride + 1 for size in dy.shape])
    stuffed[::stride, ::stride] = dy
    rows, columns = (max(stuffed.shape[axis] - w.shape[axis] + 1, 0) for axis in (0, 1))
    dx = conv2d(stuffed, w[::-1, ::-1]) if rows and columns else np.zeros((rows, columns))
    return np.array(dx.tolist()), dw, db


def conv2d_backward_stride_not_undone(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Take dy as if it came from stride 1."""
    del stride
    dx = _cropped(_full(dy, w), x, padding)
    return dx, conv2d(np.pad(x, padding), dy), float(dy.sum())


def conv2d_backward_dx_stride_not_undone(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Lay the windows of dx at i, j, and those of dw where they were."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    return conv2d_backward(dy, x, w, 1, padding)[0], dw, db


def conv2d_backward_dx_kernel_transposed(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Take the transposed kernel for dx."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    return _cropped(_full(zero_stuffed(dy, x, w, stride, padding), w.T), x, padding), dw, db


def conv2d_backward_dx_windows_transposed(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Add the transposed kernel to each window, which fits square windows alone."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    dpadded = np.zeros((x.shape[0] + 2 * padding, x.shape[1] + 2 * padding))
    for i, j in np.ndindex(dy.shape):
        top, left = i * stride, j * stride
        dpadded[top : top + w.shape[0], left : left + w.shape[1]] += dy[i, j] * w.T
    return _cropped(dpadded, x, padding), dw, db


def conv2d_backward_overlap_overwritten(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Write each window's share over that of the one before."""
    _, dw, db = conv2d_backward(dy, x, w, stride, padding)
    dpadded = np.zeros((x.shape[0] + 2 * padding, x.shape[1] + 2 * padding))
    for i, j in np.ndindex(dy.shape):
        top, left = i * stride, j * stride
        dpadded[top : top + w.shape[0], left : left + w.shape[1]] = dy[i, j] * w
    return _cropped(dpadded, x, padding), dw, db


def conv2d_backward_both_overwritten(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Write = for += in dx and in dw, of which the last window's share is left."""
    dx, _, db = conv2d_backward_overlap_overwritten(dy, x, w, stride, padding)
    top, left = ((n - 1) * stride for n in dy.shape)
    window = np.pad(x, padding)[top : top + w.shape[0], left : left + w.shape[1]]
    return dx, dy[-1, -1] * window, db


def conv2d_backward_padding_not_cropped(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Give dx back with the frame that the padding had added."""
    return conv2d_backward(dy, np.pad(x, padding), w, stride)


def conv2d_backward_padding_ignored(
    dy: Array, x: Array, w: Array, stride: int = 1, padding: int = 0
) -> Gradients2D:
    """Lay the windows over x itself, as if it had not been padded."""
    del padding
    return conv2d_backward(dy, x, w, stride)


def zero_stuffed(dy: Array, x: Array, w: Array, stride: int, padding: int) -> Array:
    """Put dy where stride 1 would have put it, with zeros between: (H + 2p - KH + 1, W + 2p - KW + 1)."""
    rows, columns = (x.shape[axis] + 2 * padding - w.shape[axis] + 1 for axis in (0, 1))
    stuffed = np.zeros((rows, columns))
    stuffed[: dy.shape[0] * stride : stride, : dy.shape[1] * stride : stride] = dy
    return stuffed


def _full(dy: Array, w: Array) -> Array:
    """Convolve dy and w in full size."""
    framed = np.pad(dy, ((w.shape[0] - 1,) * 2, (w.shape[1] - 1,) * 2))
    return conv2d(framed, w[::-1, ::-1])


def _cropped(dpadded: Array, x: Array, padding: int) -> Array:
    return dpadded[padding : padding + x.shape[0], padding : padding + x.shape[1]]
