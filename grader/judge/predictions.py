"""What a trained predictor answered: labels, out of values that nobody trusts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.judge import wording
from grader.judge.numbers import as_numbers
from grader.model import Foreign, Phrase

Labels = NDArray[np.int64]


def read_labels(value: Any, count: int, classes: int) -> Labels | Phrase:
    """Read (count,) labels, or (count, classes) scores whose largest decides; or say what is wrong.

    Examples
    --------
    >>> read_labels(np.array([[0.1, 0.9], [0.8, 0.2]]), 2, 2)
    array([1, 0])
    >>> read_labels([0, 5], 2, 2).code
    'labels-range'
    """
    if value is None:
        return Phrase("predict-nothing")
    if isinstance(value, Foreign):
        return Phrase("predict-type", {"actual": value.type_name})
    answer = as_numbers(value)
    if answer is None or answer.dtype.kind == "O":
        return Phrase("predict-type", {"actual": wording.kind(value)})
    if answer.shape not in {(count,), (count, classes)}:
        return Phrase("predict-shape", {"actual": list(answer.shape), "images": count, "classes": classes})
    if answer.dtype.kind == "f" and not np.isfinite(answer).all():
        return Phrase("predict-nan", {"count": int((~np.isfinite(answer)).sum())})
    if answer.ndim == 2:
        return _labels(answer.argmax(1))
    if answer.dtype.kind == "f" and (answer != np.round(answer)).any():
        return Phrase("labels-fraction")
    if answer.min() < 0 or answer.max() >= classes:
        return Phrase(
            "labels-range",
            {"lowest": _plain(answer.min()), "highest": _plain(answer.max()), "most": classes - 1},
        )
    return _labels(answer)


def _labels(values: Any) -> Labels:
    labels: Labels = np.asarray(values, dtype=np.int64)
    return labels


def _plain(value: Any) -> int | float:
    number = float(value)
    return int(number) if abs(number) < 2**53 else number


def accuracy(answers: Labels, labels: Labels) -> float:
    """Return the share of right answers."""
    return float(np.mean(answers == labels))


def confusion(answers: Labels, labels: Labels, classes: int) -> list[list[int]]:
    """Count, for each true class (row), what was answered (column)."""
    counts = np.bincount(labels * classes + answers, minlength=classes * classes)
    return [[int(n) for n in row] for row in counts.reshape(classes, classes)]
