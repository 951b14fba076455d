"""Gradients of pooling: each output cell hands its gradient back to the window it was made from."""

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def pool_backward(dy: npt.ArrayLike, x: npt.ArrayLike, k: int, s: int, op: str = "max") -> Array:
    """Take the gradient back through pooling of whole windows.

    A maximum depends on the one cell that was largest, so that cell gets all of it; an average depends on
    all k·k cells alike, so each gets its share. Where windows overlap, what a cell gets from each adds up.
    With k as large as the map this is global pooling.

    Slides: deck 000, "Capa de agrupamiento"; deck 001, "CNN: Entrenamiento con Backpropagation".

    Parameters
    ----------
    dy : (OH, OW) array
        Gradient of the loss with respect to the pooled map.
    x : (H, W) array
        The map that was pooled.
    k, s : int
        Side of the window, stride.
    op : {"max", "avg"}
        On a tie the first maximum in row-major order gets the gradient.

    Returns
    -------
    (H, W) float64 array

    Raises
    ------
    ValueError
        If the operation is neither.

    Examples
    --------
    >>> pool_backward([[1.0, 2.0]], [[5.0, 0.0, 3.0, 7.0], [1.0, 2.0, 7.0, 4.0]], 2, 2)
    array([[1., 0., 0., 2.],
           [0., 0., 0., 0.]])
    """
    if op not in {"max", "avg"}:
        raise ValueError(f"op is max or avg, not {op!r}")
    dy, x = np.asarray(dy, dtype=float), np.asarray(x)
    dx = np.zeros(x.shape)
    for i, j in product(*map(range, dy.shape)):
        window = np.s_[i * s : i * s + k, j * s : j * s + k]
        if op == "avg":
            dx[window] += dy[i, j] / k**2
        else:
            # argmax takes the first of several equal maxima.
            row, column = divmod(int(x[window].argmax()), k)
            dx[i * s + row, j * s + column] += dy[i, j]
    return dx
