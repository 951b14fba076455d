"""``expect`` and ``raises`` of a case → an ``Expectation``."""

from typing import Any

from grader.course import keys, valuechecks
from grader.course.faults import KeyPath, nearest
from grader.course.operators import RESERVED
from grader.course.valuechecks import Checking
from grader.course.values import operator_of
from grader.model import Expectation

WORDS = ("reference", "differences")
MAIN = ("shape", "property", "value", "figure")


def read_expectation(case: dict[str, Any]) -> Expectation:
    """Read what a (checked) case expects; the literal of kind ``value`` stays a specification."""
    if "raises" in case:
        raises = case["raises"]
        return Expectation("raises", tuple(raises) if isinstance(raises, list) else (raises,))
    spec = case["expect"]
    if spec == "reference":
        return Expectation("reference")
    if spec == "differences":
        return Expectation("differences")
    if not has_options(spec):
        return Expectation("value", spec)
    dtype = spec.get("dtype")
    if "shape" in spec:
        return Expectation("shape", spec["shape"], dtype)
    if "property" in spec:
        return Expectation("property", spec["property"], dtype)
    if "figure" in spec:
        return Expectation("figure", spec["figure"])
    if "value" in spec:
        return Expectation("value", {"value": spec["value"]}, dtype)
    return Expectation("dtype", dtype, dtype)


def has_options(spec: Any) -> bool:
    """Tell ``{shape: …, dtype: …}`` from a literal."""
    return isinstance(spec, dict) and bool(spec) and set(spec) <= set(keys.EXPECT_OPTIONS.keys)


def check_expectation(spec: Any, path: KeyPath, at: Checking) -> None:
    """Report what is wrong with an ``expect``."""
    if isinstance(spec, str) and spec not in WORDS and spec not in at.names:
        near = nearest(spec, WORDS)
        if near:
            at.faults.add(at.line, path, f"unknown expectation {spec}{near}; a text is written {{value: {spec}}}")
    elif has_options(spec):
        _check_options(spec, path, at)
    elif isinstance(spec, dict) and operator_of(spec) is None and len(spec) == 1:
        (key,) = spec
        near = nearest(key, [*keys.EXPECT_OPTIONS.keys, *RESERVED])
        if near:
            at.faults.add(at.line, (path, key), f"unknown expectation{near}; a dict is written {{value: …}}")
        else:
            valuechecks.check(spec, path, at)
    else:
        valuechecks.check(spec, path, at)


def _check_options(spec: Any, path: KeyPath, at: Checking) -> None:
    keys.EXPECT_OPTIONS.check(spec, at.line, path, at.faults)
    main = [key for key in MAIN if key in spec]
    if len(main) > 1:
        at.faults.add(at.line, path, f"{' and '.join(main)} cannot be combined")
    if "shape" in spec:
        valuechecks.check_shape(spec["shape"], (path, "shape"), at)
