"""Images that need no file of ours: the digits of scikit-learn, and letters drawn here."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
DataSet = tuple[Array, Array, tuple[str, ...]]


def digits() -> DataSet:
    """Load the 1797 handwritten digits of 8x8 that come with scikit-learn.

    Slides: deck 004, "¡Muy importante!".

    Returns
    -------
    images : (1797, 8, 8) float32 array between 0 and 1
    labels : (1797,) int array
    classes : ("0", …, "9")

    Raises
    ------
    ModuleNotFoundError
        If scikit-learn is not installed (the extra ``training``).

    Examples
    --------
    >>> images, labels, classes = digits()  # doctest: +SKIP
    >>> images.shape, int(labels[0])  # doctest: +SKIP
    ((1797, 8, 8), 0)
    """
    from sklearn.datasets import load_digits  # type: ignore[import-untyped,unused-ignore]

    found = load_digits()
    return (found.images / 16).astype(np.float32), found.target.astype(int), tuple("0123456789")


def letters_xo(count: int = 1200, size: int = 9, seed: int = 0, noise: float = 0.2) -> DataSet:
    """Draw X and O as the slides do: moved, turned, scaled, thicker or thinner, and noisy.

    Slides: deck 001, "X o X?".

    Parameters
    ----------
    count : int
        How many images; half of them are X.
    size : int
        Side of an image.
    seed : int
    noise : float
        Standard deviation of what is added to each pixel.

    Returns
    -------
    images : (count, size, size) float32 array between 0 and 1
    labels : (count,) int array
        0 for X, 1 for O.
    classes : ("X", "O")

    Examples
    --------
    >>> images, labels, classes = letters_xo(count=4, noise=0)
    >>> images.shape, labels.tolist(), classes
    ((4, 9, 9), [0, 1, 0, 1], ('X', 'O'))
    """
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    middle = (size - 1) / 2
    y, x = np.mgrid[:size, :size] - middle
    images = np.empty((count, size, size), np.float32)
    for n, label in enumerate(labels):
        down, right = rng.uniform(-0.2 * size, 0.2 * size, 2)
        angle, radius = rng.uniform(-0.6, 0.6), rng.uniform(0.22, 0.4) * size
        thick = rng.uniform(0.5, 1.0)
        u = (x - right) * np.cos(angle) + (y - down) * np.sin(angle)
        v = (y - down) * np.cos(angle) - (x - right) * np.sin(angle)
        if label == 0:  # the distance to the nearer diagonal, inside a square
            beyond = np.maximum(np.maximum(abs(u), abs(v)) - 0.8 * radius, 0)
            distance = np.minimum(abs(u - v), abs(u + v)) / np.sqrt(2) + beyond
        else:  # the distance to an ellipse, nearly
            distance = abs(np.hypot(u * rng.uniform(0.85, 1.25), v) - radius * 0.9)
        images[n] = np.clip(1.5 * thick - distance, 0, 1)
    images += rng.normal(0, noise, images.shape).astype(np.float32)
    return np.clip(images, 0, 1), labels, ("X", "O")
