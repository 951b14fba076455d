"""Wrong layers, counts and networks: what students hand in for the exercises of the module layers."""

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from ..activations import softmax
from ..dense import dense
from ..parameters import model_summary, n_params, shape_trace
from ..shapes import layer_shape, out_size
from .volumes import layer_shape_outside_windows

Array = npt.NDArray[Any]
Layer = Mapping[str, Any]


def n_params_per_position(layer: Layer, in_shape: Sequence[int]) -> int:
    """Count a filter anew at each place where it is applied."""
    positions = prod(layer_shape(layer, in_shape)[:2]) if layer["kind"] == "conv" else 1
    return n_params(layer, in_shape) * positions


def dense_softmax(x: Array, W: Array, b: Array) -> Array:
    """Turn the scores into probabilities at once."""
    return softmax(dense(x, W, b))


def model_summary_input_shapes(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[Any, ...]]:
    """Show the shape that each layer gets instead of the one it gives."""
    rows = model_summary(layers, in_shape)
    shapes = shape_trace(layers, in_shape)
    return [(kind, shape, count) for (kind, _, count), shape in zip(rows, shapes, strict=True)]


def model_summary_accumulated(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[Any, ...]]:
    """Show in each row the parameters so far."""
    rows = model_summary(layers, in_shape)
    so_far = np.cumsum([count for _, _, count in rows[:-1]]).tolist()
    return [*((kind, shape, count) for (kind, shape, _), count in zip(rows, so_far, strict=False)), rows[-1]]


def model_summary_outside_windows(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[Any, ...]]:
    """Count partial windows that start outside."""
    shapes = shape_trace_outside_windows(layers, in_shape)
    rows = [
        (layer["kind"], after, n_params(layer, before))
        for layer, before, after in zip(layers, shapes[:-1], shapes[1:], strict=True)
    ]
    return [*rows, ("total", shapes[-1], sum(count for _, _, count in rows))]


def shape_trace_outside_windows(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Count partial windows that start outside."""
    shapes = [tuple(in_shape)]
    for layer in layers:
        shapes.append(layer_shape_outside_windows(layer, shapes[-1]))
    return shapes


def shape_trace_plus_one_forgotten(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Count the steps of the window and not its positions."""
    return _traced(layers, in_shape, lambda i, k, p, s: (i + 2 * p - k) // s)


def shape_trace_convolution_plus_one_forgotten(
    layers: Sequence[Layer], in_shape: Sequence[int]
) -> list[tuple[int, ...]]:
    """Forget it in the convolutions alone."""
    return _traced(layers, in_shape, lambda i, k, p, s: (i + 2 * p - k) // s, pooled=out_size)


def shape_trace_divided(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Divide by the stride of a convolution and keep what is left over."""
    return _traced(layers, in_shape, _divided, pooled=lambda i, k, p, s: (i + 2 * p - k) // s + 1)


def shape_trace_divided_everywhere(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Do the same for a pooling without partial windows."""
    return _traced(layers, in_shape, _divided)


def _divided(i: float, k: int, p: int, s: int) -> Any:
    return (i + 2 * p - k) / s + 1


def shape_trace_padding_once(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Add the padding at one end only."""
    return _traced(layers, in_shape, lambda i, k, p, s: (i + p - k) // s + 1)


def shape_trace_ceil(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Round up where the stride does not divide."""
    return _traced(layers, in_shape, lambda i, k, p, s: -(-(i + 2 * p - k) // s) + 1)


def shape_trace_depth_kept(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Leave a convolution as deep as its input."""
    return _traced(layers, in_shape, depth=lambda channels, _filters: channels)


def shape_trace_depth_multiplied(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Give a convolution one map for each filter and channel."""
    return _traced(layers, in_shape, depth=lambda channels, filters: channels * filters)


def shape_trace_unchanged_skipped(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[int, ...]]:
    """Leave out the layers that change nothing."""
    silent = {"relu", "norm", "dropout", "softmax"}
    return shape_trace([layer for layer in layers if layer["kind"] not in silent], in_shape)


def _traced(
    layers: Sequence[Layer],
    in_shape: Sequence[int],
    size: Callable[[int, int, int, int], int] = out_size,
    depth: Callable[[int, int], int] = lambda _channels, filters: filters,
    pooled: Callable[[int, int, int, int], int] | None = None,
) -> list[tuple[int, ...]]:
    """Trace the shapes with another formula for the sizes or for the depth of a convolution."""
    shapes = [tuple(in_shape)]
    for layer in layers:
        before = shapes[-1]
        if layer["kind"] == "conv":
            sides = [size(side, layer["k"], layer.get("p", 0), layer.get("s", 1)) for side in before[:2]]
            shapes.append((*sides, depth(before[2], layer["filters"])))
        elif layer["kind"] == "pool" and not layer.get("ceil"):
            sides = [(pooled or size)(side, layer["k"], 0, layer.get("s", layer["k"])) for side in before[:2]]
            shapes.append((*sides, before[2]))
        else:
            shapes.append(layer_shape(layer, before))
    return shapes
