"""Wrong inception and residual blocks, and wrong whole networks."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from ..activations import relu, softmax
from ..blocks import residual
from ..convolution import conv2d_bank
from ..dense import dense
from ..network import cnn_forward
from ..pooling import pool2d, pool2d_ceil

Array = npt.NDArray[Any]
Parameters = Mapping[str, Any]
Activation = Callable[[Array], Array]


def inception_paths_reordered(x: Array, p: Parameters) -> Array:
    """Stack the pooling path first."""
    *convolved, pooled = _paths(x, p)
    return np.concatenate([pooled, *convolved])


def inception_pooling_third(x: Array, p: Parameters) -> Array:
    """Stack the pooling path before that of the 5x5 filters."""
    one, three, five, pooled = _paths(x, p)
    return np.concatenate([one, three, pooled, five])


def inception_one_third(x: Array, p: Parameters) -> Array:
    """Stack the reduced paths first."""
    one, three, five, pooled = _paths(x, p)
    return np.concatenate([three, five, one, pooled])


def inception_paths_reversed(x: Array, p: Parameters) -> Array:
    """Stack the paths from the last to the first."""
    return np.concatenate(_paths(x, p)[::-1])


def inception_five_before_three(x: Array, p: Parameters) -> Array:
    """Stack the 5x5 filters before those of 3x3."""
    one, three, five, pooled = _paths(x, p)
    return np.concatenate([one, five, three, pooled])


def inception_paths_summed(x: Array, p: Parameters) -> Array:
    """Add the paths instead of stacking them."""
    one, three, five, pooled = _paths(x, p)
    return np.asarray(one + three + five + pooled)


def inception_without_relu(x: Array, p: Parameters) -> Array:
    """Rectify nothing."""
    return np.concatenate(_paths(x, p, reduced=_same, final=_same))


def inception_reductions_without_relu(x: Array, p: Parameters) -> Array:
    """Rectify only what comes out of the paths."""
    return np.concatenate(_paths(x, p, reduced=_same))


def inception_zero_framed_pooling(x: Array, p: Parameters) -> Array:
    """Let the zeros of the frame enter the maximum."""
    return np.concatenate(_paths(x, p, frame=0.0))


def inception_without_pooling(x: Array, p: Parameters) -> Array:
    """Skip the pooling of the fourth path."""
    *convolved, _ = _paths(x, p)
    return np.concatenate([*convolved, relu(_convolve(x, p["wp"], p["bp"]))])


def residual_without_skip(x: Array, p: Parameters) -> Array:
    """Give back what the block learned, without the input."""
    return relu(_learned(x, p))


def residual_relu_before_addition(x: Array, p: Parameters) -> Array:
    """Rectify before adding the input."""
    return np.asarray(relu(_learned(x, p)) + _shortcut(x, p))


def residual_without_last_relu(x: Array, p: Parameters) -> Array:
    """Add and do not rectify."""
    return np.asarray(_learned(x, p) + _shortcut(x, p))


def residual_without_middle_relu(x: Array, p: Parameters) -> Array:
    """Let the two convolutions follow each other directly."""
    return relu(_learned(x, p, between=_same) + _shortcut(x, p))


def residual_without_projection(x: Array, p: Parameters) -> Array:
    """Add the input as it is, though its channels or its size may differ."""
    return residual(x, {name: value for name, value in p.items() if name not in {"ws", "bs"}})


def cnn_forward_partial_windows_dropped(x: Array, params: Parameters) -> Array:
    """Pool whole windows only."""
    return cnn_forward(x, {**params, "ceil": False})


def cnn_forward_without_relu(x: Array, params: Parameters) -> Array:
    """Pool the maps as the convolution leaves them."""
    return softmax(_scores(x, params, activation=_same))


def cnn_forward_scores(x: Array, params: Parameters) -> Array:
    """Give back the scores instead of probabilities."""
    return _scores(x, params)


def cnn_forward_exponentials(x: Array, params: Parameters) -> Array:
    """Take a softmax that overflows."""
    exponentials = np.exp(_scores(x, params))
    return np.asarray(exponentials / exponentials.sum())


def cnn_forward_by_columns(x: Array, params: Parameters) -> Array:
    """Flatten each map column by column."""
    return softmax(_scores(x, params, flat=lambda maps: maps.transpose(0, 2, 1).ravel()))


def cnn_forward_fortran_order(x: Array, params: Parameters) -> Array:
    """Flatten the volume with the maps running fastest, then the rows."""
    return softmax(_scores(x, params, flat=lambda maps: maps.ravel(order="F")))


def cnn_forward_channels_last(x: Array, params: Parameters) -> Array:
    """Flatten as Keras does, the channels last."""
    return softmax(_scores(x, params, flat=lambda maps: maps.transpose(1, 2, 0).ravel()))


def cnn_forward_average(x: Array, params: Parameters) -> Array:
    """Take the average of each window."""
    return softmax(_scores(x, params, op="avg"))


def _same(values: Array) -> Array:
    return values


def _convolve(x: Array, w: Array, b: Array, stride: int = 1) -> Array:
    margin = w.shape[-1] // 2
    padded = np.pad(x, ((0, 0), (margin, margin), (margin, margin)))
    return conv2d_bank(padded, w, b)[:, ::stride, ::stride]


def _paths(
    x: Array, p: Parameters, reduced: Activation = relu, final: Activation = relu, frame: float = -np.inf
) -> list[Array]:
    """Follow the four paths of an inception block with other activations or another frame."""
    around = np.pad(x, ((0, 0), (1, 1), (1, 1)), constant_values=frame)
    return [
        final(_convolve(x, p["w1"], p["b1"])),
        final(_convolve(reduced(_convolve(x, p["w3r"], p["b3r"])), p["w3"], p["b3"])),
        final(_convolve(reduced(_convolve(x, p["w5r"], p["b5r"])), p["w5"], p["b5"])),
        final(_convolve(pool2d(around, 3, 1), p["wp"], p["bp"])),
    ]


def _learned(x: Array, p: Parameters, between: Activation = relu) -> Array:
    return _convolve(between(_convolve(x, p["w1"], p["b1"], p.get("stride", 1))), p["w2"], p["b2"])


def _shortcut(x: Array, p: Parameters) -> Array:
    return _convolve(x, p["ws"], p["bs"], p.get("stride", 1)) if "ws" in p else x


def _scores(
    x: Array,
    params: Parameters,
    activation: Activation = relu,
    flat: Activation = np.ravel,
    op: str = "max",
) -> Array:
    """Compute the scores of a small CNN with one of its phases exchanged."""
    maps = activation(conv2d_bank(x, params["w"], params["b"]))
    k = params["k"]
    pooled = pool2d_ceil(maps, k, k, op) if params["ceil"] else pool2d(maps, k, k, op)
    return dense(flat(pooled), params["W"], params["c"])
