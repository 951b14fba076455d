"""The batch agrees with loops and with torch, its gradients with torch and with central differences."""

import numpy as np
import pytest
from drawn import assert_close, drawn, seeds, some
from hypothesis import given
from hypothesis import strategies as st

from reference import conv_batch
from reference.conv_batch import col2im, conv2d_batch, conv2d_batch_backward, im2col
from reference.convolution import conv2d_layer

few = st.integers(1, 3)
geometry = st.fixed_dictionaries(
    {
        "images": few, "channels": few, "filters": few,
        "height": st.integers(1, 8), "width": st.integers(1, 8),
        "kh": st.integers(1, 4), "kw": st.integers(1, 4),
        "stride": st.integers(1, 3), "padding": st.integers(0, 2),
    }
)  # fmt: skip


def layer(seed, g):
    kh, kw = min(g["height"] + 2 * g["padding"], g["kh"]), min(g["width"] + 2 * g["padding"], g["kw"])
    x = some(seed, (g["images"], g["channels"], g["height"], g["width"]))
    return x, some(seed + 1, (g["filters"], g["channels"], kh, kw)), some(seed + 2, g["filters"])


@drawn
@given(seeds, geometry)
def test_batch_is_a_loop_over_images_filters_and_channels(seed, g):
    x, w, b = layer(seed, g)
    expected = [
        [
            b[f]
            + sum(conv2d_layer(image[c], w[f, c], 0, g["stride"], g["padding"]) for c in range(len(image)))
            for f in range(len(w))
        ]
        for image in x
    ]
    assert_close(conv2d_batch(x, w, b, g["stride"], g["padding"]), expected)


@drawn
@given(seeds, geometry)
def test_batch_and_its_gradients_are_torchs(seed, g):
    torch = pytest.importorskip("torch")
    x, w, b = layer(seed, g)
    stride, padding = g["stride"], g["padding"]
    leaves = [torch.tensor(values, requires_grad=True) for values in (x, w, b)]
    expected = torch.nn.functional.conv2d(*leaves, stride=stride, padding=padding)
    y = conv2d_batch(x, w, b, stride, padding)
    assert_close(y, expected.detach().numpy())
    dy = some(seed + 3, y.shape)
    expected.backward(torch.tensor(dy))
    for gradient, leaf in zip(conv2d_batch_backward(dy, x, w, stride, padding), leaves, strict=True):
        assert_close(gradient, leaf.grad.numpy())


@drawn
@given(seeds, geometry)
def test_gradients_are_central_differences(seed, g):
    x, w, b = layer(seed, g | {"height": min(g["height"], 4), "width": min(g["width"], 4)})
    stride, padding = g["stride"], g["padding"]
    dy = some(seed + 3, conv2d_batch(x, w, b, stride, padding).shape)
    gradients = conv2d_batch_backward(dy, x, w, stride, padding)
    for values, gradient in zip((x, w, b), gradients, strict=True):
        index = tuple(np.random.default_rng(seed).integers(values.shape))
        ends = []
        for step in (1e-5, -2e-5):
            values[index] += step
            ends.append(float(np.sum(dy * conv2d_batch(x, w, b, stride, padding))))
        values[index] += 1e-5
        difference = (ends[0] - ends[1]) / 2e-5
        assert abs(gradient[index] - difference) <= 1e-6 * max(1.0, abs(difference))


@drawn
@given(seeds, geometry)
def test_col2im_is_the_transpose_of_im2col(seed, g):
    x, w, _ = layer(seed, g)
    columns = im2col(x, w.shape[2:], g["stride"], g["padding"])
    other = some(seed + 4, columns.shape)
    back = col2im(other, x.shape, w.shape[2:], g["stride"], g["padding"])
    assert np.isclose(np.sum(columns * other), np.sum(x * back), rtol=1e-10, atol=1e-10)


def test_blocks_of_images_change_nothing(monkeypatch):
    x, w, b = some(1, (7, 3, 9, 8)), some(2, (4, 3, 3, 2)), some(3, 4)
    dy = some(4, (7, 4, 5, 5))
    whole = [conv2d_batch(x, w, b, 2, 1), *conv2d_batch_backward(dy, x, w, 2, 1)]
    monkeypatch.setattr(conv_batch, "COLUMN_CELLS", 1)
    for a, one_by_one in zip(
        whole, [conv2d_batch(x, w, b, 2, 1), *conv2d_batch_backward(dy, x, w, 2, 1)], strict=True
    ):
        assert_close(one_by_one, a)


def test_an_empty_batch_gives_an_empty_batch():
    assert conv2d_batch(np.ones((0, 2, 5, 5)), np.ones((3, 2, 2, 2)), np.ones(3)).shape == (0, 3, 4, 4)


REFUSED = {
    "another depth": (np.ones((1, 3, 4, 4)), np.ones((2, 2, 2, 2)), 0),
    "a kernel too large": (np.ones((1, 2, 4, 4)), np.ones((2, 2, 7, 2)), 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_a_value_error(name):
    x, w, padding = REFUSED[name]
    with pytest.raises(ValueError):
        conv2d_batch(x, w, np.ones(len(w)), 1, padding)
