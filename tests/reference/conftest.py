"""Oracles for the reference: how near it must come, slopes by central differences, and how often to look.

``REFERENCE_EXAMPLES`` says how many shapes are drawn for each function: 50 unless given, 500 to be thorough.
"""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

# The reference is the instructor's and is never installed: it is found beside the tests.
ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

settings.register_profile(
    "reference",
    max_examples=int(os.environ.get("REFERENCE_EXAMPLES", "50")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("reference")


@pytest.fixture(scope="session")
def agrees():
    """Compare with an independent implementation: at most 1e-10 of the largest value apart, shapes equal."""

    def agrees(actual, expected, share=1e-10):
        actual, expected = np.asarray(actual), np.asarray(expected)
        assert actual.shape == expected.shape
        largest = max(float(np.abs(expected).max(initial=0.0)), 1e-300)
        assert float(np.abs(actual - expected).max(initial=0.0)) <= share * largest

    return agrees


@pytest.fixture(scope="session")
def slopes():
    """Differentiate sum(dy · f(x)) with respect to every cell of x by central differences."""

    def slopes(f, x, dy, step=1e-6):
        x, found = np.array(x, dtype=float), np.zeros(np.shape(x))
        for index in np.ndindex(*x.shape):
            kept = x[index]
            x[index] = kept + step
            above = np.sum(dy * f(x))
            x[index] = kept - step
            below = np.sum(dy * f(x))
            x[index] = kept
            found[index] = (above - below) / (2 * step)
        return found

    return slopes
