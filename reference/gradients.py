"""Gradients of the layers: from the loss's gradient at the output to that at the input and the weights.

Everywhere ``dy`` is ∂L/∂y, the gradient that comes back from the layer above. Each output cell was made
from one window and the weights; going back, it hands its share to both, and the shares of a cell add up. The
gradient of a bank of filters over a batch is in ``conv_batch``.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .padding import pad2d

Array = NDArray[Any]


def dense_backward(dy: ArrayLike, x: ArrayLike, W: ArrayLike) -> tuple[Array, Array, Array]:
    """Take the gradient back through y = x @ W + b.

    Slides: deck 001, "CNN: Entrenamiento con Backpropagation"; deck 002, "Capa full connection".

    Parameters
    ----------
    dy : (M,) or (N, M) array
    x : (D,) or (N, D) array
        What the layer was given.
    W : (D, M) array

    Returns
    -------
    dx : array shaped as x
        dy @ Wᵀ.
    dW : (D, M) array
        xᵀ @ dy, summed over the batch and not averaged: the mean belongs to the loss.
    db : (M,) array
        The sum of dy over the batch.

    Examples
    --------
    >>> dx, dW, db = dense_backward([1, 10], [1, 2, 3], [[1, 0], [0, 1], [1, 1]])
    >>> dx
    array([ 1., 10., 11.])
    >>> dW
    array([[ 1., 10.],
           [ 2., 20.],
           [ 3., 30.]])
    >>> db
    array([ 1., 10.])
    """
    dy, x, W = (np.asarray(values, dtype=float) for values in (dy, x, W))
    dx = dy @ W.T
    dW = np.atleast_2d(x).T @ np.atleast_2d(dy)
    db = np.atleast_2d(dy).sum(axis=0)
    return dx, dW, db


def conv1d_backward(dy: ArrayLike, x: ArrayLike, w: ArrayLike) -> tuple[Array, Array, float]:
    """Take the gradient back through a 1D correlation y[i] = b + Σ_a w[a] x[i + a].

    Slides: deck 000, "Capa de agrupamiento".

    Parameters
    ----------
    dy : (W - K + 1,) array
    x : (W,) array
    w : (K,) array

    Returns
    -------
    dx : (W,) array
        Each dy[i] times w, laid over the window that it came from: the full correlation of dy with w
        reversed.
    dw : (K,) array
        dw[a] = Σ_i dy[i] x[i + a]: the correlation of x with dy.
    db : float
        The sum of dy.

    Examples
    --------
    >>> conv1d_backward([1, 10], [1, 2, 3], [4, 5])
    (array([ 4., 45., 50.]), array([21., 32.]), 11.0)
    """
    dy, x, w = (np.asarray(values, dtype=float) for values in (dy, x, w))
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i, share in enumerate(dy):
        window = slice(i, i + len(w))
        dx[window] += share * w
        dw += share * x[window]
    return dx, dw, float(dy.sum())


def conv2d_backward(
    dy: ArrayLike, x: ArrayLike, w: ArrayLike, stride: int = 1, padding: int = 0
) -> tuple[Array, Array, float]:
    """Take the gradient back through a layer of one channel and one kernel (`convolution.conv2d_layer`).

    Slides: deck 000, "Capa de agrupamiento"; deck 001, "CNN: Entrenamiento con Backpropagation"; deck 004,
    "¡Muy importante!".

    Parameters
    ----------
    dy : (OH, OW) array
        OH = ⌊(H + 2·padding - KH) / stride⌋ + 1; OW likewise.
    x : (H, W) array
    w : (KH, KW) array
    stride : int
    padding : int
        Rings of zeros that the layer put around x; what falls on them is thrown away.

    Returns
    -------
    dx : (H, W) array
        Zero where no window looked.
    dw : (KH, KW) array
        dw[a, b] = Σ_ij dy[i, j] padded[stride·i + a, stride·j + b].
    db : float
        The sum of dy.

    Examples
    --------
    >>> dx, dw, db = conv2d_backward([[1, 10]], [[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4]])
    >>> dx
    array([[ 1., 12., 20.],
           [ 3., 34., 40.]])
    >>> dw, db
    (array([[21., 32.],
           [54., 65.]]), 11.0)
    """
    dy, x, w = (np.asarray(values, dtype=float) for values in (dy, x, w))
    padded = pad2d(x, padding)
    dpadded, dw = np.zeros_like(padded), np.zeros_like(w)
    for i, j in np.ndindex(dy.shape):
        top, left = i * stride, j * stride
        window = slice(top, top + w.shape[0]), slice(left, left + w.shape[1])
        dpadded[window] += dy[i, j] * w
        dw += dy[i, j] * padded[window]
    # Not [padding:-padding], which is empty where padding is 0.
    dx = dpadded[padding : padding + x.shape[0], padding : padding + x.shape[1]]
    return dx, dw, float(dy.sum())
