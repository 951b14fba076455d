"""Sizes, shapes, paddings and pixels agree with counting, NumPy and plain arithmetic."""

import math

import numpy as np
import pytest
from drawn import drawn, seeds, some
from hypothesis import given
from hypothesis import strategies as st

from reference.images import audit_images, fc_weights, scale_pixels
from reference.padding import pad2d, pad_amounts
from reference.shapes import layer_shape, out_size, pool_out_size, receptive_field

size = st.integers(1, 30)
stride = st.integers(1, 5)


@drawn
@given(size, size, st.integers(0, 4), stride)
def test_out_size_counts_the_windows(i, k, p, s):
    starts = [start for start in range(0, i + 2 * p, s) if start + k <= i + 2 * p]
    if not starts:
        with pytest.raises(ValueError):
            out_size(i, k, p, s)
        return
    assert out_size(i, k, p, s) == len(starts)
    assert type(out_size(i, k, p, s)) is int
    if starts[-1] + k == i + 2 * p:
        assert out_size(i, k, p, s, strict=True) == len(starts)
    else:
        with pytest.raises(ValueError):
            out_size(i, k, p, s, strict=True)


@drawn
@given(size, st.integers(1, 6), stride)
def test_pool_out_size_counts_windows_that_start_inside(i, k, s):
    # A window is kept while the one before it has not reached the end.
    windows = 1
    while (windows - 1) * s + k < i and windows * s < i:
        windows += 1
    assert pool_out_size(i, k, s, ceil=True) == windows
    if k <= i:
        assert pool_out_size(i, k, s) == len(range(0, i - k + 1, s))


@drawn
@given(size, st.integers(1, 9), stride)
def test_pad_amounts(i, k, s):
    before, after = pad_amounts(i, k, s)
    assert 0 <= after - before <= 1
    assert min(before, after) >= 0
    windows = (i + before + after - k) // s + 1 if i + before + after >= k else 0
    assert windows == math.ceil(i / s)
    if before + after:  # one zero less, and a window is lost
        assert (i + before + after - 1 - k) // s + 1 < windows
    assert pad_amounts(i, k, s, "full") == (k - 1, k - 1)
    assert pad_amounts(i, k, s, "valid") == (0, 0)


@drawn
@given(seeds, size, size, st.lists(st.integers(0, 4), min_size=4, max_size=4), st.booleans())
def test_pad2d_is_numpys_pad(seed, height, width, sides, square):
    x = some(seed, (height, width))
    p = sides[0] if square else ((sides[0], sides[1]), (sides[2], sides[3]))
    assert np.array_equal(pad2d(x, p, 2.5), np.pad(x, p, constant_values=2.5))


@drawn
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3)), max_size=4))
def test_receptive_field_is_what_a_change_reaches(layers):
    positions = {0}  # the input cells that cell 0 of the last map sees, found backwards
    for k, s in reversed(layers):
        positions = {position * s + offset for position in positions for offset in range(k)}
    assert receptive_field(layers) == max(positions) - min(positions) + 1


@drawn
@given(
    st.integers(5, 40), st.integers(5, 40), st.integers(1, 9), st.integers(1, 5), stride, st.integers(0, 3)
)
def test_layer_shape_is_the_shape_of_a_strided_view(height, width, channels, k, s, p):
    windows = np.lib.stride_tricks.sliding_window_view(np.empty((height + 2 * p, width + 2 * p)), (k, k))
    expected = windows[::s, ::s].shape[:2]
    shape = (height, width, channels)
    assert layer_shape({"kind": "conv", "k": k, "filters": 7, "s": s, "p": p}, shape) == (*expected, 7)
    if p == 0:
        assert layer_shape({"kind": "pool", "k": k, "s": s}, shape) == (*expected, channels)
    assert layer_shape({"kind": "flatten"}, shape) == (height * width * channels,)
    assert layer_shape({"kind": "dense", "units": 3}, shape) == (3,)
    assert layer_shape({"kind": "norm"}, shape) == shape


def test_defaults_of_layers():
    assert layer_shape({"kind": "conv", "k": 3, "filters": 2}, (8, 9, 1)) == (6, 7, 2)
    assert layer_shape({"kind": "pool", "k": 3}, (9, 12, 4)) == (3, 4, 4)
    assert layer_shape({"kind": "pool", "k": 2, "ceil": True}, (5, 4, 1)) == (3, 2, 1)
    with pytest.raises(ValueError):
        layer_shape({"kind": "lstm"}, (4, 4, 1))


@drawn
@given(seeds, size, size)
def test_audit_is_a_loop_over_pixels(seed, height, width):
    rng = np.random.default_rng(seed)
    a, b = (rng.choice([-1, 0, 7, 255, 256], size=(height, width)) for _ in range(2))
    out, differing = [], []
    for i in range(height):
        for j in range(width):
            row = [i, j, a[i, j], b[i, j]]
            if not (0 <= a[i, j] <= 255 and 0 <= b[i, j] <= 255):
                out.append(row)
            if a[i, j] != b[i, j]:
                differing.append(row)
    for found, expected in zip(audit_images(a, b), (out, differing), strict=True):
        assert np.array_equal(found, np.reshape(expected, (-1, 4)))


def test_audit_refuses_other_shapes():
    with pytest.raises(ValueError):
        audit_images([[1, 2]], [[1], [2]])


@drawn
@given(seeds, size, size)
def test_scale_pixels(seed, height, width):
    img = np.random.default_rng(seed).integers(0, 256, size=(height, width), dtype=np.uint8)
    unit, signed = scale_pixels(img, "unit"), scale_pixels(img, "signed")
    for (i, j), pixel in np.ndenumerate(img):
        assert abs(unit[i, j] - int(pixel) / 255) < 1e-12
        assert abs(signed[i, j] - (int(pixel) - 127.5) / 127.5) < 1e-12


def test_scale_pixels_refuses_another_mode():
    with pytest.raises(ValueError):
        scale_pixels(np.zeros((1, 1)), "01")


@drawn
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(1, 9), st.booleans())
def test_fc_weights_is_the_size_of_the_parameters(shape, units, bias):
    cells = np.empty((np.empty(shape).size, units)).size + (units if bias else 0)
    assert fc_weights(tuple(shape), units, bias) == cells
    assert type(fc_weights(tuple(shape), units, bias)) is int
