import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from report_cases import REPORTS, SMALLEST, poisoned, report, score

from grader.model import Foreign, Phrase
from grader.report import json as report_json
from grader.report.rebuild import from_json

NUMBER = {"anyOf": [{"type": "number"}, {"enum": ["nan", "inf", "-inf"]}]}
MAYBE_NUMBER = {"anyOf": [NUMBER, {"type": "null"}]}
TEXT = {"type": "string"}


def an_object(**properties):
    return {"type": "object", "required": list(properties), "properties": properties}


def maybe(schema):
    return {"anyOf": [schema, {"type": "null"}]}


MISMATCH = an_object(
    kind={"enum": ["type", "shape", "dtype", "value"]},
    first_index=maybe({"type": "array", "items": {"type": "integer"}}),
    expected=TEXT,
    actual=TEXT,
    max_abs_error=MAYBE_NUMBER,
    share_wrong=MAYBE_NUMBER,
)
CASE = an_object(
    name=TEXT,
    hidden={"type": "boolean"},
    status={"enum": ["passed", "failed", "skipped", "ungraded"]},
    outcome={"enum": ["returned", "raised", "timeout", "memory", "crashed", "forbidden", "missing", None]},
    score={"type": "number"},
    max_score={"type": "number"},
    limit=maybe(TEXT),
    message=TEXT,
    seconds={"type": "number"},
    mismatch=maybe(MISMATCH),
)
DIAGNOSIS = an_object(
    codes={"type": "array", "items": TEXT, "minItems": 1},
    explains={"type": "integer"},
    of={"type": "integer"},
    message=TEXT,
    help=TEXT,
    source=TEXT,
)
EXERCISE = an_object(
    id=TEXT,
    status={"enum": ["passed", "failed", "missing", "ungraded"]},
    score=maybe({"type": "number"}),
    max_score={"type": "number"},
    diagnosis={"type": "array", "items": DIAGNOSIS},
    cases={"type": "array", "items": CASE},
)
REPORT = an_object(
    schema={"const": "grader/report/v1"},
    grader=an_object(version=TEXT, isolation=TEXT, course=TEXT, course_sha256=TEXT),
    submission=an_object(student=TEXT, files={"type": "array", "items": TEXT}, sha256=TEXT),
    score=maybe({"type": "number"}),
    max_score={"type": "number"},
    exercises={"type": "array", "items": EXERCISE},
)


def strict(text):
    def refuse(name):
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("show_hidden", [True, False])
@pytest.mark.parametrize("name", REPORTS)
def test_it_is_the_object_of_the_contract_with_its_keys_in_order(name, show_hidden):
    whole = strict(report_json.render(REPORTS[name], "en", show_hidden=show_hidden))
    jsonschema.validate(whole, REPORT)

    def check(found, schema):
        if "properties" in schema and isinstance(found, dict):
            known = list(schema["properties"])
            assert [key for key in found if key in known] == known
            for key, inner in schema["properties"].items():
                check(found[key], inner)
        for inner in found if isinstance(found, list) else ():
            check(inner, schema["items"])

    check(whole, REPORT)


@pytest.mark.parametrize("name", REPORTS)
def test_it_comes_back_as_it_went(name):
    line = report_json.line(REPORTS[name], "es")
    assert "\n" not in line
    rebuilt = from_json(json.loads(line))
    assert report_json.line(rebuilt, "es") == line
    assert report_json.line(rebuilt, "en") == report_json.line(REPORTS[name], "en")


def test_the_instructor_sees_hidden_cases_and_the_student_does_not():
    hidden = {"show_hidden": True}, {"show_hidden": False}
    ours, theirs = (
        report_json.to_dict(REPORTS["flipped-kernel"], "en", **each)["exercises"][0]["cases"][3]
        for each in hidden
    )
    assert ours["mismatch"]["actual"] == "5.0"
    assert theirs["mismatch"] is None
    assert "5.0" not in json.dumps(theirs)
    assert theirs["hint"]["message"] == "How many windows fit?"


def test_an_exception_of_a_hidden_case_carries_nothing_out():
    secret = poisoned("the hidden input is 42")
    case = report_json.to_dict(secret, "en")["exercises"][0]["cases"][-1]
    assert case["hidden"]
    assert "42" not in json.dumps(case)


VALUES = {
    "numbers": [1, 2.5, True, None, "text", 10**30],
    "not finite": [np.nan, np.inf, -np.inf, float("nan")],
    "arrays": [
        np.zeros((2, 3)),
        np.array(5),
        np.float32(0.1),
        np.arange(3, dtype=np.uint8),
        np.array([True]),
        np.zeros((0, 2)),
    ],
    "nested": [{"a": [np.ones(2), (1, 2.0)]}, [[1, 2], [3]]],
    "too large": [np.zeros((100, 100)), [0] * 5000, "x" * 10_000],
    "no values": [Foreign("Tensor"), Phrase("raised", {"type": "E"}), object, 1j, np.array([1j])],
}


@pytest.mark.parametrize("kind", VALUES)
def test_any_value_of_a_smallest_input_can_be_written_and_read(kind):
    for value in VALUES[kind]:
        small = replace(SMALLEST, arguments={"x": value}, actual=value, expected=value)
        line = report_json.line(report(score(smallest=small, status="failed")), "en")
        strict(line)
        assert len(line) < 60_000
        assert report_json.line(from_json(json.loads(line)), "en") == line


def test_float32_has_the_digits_it_has():
    assert report_json.jsonable(np.array([0.1, np.nan], dtype=np.float32)) == [0.1, "nan"]


WRONG = {
    "other schema": {"schema": "x"},
    "no keys": {"schema": "grader/report/v1"},
    "no object": {"schema": "grader/report/v1", "grader": 1, "submission": 2},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_report_is_refused_in_a_sentence(name):
    with pytest.raises(ValueError, match=r"not a .*grader/report/v1"):
        from_json(WRONG[name])
