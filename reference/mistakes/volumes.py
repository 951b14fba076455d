"""Wrong answers about patches, frames, shapes, channels, volumes and batches."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..conv_batch import conv2d_batch
from ..convolution import conv2d, neuron
from ..shapes import layer_shape

Array = npt.NDArray[Any]


def neuron_matrix_product(patch: Array, w: Array, b: float = 0.0) -> float:
    """Multiply patch and weights as matrices, and sum."""
    return float(np.sum(patch @ w) + b)


def neuron_kernel_transposed(patch: Array, w: Array, b: float = 0.0) -> float:
    """Multiply with the weights transposed, where broadcasting lets it."""
    return neuron(patch, np.broadcast_to(w.swapaxes(-1, -2), patch.shape), b)


def pad2d_frame_inside(x: Array, p: int | Sequence[Sequence[int]], value: float = 0) -> Array:
    """Draw the frame over the outer cells of the image, which keeps its size."""
    (top, bottom), (left, right) = np.broadcast_to(p, (2, 2))
    framed = np.full(x.shape, value, dtype=np.result_type(x, value))
    inner = np.s_[top : x.shape[0] - bottom, left : x.shape[1] - right]
    framed[inner] = x[inner]
    return framed


def layer_shape_outside_windows(layer: Mapping[str, Any], in_shape: Sequence[int]) -> tuple[int, ...]:
    """Round up alone, where with a stride above k the last window starts outside."""
    if layer["kind"] != "pool" or not layer.get("ceil"):
        return layer_shape(layer, in_shape)
    k, s = layer["k"], layer.get("s", layer["k"])
    return -(-(in_shape[0] - k) // s) + 1, -(-(in_shape[1] - k) // s) + 1, in_shape[2]


def layer_shape_divided(layer: Mapping[str, Any], in_shape: Sequence[int]) -> tuple[Any, ...]:
    """Divide by the stride of a convolution and keep what is left over."""
    return _divided(layer, in_shape, kinds=("conv",))


def layer_shape_divided_everywhere(layer: Mapping[str, Any], in_shape: Sequence[int]) -> tuple[Any, ...]:
    """Do the same for a pooling without partial windows."""
    return _divided(layer, in_shape, kinds=("conv", "pool"))


def _divided(layer: Mapping[str, Any], in_shape: Sequence[int], kinds: Sequence[str]) -> tuple[Any, ...]:
    shape = layer_shape(layer, in_shape)
    if layer["kind"] not in kinds or layer.get("ceil"):
        return shape
    k, s = layer["k"], layer.get("s", 1 if layer["kind"] == "conv" else layer["k"])
    return (*[(side + 2 * layer.get("p", 0) - k) / s + 1 for side in in_shape[:2]], shape[2])


def layer_shape_partial_windows_dropped(layer: Mapping[str, Any], in_shape: Sequence[int]) -> tuple[int, ...]:
    """Leave out the partial windows of a pooling, without a check that there is a whole one."""
    if layer["kind"] != "pool":
        return layer_shape(layer, in_shape)
    rows, columns, channels = in_shape
    k = layer["k"]
    s = layer.get("s", k)
    return (rows - k) // s + 1, (columns - k) // s + 1, channels


def receptive_field_stride_early(layers: Sequence[tuple[int, int]]) -> int:
    """Multiply a layer's own stride into its jump before adding."""
    seen, jump = 1, 1
    for k, s in layers:
        jump *= s
        seen += (k - 1) * jump
    return seen


def receptive_field_sizes_multiplied(layers: Sequence[tuple[int, int]]) -> int:
    """Multiply the kernel sizes."""
    return math.prod(k for k, _ in layers)


def receptive_field_strides_added(layers: Sequence[tuple[int, int]]) -> int:
    """Add the strides up where they multiply."""
    seen, jump = 1, 1
    for k, s in layers:
        seen += (k - 1) * jump
        jump += s - 1
    return seen


def receptive_field_strides_added_to_one(layers: Sequence[tuple[int, int]]) -> int:
    """Write jump + s for jump · s."""
    seen, jump = 1, 1
    for k, s in layers:
        seen += (k - 1) * jump
        jump += s
    return seen


def receptive_field_last_stride_only(layers: Sequence[tuple[int, int]]) -> int:
    """Let a layer jump by the stride of the one before it alone."""
    seen, jump = 1, 1
    for k, s in layers:
        seen += (k - 1) * jump
        jump = s
    return seen


def conv2d_mc_channels_not_summed(x: Array, w: Array, b: float = 0) -> Array:
    """Keep one map for each channel."""
    return np.stack([conv2d(image, kernel) + b for image, kernel in zip(x, w, strict=True)])


def conv3d_slices_not_summed(x: Array, w: Array) -> Array:
    """Correlate each slice with the first slice of the kernel and leave the others out."""
    return np.stack([conv2d(image, w[0]) for image in x])


def conv2d_batch_bias_last_axis(x: Array, w: Array, b: Array, stride: int = 1, padding: int = 0) -> Array:
    """Add the biases along the columns, where broadcasting puts them."""
    return np.asarray(conv2d_batch(x, w, np.zeros(len(w)), stride, padding) + b)


def conv2d_batch_windows_mixed(x: Array, w: Array, b: Array, stride: int = 1, padding: int = 0) -> Array:
    """Reshape the windows (N, C, OH, OW, KH, KW) to rows, without moving the channels to the kernel first."""
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    rows, columns = windows.shape[2:4]
    maps = windows.reshape(len(x) * rows * columns, -1) @ w.reshape(len(w), -1).T + b
    return np.asarray(maps.reshape(len(x), rows, columns, len(w)).transpose(0, 3, 1, 2))


def conv2d_batch_stride_size_only(x: Array, w: Array, b: Array, stride: int = 1, padding: int = 0) -> Array:
    """Make the maps as small as the stride says, and fill them with neighbouring windows."""
    rows, columns = conv2d_batch(x, w, b, stride, padding).shape[2:]
    return conv2d_batch(x, w, b, 1, padding)[:, :, :rows, :columns]
