"""Gradients of the activations, and of softmax and cross-entropy taken together."""

from typing import Any

import numpy as np
import numpy.typing as npt

from .activations import softmax

Array = npt.NDArray[Any]


def act_backward(dy: npt.ArrayLike, z: npt.ArrayLike, kind: str, a: float) -> Array:
    """Take the gradient back through an activation: the one above times the slope at z, cell by cell.

    The slides call ELU differentiable everywhere; with alpha other than 1 its slope at 0 is alpha from the
    left and 1 from the right. Here z = 0 belongs to the left branch: ReLU 0, Leaky ReLU eps, ELU alpha.

    Slides: deck 000, "Función ReLU", "Leaky ReLU", "ELU".

    Parameters
    ----------
    dy : array of any shape
        Gradient of the loss with respect to the activation's output.
    z : array of the same shape
        What went into the activation.
    kind : {"relu", "leaky_relu", "elu"}
    a : float
        eps of Leaky ReLU or alpha of ELU; ReLU does not use it.

    Returns
    -------
    float64 array of the same shape

    Raises
    ------
    ValueError
        If there is no activation of that name.

    Examples
    --------
    >>> act_backward([1.0, 1.0, 10.0], [-2.0, 0.0, 3.0], "leaky_relu", 0.1)
    array([ 0.1,  0.1, 10. ])
    """
    dy, z = np.asarray(dy), np.asarray(z)
    if kind == "relu":
        left: Any = 0.0
    elif kind == "leaky_relu":
        left = a
    elif kind == "elu":
        left = a * np.exp(np.minimum(z, 0))
    else:
        raise ValueError(f"there is no activation {kind!r}")
    return np.asarray(dy * np.where(z > 0, 1.0, left))


def softmax_ce_backward(z: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """Take the gradient of the mean cross-entropy back through the softmax: predicted minus true.

    The two derivatives are unpleasant, their product is not: the 1/p of the logarithm and the p of the
    exponential cancel.

    Slides: deck 001, "CNN para la clasificación: Probabilidades de la clase", "CNN: Entrenamiento con
    Backpropagation".

    Parameters
    ----------
    z : (N, K) array
        Scores (logits).
    y : (N, K) array
        One-hot labels, or rows of probabilities.

    Returns
    -------
    (N, K) float64 array
        (softmax(z) - y) / N; its rows add up to 0.

    Examples
    --------
    >>> softmax_ce_backward([[0.0, 0.0], [1000.0, 0.0]], [[1, 0], [1, 0]])
    array([[-0.25,  0.25],
           [ 0.  ,  0.  ]])
    """
    z, y = np.asarray(z), np.asarray(y)
    return np.asarray((softmax(z) - y) / len(z))
