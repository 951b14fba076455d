# ruff: noqa: E501 - tables read better in rows

import json

import pytest
from authored import write_course
from click.testing import CliRunner

from grader.authoring.attempts import attempt, outcome_of
from grader.authoring.audit_text import render
from grader.cli import cli
from grader.course.catalog import load_course
from grader.course.golden import Golden

YAML, SUMS = "exercise.yaml", "reference/sums.py"
SECRET = "points: 6, repeat: 5"
# name: changes (file, old, new), the check that finds it, a part of what is said, the line (None: any)
DEFECTS = {
    "a reference that is wrong": ([(SUMS, "* k", "* k + 1")], "reference", "fails case 'a row'", 10),
    "a reference that raises": ([(SUMS, "if np.ndim(x) == 0", "if np.ndim(x) != 1")], "fault", "ValueError", None),
    "a reference that raises in one case": ([(SUMS, "return np", "if np.ndim(x) == 2 and k == 3:\n        raise KeyError('three')\n    return np"), (YAML, "k: 3}, expect: reference", "k: 3}, expect: [[15, 21], [3, 6]]")], "reference", "fails case 'another factor' (raised KeyError: 'three')", 11),
    "a package that no exercise declares": ([(SUMS, "return np", "import numpy_of_tomorrow\n    return np"), (YAML, "expect: reference", "expect: [1]")], "reference", "No module named 'numpy_of_tomorrow'", 10),
    "a misprint that is right": ([(YAML, "expect: [2, 4, 6]}", "expect: [2, 4, 6], misprint: {value: [2, 4, 6], say: {es: nada, en: nothing}}}")], "misprint", "is the right answer", 10),
    "a starter that solves it": ([("starter.py", "raise NotImplementedError", "return x * k")], "starter", "by 'a row'", None),
    "a starter with a syntax error": ([("starter.py", "raise NotImplementedError", "return (")], "starter", "does not load", None),
    "a starter that is not there": ([("starter.py", "", None)], "starter", "missing", None),
    "a mistake that nothing catches": ([(YAML, '"k * k"', '"k + 0"')], "mistake-passes", "factor-squared gets full marks", 16),
    "a mistake that hidden cases alone catch": ([(YAML, '"k * k"', '"k * k if np.size(x) < 7 and np.ndim(x) == 1 and k > 2 else k"')], "hidden-only", "caught by hidden cases alone", 16),
    "hidden_only without need": ([(YAML, '{code: factor-missing, args: {k: "1.0"}}', '{code: factor-missing, args: {k: "1.0"}, hidden_only: "so it is"}')], "hidden-only", "yet a visible case catches it", 17),
    "two mistakes that do the same": ([(YAML, 'args: {k: "1.0"}', 'args: {k: "k*k"}')], "same-behaviour", "factor-squared and factor-missing", 17),
    "same_as without need": ([(YAML, '{code: factor-missing, args: {k: "1.0"}}', '{code: factor-missing, args: {k: "1.0"}, same_as: [last-missing]}')], "same-as", "a draw tells them apart", 17),
    "a mistake that cannot be computed": ([("reference/mistakes.py", "import numpy as np", "import numpy_of_tomorrow")], "mistake-fails", "factor-added cannot be computed", 19),
    "zeros that earn": ([(YAML, "[1, 2, 3]}, expect: [2, 4, 6]", "[0, 0, 0]}, expect: [0, 0, 0]")], "nothing-earns", "zeros of the right shape", 10),
    "the input itself earns": ([(YAML, "args: {x: [1, 2, 3]}, expect: [2, 4, 6]", "args: {x: [1, 2, 3], k: 1}, expect: [1, 2, 3]")], "nothing-earns", "the input x itself", 10),
    "the visible answers are enough": ([(YAML, SECRET, "points: 4, repeat: 5")], "by-heart", "earn 6 of 10 points", None),
    "a hidden case like a visible one": ([(YAML, "seed: 77, sizes: {N: [2, 6], K: [3, 5]}, args: {x: {normal: [N]}, k: K}", "args: {x: [1, 2, 3]}")], "by-heart", "'a secret size'", None),
    "no size twice": ([(YAML, SECRET, "points: 6, repeat: 1")], "remembering", "no two draws", None),
    "a property that single precision misses": ([(YAML, "{name: a row", "{name: exact, args: {x: [0.1], k: 7}, expect: {property: is_exact}}\n  - {name: a row"), ("properties.py", "def is_scaled", "def is_exact(f, x, k):\n    yield 'exact', True, float(np.asarray(f(x=x, k=k), float)[0]) == 0.1 * 7\n\ndef is_scaled")], "honest", "single precision", 10),
    "a limit that is too short": ([(YAML, "expect: [2, 4, 6]}", "expect: [2, 4, 6], limits: {seconds: 0.0000001}}")], "time", "the limit is 1e-07 s", 10),
    "no hint in a language": ([("all.yaml", 'say: {es: "¿factor-added?", en: "factor-added?"}', 'say: {en: "factor-added?"}')], "mistake-hint", "no hint in es", 19),
    "no example": ([("all.yaml", '  example: {es: "2 · 3", en: "2 · 3"}\n', "")], "mistake-example", "no worked example", None),
    "no statement in a language": ([("statement.es.md", "", None)], "statement", "statement.es.md is missing", None),
    "a slide without a source": ([(YAML, "name: another factor", "name: the slide's factor")], "source", "names no source", 11),
    "too few mistakes": ([(YAML, "  - {code: factor-added, variant: scale_added}\n", "")], "few-mistakes", "3 mistakes; at least 4", None),
    "too few mistakes of a gradient": ([(YAML, "module: sums", "module: gradients"), ("course.yaml", "id: sums", "id: gradients")], "few-mistakes", "at least 6", None),
}  # fmt: skip


@pytest.mark.parametrize("name", DEFECTS)
def test_what_an_audit_finds(name, audited):
    changes, check, said, line = DEFECTS[name]
    found = [finding for finding in audited(changes).defects if finding.check == check]
    assert any(said in finding.message for finding in found), audited
    if line is not None:
        assert line in {finding.line for finding in found}


def test_a_sound_exercise(audited):
    audit = audited()
    assert audit.defects == []
    assert (audit.mistakes, audit.caught, audit.pairs, audit.apart, audit.same) == (4, 4, 6, 6, 0)
    assert "4 of 4 mistakes caught, 6 of 6 pairs told apart" in render([audit], remarks=False)


def test_a_package_that_is_not_here_is_no_defect_of_the_exercise(audited):
    """The cases have literals: a reference that is asked for an answer says of itself what is absent."""
    audit = audited(
        [
            (SUMS, "return np", "import numpy_of_tomorrow\n    return np"),
            (YAML, "points: 10", "points: 10\npackages: [numpy_of_tomorrow]"),
            (YAML, "k: 3}, expect: reference", "k: 3}, expect: [[15, 21], [3, 6]]"),
            (
                YAML,
                "args: {x: {normal: [9, 9]}, k: 1.0e-6}, expect: reference",
                "args: {x: [1]}, expect: [2]",
            ),
            (YAML, "args: {x: {normal: [N]}, k: K}, expect: reference", "args: {x: [3]}, expect: [6]"),
        ]
    )
    assert audit.defects == []
    said = "the reference could not be tried here: numpy_of_tomorrow is not installed"
    assert said in [remark.message for remark in audit.remarks]


def test_pairs_that_are_the_same_by_nature(audited):
    same = [
        (
            YAML,
            '{code: factor-missing, args: {k: "1.0"}}',
            '{code: factor-missing, args: {k: "k*k"}, same_as: [factor-squared]}',
        )
    ]
    audit = audited(same)
    assert audit.defects == []
    assert (audit.apart, audit.same) == (5, 1)


def test_who_always_raises_earns_nothing(tmp_path):
    course = load_course(write_course(tmp_path))
    result = attempt(course.exercises[0], Golden(course), lambda case, _: outcome_of(case, ValueError("no")))
    assert result.points == 0
    assert [one.message.code for one in result.verdicts if one.name == "no axes"] == ["raises-always"]


def test_the_command(tmp_path, monkeypatch):
    course = write_course(tmp_path, [(YAML, '"k * k"', '"k + 0"')])
    monkeypatch.chdir(tmp_path)
    text = CliRunner().invoke(cli, ["audit", "--course", str(course)])
    assert text.exit_code == 1
    assert "exercises/sums/scale/exercise.yaml:16: mistake-passes: " in text.output
    assert "1 exercise, 1 defects in 1 of them; 3 of 4 mistakes caught" in text.output
    found = json.loads(
        CliRunner().invoke(cli, ["audit", "scale", "--format", "json", "--course", str(course)]).output
    )
    assert found["schema"] == "grader/audit/v1"
    assert not found["sound"]
    assert [f["line"] for e in found["exercises"] for f in e["findings"] if f["severity"] == "defect"] == [16]
    write_course(tmp_path)
    assert CliRunner().invoke(cli, ["audit", "--course", str(course)]).exit_code == 0
