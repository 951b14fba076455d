"""Transfer learning: keep what a trained network knows, and train a new end."""

from collections.abc import Mapping, Sequence
from typing import Any

from .parameters import n_params, shape_trace

Layer = Mapping[str, Any]

IMAGE = (224, 224, 3)
"""The images of ImageNet as VGG takes them."""


def replace_head(layers: Sequence[Layer], C: int, retrain: int) -> tuple[int, int]:
    """Give a trained network C classes and count what is trained anew and what stays frozen.

    Slides: deck 003, "Transfer Learning".

    Parameters
    ----------
    layers : list of layer dicts
        As in `shapes.layer_shape`, for an image of 224x224x3; the last one is dense, the old head.
    C : int
        Classes of the new problem: the last layer gets C units.
    retrain : int
        How many weight layers (conv or dense), counted from the end and the new head among them, are
        initialised again and trained. Small data set: 1; more data: more.

    Returns
    -------
    (int, int)
        Parameters that are trained, parameters that are frozen.

    Examples
    --------
    >>> net = [{"kind": "conv", "k": 3, "filters": 2, "p": 1}, {"kind": "pool", "k": 224}]
    >>> net += [{"kind": "flatten"}, {"kind": "dense", "units": 1000}]
    >>> replace_head(net, 10, 1)
    (30, 56)
    """
    net = [*layers[:-1], {**layers[-1], "units": C}]
    shapes = shape_trace(net, IMAGE)
    counts = [
        n_params(layer, shape)
        for layer, shape in zip(net, shapes, strict=False)
        if layer["kind"] in {"conv", "dense"}
    ]
    frozen = len(counts) - retrain
    return sum(counts[frozen:]), sum(counts[:frozen])
