"""Wrong losses and metrics."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def cross_entropy_log_clip_missing(y: Array, p: Array) -> float:
    """Take the logarithm of zero: 0 · log 0 is not a number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-(y * np.log(p)).sum(axis=1).mean())


def cross_entropy_binary(y: Array, p: Array) -> float:
    """Add (1 - y) log(1 - p), the term of two-class problems, for every class."""
    hit = y * np.log(np.clip(p, 1e-12, 1))
    miss = (1 - y) * np.log(np.clip(1 - p, 1e-12, 1))
    return float(-(hit + miss).sum(axis=1).mean())


def cross_entropy_binary_mean(y: Array, p: Array) -> float:
    """Average the two-class form over samples and classes."""
    return cross_entropy_binary(y, p) / int(y.shape[1])


def cross_entropy_per_sample(y: Array, p: Array) -> Array:
    """Return one loss for each sample."""
    return np.asarray(-(y * np.log(np.clip(p, 1e-12, 1))).sum(axis=1))


def cross_entropy_squares(y: Array, p: Array) -> float:
    """Measure squared differences instead of likelihoods."""
    return float(((y - p) ** 2).sum(axis=1).mean())


def cross_entropy_math_log(y: Array, p: Array) -> float:
    """Take Python's logarithm of zero, which raises."""
    total = sum(label * math.log(share) for label, share in zip(y.ravel(), p.ravel(), strict=True))
    return float(-total / len(y))


def cross_entropy_of_present_labels(y: Array, p: Array) -> float:
    """Pass over the zeros among the labels, and so meet the logarithm of zero where the label is."""
    with np.errstate(divide="ignore"):
        return float(-(y * np.log(np.where(y > 0, p, 1))).sum(axis=1).mean())


def cross_entropy_mean_square(y: Array, p: Array) -> float:
    """Measure squared differences, averaged over samples and classes alike."""
    return float(((y - p) ** 2).mean())


def topk_error_kth_only(scores: Array, l: Array, k: int = 5) -> float:  # noqa: E741
    """Compare with the k-th best class alone."""
    best = np.argsort(-scores, axis=1, kind="stable")[:, k - 1]
    return float(np.mean(best != l))
