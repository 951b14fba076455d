"""``expect`` and ``raises`` of a case → an ``Expectation``."""

from typing import Any

from grader.model import Expectation

WORDS = ("reference", "differences")
MAIN_OPTIONS = ("shape", "property", "value", "figure")
OPTIONS = frozenset({*MAIN_OPTIONS, "dtype"})


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
    return isinstance(spec, dict) and bool(spec) and OPTIONS.issuperset(spec)
