"""An answer of another type is told by what usually makes it."""

import pytest

from grader.model import Mismatch, Verdict
from grader.report.findings import fact

OTHER = "The answer is of another type than the one asked for."

SAID = {
    # (expected, actual): what is said
    ("array (5, 5)", "tuple (2)"): "The answer is a tuple of 2 parts; the exercise asks for one value alone.",
    ("tuple (2)", "tuple (3)"): OTHER,
    (
        "array (6,)",
        "generator",
    ): "The answer is a generator, which has computed nothing yet; make a list or an array of it.",
    ("array (6,)", "array of object"): (
        "The answer is an array of Python objects, which cannot be compared as numbers; add .astype(float)."
    ),
    ("array (6,)", "str"): OTHER,
}


@pytest.mark.parametrize(("expected", "actual"), SAID)
def test_fact_of_a_type(expected, actual):
    verdict = Verdict("a", False, "failed", 0.0, 1.0, "returned", mismatch=Mismatch("type", expected, actual))
    assert fact(verdict, "en") == SAID[expected, actual]


def test_fact_of_other_keys():
    verdict = Verdict(
        "a", False, "failed", 0.0, 1.0, "returned", mismatch=Mismatch("shape", "{'layers'}", "dict (4)")
    )
    assert fact(verdict, "en") == "The answer is a dict, as asked; its keys differ."
