"""Convolution in one dimension: the sum of products, then the same with padding, stride and bias."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .padding import pad_amounts
from .shapes import out_size

Array = NDArray[np.float64]


def conv1d(x: ArrayLike, w: ArrayLike) -> Array:
    """Correlate a signal with a kernel, without padding.

    Slides: deck 000, "Convolución 1D"; deck 004, "Convoluciones 1D".

    y[i] = Σ_a w[a] · x[i + a]

    Parameters
    ----------
    x : (W,) array
    w : (K,) array

    Returns
    -------
    (W - K + 1,) float64 array

    Raises
    ------
    ValueError
        If the kernel is longer than the signal.

    Examples
    --------
    >>> conv1d([0, 1, 2, 3, 4, 5, 6], [1, 2])
    array([ 2.,  5.,  8., 11., 14., 17.])
    """
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    y = np.zeros(out_size(len(x), len(w)))
    for a, weight in enumerate(w):
        y += weight * x[a : a + len(y)]
    return y


def conv1d_layer(x: ArrayLike, w: ArrayLike, b: float = 0, stride: int = 1, padding: str = "valid") -> Array:
    """Correlate a signal with a kernel: padding, stride and bias.

    Slides: deck 000, "Convolución 1D", "Padding: valid", "Padding: same", "Padding: full".

    Parameters
    ----------
    x : (W,) array
    w : (K,) array
    b : float
        Added once to each output.
    stride : int
    padding : {"valid", "same", "full"}
        The zeros that `padding.pad_amounts` counts.

    Returns
    -------
    (⌊(W + before + after - K) / stride⌋ + 1,) float64 array

    Raises
    ------
    ValueError
        If the kernel is longer than the padded signal.

    Examples
    --------
    >>> conv1d_layer([0, 1, 2, 3, 4, 5, 6], [1, 2], padding="same")
    array([ 2.,  5.,  8., 11., 14., 17.,  6.])
    >>> conv1d_layer([0, 1, 2, 3, 4, 5, 6], [1, 2], b=10, stride=2)
    array([12., 18., 24.])
    """
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    padded = np.pad(x, pad_amounts(len(x), len(w), stride, padding))
    return conv1d(padded, w)[::stride] + b
