"""How many cases are drawn for each reference function, and what they are made of.

Fifty by default, always the same ones. ``REFERENCE_EXAMPLES=500`` draws five hundred, new ones each time.
"""

import os

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("REFERENCE_EXAMPLES", "50"))

drawn = settings(
    max_examples=EXAMPLES, deadline=None, derandomize="REFERENCE_EXAMPLES" not in os.environ, database=None
)

seeds = st.integers(0, 2**32 - 1)
dtypes = st.sampled_from(["float64", "float32", "int64", "uint8"])


def some(seed, shape, dtype="float64"):
    """Draw an array of a shape and dtype; whole numbers where the dtype asks for them."""
    rng = np.random.default_rng(seed)
    if np.dtype(dtype).kind in "iu":
        return rng.integers(0 if dtype == "uint8" else -9, 10, size=shape).astype(dtype)
    return rng.normal(size=shape).astype(dtype)


def assert_close(actual, expected, share=1e-10):
    """Differ by no more than a share of the largest value."""
    actual, expected = np.asarray(actual), np.asarray(expected)
    assert actual.shape == expected.shape
    assert actual.dtype == np.float64
    scale = max(1.0, float(np.abs(expected).max(initial=0.0)))
    assert float(np.abs(actual - expected).max(initial=0.0)) <= share * scale
