"""Activations and their gradients against torch, SciPy and central differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import elu, leaky_relu, relu, softmax
from reference.gradients_activations import act_backward, softmax_ce_backward
from reference.losses import cross_entropy

torch = pytest.importorskip("torch")
special = pytest.importorskip("scipy.special")

shapes = st.lists(st.integers(1, 5), min_size=1, max_size=4)
seeds = st.integers(0, 2**32 - 1)
slope = st.floats(0.01, 2.5)
FUNCTIONS = {"relu": lambda z, _: relu(z), "leaky_relu": leaky_relu, "elu": elu}


def normal(seed, shape, scale=3.0):
    return scale * np.random.default_rng(seed).standard_normal(shape)


def torch_activation(z, kind, a):
    functional = torch.nn.functional
    if kind == "relu":
        return functional.relu(z)
    return functional.leaky_relu(z, a) if kind == "leaky_relu" else functional.elu(z, a)


@given(shapes, seeds, slope, st.sampled_from(sorted(FUNCTIONS)))
def test_activations_agree_with_torch(agrees, shape, seed, a, kind):
    z = normal(seed, shape)
    agrees(FUNCTIONS[kind](z, a), torch_activation(torch.tensor(z), kind, a).numpy())


@given(shapes, seeds, slope, st.sampled_from(sorted(FUNCTIONS)))
def test_gradients_of_activations_agree_with_torch(agrees, shape, seed, a, kind):
    z, dy = normal(seed, shape), normal(seed + 1, shape)
    leaf = torch.tensor(z, requires_grad=True)
    torch_activation(leaf, kind, a).backward(torch.tensor(dy))
    agrees(act_backward(dy, z, kind, a), leaf.grad.numpy())


@given(shapes, seeds, slope, st.sampled_from(sorted(FUNCTIONS)))
def test_gradients_of_activations_are_slopes(agrees, slopes, shape, seed, a, kind):
    z, dy = normal(seed, shape), normal(seed + 1, shape)
    z = np.where(np.abs(z) < 0.01, 0.01, z)  # away from the corner
    agrees(act_backward(dy, z, kind, a), slopes(lambda v: FUNCTIONS[kind](v, a), z, dy), share=1e-6)


@given(shapes, seeds, st.sampled_from([1.0, 10.0, 1000.0]))
def test_softmax_agrees_with_scipy(agrees, shape, seed, scale):
    y = normal(seed, shape, scale)
    p = softmax(y)
    agrees(p, special.softmax(y, axis=-1))
    agrees(p.sum(axis=-1), np.ones(shape[:-1]))


@given(st.integers(1, 6), st.integers(1, 6), seeds, st.booleans())
def test_the_gradient_of_softmax_and_loss_agrees_with_torch(agrees, rows, classes, seed, soft):
    rng = np.random.default_rng(seed)
    z = normal(seed, (rows, classes))
    y = rng.dirichlet(np.ones(classes), rows) if soft else np.eye(classes)[rng.integers(0, classes, rows)]
    leaf = torch.tensor(z, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(leaf, torch.tensor(y))
    loss.backward()
    assert cross_entropy(y, softmax(z)) == pytest.approx(loss.item(), rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(softmax_ce_backward(z, y), leaf.grad.numpy(), rtol=1e-10, atol=1e-14)


@given(st.integers(1, 4), st.integers(2, 5), seeds)
def test_the_gradient_of_softmax_and_loss_is_a_slope(slopes, rows, classes, seed):
    z = normal(seed, (rows, classes))
    y = np.random.default_rng(seed + 1).dirichlet(np.ones(classes), rows)
    numeric = slopes(lambda v: cross_entropy(y, softmax(v)), z, 1.0)
    np.testing.assert_allclose(softmax_ce_backward(z, y), numeric, rtol=0, atol=1e-6 * np.abs(numeric).max())


def test_at_zero_the_left_branch_counts():
    zero, one = np.zeros(1), np.ones(1)
    assert [act_backward(one, zero, kind, 0.25).item() for kind in ("relu", "leaky_relu", "elu")] == [
        0,
        0.25,
        0.25,
    ]


@pytest.mark.parametrize("z", [800.0, -800.0, 1e308])
def test_nothing_overflows(z):
    # A warning would be an error here.
    assert np.isfinite(elu(np.array([z]), 0.5)).all()
    assert np.isfinite(act_backward(np.ones(1), np.array([z]), "elu", 0.5)).all()
    assert softmax(np.array([z, 0.0])).sum() == pytest.approx(1.0)


def test_an_unknown_activation_is_refused():
    with pytest.raises(ValueError, match="tanh"):
        act_backward(np.ones(1), np.ones(1), "tanh", 0.0)
