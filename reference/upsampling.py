"""Back to the size of the image: what a fully convolutional network needs to label every pixel."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def upsample(x: ArrayLike, f: int) -> Array:
    """Enlarge maps f times along rows and columns, each cell becoming an f×f square.

    Slides: deck 001, "Segmentación semántica: FCNs".

    Parameters
    ----------
    x : (..., H, W) array
    f : int

    Returns
    -------
    (..., f·H, f·W) array

    Examples
    --------
    >>> upsample([[1, 2], [3, 4]], 2)
    array([[1, 1, 2, 2],
           [1, 1, 2, 2],
           [3, 3, 4, 4],
           [3, 3, 4, 4]])
    """
    return np.asarray(x).repeat(f, axis=-2).repeat(f, axis=-1)


def segment(scores: ArrayLike) -> Array:
    """Label each pixel with the class that has the highest score there.

    Slides: deck 001, "Segmentación semántica: FCNs".

    Parameters
    ----------
    scores : (K, H, W) array
        One map of scores for each class.

    Returns
    -------
    (H, W) int array
        Classes 0 to K - 1; among equal scores, the lowest class.

    Examples
    --------
    >>> segment([[[1, 5]], [[2, 3]]])
    array([[1, 0]])
    """
    return np.asarray(np.asarray(scores).argmax(axis=0))
