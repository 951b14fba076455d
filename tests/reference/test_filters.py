"""Filters against SciPy and plain loops, and the properties that stand for kernels nobody printed."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.filters import apply_filter, feature_match, make_filter, plot_filters
from reference.properties import filters as properties

signal = pytest.importorskip("scipy.signal")

seeds = st.integers(0, 2**32 - 1)
sides = st.integers(1, 9)
kernels = st.integers(1, 4)

PROPERTY = {
    "vertical": properties.edge_vertical,
    "horizontal": properties.edge_horizontal,
    "edges": properties.edge_all,
    "dark_edges": properties.edge_dark,
    "box": properties.blur_box,
    "gaussian": properties.blur_gaussian,
    "sharpen": properties.sharpening,
}
SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
LAPLACE = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]


def holds(findings):
    """Tell whether all findings hold; every one of them names what it looked at in both languages."""
    found = list(findings)
    assert found
    assert all(set(what) == {"es", "en"} for what, _, _ in found)
    return all(
        np.shape(expected) == np.shape(actual) and np.allclose(expected, actual, rtol=1e-6, atol=1e-9)
        for _, expected, actual in found
    )


@given(sides, sides, kernels, kernels, st.booleans(), seeds)
def test_filtered_pictures_agree_with_scipy(height, width, rows, columns, colour, seed):
    rng = np.random.default_rng(seed)
    height, width = height + rows, width + columns
    img = rng.integers(0, 256, (height, width, 3) if colour else (height, width), dtype=np.uint8)
    k = rng.standard_normal((rows, columns))
    channels = np.atleast_3d(img).astype(float)
    expected = np.stack(
        [signal.correlate2d(channels[..., c], k, "valid") for c in range(channels.shape[-1])], -1
    )
    expected = expected if colour else expected[..., 0]
    filtered = apply_filter(img, k)
    assert filtered.dtype == np.uint8
    near_half = np.abs(expected - np.floor(expected) - 0.5) < 1e-9  # either neighbour may be chosen there
    assert filtered.shape == expected.shape
    assert (filtered == np.clip(np.rint(expected), 0, 255))[~near_half].all()


@given(sides, sides, kernels, kernels, seeds)
def test_matches_agree_with_loops(height, width, rows, columns, seed):
    rng = np.random.default_rng(seed)
    img, f = rng.choice([-1, 1], (height + rows, width + columns)), rng.choice([-1, 1], (rows, columns))
    response, hits = feature_match(img, f)
    places = [(i, j) for i in range(height + 1) for j in range(width + 1)]
    for i, j in places:
        assert response[i, j] == (img[i : i + rows, j : j + columns] * f).sum()
    equal = [(i, j) for i, j in places if (img[i : i + rows, j : j + columns] == f).all()]
    assert [tuple(hit) for hit in hits] == equal
    assert hits.shape == (len(equal), 2)


@pytest.mark.parametrize("name", sorted(PROPERTY))
def test_each_filter_has_its_properties(name):
    assert holds(PROPERTY[name](make_filter, name=name))
    assert holds(PROPERTY[name](make_filter, name=name, size=3, sigma=1.0))


@given(st.integers(0, 4), st.floats(0.5, 3.0))
def test_blurs_of_any_size(half, sigma):
    size = 2 * half + 1
    assert holds(properties.blur_box(make_filter, name="box", size=size))
    assert holds(properties.blur_gaussian(make_filter, name="gaussian", size=size, sigma=sigma))
    assert holds(properties.gaussian_profile(make_filter, name="gaussian", size=size, sigma=sigma))
    bell = signal.windows.gaussian(size, sigma)
    expected = np.outer(bell, bell) / bell.sum() ** 2
    np.testing.assert_allclose(make_filter("gaussian", size, sigma), expected, rtol=1e-10)


def test_other_kernels_with_the_properties_are_right_too():
    assert holds(properties.edge_vertical(lambda name: SOBEL, name="vertical"))
    assert holds(properties.edge_horizontal(lambda name: np.transpose(SOBEL), name="horizontal"))
    assert holds(properties.edge_all(lambda name: LAPLACE, name="edges"))
    assert not holds(properties.edge_vertical(lambda name: np.transpose(SOBEL), name="vertical"))
    assert not holds(properties.edge_dark(lambda name: LAPLACE, name="dark_edges"))


@pytest.mark.parametrize("name", sorted(PROPERTY))
@pytest.mark.parametrize(
    "junk",
    [
        None,
        "x",
        [],
        {},
        3.0,
        [[1], [1, 2]],
        np.zeros((3, 3)),
        np.full((3, 3), np.nan),
        np.ones((3, 3, 1)),
        1j,
    ],
    ids=repr,
)
def test_properties_survive_any_answer(name, junk):
    assert not holds(PROPERTY[name](lambda **_: junk, name=name))


def test_an_unknown_filter_is_refused():
    with pytest.raises(ValueError, match="motion"):
        make_filter("motion")


def test_the_figure_has_five_titled_pictures():
    pytest.importorskip("matplotlib")
    figure = plot_filters(np.arange(15 * 12 * 3, dtype=np.uint8).reshape(15, 12, 3))
    assert len({axes.get_title() for axes in figure.axes}) == 5
    assert [len(axes.images) for axes in figure.axes] == [1] * 5


def test_every_picture_has_its_licence_beside_it():
    exercises = Path(__file__).parents[2] / "exercises"
    pictures = sorted(exercises.rglob("*.png"))
    assert pictures
    for picture in pictures:
        licence = picture.with_name(f"{picture.stem}.license.txt")
        assert licence.is_file(), f"{picture} has no licence"
        assert picture.name in licence.read_text(encoding="utf-8")
