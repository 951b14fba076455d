"""Convolution in one, two and three dimensions, with stride, padding, bias, channels and filters.

Those in 1D stand in ``convolution1d`` and can be had from here too; batches of images, in ``conv_batch``.

Every function is one sum of products. It is written the way the decks print it: for each cell a, b of the
kernel, that cell times the part of the input it meets while the kernel slides, all positions at once.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .convolution1d import conv1d, conv1d_layer
from .padding import pad2d
from .shapes import out_size

__all__ = [
    "conv1d", "conv1d_layer", "conv2d", "conv2d_bank", "conv2d_layer", "conv2d_mc", "conv3d", "neuron",
    "true_conv",
]  # fmt: skip

Array = NDArray[np.float64]


def true_conv(x: ArrayLike, w: ArrayLike, mode: str = "full") -> Array:
    """Convolve in the mathematical sense, with the kernel turned round, in 1D or 2D.

    Slides: deck 000, "Convolución en 1D", "Convolución 1D"; deck 002, "Operación de convolución".

    s[t] = Σ_a x[a] · w[t - a]: correlation with the kernel reversed along every axis.
    In full mode it commutes.

    Parameters
    ----------
    x : (W,) or (H, W) array
    w : (K,) or (KH, KW) array
    mode : {"full", "valid"}
        All positions where kernel and input meet, or only those where the kernel lies wholly inside.

    Returns
    -------
    float64 array
        Sizes W + K - 1 (full) or W - K + 1 (valid) along each axis.

    Raises
    ------
    ValueError
        If the mode is neither, or in valid mode the kernel is larger than the input.

    Examples
    --------
    >>> true_conv([0, 1, 2, 3, 4, 5, 6], [1, 2], "valid")
    array([ 1.,  4.,  7., 10., 13., 16.])
    >>> true_conv([1, 2], [0, 1, 2, 3, 4, 5, 6])
    array([ 0.,  1.,  4.,  7., 10., 13., 16., 12.])
    """
    if mode not in {"full", "valid"}:
        raise ValueError(f"mode is full or valid, not {mode!r}")
    x, w = _floats(x), _floats(w)
    if mode == "full":
        x = np.pad(x, [(k - 1, k - 1) for k in w.shape])
    correlate = conv1d if w.ndim == 1 else conv2d
    return correlate(x, np.flip(w))


def neuron(patch: ArrayLike, w: ArrayLike, b: float = 0.0) -> float:
    """Compute one hidden neuron: the patch it sees times its weights, summed, plus its bias.

    Slides: deck 001, "La operación de convolución", "Capas convolucionales: Conectividad local"; deck 002,
    "Ejemplo de convolución"; deck 003, "Convolution layers".

    Parameters
    ----------
    patch, w : arrays of one shape, (KH, KW) or (C, KH, KW)
    b : float

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> neuron([[1, 1, 1], [0, 1, 1], [0, 0, 1]], [[1, 0, 1], [0, 1, 0], [1, 0, 1]], b=0.5)
    4.5
    """
    patch, w = _floats(patch), _floats(w)
    if patch.shape != w.shape:
        raise ValueError(f"the patch is {patch.shape} and the weights are {w.shape}")
    return float(np.sum(patch * w) + b)


def conv2d(x: ArrayLike, w: ArrayLike) -> Array:
    """Correlate an image with a kernel, without padding.

    Slides: deck 000, "Convolución 2D"; deck 001, "La operación de convolución"; deck 002, "Ejemplo de
    convolución"; deck 004, "Convoluciones 2D".

    y[i, j] = Σ_a Σ_b w[a, b] · x[i + a, j + b]

    Parameters
    ----------
    x : (H, W) array
    w : (KH, KW) array

    Returns
    -------
    (H - KH + 1, W - KW + 1) float64 array

    Raises
    ------
    ValueError
        If the kernel is larger than the image.

    Examples
    --------
    >>> conv2d([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]])
    array([[19., 25.],
           [37., 43.]])
    """
    x, w = _floats(x), _floats(w)
    (rows, columns), (kernel_rows, kernel_columns) = x.shape, w.shape
    out_rows, out_columns = out_size(rows, kernel_rows), out_size(columns, kernel_columns)
    y = np.zeros((out_rows, out_columns))
    for a in range(kernel_rows):
        for b in range(kernel_columns):
            y += w[a, b] * x[a : a + out_rows, b : b + out_columns]
    return y


def conv2d_layer(x: ArrayLike, w: ArrayLike, b: float = 0, stride: int = 1, padding: int = 0) -> Array:
    """Correlate one channel with one kernel: zero padding on all four sides, stride and bias.

    Slides: deck 001, "Capas convolucionales: Conectividad local"; deck 003, "Stride", "Zero padding";
    deck 004, "Convoluciones: Hiperparámetros", "Padding", "Stride".

    y[i, j] = b + Σ_a Σ_b w[a, b] · padded[stride·i + a, stride·j + b]

    Parameters
    ----------
    x : (H, W) array
    w : (KH, KW) array
    b : float
        Added once to each output.
    stride : int
        The same along rows and columns.
    padding : int
        Rings of zeros around the image.

    Returns
    -------
    (⌊(H + 2·padding - KH) / stride⌋ + 1, ⌊(W + 2·padding - KW) / stride⌋ + 1) float64 array

    Raises
    ------
    ValueError
        If the kernel is larger than the padded image.

    Examples
    --------
    >>> conv2d_layer([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], b=1, stride=2, padding=1)
    array([[ 1.,  9.],
           [22., 44.]])
    """
    padded = pad2d(_floats(x), padding) if padding else x
    return conv2d(padded, w)[::stride, ::stride] + b


def conv2d_mc(x: ArrayLike, w: ArrayLike, b: float = 0) -> Array:
    """Correlate an image of several channels with one filter of the same depth.

    Slides: deck 003, "Convolution layers"; deck 004, "¿Y si trabajamos con imágenes en color?".

    y[i, j] = b + Σ_c (x[c] ⊛ w[c])[i, j]: the channels are summed, the bias is added once.

    Parameters
    ----------
    x : (C, H, W) array
    w : (C, KH, KW) array
    b : float

    Returns
    -------
    (H - KH + 1, W - KW + 1) float64 array

    Raises
    ------
    ValueError
        If the filter is not as deep as the image, or larger than it.

    Examples
    --------
    >>> conv2d_mc([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [[[1]], [[10]]], b=0.5)
    array([[51.5, 62.5],
           [73.5, 84.5]])
    """
    x, w = _floats(x), _floats(w)
    if len(x) != len(w):
        raise ValueError(f"the image has {len(x)} channels and the filter {len(w)}")
    y = b + conv2d(x[0], w[0])
    for image, kernel in zip(x[1:], w[1:], strict=True):
        y += conv2d(image, kernel)
    return y


def conv2d_bank(x: ArrayLike, w: ArrayLike, b: ArrayLike) -> Array:
    """Correlate an image with a bank of filters: one map each, summed over the image's channels.

    Slides: deck 000, "Capa de convolución"; deck 003, "Dimensiones espaciales generales"; deck 004,
    "Número de kernels", "¿Y si trabajamos con imágenes en color?".

    y[f] = b[f] + Σ_c x[c] ⊛ w[f, c]

    Parameters
    ----------
    x : (C, H, W) array
    w : (F, C, KH, KW) array
    b : (F,) array

    Returns
    -------
    (F, H - KH + 1, W - KW + 1) float64 array

    Raises
    ------
    ValueError
        If the channel counts differ or a kernel is larger than the image.

    Examples
    --------
    >>> conv2d_bank([[[1, 2], [3, 4]]], [[[[1]]], [[[-1]]]], [0, 10])
    array([[[1., 2.],
            [3., 4.]],
    <BLANKLINE>
           [[9., 8.],
            [7., 6.]]])
    """
    x, w, b = _floats(x), _floats(w), _floats(b)
    return np.stack([conv2d_mc(x, kernel, bias) for kernel, bias in zip(w, b, strict=True)])


def conv3d(x: ArrayLike, w: ArrayLike) -> Array:
    """Correlate a volume (or a video) with a kernel that slides along three axes.

    Slides: deck 004, "¿Y si trabajamos con imágenes en color?".

    Parameters
    ----------
    x : (T, H, W) array
        T slices of the volume, or moments of the video.
    w : (KT, KH, KW) array

    Returns
    -------
    (T - KT + 1, H - KH + 1, W - KW + 1) float64 array

    Raises
    ------
    ValueError
        If the kernel is larger than the volume.

    Examples
    --------
    >>> conv3d([[[1, 2]], [[3, 4]], [[5, 6]]], [[[1, 0]], [[0, 1]]])
    array([[[5.]],
    <BLANKLINE>
           [[9.]]])
    """
    x, w = _floats(x), _floats(w)
    slices = out_size(len(x), len(w))
    # Several slices of x under the kernel are several channels under a filter.
    return np.stack([conv2d_mc(x[t : t + len(w)], w) for t in range(slices)])


def _floats(values: Any) -> Array:
    return np.asarray(values, dtype=np.float64)
