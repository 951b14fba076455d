"""Pooling and its gradient against torch, plain loops and central differences."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reference.gradients_pooling import pool_backward
from reference.pooling import global_pool, pool2d, pool2d_ceil

torch = pytest.importorskip("torch")

sides = st.integers(1, 9)
windows = st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)
ops = st.sampled_from(["max", "avg", "sum", "min"])
REDUCE = {"max": max, "avg": lambda cells: sum(cells) / len(cells), "sum": sum, "min": min}


def normal(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


def pool_by_loops(x, k, s, op, *, partial):
    """Walk over windows cell by cell; ``partial`` keeps those that reach over the border."""
    height, width = x.shape
    rows = []
    top = 0
    while top + k <= height or (partial and top < height and (top == 0 or top - s + k < height)):
        row, left = [], 0
        while left + k <= width or (partial and left < width and (left == 0 or left - s + k < width)):
            cells = [
                x[r, c] for r in range(top, min(top + k, height)) for c in range(left, min(left + k, width))
            ]
            row.append(REDUCE[op](cells))
            left += s
        rows.append(row)
        top += s
    return np.array(rows)


@given(st.integers(1, 3), sides, sides, windows, windows, ops, seeds)
def test_whole_windows_agree_with_torch(agrees, channels, height, width, k, s, op, seed):
    assume(k <= min(height, width))
    x = normal(seed, channels, height, width)
    functional = torch.nn.functional
    expected = {
        "max": lambda t: functional.max_pool2d(t, k, s),
        "min": lambda t: -functional.max_pool2d(-t, k, s),
        "avg": lambda t: functional.avg_pool2d(t, k, s),
        "sum": lambda t: functional.avg_pool2d(t, k, s, divisor_override=1),
    }[op](torch.tensor(x)[None])[0]
    agrees(pool2d(x, k, s, op), expected.numpy())


@given(sides, sides, windows, windows, ops, seeds)
def test_whole_windows_agree_with_loops(agrees, height, width, k, s, op, seed):
    assume(k <= min(height, width))
    x = normal(seed, height, width)
    agrees(pool2d(x, k, s, op), pool_by_loops(x, k, s, op, partial=False))


@given(sides, sides, windows, windows, ops, seeds)
def test_partial_windows_agree_with_loops(agrees, height, width, k, s, op, seed):
    x = normal(seed, height, width)
    agrees(pool2d_ceil(x, k, s, op), pool_by_loops(x, k, s, op, partial=True))


@given(sides, sides, windows, windows, st.sampled_from(["max", "avg"]), seeds)
def test_partial_windows_agree_with_torch(agrees, height, width, k, s, op, seed):
    assume(k <= min(height, width))
    x = normal(seed, 2, height, width)
    functional = torch.nn.functional
    if op == "max":
        expected = functional.max_pool2d(torch.tensor(x)[None], k, s, ceil_mode=True)
    else:
        expected = functional.avg_pool2d(torch.tensor(x)[None], k, s, ceil_mode=True, count_include_pad=False)
    agrees(pool2d_ceil(x, k, s, op), expected[0].numpy())


@given(st.integers(1, 4), sides, sides, ops, seeds)
def test_global_pooling_is_pooling_of_the_whole_map(agrees, channels, height, width, op, seed):
    x = normal(seed, channels, height, width)
    agrees(global_pool(x, op), [REDUCE[op](list(one.ravel())) for one in x])


@given(sides, sides, windows, windows, st.booleans(), st.sampled_from(["max", "avg"]), seeds)
def test_gradients_agree_with_torch(agrees, height, width, k, s, ties, op, seed):
    assume(k <= min(height, width))
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 3, (height, width)).astype(float) if ties else rng.standard_normal((height, width))
    leaf = torch.tensor(x)[None, None].requires_grad_()
    pool = torch.nn.functional.max_pool2d if op == "max" else torch.nn.functional.avg_pool2d
    y = pool(leaf, k, s)
    dy = rng.standard_normal(y.shape[-2:])
    y.backward(torch.tensor(dy)[None, None])
    agrees(pool_backward(dy, x, k, s, op), leaf.grad.numpy()[0, 0])


@given(st.integers(1, 6), st.integers(1, 6), windows, windows, st.sampled_from(["max", "avg"]), seeds)
def test_gradients_are_slopes(agrees, slopes, height, width, k, s, op, seed):
    assume(k <= min(height, width))
    rng = np.random.default_rng(seed)
    x = rng.permutation(height * width).reshape(height, width).astype(float)  # no ties
    dy = rng.standard_normal(pool2d(x, k, s, op).shape)
    agrees(pool_backward(dy, x, k, s, op), slopes(lambda v: pool2d(v, k, s, op), x, dy), share=1e-6)


def test_the_slide_pools_its_printed_map_with_partial_windows():
    printed = [[1, 0, 1, 0, 0], [0, 1, 1, 2, 1], [1, 2, 0, 0, 1], [0, 1, 3, 3, 1], [2, 1, 1, 0, 1]]
    assert pool2d_ceil(printed).tolist() == [[1, 2, 1], [2, 3, 1], [2, 1, 1]]
    assert pool2d(printed).tolist() == [[1, 2], [2, 3]]


def test_a_window_larger_than_the_map_is_refused():
    with pytest.raises(ValueError, match="window"):
        pool2d(np.ones((2, 2)), 3)


def test_an_unknown_gradient_is_refused():
    with pytest.raises(ValueError, match="median"):
        pool_backward(np.ones((1, 1)), np.ones((2, 2)), 2, 2, "median")
