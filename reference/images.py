"""Images as arrays of numbers: their range, their scale, and what they cost a dense layer."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def audit_images(a: ArrayLike, b: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """List the pixels that no 8-bit image can hold, and those in which two images differ.

    Slides: deck 001, "Las imágenes son números"; deck 004, "Codificación de imágenes".

    Parameters
    ----------
    a, b : (H, W) arrays

    Returns
    -------
    out_of_range, differing : (n, 4) arrays
        Rows of (row, column, value in a, value in b), in row-major order: the first for every position where
        a or b lies outside 0..255, the second where the two are not equal.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> out_of_range, differing = audit_images([[256, 7], [292, 0]], [[206, 7], [292, 0]])
    >>> out_of_range
    array([[  0,   0, 256, 206],
           [  1,   0, 292, 292]])
    >>> differing
    array([[  0,   0, 256, 206]])
    """
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(f"one image is {a.shape} and the other {b.shape}")

    def listed(where: NDArray[np.bool_]) -> NDArray[Any]:
        return np.column_stack([*np.nonzero(where), a[where], b[where]])

    return listed((a < 0) | (a > 255) | (b < 0) | (b > 255)), listed(a != b)


def scale_pixels(img: ArrayLike, mode: str) -> NDArray[np.float64]:
    """Map pixels from 0..255 to 0..1 or to -1..1.

    Slides: deck 002, "Imágenes B/N"; deck 004, "Convoluciones: Interpretación".

    Parameters
    ----------
    img : uint8 array of any shape
    mode : {"unit", "signed"}
        0..1, or -1..1.

    Returns
    -------
    float64 array of the same shape

    Raises
    ------
    ValueError
        If the mode is neither.

    Examples
    --------
    >>> scale_pixels(np.array([0, 51, 255], dtype=np.uint8), "unit")
    array([0. , 0.2, 1. ])
    >>> scale_pixels(np.array([0, 51, 255], dtype=np.uint8), "signed")
    array([-1. , -0.6,  1. ])
    """
    unit = np.asarray(img) / 255
    if mode == "unit":
        return unit
    if mode == "signed":
        return 2 * unit - 1
    raise ValueError(f"mode is unit or signed, not {mode!r}")


def fc_weights(shape: Sequence[int], units: int = 1, bias: bool = False) -> int:  # noqa: FBT001, FBT002
    """Count the weights of a dense layer that sees a whole image.

    Slides: deck 001, "Red neuronal completamente conectada"; deck 003, "Imagen con fully connected layers";
    deck 004, "Procesamiento dentro de una red".

    Parameters
    ----------
    shape : tuple of int
        (H, W) or (H, W, C). With one unit and no bias, the count is the length of the image as a vector.
    units : int
        Neurons of the layer, each joined to every pixel of every channel.
    bias : bool
        Count one bias for each neuron too.

    Returns
    -------
    int

    Examples
    --------
    >>> fc_weights((28, 28)), fc_weights((300, 300, 3)), fc_weights((28, 28), units=100, bias=True)
    (784, 270000, 78500)
    """
    return (math.prod(shape) + bool(bias)) * units
