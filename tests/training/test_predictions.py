"""Labels out of whatever a predictor returned."""

import numpy as np
import pytest

from grader.judge.predictions import accuracy, confusion, read_labels
from grader.model import Foreign, Phrase

READ = {
    "labels": (np.array([0, 2, 1]), [0, 2, 1]),
    "a list": ([0, 2, 1], [0, 2, 1]),
    "whole floats": (np.array([0.0, 2.0, 1.0]), [0, 2, 1]),
    "scores": (np.array([[3, 1, 1], [0, 0, 9], [0, 5, 1.0]]), [0, 2, 1]),
    "logical": (np.array([True, False, True]), [1, 0, 1]),
    "unsigned": (np.array([0, 2, 1], np.uint8), [0, 2, 1]),
    "nothing": (None, "predict-nothing"),
    "a text": ("012", "predict-type"),
    "an object": (Foreign("Module"), "predict-type"),
    "objects": (np.array([None, 1, 2], object), "predict-type"),
    "complex": (np.array([0j, 1, 2]), "predict-type"),
    "ragged": ([[1], [1, 2], [3]], "predict-type"),
    "too few": (np.array([0, 1]), "predict-shape"),
    "a column": (np.array([[0], [1], [2]]), "predict-shape"),
    "a number": (1, "predict-shape"),
    "other classes": (np.zeros((3, 4)), "predict-shape"),
    "NaN scores": (np.full((3, 3), np.nan), "predict-nan"),
    "infinite": (np.array([0, 1, np.inf]), "predict-nan"),
    "probabilities of one class": (np.array([0.2, 0.9, 0.4]), "labels-fraction"),
    "counted from one": (np.array([1, 2, 3]), "labels-range"),
    "negative": (np.array([-1, 0, 1]), "labels-range"),
    "huge": (np.array([0, 1, 2**63], np.uint64), "labels-range"),
}


@pytest.mark.parametrize("name", READ)
def test_read(name):
    value, expected = READ[name]
    found = read_labels(value, 3, 3)
    if isinstance(expected, str):
        assert isinstance(found, Phrase)
        assert found.code == expected
    else:
        assert found.tolist() == expected


def test_accuracy_and_confusion():
    answers, labels = np.array([0, 1, 1, 2]), np.array([0, 1, 2, 2])
    assert accuracy(answers, labels) == 0.75
    assert confusion(answers, labels, 3) == [[1, 0, 0], [0, 1, 0], [0, 1, 1]]
