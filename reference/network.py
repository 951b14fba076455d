"""A whole network, from the image to the probabilities."""

from collections.abc import Mapping
from typing import Any

from numpy.typing import ArrayLike, NDArray

from .activations import relu, softmax
from .convolution import conv2d_bank
from .dense import dense
from .pooling import pool2d, pool2d_ceil

Array = NDArray[Any]


def cnn_forward(x: ArrayLike, params: Mapping[str, Any]) -> Array:
    """Classify one image: convolution, ReLU, max pooling, flattening, full connection, softmax.

    Slides: deck 000, "Introducción"; deck 001, "CNNs para la clasificación", "CNN para la clasificación:
    Probabilidades de la clase"; deck 002, "Cuatro fases de la convolución", "Capa full connection"; deck 003,
    "Convolutional Neural Networks".

    Parameters
    ----------
    x : (C, H, W) array
    params : dict
        ``w`` (F, C, KH, KW) and ``b`` (F,): the filters; ``k``: side and stride of the pooling window;
        ``ceil``: whether windows cut by the border are kept; ``W`` (D, M) and ``c`` (M,): the dense layer, D
        = F·OH·OW.

    Returns
    -------
    (M,) float64 array
        The probability of each class.

    Examples
    --------
    >>> params = {"w": [[[[1, 0], [0, 1]]]], "b": [0], "k": 2, "ceil": False, "W": [[1, 0]], "c": [0, 5]}
    >>> cnn_forward([[[1, 0, 2], [0, 3, 0], [1, 0, 2]]], params)
    array([0.5, 0.5])
    """
    maps = relu(conv2d_bank(x, params["w"], params["b"]))
    k = params["k"]
    pooled = pool2d_ceil(maps, k, k) if params["ceil"] else pool2d(maps, k, k)
    return softmax(dense(pooled.reshape(-1), params["W"], params["c"]))
