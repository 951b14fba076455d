"""What a stack of layers weighs: parameters of each layer, shapes along the way, and the summary of a model.

Layers are the dictionaries of ``shapes.layer_shape``.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from .shapes import layer_shape

Layer = Mapping[str, Any]
Shape = tuple[int, ...]


def n_params(layer: Layer, in_shape: Sequence[int]) -> int:
    """Count the numbers that a layer learns.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)"; deck 003, "Convolution layers", "Dimensiones
    espaciales generales", "Capas Max Pooling".

    A filter is as deep as its input and has one bias, however large the image is. Deck 004, "¡Muy
    importante!", leaves the biases out.

    Parameters
    ----------
    layer : dict
        A layer as in `shapes.layer_shape`; ``"bias": False`` in conv or dense means that it has none.
    in_shape : (H, W, C) or (n,) ints

    Returns
    -------
    int
        conv: (k·k·C + 1)·filters; dense: (n + 1)·units; any other layer: 0. Without bias: + 0 for + 1.

    Examples
    --------
    >>> n_params({"kind": "conv", "k": 5, "filters": 10}, (32, 32, 3))
    760
    >>> n_params({"kind": "dense", "units": 10}, (1024,))
    10250
    >>> n_params({"kind": "pool", "k": 2}, (24, 24, 32))
    0
    """
    bias = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return int((layer["k"] ** 2 * in_shape[-1] + bias) * layer["filters"])
    if layer["kind"] == "dense":
        return int((prod(in_shape) + bias) * layer["units"])
    return 0


def shape_trace(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[Shape]:
    """Follow the shape of an image through a network.

    Slides: deck 003, "Dimensiones de AlexNet".

    Parameters
    ----------
    layers : list of layer dicts
        As in `shapes.layer_shape`; a dense layer flattens what it gets.
    in_shape : (H, W, C) or (n,) ints

    Returns
    -------
    list of tuples of int
        The input's shape first, then that of each layer's output: one more than there are layers.

    Raises
    ------
    ValueError
        If a kernel is larger than its padded input.

    Examples
    --------
    >>> net = [{"kind": "conv", "k": 11, "filters": 96, "s": 4}, {"kind": "pool", "k": 3, "s": 2}]
    >>> shape_trace(net, (227, 227, 3))
    [(227, 227, 3), (55, 55, 96), (27, 27, 96)]
    """
    shapes = [tuple(in_shape)]
    for layer in layers:
        shapes.append(layer_shape(layer, shapes[-1]))
    return shapes


def model_summary(layers: Sequence[Layer], in_shape: Sequence[int]) -> list[tuple[str, Shape, int]]:
    """Print a model as Keras does: one row for each layer, and the total.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)", "Ejemplo 2 (completa)".

    Parameters
    ----------
    layers : list of layer dicts
        As in `shapes.layer_shape`, flatten included.
    in_shape : (H, W, C) or (n,) ints

    Returns
    -------
    list of (kind, output shape, parameters)
        A row for each layer, in order; the last row is ("total", shape of the output, sum of the parameters).

    Raises
    ------
    ValueError
        If a kernel is larger than its padded input.

    Examples
    --------
    >>> model = [{"kind": "conv", "k": 5, "filters": 32}, {"kind": "pool", "k": 2}]
    >>> for row in model_summary(model, (28, 28, 1)):
    ...     print(row)
    ('conv', (24, 24, 32), 832)
    ('pool', (12, 12, 32), 0)
    ('total', (12, 12, 32), 832)
    """
    shapes = shape_trace(layers, in_shape)
    rows = [
        (str(layer["kind"]), after, n_params(layer, before))
        for layer, before, after in zip(layers, shapes[:-1], shapes[1:], strict=True)
    ]
    return [*rows, ("total", shapes[-1], sum(count for _, _, count in rows))]
