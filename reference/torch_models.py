"""The two Keras models of the slides as a PyTorch program would see them: shapes and nothing else.

This is no PyTorch and computes nothing: a ``Sequential`` of layers that know their shapes, with what the
exercise asks for (``model[0].weight.shape``, ``model[2].forward(x).shape``). Batches are (N, C, H, W).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .shapes import layer_shape

Layer = dict[str, Any]


class _Weights(np.ndarray[Any, np.dtype[np.float64]]):
    """An array that makes arrays, as a tensor does."""

    def new_zeros(self, size: tuple[int, ...]) -> NDArray[Any]:
        """Make an array of zeros."""
        return np.zeros(size)


class Module:
    """A layer: its weights, where it has some, and the shape of what it gives back.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)".

    Parameters
    ----------
    layer : dict
        A layer as in `shapes.layer_shape`.
    into : int
        Channels, or values, of its input.

    Examples
    --------
    >>> layer = Module({"kind": "conv", "k": 5, "filters": 32}, 1)
    >>> layer.weight.shape, layer.forward(np.zeros((2, 1, 28, 28))).shape
    ((32, 1, 5, 5), (2, 32, 24, 24))
    """

    def __init__(self, layer: Layer, into: int) -> None:
        self.layer = layer
        if layer["kind"] == "conv":
            self._learn((layer["filters"], into, layer["k"], layer["k"]))
        if layer["kind"] == "dense":
            self._learn((layer["units"], into))

    def _learn(self, shape: tuple[int, ...]) -> None:
        self.weight = np.zeros(shape).view(_Weights)
        self.bias = np.zeros(shape[0]).view(_Weights) if self.layer.get("bias", True) else None

    def forward(self, input: NDArray[Any]) -> NDArray[Any]:  # noqa: A002 - the name that PyTorch gives it
        """Give back zeros of the shape that the layer makes of a batch."""
        count, *shape = input.shape
        if hasattr(self, "weight") and shape[0] != self.weight.shape[1]:
            raise RuntimeError(f"the layer takes {self.weight.shape[1]} channels and gets {shape[0]}")
        after = layer_shape(self.layer, (*shape[1:], shape[0]))
        return np.zeros((count, after[-1], *after[:-1]))


class Sequential(list[Module]):
    """Layers one after the other.

    Slides: deck 002, "Ejemplo 2 (capa convolucional y pooling)".

    Examples
    --------
    >>> Sequential([Module({"kind": "pool", "k": 2}, 3)]).forward(np.zeros((1, 3, 8, 6))).shape
    (1, 3, 4, 3)
    """

    def forward(self, input: NDArray[Any]) -> NDArray[Any]:  # noqa: A002 - the name that PyTorch gives it
        """Pass a batch through all layers."""
        for module in self:
            input = module.forward(input)  # noqa: A001
        return input


SMALL: list[Layer] = [
    {"kind": "conv", "k": 5, "filters": 32}, {"kind": "relu"}, {"kind": "pool", "k": 2},
    {"kind": "conv", "k": 5, "filters": 64}, {"kind": "relu"}, {"kind": "pool", "k": 2},
    {"kind": "flatten"}, {"kind": "dense", "units": 10}, {"kind": "softmax"},
]  # fmt: skip

COMPLETE: list[Layer] = [
    {"kind": "conv", "k": 3, "filters": 64}, {"kind": "relu"}, {"kind": "pool", "k": 2},
    {"kind": "conv", "k": 3, "filters": 64}, {"kind": "relu"}, {"kind": "pool", "k": 2},
    {"kind": "flatten"}, {"kind": "dense", "units": 64}, {"kind": "relu"}, {"kind": "dense", "units": 2},
    {"kind": "softmax"},
]  # fmt: skip

IMAGES = {1: (28, 28, 1), 2: (128, 128, 3)}


def build_model(which: int = 1) -> Sequential:
    """Build one of the two models.

    Slides: deck 002, "Ejemplo 2 (capa convolucional y pooling)", "Ejemplo 2 (completa)".

    Parameters
    ----------
    which : int
        1 for digits of 28x28x1 and ten classes, 2 for images of 128x128x3 and two classes.

    Returns
    -------
    Sequential

    Examples
    --------
    >>> model = build_model()
    >>> model[0].weight.shape, model[7].weight.shape
    ((32, 1, 5, 5), (10, 1024))
    >>> model.forward(model[0].weight.new_zeros((2, 1, 28, 28))).shape
    (2, 10)
    """
    return assembled(SMALL if which == 1 else COMPLETE, IMAGES[which])


def assembled(layers: list[Layer], image: tuple[int, int, int]) -> Sequential:
    """Connect layers, each to as many channels as it gets.

    Slides: deck 002, "Ejemplo 1 (capa convolucional y pooling)".

    Parameters
    ----------
    layers : list of layer dicts
    image : (H, W, C)

    Returns
    -------
    Sequential

    Examples
    --------
    >>> assembled([{"kind": "dense", "units": 3}], (1, 1, 5))[0].weight.shape
    (3, 5)
    """
    model, shape = Sequential(), tuple(image)
    for layer in layers:
        model.append(Module(layer, shape[-1]))
        shape = layer_shape(layer, shape)
    return model
