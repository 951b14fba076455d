"""Wrong activations: what students hand in for relu, leaky_relu, elu and softmax."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def rectifier_of_scalars(z: Array, eps: float = 0.0) -> Array:
    """Ask ``if z > 0``, which an array of several cells cannot answer."""
    return z if z > 0 else eps * z


def elu_max_form(z: Array, alpha: float = 1.0) -> Array:
    """Take the slide's max(alpha (e^z - 1), z) at its word."""
    with np.errstate(over="ignore"):
        return np.asarray(np.maximum(alpha * (np.exp(z) - 1), z))


def elu_leaky(z: Array, alpha: float = 1.0) -> Array:
    """Use the straight negative branch of Leaky ReLU."""
    return np.where(z > 0, z, alpha * z)


def elu_exponent_sign(z: Array, alpha: float = 1.0) -> Array:
    """Compute e^-z in the negative branch."""
    with np.errstate(over="ignore"):
        return np.where(z > 0, z, alpha * (np.exp(-z) - 1))


def elu_mask_arithmetic(z: Array, alpha: float = 1.0) -> Array:
    """Multiply both branches by masks: the infinite exponential times zero is not a number."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray((z > 0) * z + (z <= 0) * alpha * (np.exp(z) - 1))


def elu_of_scalars(z: Array, alpha: float = 1.0) -> Array:
    """Ask ``if z > 0``, which an array of several cells cannot answer."""
    return z if z > 0 else np.asarray(alpha * np.expm1(z))


def elu_of_plain_numbers(z: Array, alpha: float = 1.0) -> Any:
    """Ask the same, and take the exponential of the module math."""
    return z if z > 0 else alpha * (math.exp(z) - 1)


def softmax_no_max_shift(y: Array) -> Array:
    """Exponentiate the scores as they are: e^1000 overflows, e^-1000 underflows."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(np.exp(y) / np.exp(y).sum(axis=-1, keepdims=True))


def softmax_whole_batch_of_shifted_rows(y: Array) -> Array:
    """Take each row's own maximum off it, and divide by the sum of all rows."""
    exponentials = np.exp(y - y.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum())


def softmax_not_normalised(y: Array) -> Array:
    """Forget the division by the sum."""
    return np.asarray(np.exp(y - y.max(axis=-1, keepdims=True)))


def softmax_exponentials(y: Array) -> Array:
    """Return the exponentials of the scores as they are."""
    with np.errstate(over="ignore"):
        return np.asarray(np.exp(y))


def softmax_no_exponential(y: Array) -> Array:
    """Divide the scores themselves by their sum."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(y / y.sum(axis=-1, keepdims=True))


def softmax_no_exponential_shifted(y: Array) -> Array:
    """Take the maximum off and divide by the sum of what is left."""
    shifted = y - y.max(axis=-1, keepdims=True)
    return softmax_no_exponential(shifted)


def softmax_sigmoid(y: Array) -> Array:
    """Squash each score by itself."""
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-y)))


def softmax_sigmoid_overflowing(y: Array) -> Array:
    """Squash each score by itself, as e^y / (1 + e^y)."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(np.exp(y) / (1 + np.exp(y)))


def softmax_of_columns_of_shifted_rows(y: Array) -> Array:
    """Take each row's own maximum off it, and divide by the sum of the columns."""
    exponentials = np.exp(y - y.max(axis=-1, keepdims=True))
    with np.errstate(invalid="ignore"):
        return np.asarray(exponentials / exponentials.sum(axis=0))


def softmax_of_columns_shifted_together(y: Array) -> Array:
    """Take the largest score off all of them, and divide by the sum of the columns."""
    exponentials = np.exp(y - y.max())
    with np.errstate(invalid="ignore"):
        return np.asarray(exponentials / exponentials.sum(axis=0))


def softmax_global_max_shift(y: Array) -> Array:
    """Take the largest score of all rows off every row: rows far below become 0 / 0."""
    with np.errstate(invalid="ignore"):
        exponentials = np.exp(y - y.max())
        return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def softmax_logarithm(y: Array) -> Array:
    """Return the logarithm of the probabilities."""
    shifted = y - y.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def softmax_row_by_row(y: Array) -> Array:
    """Make a distribution of each element of the first axis, be it a row, a number or a batch."""
    rows = [np.exp(row - np.max(row)) for row in y]
    return np.array([row / np.sum(row) for row in rows])


def softmax_by_python_rows(y: Array) -> Array:
    """Loop over the rows and ask Python for the maximum: of a number there is none, of rows neither."""
    rows = [np.exp(row - max(row)) for row in y]
    return np.array([row / sum(row) for row in rows])
