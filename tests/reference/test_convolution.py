"""The convolutions agree with SciPy or with plain loops, over drawn shapes, strides and paddings."""

import numpy as np
import pytest
from drawn import assert_close, drawn, dtypes, seeds, some
from hypothesis import given
from hypothesis import strategies as st
from scipy import signal

from reference import convolution as c

size = st.integers(1, 9)
kernel = st.integers(1, 4)


def fits(n, k):
    return n, min(n, k)


@drawn
@given(seeds, size, kernel, dtypes)
def test_conv1d_is_scipys_correlation(seed, n, k, dtype):
    n, k = fits(n, k)
    x, w = some(seed, n, dtype), some(seed + 1, k)
    assert_close(c.conv1d(x, w), signal.correlate(x.astype(float), w, "valid"))


@drawn
@given(seeds, size, kernel, st.integers(1, 4), st.sampled_from(["valid", "same", "full"]))
def test_conv1d_layer_is_a_loop_over_a_padded_signal(seed, n, k, stride, padding):
    n, k = fits(n, k)
    x, w, b = some(seed, n), some(seed + 1, k), float(some(seed + 2, ()))
    total = {"valid": 0, "full": 2 * (k - 1), "same": max((-(-n // stride) - 1) * stride + k - n, 0)}[padding]
    before = k - 1 if padding == "full" else total // 2
    padded = [0.0] * before + list(x) + [0.0] * (total - before)
    starts = range(0, len(padded) - k + 1, stride)
    expected = [b + sum(padded[i + a] * w[a] for a in range(k)) for i in starts]
    assert_close(c.conv1d_layer(x, w, b, stride, padding), expected)


@drawn
@given(seeds, size, size, size, size, st.booleans(), st.sampled_from(["full", "valid"]))
def test_true_conv_is_scipys_convolution(seed, height, width, kernel_height, kernel_width, flat, mode):
    if mode == "valid":
        kernel_height, kernel_width = min(height, kernel_height), min(width, kernel_width)
    shapes = (height, width), (kernel_height, kernel_width)
    x, w = (some(seed + n, shape[:1] if flat else shape) for n, shape in enumerate(shapes))
    assert_close(c.true_conv(x, w, mode), signal.convolve(x, w, mode, method="direct"))
    if mode == "full":
        assert_close(c.true_conv(w, x), c.true_conv(x, w))


@drawn
@given(seeds, size, size, kernel, kernel, dtypes)
def test_conv2d_is_scipys_correlation(seed, height, width, kernel_height, kernel_width, dtype):
    (height, kernel_height), (width, kernel_width) = fits(height, kernel_height), fits(width, kernel_width)
    x, w = some(seed, (height, width), dtype), some(seed + 1, (kernel_height, kernel_width))
    assert_close(c.conv2d(x, w), signal.correlate2d(x.astype(float), w, "valid"))


@drawn
@given(seeds, size, size, kernel, kernel, st.integers(1, 4), st.integers(0, 3))
def test_conv2d_layer_is_scipys_correlation_of_the_padded_image(seed, height, width, kh, kw, stride, padding):
    kh, kw = min(height + 2 * padding, kh), min(width + 2 * padding, kw)
    x, w, b = some(seed, (height, width)), some(seed + 1, (kh, kw)), float(some(seed + 2, ()))
    expected = signal.correlate2d(np.pad(x, padding), w, "valid")[::stride, ::stride] + b
    assert_close(c.conv2d_layer(x, w, b, stride, padding), expected)


@drawn
@given(seeds, st.integers(1, 4), size, size, kernel, kernel)
def test_conv2d_mc_is_scipys_correlation_in_three_dimensions(seed, channels, height, width, kh, kw):
    (height, kh), (width, kw) = fits(height, kh), fits(width, kw)
    x, w = some(seed, (channels, height, width)), some(seed + 1, (channels, kh, kw))
    assert_close(c.conv2d_mc(x, w, 0.5), signal.correlate(x, w, "valid", method="direct")[0] + 0.5)


@drawn
@given(seeds, st.integers(1, 3), st.integers(1, 4), size, size, kernel, kernel, dtypes)
def test_conv2d_bank_is_a_loop_over_cells(seed, channels, filters, height, width, kh, kw, dtype):
    (height, kh), (width, kw) = fits(height, kh), fits(width, kw)
    x = some(seed, (channels, height, width), dtype)
    w, b = some(seed + 1, (filters, channels, kh, kw)), some(seed + 2, filters)
    expected = [
        [
            [
                float(np.sum(x[:, i : i + kh, j : j + kw].astype(float) * w[f]) + b[f])
                for j in range(width - kw + 1)
            ]
            for i in range(height - kh + 1)
        ]
        for f in range(filters)
    ]
    assert_close(c.conv2d_bank(x, w, b), expected)


@drawn
@given(seeds, st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), kernel, kernel, kernel)
def test_conv3d_is_scipys_correlation(seed, slices, height, width, kt, kh, kw):
    (slices, kt), (height, kh), (width, kw) = fits(slices, kt), fits(height, kh), fits(width, kw)
    x, w = some(seed, (slices, height, width)), some(seed + 1, (kt, kh, kw))
    assert_close(c.conv3d(x, w), signal.correlate(x, w, "valid", method="direct"))


@drawn
@given(seeds, st.lists(kernel, min_size=2, max_size=3), dtypes)
def test_neuron_is_a_sum_over_cells(seed, shape, dtype):
    patch, w, b = some(seed, shape, dtype), some(seed + 1, shape), float(some(seed + 2, ()))
    expected = b + sum(float(p) * float(q) for p, q in zip(patch.ravel(), w.ravel(), strict=True))
    assert abs(c.neuron(patch, w, b) - expected) <= 1e-10 * max(1.0, abs(expected))
    assert isinstance(c.neuron(patch, w, b), float)


@drawn
@given(seeds, st.integers(0, 3), st.integers(0, 3))
def test_convolution_moves_with_the_image(seed, down, right):
    x, w = some(seed, (5, 6)), some(seed + 1, (2, 3))
    moved = np.pad(x, ((down, 0), (right, 0)))
    assert_close(c.conv2d(moved, w)[down:, right:], c.conv2d(x, w))


SLIDES = {
    "1D": (c.conv1d, ([0, 1, 2, 3, 4, 5, 6], [1, 2]), [2, 5, 8, 11, 14, 17]),
    "voltage": (c.conv1d, ([0, 0, 0, 0, 1, 2, 3, 3], [-1, 1]), [0, 0, 0, 1, 1, 1, 0]),
    "2D": (c.conv2d, ([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]]), [[19, 25], [37, 43]]),
    "2D, flipped": (
        lambda x, w: c.true_conv(x, w, "valid"),
        ([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]]),
        [[5, 11], [23, 29]],
    ),
}


@pytest.mark.parametrize("name", SLIDES)
def test_the_slides_own_numbers(name):
    function, arguments, expected = SLIDES[name]
    assert_close(function(*arguments), np.array(expected, dtype=float))


REFUSED = {
    "1D kernel too long": lambda: c.conv1d([1, 2], [1, 2, 3]),
    "2D kernel too high": lambda: c.conv2d(np.ones((2, 9)), np.ones((3, 1))),
    "2D kernel too wide": lambda: c.conv2d(np.ones((9, 2)), np.ones((1, 3))),
    "kernel larger than the padded image": lambda: c.conv2d_layer(
        np.ones((2, 2)), np.ones((5, 5)), padding=1
    ),
    "another depth": lambda: c.conv2d_mc(np.ones((3, 4, 4)), np.ones((2, 2, 2))),
    "a bank of another depth": lambda: c.conv2d_bank(np.ones((3, 4, 4)), np.ones((5, 2, 2, 2)), np.ones(5)),
    "more biases than filters": lambda: c.conv2d_bank(np.ones((1, 4, 4)), np.ones((2, 1, 2, 2)), np.ones(3)),
    "kernel deeper than the volume": lambda: c.conv3d(np.ones((2, 4, 4)), np.ones((3, 2, 2))),
    "patch of another shape": lambda: c.neuron(np.ones((2, 3)), np.ones((3, 2))),
    "unknown mode": lambda: c.true_conv([1, 2], [1], "same"),
    "unknown padding": lambda: c.conv1d_layer([1, 2], [1], padding="half"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_a_value_error(name):
    with pytest.raises(ValueError):
        REFUSED[name]()
