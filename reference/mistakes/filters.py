"""Wrong filters: what students hand in for make_filter, apply_filter, feature_match and plot_filters."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ..convolution import conv2d
from ..filters import feature_match, plot_filters

Array = npt.NDArray[Any]


def _filtered(img: Array, k: Array) -> Array:
    """Filter each channel by itself and stop there: no rounding, no clipping."""
    if img.ndim == 2:
        return conv2d(img, k)
    return np.stack([conv2d(img[..., channel], k) for channel in range(img.shape[-1])], axis=-1)


def apply_filter_wrapped(img: Array, k: Array) -> Array:
    """Cast without clipping: 256 becomes 0 and -1 becomes 255."""
    return np.rint(_filtered(img, k)).astype(np.int64).astype(np.uint8)


def apply_filter_cast(img: Array, k: Array) -> Array:
    """Cast and do nothing else: neither rounding nor clipping."""
    return _filtered(img, k).astype(np.int64).astype(np.uint8)


def apply_filter_absolute(img: Array, k: Array) -> Array:
    """Take the absolute value in place of clipping negative values to 0."""
    return np.clip(np.rint(np.abs(_filtered(img, k))), 0, 255).astype(np.uint8)


def apply_filter_kernel_cast(img: Array, k: Array) -> Array:
    """Bring the kernel to the picture's type: fractions are lost, and sums wrap at 256."""
    whole = np.asarray(k).astype(np.int64).astype(np.uint8)
    return _filtered(img, whole).astype(np.int64).astype(np.uint8)


def apply_filter_rescaled(img: Array, k: Array) -> Array:
    """Stretch the result from its least to its largest value over 0..255."""
    filtered = _filtered(img, k)
    stretched = np.rint(255 * (filtered - filtered.min()) / (np.ptp(filtered) or 1))
    return np.asarray(stretched.astype(np.uint8))


def apply_filter_channels_rescaled(img: Array, k: Array) -> Array:
    """Stretch each channel from its own least to its own largest value."""
    if img.ndim == 2:
        return apply_filter_rescaled(img, k)
    return np.stack(
        [apply_filter_rescaled(img[..., channel], k) for channel in range(img.shape[-1])], axis=-1
    )


def apply_filter_rescaled_and_cut(img: Array, k: Array) -> Array:
    """Stretch the result over 0..255 and cut decimals off."""
    filtered = _filtered(img, k)
    return np.asarray((255 * ((filtered - filtered.min()) / (np.ptp(filtered) or 1))).astype(np.uint8))


def apply_filter_not_rounded(img: Array, k: Array) -> Array:
    """Cut decimals off in place of rounding."""
    return np.clip(_filtered(img, k), 0, 255).astype(np.uint8)


def feature_match_of_maxima(img: Array, f: Array) -> tuple[Array, Array]:
    """Call the largest responses hits, whatever they are."""
    response, _ = feature_match(img, f)
    return response, np.argwhere(response == response.max())


def plot_filters_untitled(img: Array) -> Any:
    """Show everything and name nothing."""
    figure = plot_filters(img)
    for axes in figure.axes:
        axes.set_title("")
    return figure


def plot_filters_without_original(img: Array) -> Any:
    """Show the filtered versions alone."""
    figure = plot_filters(img)
    figure.axes[0].remove()
    return figure


def plot_filters_all_equal(img: Array) -> Any:
    """Show the same picture under five names."""
    figure = plot_filters(img)
    for axes in figure.axes:
        axes.images[0].set_data(np.asarray(img))
    return figure


def plot_filters_nothing_returned(img: Array) -> None:
    """Draw the figure and keep it."""
    plot_filters(img)


def feature_match_of_nine(img: Array, f: Array) -> tuple[Array, Array]:
    """Look for the 9 of a 3×3 filter, whatever the filter's size."""
    response, _ = feature_match(img, f)
    return response, np.argwhere(response == 9)


def feature_match_of_opposites(img: Array, f: Array) -> tuple[Array, Array]:
    """Count the exact opposite of the pattern as a match too."""
    response, _ = feature_match(img, f)
    return response, np.argwhere(np.abs(response) == f.size)
