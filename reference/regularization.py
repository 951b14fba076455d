"""Against overfitting: silence units at random, and ask several models."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def dropout(
    x: ArrayLike,
    p: float,
    rng: int | np.random.Generator,
    train: bool = True,  # noqa: FBT001, FBT002
) -> Array:
    """Silence each unit with probability p while training, and scale the others so that the mean stays.

    Slides: deck 003, "AlexNet".

    This is inverted dropout: when the network is used, nothing is left to do.

    Parameters
    ----------
    x : array of any shape
    p : float
        Probability of silence, 0 <= p < 1.
    rng : int or Generator
        Whatever `numpy.random.default_rng` takes. A unit stays where ``rng.random(x.shape) >= p``.
    train : bool
        When False, x comes back as it is.

    Returns
    -------
    float64 array shaped as x

    Examples
    --------
    >>> dropout([1.0, 1.0, 1.0, 1.0], 0.5, 1)
    array([2., 2., 0., 2.])
    >>> dropout([1.0, 2.0], 0.5, 1, train=False)
    array([1., 2.])
    """
    x = np.asarray(x, dtype=float)
    if not train:
        return x
    stays = np.random.default_rng(rng).random(x.shape) >= p
    return np.where(stays, x / (1 - p), 0.0)


def ensemble(probs: ArrayLike) -> Array:
    """Average what several models say.

    Slides: deck 003, "AlexNet".

    Parameters
    ----------
    probs : (R, N, K) array
        Probabilities of R models (seven in the deck) for N images and K classes.

    Returns
    -------
    (N, K) float64 array

    Examples
    --------
    >>> ensemble([[[1.0, 0.0]], [[0.5, 0.5]]])
    array([[0.75, 0.25]])
    """
    return np.asarray(np.mean(np.asarray(probs, dtype=float), axis=0))
