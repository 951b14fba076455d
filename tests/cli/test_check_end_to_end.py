"""``grader check`` through its entry point: what is printed, and the exit code."""

# ruff: noqa: E501 — tables and arguments on one line

import json
import re

import pytest
from cli_runs import BROKEN_TOO, NO_SHIFT, RAISING, RIGHT, hand_in, run_main, run_program, write_course

# ---------------------------------------------------------------- exit codes


def test_a_right_answer_has_full_marks(grader, student):
    code, out, err = grader("check", student(a__py=RIGHT))
    assert (code, err) == (0, "")
    assert "6 / 6 points" in out


def test_a_wrong_answer_is_explained(grader, student):
    code, out, _ = grader("check", student(a__py=NO_SHIFT))
    assert code == 1
    said = " ".join(out.split())
    assert "The shape (2,) is right; 2 of 2 values differ." in said
    assert "Your output equals the one of this mistake" in said
    assert "What of the shift?" in said
    assert "grader explain shift-forgotten" in said


@pytest.mark.parametrize(("least", "code"), [("0.25", 0), ("0.5", 1), ("1", 1), ("0", 0)])
def test_min_score(grader, student, least, code):
    assert grader("check", student(a__py=NO_SHIFT), "--min-score", least)[0] == code


CALLERS_FAULTS = {
    # name: (arguments, what is said)
    "no path": (["check"], "Missing argument"),
    "no such path": (["check", "{tmp}/nothing"], "nothing: no such file or folder"),
    "an empty path": (["check", ""], "an empty path: name a file or a folder"),
    "an empty path of a cohort": (["batch", ""], "an empty path: name a file or a folder"),
    "an empty folder": (["check", "{tmp}/empty"], "empty: the folder is empty"),
    "no source": (["check", "{tmp}/notes.pdf"], "notes.pdf: give a .py file"),
    "an unknown exercise": (["check", "{tmp}/a.py", "-e", "scal"], "no exercise scal in this course (did you mean scale?)"),
    "an unknown assignment": (["check", "{tmp}/a.py", "-a", "tarea1"], "no assignment tarea1 in this course (did you mean tarea-1?)"),
    "an unknown language": (["check", "{tmp}/a.py", "--lang", "fr"], "--lang: this course speaks es, en, not fr"),
    "an unknown format": (["check", "{tmp}/a.py", "--format", "yaml"], "'yaml' is not one of"),
    "a score that is none": (["check", "{tmp}/a.py", "--min-score", "7"], "7.0 is not in the range"),
    "an unknown option": (["check", "{tmp}/a.py", "--languag", "es"], "No such option"),
    "an unknown command": (["chekc"], "No such command 'chekc'"),
    "an unknown mistake": (["explain", "shift-forgoten"], "no mistake shift-forgoten in this course (did you mean shift-forgotten?)"),
    "an unknown statement": (["show", "counts"], "no exercise counts in this course (did you mean count?)"),
    "no cohort": (["batch", "{tmp}/nothing"], "nothing: no such file or folder"),
    "an empty cohort": (["batch", "{tmp}/empty", "-o", "{tmp}/out"], "empty: holds no submission"),
    "results among the submissions": (["batch", "{tmp}", "-o", "{tmp}/out"], "the results would lie among the submissions"),
    "no results": (["export", "{tmp}/empty", "--to", "csv"], "holds no results.jsonl"),
    "no results to report": (["report", "{tmp}/empty"], "holds no results.jsonl"),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLERS_FAULTS)
def test_the_callers_fault_is_one_sentence_and_exit_2(capsys, course, tmp_path, name):
    (tmp_path / "empty").mkdir()
    hand_in(tmp_path, {"a.py": RIGHT, "notes.pdf": "%PDF"})
    arguments, said = CALLERS_FAULTS[name]
    arguments = [argument.format(tmp=tmp_path) for argument in arguments]
    code, out, err = run_main(capsys, "--course", course, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


IN_A_SUBMISSION = {
    # name: (files, what is said of it)
    "a corrupt notebook": ({"a.ipynb": '{"cells": [', "b.py": RIGHT}, ["a.ipynb is no valid notebook", "it ends too early", "6 / 6"]),
    "only a corrupt notebook": ({"a.ipynb": '{"cells": ['}, ["a.ipynb is no valid notebook", "No exercise was graded"]),
    "a syntax error": ({"a.py": RIGHT + "def f(x)\n    pass\n"}, [r"expected ':'\. The line: def f\(x\)", "scale is there, but Python cannot read"]),
    "a lost cell": ({"a.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": RIGHT}, {"cell_type": "code", "source": "x = ("}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}})}, ["cell 2 was left out", "6 / 6"]),
    "a missing function": ({"a.py": "def count(x):\n    return len(x)\n"}, ["2 / 2"]),
    "a misspelt function": ({"a.py": RIGHT.replace("scale", "sacle")}, ["sacle was graded as scale", "6 / 6"]),
    "a file that is not UTF-8": ({"a.py": ("# Añadido\n" + RIGHT).encode("latin-1")}, ["a.py is not UTF-8; it was read as Windows-1252", "6 / 6"]),
    "None": ({"a.py": "def count(x):\n    len(x)\n"}, [r"returns nothing \(None\)"]),
    "an exception": ({"a.py": "def count(x):\n    return x[9]\n"}, [r"raised IndexError \(a.py, line 2\)"]),
    "what is forbidden": ({"a.py": "import numpy as np\ndef count(x):\n    return np.convolve(x, x)\n"}, [r"without numpy.convolve \(a.py, line 3\)"]),
    "a method": ({"a.py": "class A:\n    def count(self, x):\n        return 3\n"}, ["only as a method of the class A"]),
    "nothing of the course": ({"a.py": "x = 1\n"}, ["None of the course's functions is defined"]),
    "no source": ({"a.txt": "hola"}, ["There is no .py file and no notebook"]),
    "an empty file": ({"a.py": ""}, ["Nothing to grade was handed in"]),
}  # fmt: skip
FULL_MARKS = {
    "a corrupt notebook",
    "a lost cell",
    "a missing function",
    "a misspelt function",
    "a file that is not UTF-8",
}


@pytest.mark.parametrize("name", IN_A_SUBMISSION)
def test_what_is_wrong_inside_a_submission_is_graded(grader, tmp_path, name):
    files, said = IN_A_SUBMISSION[name]
    code, out, err = grader("check", hand_in(tmp_path / "ana", files))
    assert (code, err) == (0 if name in FULL_MARKS else 1, "")
    flat = " ".join(out.split())
    for text in said:
        assert re.search(text, flat), text


def test_an_exercise_asked_for_and_not_there_is_missing(grader, student):
    code, out, _ = grader(
        "check", student(a__py=RIGHT.partition("def count")[0]), "-e", "scale", "-e", "count"
    )
    assert code == 1
    assert "count is not defined in what was handed in." in out
    assert "4 / 6 points" in out


def test_an_endless_loop_is_told(grader, student):
    code, out, _ = grader("check", student(a__py="def count(x):\n    while True:\n        pass\n"))
    assert code == 1
    assert "No answer came within 0.5 s." in " ".join(out.split())


def test_a_reference_that_raises_is_ungraded(capsys, tmp_path):
    course = write_course(tmp_path, broken=RAISING)
    hand_in(tmp_path, {"ana.py": BROKEN_TOO})
    code, out, err = run_main(capsys, "check", tmp_path / "ana.py", "--course", course)
    assert (code, err) == (3, "")
    said = " ".join(out.split())
    assert "Not graded, because of a fault of the grader" in said
    assert "KeyError" in said
    assert "✓ scale" in said
    code, out, _ = run_main(capsys, "check", tmp_path / "ana.py", "--course", course, "--format", "json")
    report = json.loads(out)
    assert (code, report["score"]) == (3, None)
    broken = next(e for e in report["exercises"] if e["id"] == "broken")
    assert (broken["status"], broken["score"]) == ("ungraded", None)


# ---------------------------------------------------------------- the course's own faults

COURSE_FAULTS = {
    "an unknown key": (
        "points: 4\n",
        "point: 4\n",
        "exercise.yaml:4: point: unknown key (did you mean points?)",
    ),
    "a wrong type": ("points: 4\n", "points: two\n", 'exercise.yaml:4: points: expected a number, got "two"'),
    "a duplicate id": ("id: scale\n", "id: count\n", "id: "),
}


@pytest.mark.parametrize("name", COURSE_FAULTS)
def test_a_fault_of_the_course_says_file_and_line(capsys, tmp_path, name):
    from cli_runs import EXERCISES

    right, wrong, said = COURSE_FAULTS[name]
    course = write_course(tmp_path, scale=EXERCISES["scale"].replace(right, wrong))
    hand_in(tmp_path, {"a.py": RIGHT})
    for command in (
        ["check", tmp_path / "a.py"],
        ["list"],
        ["batch", tmp_path / "a.py", "-o", tmp_path / "out"],
    ):
        code, out, err = run_main(capsys, *command, "--course", course)
        assert (code, out) == (2, "")
        assert said in err
        assert re.search(r"^\S+\.yaml:\d+: ", err, re.MULTILINE)


def test_all_faults_of_a_course_are_said_at_once(capsys, tmp_path):
    course = write_course(
        tmp_path, scale="id: scale\npoints: two\nlimit: {}\n", count="id: count\nsubmit: 3\n"
    )
    code, _, err = run_main(capsys, "list", "--course", course)
    assert code == 2
    assert 'points: expected a number, got "two"' in err
    assert "limit: unknown key (did you mean limits?)" in err
    assert "sums/count/exercise.yaml:2" in err


# ---------------------------------------------------------------- formats


def test_json_is_one_object(grader, student):
    code, out, _ = grader("check", student(a__py=NO_SHIFT), "--format", "json")
    report = json.loads(out)
    assert (code, report["schema"], report["score"], report["max_score"]) == (1, "grader/report/v1", 1.0, 4.0)
    (scale,) = report["exercises"]
    assert scale["diagnosis"][0]["codes"] == ["shift-forgotten"]
    hidden = [case for case in scale["cases"] if case["hidden"]]
    assert [case["mismatch"] for case in hidden] == [None]


def test_the_same_input_gives_the_same_bytes(grader, student):
    folder = student(a__py=NO_SHIFT)
    first, second = (grader("check", folder, "--format", "json")[1] for _ in range(2))
    assert without_seconds(first) == without_seconds(second)


def without_seconds(text):
    return re.sub(r'"seconds": ?[0-9.e-]+', '"seconds": 0', text)


def test_junit_is_xml(grader, student):
    from xml.etree import ElementTree as ET

    code, out, _ = grader("check", student(a__py=NO_SHIFT), "--format", "junit")
    root = ET.fromstring(out)
    assert code == 1
    assert len(root.findall(".//testcase")) == 3
    assert len(root.findall(".//failure")) == 2


def test_github_annotates_and_writes_the_summary(grader, student, tmp_path, monkeypatch):
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    code, out, _ = grader(
        "check", student(a__py=NO_SHIFT + "print('::error::forged')\n"), "--format", "github"
    )
    assert code == 1
    assert "::error" in out
    assert "scale" in summary.read_text()


@pytest.mark.parametrize("form", ["gradescope", "markdown"])
def test_other_formats(grader, student, form):
    code, out, _ = grader("check", student(a__py=NO_SHIFT), "--format", form)
    assert code == 1
    assert json.loads(out)["tests"] if form == "gradescope" else out.startswith("#")


# ---------------------------------------------------------------- options


def test_common_options_stand_before_or_after_the_command(capsys, course, student):
    folder = student(a__py=RIGHT)
    before = run_main(capsys, "--course", course, "--lang", "es", "--no-color", "check", folder)
    after = run_main(capsys, "check", folder, "--course", course, "--lang", "es", "--no-color")
    assert before == after
    assert "6 / 6 puntos" in before[1]
    assert (
        "points" in run_main(capsys, "--lang", "es", "check", folder, "--course", course, "--lang", "en")[1]
    )


def test_the_language_of_the_environment(grader, student, monkeypatch):
    folder = student(a__py=RIGHT)
    monkeypatch.delenv("GRADER_LANG")
    assert "puntos" in grader("check", folder)[1]  # the course's first
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "points" in grader("check", folder)[1]


def test_assignments_choose_exercises(grader, student):
    out = grader("check", student(a__py=RIGHT), "-a", "tarea-1")[1]
    assert "4 / 4 points" in out
    assert "count" not in out


def test_several_paths_are_one_submission(grader, tmp_path):
    hand_in(tmp_path, {"a.py": NO_SHIFT, "b/c.py": "def count(x):\n    return len(x)\n"})
    code, out, _ = grader("check", tmp_path / "a.py", tmp_path / "b")
    assert code == 1
    assert "3 / 6 points" in out


@pytest.mark.parametrize("how", ["option", "NO_COLOR", "colour"])
def test_colour_is_for_terminals_that_want_it(grader, student, monkeypatch, how):
    monkeypatch.setattr("grader.commands.check.sys.stdout.isatty", lambda: True, raising=False)
    if how == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    out = grader("check", student(a__py=RIGHT), *(["--no-color"] if how == "option" else []))[1]
    assert ("\x1b[" in out) == (how == "colour")


def test_the_course_is_found_from_the_folder_one_is_in(course, tmp_path):
    hand_in(tmp_path, {"a.py": RIGHT})
    done = run_program("check", tmp_path / "a.py", "--lang", "en", cwd=course / "sums")
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 / 6 points" in done.stdout


# ---------------------------------------------------------------- the program itself


def test_the_program_exits_as_it_says(course, tmp_path):
    hand_in(tmp_path, {"right.py": RIGHT, "wrong.py": NO_SHIFT})
    codes = {
        name: run_program("check", tmp_path / f"{name}.py", "--course", course).returncode
        for name in ("right", "wrong", "absent")
    }
    assert codes == {"right": 0, "wrong": 1, "absent": 2}


def test_a_reader_that_goes_away_is_no_crash(course, tmp_path):
    import subprocess
    import sys

    from cli_runs import environment

    hand_in(tmp_path, {"wrong.py": NO_SHIFT})
    command = [sys.executable, "-m", "grader", "check", str(tmp_path / "wrong.py"), "--course", str(course)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as program:
        program.stdout.close()
        errors = program.stderr.read().decode()
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


def test_debug_shows_the_traceback(course, tmp_path):
    done = run_program("check", tmp_path / "absent.py", "--course", course, "--debug")
    assert "Traceback" in done.stderr
    assert done.returncode != 0
