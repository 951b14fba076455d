"""Losses and metrics: how far the probabilities are from the labels."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def cross_entropy(y: npt.ArrayLike, p: npt.ArrayLike) -> float:
    """Average the negative log-likelihood of the labels.

    The slide has lost the minus sign, the sum over the classes and the mean over the samples.

    Slides: deck 001, "CNN: Entrenamiento con Backpropagation".

    Parameters
    ----------
    y : (N, K) array
        One-hot labels, or rows of probabilities.
    p : (N, K) array
        Predicted probabilities; they are kept above 1e-12, so that the logarithm of 0 is never asked for.

    Returns
    -------
    float
        -(1/N) Σ_n Σ_k y[n, k] ln p[n, k].

    Examples
    --------
    >>> round(cross_entropy([[0, 1, 0]], [[0.2, 0.7, 0.1]]), 6)
    0.356675
    """
    likelihood = np.asarray(y) * np.log(np.clip(np.asarray(p), 1e-12, None))
    return float(-likelihood.sum(axis=-1).mean())


def one_hot(l: npt.ArrayLike, K: int) -> Array:  # noqa: E741
    """Write each label as a row of zeros with a one in its column.

    Slides: deck 001, "Datos, Datos, Datos" (CIFAR-10, MNIST); deck 002, "Ejemplo 2".

    Parameters
    ----------
    l : (N,) integer array
        Labels, between 0 and K - 1.
    K : int
        How many classes there are.

    Returns
    -------
    (N, K) float64 array

    Examples
    --------
    >>> one_hot([2, 0], 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    return np.asarray(np.eye(K)[np.asarray(l, dtype=int)])


def topk_error(scores: npt.ArrayLike, l: npt.ArrayLike, k: int = 5) -> float:  # noqa: E741
    """Give the share of samples whose label is not among the k best scores.

    Slides: deck 001, "El desafío ImageNet".

    Parameters
    ----------
    scores : (N, K) array
    l : (N,) integer array
        Labels.
    k : int
        Equal scores rank by class, the lower index first.

    Returns
    -------
    float
        Between 0 and 1.

    Examples
    --------
    >>> topk_error([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1]], [2, 2], k=2)
    0.5
    """
    # A stable sort of the negated scores leaves equal scores in the order of their classes.
    best = np.argsort(-np.asarray(scores, dtype=float), axis=-1, kind="stable")[:, :k]
    return float(np.mean(~(best == np.asarray(l)[:, None]).any(axis=-1)))


def accuracy(scores: npt.ArrayLike, l: npt.ArrayLike) -> float:  # noqa: E741
    """Give the share of samples whose best score is the label's.

    Slides: deck 002, "Ejemplo 2" (metrics=["accuracy"]).

    Parameters
    ----------
    scores : (N, K) array
    l : (N,) integer array
        Labels.

    Returns
    -------
    float
        Between 0 and 1.

    Examples
    --------
    >>> accuracy([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1]], [1, 2])
    0.5
    """
    return 1.0 - topk_error(scores, l, 1)
