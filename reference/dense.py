"""The fully connected layer: every input reaches every unit."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def dense(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Array:
    """Apply one fully connected layer to a flattened image, or to a batch of them.

    Slides: deck 002, "Flattening", "Capa full connection"; deck 003, "Imagen con fully connected layers".

    Parameters
    ----------
    x : (D,) or (N, D) array
        A feature map flattened row by row, or N of them.
    W : (D, M) array
        One column of weights for each unit.
    b : (M,) array

    Returns
    -------
    (M,) or (N, M) float64 array
        x @ W + b.

    Raises
    ------
    ValueError
        If x and W do not agree about D.

    Examples
    --------
    >>> pooled = np.array([[1, 2], [3, 4]])
    >>> dense(pooled.reshape(-1), [[1, 0], [0, 1], [1, 0], [0, 1]], [10, 0])
    array([14.,  6.])
    """
    x, W, b = (np.asarray(values, dtype=float) for values in (x, W, b))
    return np.asarray(x @ W + b)
