"""Activation functions: what turns a stack of convolutions into more than one convolution."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def relu(z: npt.ArrayLike) -> Array:
    """Keep what is positive and put zero in the place of everything else.

    Slides: deck 000, "Función ReLU"; deck 001, "Unidad lineal rectificada (ReLU)"; deck 002, "La capa ReLU".

    Parameters
    ----------
    z : array of any shape

    Returns
    -------
    array of the same shape
        max(0, z), cell by cell.

    Examples
    --------
    >>> relu([-3.0, 0.0, 2.0])
    array([0., 0., 2.])
    """
    return np.asarray(np.maximum(np.asarray(z), 0))


def leaky_relu(z: npt.ArrayLike, eps: float = 0.01) -> Array:
    """Keep what is positive and let a small share ``eps`` of the rest through.

    The slide writes max(eps z, z), which is the same for 0 <= eps <= 1 only; the two branches are meant.

    Slides: deck 000, "Leaky ReLU".

    Parameters
    ----------
    z : array of any shape
    eps : float
        The slope for z <= 0, between 0 and 1.

    Returns
    -------
    float64 array of the same shape

    Examples
    --------
    >>> leaky_relu([-3.0, 0.0, 2.0], eps=0.1)
    array([-0.3,  0. ,  2. ])
    """
    z = np.asarray(z)
    return np.where(z > 0, z, eps * z)


def elu(z: npt.ArrayLike, alpha: float = 1.0) -> Array:
    """Keep what is positive and bend the rest smoothly towards -alpha.

    The slide writes max(alpha (e^z - 1), z). That is another function: for alpha < 1 the exponential
    overtakes z (for alpha = 0.5 from z = 1.2564 on), so the two branches are written out here.

    Slides: deck 000, "ELU".

    Parameters
    ----------
    z : array of any shape
    alpha : float
        Minus the limit for z → -∞.

    Returns
    -------
    float64 array of the same shape
        z where z > 0, else alpha (e^z - 1); finite and without warnings for every finite z.

    Examples
    --------
    >>> elu([-800.0, 0.0, 5.0], alpha=0.5)
    array([-0.5,  0. ,  5. ])
    """
    z = np.asarray(z)
    # np.where computes both branches everywhere: the minimum keeps e^z from overflowing for nothing.
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))


def softmax(y: npt.ArrayLike) -> Array:
    """Turn scores into probabilities, along the last axis.

    Adding a constant to all scores of a row changes nothing, so the largest of each row is taken off first:
    no exponential overflows, and no row underflows because another one is far larger.

    Slides: deck 001, "CNN para la clasificación: Probabilidades de la clase".

    Parameters
    ----------
    y : (..., K) array
        K scores (logits) in each row.

    Returns
    -------
    (..., K) float64 array
        Positive rows that add up to 1.

    Examples
    --------
    >>> softmax([[0.0, 0.0], [1000.0, 1000.0]])
    array([[0.5, 0.5],
           [0.5, 0.5]])
    """
    y = np.asarray(y)
    exponentials = np.exp(y - y.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))
