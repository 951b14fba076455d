"""What is wrong with an ``expect``, said when the course is loaded."""

from typing import Any

from grader.course import keys, valuechecks
from grader.course.expectation import MAIN_OPTIONS, OPTIONS, WORDS, has_options
from grader.course.faults import KeyPath, nearest
from grader.course.operators import RESERVED
from grader.course.valuechecks import Checking
from grader.course.values import operator_of


def check_expectation(spec: Any, path: KeyPath, at: Checking) -> None:
    """Report what is wrong with an ``expect``."""
    if isinstance(spec, str) and spec not in WORDS and spec not in at.names:
        near = nearest(spec, WORDS)
        if near:
            what = f"unknown expectation {spec}{near}; a text is written {{value: {spec}}}"
            at.faults.add(at.line, path, what)
    elif has_options(spec):
        _check_options(spec, path, at)
    elif isinstance(spec, dict) and operator_of(spec) is None and len(spec) == 1:
        (key,) = spec
        near = nearest(key, [*OPTIONS, *RESERVED])
        if near:
            at.faults.add(at.line, (path, key), f"unknown expectation{near}; a dict is written {{value: …}}")
        else:
            valuechecks.check(spec, path, at)
    else:
        valuechecks.check(spec, path, at)


def _check_options(spec: Any, path: KeyPath, at: Checking) -> None:
    keys.EXPECT_OPTIONS.check(spec, at.line, path, at.faults)
    main = [key for key in MAIN_OPTIONS if key in spec]
    if len(main) > 1:
        at.faults.add(at.line, path, f"{' and '.join(main)} cannot be combined")
    if "shape" in spec:
        valuechecks.check_shape(spec["shape"], (path, "shape"), at)
    if isinstance(spec.get("figure"), dict) and "size" in spec["figure"]:
        valuechecks.check_shape(spec["figure"]["size"], ((path, "figure"), "size"), at)
