"""Wrong gradients of activations and of the loss."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ..activations import elu, leaky_relu, relu, softmax
from ..gradients_activations import act_backward

Array = npt.NDArray[Any]


def _activation(z: Array, kind: str, a: float) -> Array:
    return relu(z) if kind == "relu" else leaky_relu(z, a) if kind == "leaky_relu" else elu(z, a)


def act_backward_of_value(dy: Array, z: Array, kind: str, a: float) -> Array:
    """Multiply by the activation itself instead of its slope."""
    return np.asarray(dy * _activation(z, kind, a))


def act_backward_mask_of_gradient(dy: Array, z: Array, kind: str, a: float) -> Array:
    """Ask which gradients are positive instead of which inputs were."""
    left = np.zeros_like(z) if kind == "relu" else np.full_like(z, a)
    if kind == "elu":
        left *= np.exp(np.minimum(z, 700))
    return np.asarray(dy * np.where(dy > 0, 1.0, left))


def act_backward_elu_minus_one(dy: Array, z: Array, kind: str, a: float) -> Array:
    """Keep the -1 of alpha (e^z - 1), which the derivative loses."""
    if kind != "elu":
        return act_backward(dy, z, kind, a)
    return np.asarray(dy * np.where(z > 0, 1.0, a * np.expm1(np.minimum(z, 0))))


def softmax_ce_backward_scores(z: Array, y: Array) -> Array:
    """Subtract the labels from the scores: the softmax is forgotten."""
    return np.asarray((z - y) / len(z))


def softmax_ce_backward_to_p(z: Array, y: Array) -> Array:
    """Stop at the probabilities: -y / p is the gradient with respect to p, not to z."""
    return np.asarray(-y / np.maximum(softmax(z), 1e-12) / len(z))


def softmax_ce_backward_diagonal(z: Array, y: Array) -> Array:
    """Use only p (1 - p), the diagonal of the Jacobian: each score also lowers the other classes."""
    return np.asarray(-y * (1 - softmax(z)) / len(z))


def softmax_ce_backward_unshifted(z: Array, y: Array) -> Array:
    """Exponentiate the scores as they are."""
    with np.errstate(over="ignore", invalid="ignore"):
        exponentials = np.exp(z)
        return np.asarray((exponentials / exponentials.sum(axis=1, keepdims=True) - y) / len(z))
