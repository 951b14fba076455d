"""Wrong versions of the two models of the slides."""

from typing import Any

from ..torch_models import COMPLETE, IMAGES, SMALL, Sequential, assembled

Layer = dict[str, Any]


def build_model_padded(which: int = 1) -> Sequential:
    """Pad so that convolutions keep the size."""
    return assembled([{**layer, "p": layer.get("k", 1) // 2} for layer in _layers(which)], IMAGES[which])


def build_model_without_bias(which: int = 1) -> Sequential:
    """Leave the biases out."""
    return assembled([{**layer, "bias": False} for layer in _layers(which)], IMAGES[which])


def build_model_without_softmax(which: int = 1) -> Sequential:
    """End with the scores."""
    return assembled(_layers(which)[:-1], IMAGES[which])


def build_model_pooling_stride_one(which: int = 1) -> Sequential:
    """Pool at every cell."""
    layers = [{**layer, "s": 1} if layer["kind"] == "pool" else layer for layer in _layers(which)]
    return assembled(layers, IMAGES[which])


def build_model_filters_swapped(which: int = 1) -> Sequential:
    """Give the second convolution's filters to the first."""
    layers = _layers(which)
    first = {**layers[0], "filters": layers[3]["filters"]}
    second = {**layers[3], "filters": layers[0]["filters"]}
    return assembled([first, *layers[1:3], second, *layers[4:]], IMAGES[which])


def build_model_without_relu(which: int = 1) -> Sequential:
    """Leave the rectifiers out, so that every later layer stands one place earlier."""
    return assembled([layer for layer in _layers(which) if layer["kind"] != "relu"], IMAGES[which])


def _layers(which: int) -> list[Layer]:
    return SMALL if which == 1 else COMPLETE
