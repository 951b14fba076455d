"""Optimisers, dropout, augmentation, transfer and upsampling against torch, SciPy and plain loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.architectures import vgg
from reference.augmentation import augment
from reference.optimizers import optimizer_step
from reference.regularization import dropout, ensemble
from reference.transfer import replace_head
from reference.upsampling import segment, upsample

torch = pytest.importorskip("torch")

seeds = st.integers(0, 2**32 - 1)
sides = st.integers(1, 7)
shares = st.floats(0.05, 0.95)
OPERATIONS = ("translate", "rotate", "crop", "brightness", "contrast")


def normal(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


@given(sides, shares, st.floats(0, 0.3), st.integers(0, 2), seeds)
def test_sgd_agrees_with_torch(agrees, size, momentum, decay, drops, seed):
    w, state = normal(seed, size), {}
    leaf = torch.tensor(w, requires_grad=True)
    optimiser = torch.optim.SGD([leaf], lr=0.1 / 10**drops, momentum=momentum, weight_decay=decay)
    for step in range(4):
        g = normal(seed + step, size)
        leaf.grad = torch.tensor(g)
        optimiser.step()
        w, state = optimizer_step(
            w, g, state, "sgd", lr=0.1, momentum=momentum, weight_decay=decay, drops=drops
        )
        agrees(w, leaf.detach().numpy())


@given(sides, shares, st.floats(0, 0.3), st.floats(1e-8, 0.1), seeds)
def test_rmsprop_agrees_with_torch(agrees, size, rho, decay, eps, seed):
    w, state = normal(seed, size), {}
    leaf = torch.tensor(w, requires_grad=True)
    optimiser = torch.optim.RMSprop([leaf], lr=0.05, alpha=rho, eps=eps, weight_decay=decay)
    for step in range(4):
        g = normal(seed + step, size)
        leaf.grad = torch.tensor(g)
        optimiser.step()
        w, state = optimizer_step(w, g, state, "rmsprop", lr=0.05, weight_decay=decay, rho=rho, eps=eps)
        agrees(w, leaf.detach().numpy(), share=1e-9)


def test_an_optimiser_changes_neither_weights_nor_state():
    w, state = np.ones(3), {"v": np.ones(3)}
    optimizer_step(w, np.ones(3), state, "sgd", momentum=0.9)
    assert w.tolist() == state["v"].tolist() == [1.0, 1.0, 1.0]


@given(st.floats(0.1, 0.9), seeds)
def test_dropout_keeps_the_mean_and_the_share(p, seed):
    y = dropout(np.ones(20_000), p, seed)
    assert set(np.round(np.unique(y), 9)) <= {0.0, round(1 / (1 - p), 9)}
    # Six standard deviations of a share of 20,000 draws.
    assert abs(np.mean(y == 0) - p) < 6 * np.sqrt(p * (1 - p) / 20_000)
    assert np.mean(y) == pytest.approx(1, abs=6 * np.sqrt(p / (1 - p) / 20_000))


@given(st.floats(0, 0.9), seeds)
def test_dropout_takes_a_seed_or_a_generator_and_rests_in_use(p, seed):
    x = normal(seed, 3, 4)
    assert np.array_equal(dropout(x, p, seed), dropout(x, p, np.random.default_rng(seed)))
    assert np.array_equal(dropout(x, p, seed, train=False), x)


@given(st.integers(1, 7), sides, st.integers(2, 5), seeds)
def test_an_ensemble_is_the_mean(agrees, models, count, classes, seed):
    probs = np.random.default_rng(seed).dirichlet(np.ones(classes), (models, count))
    agrees(ensemble(probs), sum(probs) / models)
    agrees(ensemble(probs).sum(axis=-1), np.ones(count))


@given(sides, sides, st.integers(-8, 8), st.integers(-8, 8), seeds)
def test_translations_agree_with_scipy(agrees, height, width, dy, dx, seed):
    ndimage = pytest.importorskip("scipy.ndimage")
    img = normal(seed, height, width)
    expected = ndimage.shift(img, (dy, dx), order=0, mode="constant", prefilter=False)
    agrees(augment(img, "translate", dy=dy, dx=dx), expected)


@given(sides, sides, st.integers(-4, 4), seeds)
def test_a_rotation_moves_each_pixel_where_it_should(height, width, turns, seed):
    img = normal(seed, height, width)
    expected = img
    for _ in range(turns % 4):
        columns, rows = expected.shape[1], expected.shape[0]
        expected = np.array([[expected[j, columns - 1 - i] for j in range(rows)] for i in range(columns)])
    assert np.array_equal(augment(img, "rotate", turns=turns), expected)


@given(sides, sides, seeds, st.data())
def test_crops_agree_with_loops(height, width, seed, data):
    img = normal(seed, height, width)
    top, left = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    h, w = data.draw(st.integers(1, height - top)), data.draw(st.integers(1, width - left))
    small = augment(img, "crop", top=top, left=left, height=h, width=w)
    assert small.tolist() == [[img[top + i, left + j] for j in range(w)] for i in range(h)]
    large = augment(img, "crop", top=top, left=left, height=h, width=w, resize=True)
    assert large.tolist() == [
        [img[top + i * h // height, left + j * w // width] for j in range(width)] for i in range(height)
    ]


@given(sides, sides, st.floats(-300, 300), st.floats(0, 4), seeds)
def test_pixels_stay_in_range_and_keep_their_dtype(height, width, delta, factor, seed):
    whole = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    for img in (whole, whole.astype(float)):
        mean = img.mean(dtype=float)
        for op, expected in [
            ("brightness", [min(max(float(v) + delta, 0), 255) for v in img.flat]),
            ("contrast", [min(max(mean + factor * (float(v) - mean), 0), 255) for v in img.flat]),
        ]:
            changed = augment(img, op, delta=delta, factor=factor)
            assert changed.dtype == img.dtype
            slack = 0.5 + 1e-9 if img.dtype == np.uint8 else 1e-9
            np.testing.assert_allclose(changed.ravel(), expected, rtol=0, atol=slack)


@pytest.mark.parametrize("op", OPERATIONS)
def test_augmentation_leaves_the_image_alone(op):
    img = np.arange(12.0).reshape(3, 4)
    augment(img, op, dy=1, dx=1, delta=5.0, factor=2.0)
    assert np.array_equal(img, np.arange(12.0).reshape(3, 4))


FIGURE = {"FC-C": (1, 40_970), "FC7 and FC-C": (2, 16_822_282), "FC6, FC7 and FC-C": (3, 119_586_826)}


@pytest.mark.parametrize(("retrain", "trainable"), FIGURE.values(), ids=FIGURE)
def test_transfer_counts_what_the_figure_says(retrain, trainable):
    found = replace_head(vgg((2, 2, 2, 2, 2)), 10, retrain)
    assert found == (trainable, 128_950_848 + 40_970 - trainable)


@given(sides, sides, sides, st.integers(1, 4), seeds)
def test_upsampling_and_labels_agree_with_torch(agrees, maps, height, width, f, seed):
    x = normal(seed, maps, height, width)
    expected = torch.nn.functional.interpolate(torch.tensor(x)[None], scale_factor=f, mode="nearest")[0]
    agrees(upsample(x, f), expected.numpy())
    assert np.array_equal(segment(x), torch.tensor(x).argmax(dim=0).numpy())
