"""Losses and metrics against torch and plain loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.losses import accuracy, cross_entropy, one_hot, topk_error

torch = pytest.importorskip("torch")

seeds = st.integers(0, 2**32 - 1)
rows = st.integers(1, 8)
classes = st.integers(1, 7)


@given(rows, classes, seeds, st.booleans())
def test_cross_entropy_agrees_with_loops(rows, classes, seed, soft):
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(classes), rows)
    p[rng.random(p.shape) < 0.2] = 0.0
    y = rng.dirichlet(np.ones(classes), rows) if soft else np.eye(classes)[rng.integers(0, classes, rows)]
    total = 0.0
    for n in range(rows):
        for k in range(classes):
            total -= y[n, k] * math.log(max(p[n, k], 1e-12))
    assert cross_entropy(y, p) == pytest.approx(total / rows, rel=1e-10, abs=1e-14)


@given(rows, st.integers(2, 7), seeds)
def test_cross_entropy_agrees_with_torch(rows, classes, seed):
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(classes), rows) * 0.9 + 0.1 / classes
    labels = rng.integers(0, classes, rows)
    expected = torch.nn.functional.nll_loss(torch.tensor(p).log(), torch.tensor(labels)).item()
    assert cross_entropy(np.eye(classes)[labels], p) == pytest.approx(expected, rel=1e-10)


@given(rows, classes, seeds)
def test_one_hot_agrees_with_torch(agrees, rows, classes, seed):
    labels = np.random.default_rng(seed).integers(0, classes, rows)
    agrees(one_hot(labels, classes), torch.nn.functional.one_hot(torch.tensor(labels), classes).numpy())


@given(rows, classes, st.integers(1, 7), seeds, st.booleans())
def test_topk_error_agrees_with_sorting_by_hand(rows, classes, k, seed, ties):
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 3, (rows, classes)) if ties else rng.standard_normal((rows, classes))
    labels = rng.integers(0, classes, rows)
    misses = 0
    for row, label in zip(scores, labels, strict=True):
        best = sorted(range(classes), key=lambda c: (-row[c], c))[:k]
        misses += int(label) not in best
    assert topk_error(scores, labels, k) == pytest.approx(misses / rows)


def test_accuracy_is_what_top_one_leaves():
    scores, labels = np.array([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1], [0.0, 0.0, 1.0]]), np.array([1, 2, 2])
    assert accuracy(scores, labels) == pytest.approx(2 / 3)


def test_the_slide_has_lost_the_minus_sign():
    assert cross_entropy([[0, 1, 0]], [[0.2, 0.7, 0.1]]) == pytest.approx(0.356674943939)
