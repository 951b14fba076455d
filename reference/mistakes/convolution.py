"""Wrong convolutions: what students hand in where a changed argument or result does not say it.

Which exception a wrong loop ends with depends on how it is written. So some mistakes stand here twice: over
windows, which NumPy broadcasts or refuses, and over single cells, whose index runs out.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from ..convolution import conv2d, conv2d_bank, conv2d_layer
from ..padding import pad2d
from ..shapes import out_size

Array = npt.NDArray[Any]
Cell = Callable[[Array, Array, int, int], Any]


def out_size_unchecked(i: int, k: int, p: int = 0, s: int = 1, strict: bool = False) -> int:  # noqa: FBT001, FBT002
    """Apply the formula to a kernel that is larger than the input."""
    if strict and (i + 2 * p - k) % s:
        raise ValueError("no encaja")
    return (i + 2 * p - k) // s + 1


def out_size_never_raising(
    i: int,
    k: int,
    p: int = 0,
    s: int = 1,
    strict: bool = False,  # noqa: ARG001, FBT001, FBT002
) -> int:
    """Apply the formula whatever comes."""
    return (i + 2 * p - k) // s + 1


# ---------------------------------------------------------------- rows and columns taken one for the other


def conv2d_height_width_swapped(x: Array, w: Array) -> Array:
    """Let the rows run as far as the columns should, window by window."""
    return _slide(x, w, 1, _window_sum, swapped=True)


def conv2d_height_width_swapped_by_cells(x: Array, w: Array) -> Array:
    """Let the rows run as far as the columns should, cell by cell."""
    return _slide(x, w, 1, _cell_sum, swapped=True)


def conv2d_image_turned(x: Array, w: Array) -> Array:
    """Take the image's width for its height, the kernel as it is, window by window."""
    return _slide(x, w, 1, _window_sum, image_turned=True)


def conv2d_image_turned_by_cells(x: Array, w: Array) -> Array:
    """Take the image's width for its height, the kernel as it is, cell by cell."""
    return _slide(x, w, 1, _cell_sum, image_turned=True)


def conv2d_layer_height_width_swapped(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Let the rows run as far as the columns should, window by window."""
    return _slide(pad2d(x, padding), w, stride, _window_sum, swapped=True) + b


def conv2d_layer_height_width_swapped_by_cells(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Let the rows run as far as the columns should, cell by cell."""
    return _slide(pad2d(x, padding), w, stride, _cell_sum, swapped=True) + b


def conv2d_layer_image_turned(x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0) -> Array:
    """Take the image's width for its height, the kernel as it is, window by window."""
    return _slide(pad2d(x, padding), w, stride, _window_sum, image_turned=True) + b


def conv2d_layer_image_turned_by_cells(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Take the image's width for its height, the kernel as it is, cell by cell."""
    return _slide(pad2d(x, padding), w, stride, _cell_sum, image_turned=True) + b


# ---------------------------------------------------------------- the kernel's height for its width too


def conv2d_one_kernel_size(x: Array, w: Array) -> Array:
    """Count the columns of the output with the height of the kernel."""
    return _slide(x, w, 1, _window_sum, kernel_columns=len(w))


def conv2d_square_windows(x: Array, w: Array) -> Array:
    """Cut windows that are as wide as the kernel is high."""
    return _slide(x, w, 1, _square_window_sum, kernel_columns=len(w))


def conv2d_square_cells(x: Array, w: Array) -> Array:
    """Visit as many columns of the kernel as it has rows."""
    return _slide(x, w, 1, _square_cell_sum, kernel_columns=len(w))


def conv2d_windows_of_the_width(x: Array, w: Array) -> Array:
    """Cut windows that are as high as the kernel is wide."""
    return _slide(x.T, w.T, 1, _square_window_sum, kernel_columns=w.shape[1]).T


def conv2d_cells_of_the_width(x: Array, w: Array) -> Array:
    """Visit as many rows of the kernel as it has columns."""
    return _slide(x.T, w.T, 1, _square_cell_sum, kernel_columns=w.shape[1]).T


def conv2d_layer_square_windows(x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0) -> Array:
    """Cut windows that are as wide as the kernel is high."""
    return _slide(pad2d(x, padding), w, stride, _square_window_sum, kernel_columns=len(w)) + b


def conv2d_layer_square_cells(x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0) -> Array:
    """Visit as many columns of the kernel as it has rows."""
    return _slide(pad2d(x, padding), w, stride, _square_cell_sum, kernel_columns=len(w)) + b


# ---------------------------------------------------------------- a transposed kernel, windows as they were


def conv2d_transposed_over_windows(x: Array, w: Array) -> Array:
    """Multiply windows of the kernel's size by the transposed kernel."""
    return _slide(x, w, 1, _transposed_sum)


def conv2d_layer_transposed_over_windows(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Multiply windows of the kernel's size by the transposed kernel."""
    return _slide(pad2d(x, padding), w, stride, _transposed_sum) + b


def conv2d_transposed_cell_by_cell(x: Array, w: Array) -> Array:
    """Visit the cells of the window and read the kernel's row where its column is meant."""
    return _slide(x, w, 1, _transposed_cell_sum)


def conv2d_layer_transposed_cell_by_cell(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Visit the cells of the window and read the kernel's row where its column is meant."""
    return _slide(pad2d(x, padding), w, stride, _transposed_cell_sum) + b


# ---------------------------------------------------------------- other products, other steps


def conv2d_matrix_product(x: Array, w: Array) -> Array:
    """Multiply each window by the kernel as matrices."""
    return _slide(x, w, 1, _matrix_product_sum)


def conv2d_matrix_product_reversed(x: Array, w: Array) -> Array:
    """Multiply the kernel by each window as matrices."""
    return _slide(x, w, 1, _reversed_matrix_product_sum)


def conv2d_layer_matrix_product_reversed(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Multiply the kernel by each window as matrices."""
    return _slide(pad2d(x, padding), w, stride, _reversed_matrix_product_sum) + b


def conv2d_layer_matrix_product(x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0) -> Array:
    """Multiply each window by the kernel as matrices."""
    return _slide(pad2d(x, padding), w, stride, _matrix_product_sum) + b


def conv2d_layer_stride_as_dilation(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Spread the kernel's cells `stride` apart instead of moving it by `stride`."""
    spread = np.zeros(((w.shape[0] - 1) * stride + 1, (w.shape[1] - 1) * stride + 1))
    spread[::stride, ::stride] = w
    return conv2d_layer(x, spread, b, 1, padding)


def conv2d_layer_stride_as_dilation_size_right(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Spread the kernel's cells `stride` apart over as many neighbouring places as the stride would give."""
    padded = pad2d(x, padding)
    rows, columns = conv2d_layer(x, w, b, stride, padding).shape
    return np.array(
        [
            [
                sum(padded[i + stride * a, j + stride * c] * w[a, c] for a, c in np.ndindex(w.shape)) + b
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


def conv2d_layer_stride_size_only(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: int = 0
) -> Array:
    """Make the output as small as the stride says, and fill it with neighbouring windows."""
    rows, columns = conv2d_layer(x, w, b, stride, padding).shape
    return conv2d_layer(x, w, b, 1, padding)[:rows, :columns]


# ---------------------------------------------------------------- channels and filters


def conv2d_bank_channels_not_summed(x: Array, w: Array, b: Array) -> Array:
    """Keep one map for each filter and channel."""
    return np.stack([conv2d(x[c], w[f, c]) + b[f] for f in range(len(w)) for c in range(len(x))])


def conv2d_bank_one_map_per_channel(x: Array, w: Array, b: Array) -> Array:
    """Keep one map for each filter and channel, filter by filter."""
    return np.stack([[conv2d(x[c], w[f, c]) + b[f] for c in range(len(x))] for f in range(len(w))])


def conv2d_bank_bias_last_axis(x: Array, w: Array, b: Array) -> Array:
    """Add the biases along the columns, where broadcasting puts them."""
    return np.asarray(conv2d_bank(x, w, np.zeros(len(w))) + b)


def conv2d_bank_bias_last_axis_in_place(x: Array, w: Array, b: Array) -> Array:
    """Add the biases along the columns with +=, which refuses a shape that would grow."""
    maps = np.array(conv2d_bank(x, w, np.zeros(len(w))))
    maps += b
    return maps


def conv2d_bank_filters_channels_swapped(x: Array, w: Array, b: Array) -> Array:
    """Read the kernel of filter f and channel c as w[c, f]."""
    return np.stack([np.sum([conv2d(x[c], w[c, f]) for c in range(len(x))], 0) + b[f] for f in range(len(w))])


def conv2d_bank_axes_swapped(x: Array, w: Array, b: Array) -> Array:
    """Take w for (C, F, KH, KW): as many maps as the image has channels, and sums as long as it lasts."""
    swapped = w.swapaxes(0, 1)
    return np.stack(
        [np.sum([conv2d(x[c], swapped[f, c]) for c in range(len(x))], 0) + b[f] for f in range(len(swapped))]
    )


# ---------------------------------------------------------------- how the loops are written


def _slide(
    x: Array,
    w: Array,
    stride: int,
    cell: Cell,
    *,
    swapped: bool = False,
    image_turned: bool = False,
    kernel_columns: int | None = None,
) -> Array:
    height, width = x.shape[::-1] if image_turned else x.shape
    rows, columns = out_size(height, w.shape[0], s=stride), out_size(width, w.shape[1], s=stride)
    if kernel_columns is not None:
        columns = (x.shape[1] - kernel_columns) // stride + 1
    if swapped:
        rows, columns = columns, rows
    # float() is what a student's assignment to a cell of the output does.
    starts = [[(i * stride, j * stride) for j in range(columns)] for i in range(rows)]
    return np.array([[float(cell(x, w, i, j)) for i, j in row] for row in starts])


def _window_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return np.sum(x[i : i + w.shape[0], j : j + w.shape[1]] * w)


def _cell_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return sum(x[i + a, j + b] * w[a, b] for a in range(w.shape[0]) for b in range(w.shape[1]))


def _square_window_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return np.sum(x[i : i + len(w), j : j + len(w)] * w)


def _transposed_cell_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return sum(x[i + a, j + b] * w[b, a] for a in range(w.shape[0]) for b in range(w.shape[1]))


def _square_cell_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return sum(x[i + a, j + b] * w[a, b] for a in range(len(w)) for b in range(len(w)))


def _matrix_product_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return np.sum(x[i : i + w.shape[0], j : j + w.shape[1]] @ w)


def _transposed_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return np.sum(x[i : i + w.shape[0], j : j + w.shape[1]] * w.T)


def _reversed_matrix_product_sum(x: Array, w: Array, i: int, j: int) -> Any:
    return np.sum(w @ x[i : i + w.shape[0], j : j + w.shape[1]])
