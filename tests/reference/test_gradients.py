"""Gradients of dense and convolution against torch and central differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.convolution import conv1d, conv2d_layer
from reference.dense import dense
from reference.gradients import conv1d_backward, conv2d_backward, dense_backward

torch = pytest.importorskip("torch")
functional = torch.nn.functional

seeds = st.integers(0, 2**32 - 1)
sides = st.integers(3, 7)
kernels = st.integers(1, 3)


def normal(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


@given(st.integers(0, 5), st.integers(1, 5), st.integers(1, 5), seeds)
def test_dense_agrees_with_torch_and_differences(agrees, slopes, count, inputs, units, seed):
    batch = (count,) if count else ()
    x, W, dy = normal(seed, *batch, inputs), normal(seed + 1, inputs, units), normal(seed + 2, *batch, units)
    leaves = [torch.tensor(values, requires_grad=True) for values in (x, W, np.zeros(units))]
    (leaves[0] @ leaves[1] + leaves[2]).backward(torch.tensor(dy))
    gradients = dense_backward(dy, x, W)
    for gradient, leaf in zip(gradients, leaves, strict=True):
        agrees(gradient, leaf.grad.numpy())
    bias = np.zeros(units)
    found = [
        slopes(lambda v: dense(v, W, bias), x, dy),
        slopes(lambda v: dense(x, v, bias), W, dy),
        slopes(lambda v: dense(x, W, v), bias, dy),
    ]
    for gradient, slope in zip(gradients, found, strict=True):
        np.testing.assert_allclose(gradient, slope, rtol=1e-6, atol=1e-6)


@given(st.integers(1, 10), st.integers(1, 5), seeds)
def test_conv1d_agrees_with_torch_and_differences(agrees, slopes, outputs, k, seed):
    x, w, dy = normal(seed, outputs + k - 1), normal(seed + 1, k), normal(seed + 2, outputs)
    leaves = [torch.tensor(values, requires_grad=True) for values in (x, w, np.zeros(1))]
    y = functional.conv1d(leaves[0][None, None], leaves[1][None, None], leaves[2])
    y.backward(torch.tensor(dy)[None, None])
    dx, dw, db = conv1d_backward(dy, x, w)
    agrees(dx, leaves[0].grad.numpy())
    agrees(dw, leaves[1].grad.numpy())
    agrees([db], leaves[2].grad.numpy())
    np.testing.assert_allclose(dx, slopes(lambda v: conv1d(v, w), x, dy), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(dw, slopes(lambda v: conv1d(x, v), w, dy), rtol=1e-6, atol=1e-6)


@given(sides, sides, kernels, kernels, st.integers(1, 3), st.integers(0, 2), seeds)
def test_conv2d_agrees_with_torch_and_differences(agrees, slopes, height, width, kh, kw, s, p, seed):
    x, w = normal(seed, height, width), normal(seed + 1, kh, kw)
    leaves = [torch.tensor(values, requires_grad=True) for values in (x, w, np.zeros(1))]
    y = functional.conv2d(leaves[0][None, None], leaves[1][None, None], leaves[2], s, p)
    dy = normal(seed + 2, *y.shape[2:])
    y.backward(torch.tensor(dy)[None, None])
    dx, dw, db = conv2d_backward(dy, x, w, s, p)
    agrees(dx, leaves[0].grad.numpy())
    agrees(dw, leaves[1].grad.numpy())
    agrees([db], leaves[2].grad.numpy())
    np.testing.assert_allclose(dx, slopes(lambda v: conv2d_layer(v, w, 0, s, p), x, dy), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(dw, slopes(lambda v: conv2d_layer(x, v, 0, s, p), w, dy), rtol=1e-6, atol=1e-6)


def test_a_kernel_is_recovered_by_descending_its_gradient():
    x, hidden, w = normal(1, 9, 8), np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0]]), np.zeros((2, 3))
    for _ in range(300):
        error = conv2d_layer(x, w) - conv2d_layer(x, hidden)
        _, dw, _ = conv2d_backward(error / error.size, x, w)
        w -= 0.3 * dw
    np.testing.assert_allclose(w, hidden, atol=1e-3)
