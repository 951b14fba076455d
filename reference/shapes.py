"""Sizes and shapes of what comes out of a layer, and how much of the image it has seen."""

from collections.abc import Mapping, Sequence
from typing import Any


def out_size(i: int, k: int, p: int = 0, s: int = 1, strict: bool = False) -> int:  # noqa: FBT001, FBT002
    """Count the positions of a kernel along one axis.

    Slides: deck 000, "Calcular matriz de salida de la operación (*)"; deck 003, "Stride", "Zero padding";
    deck 004, "Tamaño de la salida".

    The decks print (i + 2p - k)/s + 1 without saying what happens when s does not divide: the last,
    incomplete window is left out (floor), or, with `strict`, the kernel "no encaja".

    Parameters
    ----------
    i : int
        Size of the input.
    k : int
        Size of the kernel.
    p : int
        Zeros added at each end.
    s : int
        Stride.
    strict : bool
        Refuse a stride that leaves cells over at the end.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the kernel is larger than the padded input, or, with `strict`, if it does not fit exactly.

    Examples
    --------
    >>> out_size(7, 2)
    6
    >>> out_size(7, 3, s=3)
    2
    >>> out_size(7, 3, s=3, strict=True)
    Traceback (most recent call last):
        ...
    ValueError: 1 of 7 cells are left over by a kernel of 3 with stride 3
    """
    steps = i + 2 * p - k
    if steps < 0:
        raise ValueError(f"a kernel of {k} is larger than the padded input of {i + 2 * p} cells")
    if strict and steps % s:
        raise ValueError(f"{steps % s} of {i + 2 * p} cells are left over by a kernel of {k} with stride {s}")
    return steps // s + 1


def pool_out_size(i: int, k: int, s: int, ceil: bool = False) -> int:  # noqa: FBT001, FBT002
    """Count the windows of a pooling layer along one axis.

    Slides: deck 003, "Dimensiones espaciales generales"; deck 002, "Max-pooling".

    With `ceil` the partial windows at the end are kept, as in the 5x5 map that deck 002 pools into 3x3; a
    window that would start outside the input is dropped, and an input smaller than the window is one window.

    Parameters
    ----------
    i, k, s : int
        Size of the input, size of the window, stride.
    ceil : bool
        Keep partial windows.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        Without `ceil`, if the window is larger than the input.

    Examples
    --------
    >>> pool_out_size(5, 2, 2), pool_out_size(5, 2, 2, ceil=True)
    (2, 3)
    """
    if not ceil:
        return out_size(i, k, s=s)
    windows = -(-max(i - k, 0) // s) + 1
    return windows - 1 if (windows - 1) * s >= i else windows


def layer_shape(layer: Mapping[str, Any], in_shape: Sequence[int]) -> tuple[int, ...]:
    """Say the shape that a layer gives to its output.

    Slides: deck 001, "CNN: Disposición espacial del volumen de salida"; deck 003, "Dimensiones espaciales
    generales", "Dimensiones de AlexNet"; deck 004, "Tamaño de la salida".

    Parameters
    ----------
    layer : dict
        ``{"kind": "conv", "k": 5, "filters": 32, "s": 1, "p": 0}``,
        ``{"kind": "pool", "k": 2, "s": 2, "ceil": False}``, ``{"kind": "flatten"}``,
        ``{"kind": "dense", "units": 10}``, or one of relu, norm, dropout, softmax, which change nothing.
        Defaults: s=1, p=0 for conv; s=k, ceil=False for pool.
    in_shape : (H, W, C) or (n,) ints

    Returns
    -------
    tuple of int
        (OH, OW, C), or (n,) after flatten and dense. A dense layer flattens its input.

    Raises
    ------
    ValueError
        If the kernel is larger than the padded input, or the kind is unknown.

    Examples
    --------
    >>> layer_shape({"kind": "conv", "k": 11, "filters": 96, "s": 4}, (227, 227, 3))
    (55, 55, 96)
    >>> layer_shape({"kind": "pool", "k": 3, "s": 2}, (55, 55, 96))
    (27, 27, 96)
    >>> layer_shape({"kind": "dense", "units": 4096}, (6, 6, 256))
    (4096,)
    """
    kind = layer["kind"]
    if kind == "conv":
        height, width, _ = in_shape
        k, p, s = layer["k"], layer.get("p", 0), layer.get("s", 1)
        return out_size(height, k, p, s), out_size(width, k, p, s), layer["filters"]
    if kind == "pool":
        height, width, channels = in_shape
        k, ceil = layer["k"], layer.get("ceil", False)
        s = layer.get("s", k)
        return pool_out_size(height, k, s, ceil), pool_out_size(width, k, s, ceil), channels
    if kind == "flatten":
        cells = 1
        for size in in_shape:
            cells *= size
        return (cells,)
    if kind == "dense":
        return (layer["units"],)
    if kind in {"relu", "norm", "dropout", "softmax"}:
        return tuple(in_shape)
    raise ValueError(f"no layer is called {kind!r}")


def receptive_field(layers: Sequence[tuple[int, int]]) -> int:
    """Measure how many input cells, along one axis, one cell at the end of a stack of layers depends on.

    Slides: deck 001, "CNN: Disposición espacial del volumen de salida".

    Two neighbours of a map look at places of the image that are `jump` cells apart, where `jump` is the
    product of the strides before that map. So each layer adds (k - 1) jumps to what has been seen.

    Parameters
    ----------
    layers : list of (k, s) int pairs, from the image on

    Returns
    -------
    int
        1 for no layer at all.

    Examples
    --------
    >>> receptive_field([(3, 1), (3, 1)])
    5
    >>> receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)])
    16
    """
    seen, jump = 1, 1
    for k, s in layers:
        seen += (k - 1) * jump
        jump *= s
    return seen
