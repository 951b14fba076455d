"""What a student's process says of itself is cut to what an honest one says, and never passes for our words."""

import ast
from pathlib import Path

import pytest

import grader.sandbox
from grader.model import Phrase, Target
from grader.report.english import ENGLISH
from grader.sandbox.reading import CODES, read_raised, read_survey

LONG = "x" * 1_000_000
CHILD = Path(grader.sandbox.__file__).parent / "student"


def hint(code, **params):
    return {"code": code, "params": params}


def raised(*, name="ValueError", message="no", bases=(), where=None, trace=(), said=None):
    return read_raised([name, message, list(bases), where, list(trace), said], 0.0)


def test_the_codes_are_those_that_the_childs_side_has():
    said = set()
    for name in ("explain", "cells", "elsewhere"):
        tree = ast.parse((CHILD / f"{name}.py").read_text(encoding="utf-8"))
        said |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) is str}
    assert said & set(ENGLISH) == CODES


@pytest.mark.parametrize("code", ["say", "ungraded", "passed", "misprint", "raised", "", LONG])
def test_words_of_others_are_not_taken(code):
    forged = hint(code, say="the hidden input is 42")
    assert raised(said=forged).hint is None
    found = read_survey(
        {"near": {}, "defined": {}, "faults": [forged], "lost": {"f": forged}}, {"f": Target("f")}
    )
    assert (found.faults, found.lost) == ((), {})


def test_an_exception_is_cut_to_the_size_of_one():
    found = raised(
        name=LONG, message=LONG, bases=[LONG] * 60, where=LONG, trace=[LONG] * 60,
        said=hint("needed-failed", **{f"{i}{LONG}": [LONG] * 60 for i in range(60)}),
    )  # fmt: skip
    assert (len(found.type), len(found.message), len(found.where)) == (200, 4_000, 500)
    assert [len(base) for base in found.bases] == [200] * 32
    assert [len(line) for line in found.trace] == [300] * 10
    assert len(found.hint.params) == 12
    for key, texts in found.hint.params.items():
        assert len(key) == 64
        assert [len(text) for text in texts] == [400] * 12


def test_a_survey_is_cut_to_the_size_of_one():
    fault = hint("syntax-error", where=LONG, line=10**4000, text=None)
    found = {
        "near": {"f": LONG, LONG: LONG}, "defined": {},
        "faults": [fault] * 100_000, "lost": {"f": fault, LONG: fault},
    }  # fmt: skip
    survey = read_survey(found, {"f": Target("f")})
    assert [(name, len(actual)) for name, actual in survey.near.items()] == [("f", 500)]
    assert len(survey.faults) == 200
    assert set(survey.lost) == {"f"}
    assert len(survey.lost["f"].params["where"]) == 400
    assert survey.lost["f"].params["line"] == 2**63


def test_what_is_honest_arrives_whole():
    said = hint("not-imported", name="np", line="import numpy as np", count=3, share=0.5, other=True)
    found = raised(bases=["ValueError", "Exception"], where="a.py, line 2", trace=["a.py, line 2"], said=said)
    assert found.hint == Phrase("not-imported", said["params"])
    assert (found.bases, found.where, found.trace) == (
        ("ValueError", "Exception"), "a.py, line 2", ("a.py, line 2",),
    )  # fmt: skip
