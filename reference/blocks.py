"""The two blocks that made networks deep: four parallel paths, and a way around."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import relu
from .convolution import conv2d_bank
from .pooling import pool2d

Array = NDArray[Any]


def inception(x: ArrayLike, p: Mapping[str, ArrayLike]) -> Array:
    """Send a volume along four parallel paths and stack what comes out.

    Slides: deck 001, "El desafío ImageNet: problema de clasificación"; deck 004, "Arquitecturas conocidas:
    GoogLeNet".

    1x1 | 1x1 → 3x3 | 1x1 → 5x5 | 3x3 max pooling → 1x1, all with stride 1 and the padding that keeps (H, W);
    a ReLU after every convolution. The pooling sees real cells only at the border.

    Parameters
    ----------
    x : (C, H, W) array
    p : dict of arrays
        Filters (F, C, KH, KW) and biases (F,): ``w1, b1``; ``w3r, b3r, w3, b3``; ``w5r, b5r, w5, b5``; ``wp,
        bp``. An r marks the 1x1 reduction before the larger kernel.

    Returns
    -------
    (F1 + F3 + F5 + FP, H, W) float64 array

    Examples
    --------
    >>> one, three, five = np.ones((1, 1, 1, 1)), np.ones((1, 1, 3, 3)), np.ones((1, 1, 5, 5))
    >>> p = {"w1": one, "w3r": one, "w3": three, "w5r": one, "w5": five, "wp": one}
    >>> p |= {name.replace("w", "b"): [0.0] for name in p}
    >>> inception([[[1, 2], [3, 4]]], p)[:, 0, 0]
    array([ 1., 10., 10.,  4.])
    """
    x = np.asarray(x, dtype=float)
    single = _conv_relu(x, p["w1"], p["b1"])
    three = _conv_relu(_conv_relu(x, p["w3r"], p["b3r"]), p["w3"], p["b3"])
    five = _conv_relu(_conv_relu(x, p["w5r"], p["b5r"]), p["w5"], p["b5"])
    around = np.pad(x, ((0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    pooled = _conv_relu(pool2d(around, 3, 1), p["wp"], p["bp"])
    return np.concatenate([single, three, five, pooled])


def residual(x: ArrayLike, p: Mapping[str, Any]) -> Array:
    """Add what a block of two convolutions learns to what it was given.

    Slides: deck 001, "El desafío ImageNet: problema de clasificación"; deck 004, "Arquitecturas conocidas:
    ResNet".

    y = relu(F(x) + shortcut(x)), F = 3x3 convolution with the stride → ReLU → 3x3 convolution, both with
    padding 1. Since d(x + f(x))/dx = 1 + f'(x), the gradient finds a way back however small f' is.

    Parameters
    ----------
    x : (C, H, W) array
    p : dict
        ``w1, b1, w2, b2``: the two convolutions; ``stride``: that of the first, 1 where nothing is said;
        ``ws, bs``: a 1x1 convolution with the same stride on the shortcut, where channels or size change.

    Returns
    -------
    (F, ⌈H / stride⌉, ⌈W / stride⌉) float64 array

    Examples
    --------
    >>> centre = np.zeros((1, 1, 3, 3)); centre[0, 0, 1, 1] = 1
    >>> residual([[[1, -2], [3, 4]]], {"w1": centre, "b1": [0], "w2": centre, "b2": [0]})
    array([[[2., 0.],
            [6., 8.]]])
    """
    x = np.asarray(x, dtype=float)
    stride = p.get("stride", 1)
    learned = _convolve(relu(_convolve(x, p["w1"], p["b1"], stride)), p["w2"], p["b2"])
    shortcut = _convolve(x, p["ws"], p["bs"], stride) if "ws" in p else x
    return relu(learned + shortcut)


def _convolve(x: Array, w: ArrayLike, b: ArrayLike, stride: int = 1) -> Array:
    """Correlate with padding k // 2, which keeps the size at stride 1 for odd kernels."""
    margin = np.shape(w)[-1] // 2
    padded = np.pad(x, ((0, 0), (margin, margin), (margin, margin)))
    return conv2d_bank(padded, w, b)[:, ::stride, ::stride]


def _conv_relu(x: Array, w: ArrayLike, b: ArrayLike) -> Array:
    return relu(_convolve(x, w, b))
