"""Wrong answers about images and signals: audit_images, scale_pixels, true_conv, conv1d_layer."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..convolution import true_conv
from ..convolution1d import conv1d, conv1d_layer
from ..images import audit_images
from ..padding import pad_amounts

Array = npt.NDArray[Any]


# ---------------------------------------------------------------- images


def audit_images_upper_bound_excluded(a: Array, b: Array) -> tuple[Array, Array]:
    """Count 255 as out of range."""
    return _audited(a, b, (a < 0) | (a >= 255) | (b < 0) | (b >= 255))


def audit_images_lower_bound_excluded(a: Array, b: Array) -> tuple[Array, Array]:
    """Count 0 as out of range."""
    return _audited(a, b, (a <= 0) | (a > 255) | (b <= 0) | (b > 255))


def audit_images_negatives_accepted(a: Array, b: Array) -> tuple[Array, Array]:
    """Look at the upper end of the range alone."""
    return _audited(a, b, (a > 255) | (b > 255))


def audit_images_first_only(a: Array, b: Array) -> tuple[Array, Array]:
    """Look at the range of the first image alone."""
    return _audited(a, b, (a < 0) | (a > 255))


def audit_images_column_major(a: Array, b: Array) -> tuple[Array, Array]:
    """List the pixels column by column."""
    first, second = (rows[np.lexsort((rows[:, 0], rows[:, 1]))] for rows in audit_images(a, b))
    return first, second


def _audited(a: Array, b: Array, out: Array) -> tuple[Array, Array]:
    return np.column_stack([*np.nonzero(out), a[out], b[out]]), audit_images(a, b)[1]


def scale_pixels_own_range(img: Array, mode: str) -> Array:
    """Stretch what the image holds, from its own minimum to its own maximum."""
    pixels = np.asarray(img, dtype=float)
    unit = (pixels - pixels.min()) / (np.ptp(pixels) or 1)
    return np.asarray(unit if mode == "unit" else 2 * unit - 1)


def scale_pixels_by_maximum(img: Array, mode: str) -> Array:
    """Divide by the largest pixel of the image."""
    unit = np.asarray(img / (img.max() or 1))
    return unit if mode == "unit" else 2 * unit - 1


def fc_weights_of_two_sides(shape: Sequence[int], units: int = 1, bias: bool = False) -> int:  # noqa: FBT001, FBT002
    """Multiply height and width, whatever else there is."""
    return (shape[0] * shape[1] + bool(bias)) * units


# ---------------------------------------------------------------- signals


def true_conv_same(x: Array, w: Array, mode: str = "full") -> Array:
    """Cut the full result to the size of the input."""
    if mode != "full":
        return true_conv(x, w, mode)
    cut = tuple(slice((k - 1) // 2, (k - 1) // 2 + n) for k, n in zip(w.shape, x.shape, strict=True))
    return true_conv(x, w)[cut]


def true_conv_padded_after(x: Array, w: Array, mode: str = "full") -> Array:
    """Add the zeros of full mode at the end alone, as many as the result lacks."""
    if mode == "full":
        x = np.pad(x, [(0, 2 * (k - 1)) for k in w.shape])
    return true_conv(x, w, "valid")


def conv1d_layer_stride_ignored(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Pad for the stride and then move by one."""
    return conv1d(np.pad(x, pad_amounts(len(x), len(w), stride, padding)), w) + b


def conv1d_layer_stride_as_dilation(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Spread the kernel's cells `stride` apart instead of moving it by `stride`."""
    spread = np.zeros((len(w) - 1) * stride + 1)
    spread[::stride] = w
    return conv1d(np.pad(x, pad_amounts(len(x), len(w), stride, padding)), spread) + b


def conv1d_layer_stride_size_only(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Make the output as short as the stride says, and fill it with neighbouring windows."""
    size = len(conv1d_layer(x, w, b, stride, padding))
    return conv1d_layer_stride_ignored(x, w, b, stride, padding)[:size]


def conv1d_layer_extra_zero_at_start(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Put the odd zero before the signal."""
    after, before = pad_amounts(len(x), len(w), stride, padding)
    return conv1d(np.pad(x, (before, after)), w)[::stride] + b


def conv1d_layer_padded_after(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Put all the zeros behind the signal."""
    return conv1d(np.pad(x, (0, sum(pad_amounts(len(x), len(w), stride, padding)))), w)[::stride] + b


def conv1d_layer_same_padded_after(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Put all the zeros of "same" behind the signal."""
    if padding != "same":
        return conv1d_layer(x, w, b, stride, padding)
    return conv1d_layer_padded_after(x, w, b, stride, padding)


def conv1d_layer_same_padded_before(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Put all the zeros of "same" before the signal."""
    if padding != "same":
        return conv1d_layer(x, w, b, stride, padding)
    return conv1d(np.pad(x, (sum(pad_amounts(len(x), len(w), stride, padding)), 0)), w)[::stride] + b


def conv1d_layer_border_replicated(
    x: Array, w: Array, b: float = 0, stride: int = 1, padding: str = "valid"
) -> Array:
    """Repeat the first and the last value instead of adding zeros."""
    return conv1d(np.pad(x, pad_amounts(len(x), len(w), stride, padding), "edge"), w)[::stride] + b
