"""``grader batch`` through its entry point: one bad submission is nobody else's trouble, and nothing is lost."""

import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from cli_runs import (
    BROKEN_TOO,
    NO_SHIFT,
    RAISING,
    RIGHT,
    environment,
    hand_in,
    run_main,
    run_program,
    write_course,
)

from grader.cohort.publish import page_name

COHORT = {
    "ana/a.py": RIGHT,
    "bruno/a.py": NO_SHIFT,
    "carla/a.ipynb": '{"cells": [',
    "david.py": "def scale(x)\n    return x\n",
    "elena/a.py": "def count(x):\n    while True:\n        pass\n",
    "felix/a.py": "import os\ndef scale(x, k=2.0, shift=0.0):\n    os._exit(3)\n",
    "greta/notas.txt": "hola",
    "hugo/señal.py": ("# Año\n" + RIGHT).encode("latin-1"),
}
SCORES = {"ana": 6, "bruno": 1, "carla": 0, "david": 0, "elena": 0, "felix": 0, "greta": 0, "hugo": 6}


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    folder = hand_in(tmp_path_factory.mktemp("cohort"), COHORT)
    (folder / "hugo" / "link.py").symlink_to("/etc/passwd")
    return folder


@pytest.fixture(scope="module")
def batches(course, cohort, tmp_path_factory):
    """Grade the cohort with one worker and with two; return where the results are, and what was said."""
    outs = {}
    for jobs in (1, 2):
        out = tmp_path_factory.mktemp("out") / str(jobs)
        done = run_program("batch", cohort, "-o", out, "--jobs", jobs, "--course", course, "--lang", "en")
        assert done.returncode == 0, done.stderr
        outs[jobs] = (out, done)
    return outs


def results(out):
    return [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()]


def without_seconds(text):
    return re.sub(r'"seconds": ?[0-9.e-]+', '"seconds": 0', text)


def test_every_student_is_graded(batches):
    reports = results(batches[1][0])
    assert {report["submission"]["student"]: report["score"] for report in reports} == SCORES
    assert {report["max_score"] for report in reports} == {6}


def test_whatever_a_batch_finds_is_no_error(batches):
    _, done = batches[2]
    assert "Traceback" not in done.stdout + done.stderr
    assert "8 submissions graded" in done.stdout


def test_two_workers_give_the_bytes_of_one(batches):
    one, two = (batches[jobs][0] for jobs in (1, 2))
    assert (one / "gradebook.csv").read_bytes() == (two / "gradebook.csv").read_bytes()
    first, second = ((out / "results.jsonl").read_text() for out in (one, two))
    assert without_seconds(first) == without_seconds(second)
    assert sorted(path.name for path in (one / "feedback").iterdir()) == [f"{name}.html" for name in SCORES]


def test_the_gradebook_has_a_row_for_each(batches):
    with (batches[1][0] / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == list(SCORES)
    assert [float(row[-2]) for row in rows[1:]] == list(SCORES.values())


def test_feedback_shows_nothing_of_hidden_cases(batches):
    page = (batches[1][0] / "feedback" / "bruno.html").read_text()
    assert "hidden" in page
    assert "1.5" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_pages_and_exports_are_made_again(capsys, batches, course, tmp_path):
    out = tmp_path / "again"
    shutil.copytree(batches[1][0], out)
    before = {path.name: path.read_bytes() for path in (out / "feedback").iterdir()}
    shutil.rmtree(out / "feedback")
    (out / "report" / "index.html").unlink()
    code, _, err = run_main(capsys, "report", out, "--course", course, "--lang", "en")
    assert (code, err) == (0, "")
    assert {path.name: path.read_bytes() for path in (out / "feedback").iterdir()} == before
    code, text, err = run_main(capsys, "export", out, "--to", "csv")
    assert (code, err) == (0, "")
    assert text.replace("\r", "") == (out / "gradebook.csv").read_text().replace("\r", "")
    code, _, err = run_main(capsys, "export", out, "--to", "mooddle")
    assert code == 2
    assert "mooddle" in err
    assert err.count("\n") == 1


def test_chosen_exercises_alone(capsys, course, tmp_path):
    hand_in(tmp_path / "in", {"ana.py": RIGHT, "bruno.py": "x = 1\n"})
    code, _, _ = run_main(
        capsys, "batch", tmp_path / "in", "-o", tmp_path / "out", "-e", "count", "--course", course
    )
    assert code == 0
    assert [(r["score"], r["max_score"]) for r in results(tmp_path / "out")] == [(2, 2), (0, 2)]


def test_a_reference_that_raises_is_ungraded_and_the_rest_is_graded(capsys, tmp_path):
    course = write_course(tmp_path, broken=RAISING)
    hand_in(tmp_path / "in", {"ana.py": BROKEN_TOO, "bruno.py": RIGHT})
    out = tmp_path / "out"
    code, said, err = run_main(capsys, "batch", tmp_path / "in", "-o", out, "--course", course)
    assert (code, err) == (3, "")
    assert "ungraded" in said
    ana, bruno = results(out)
    assert (ana["score"], bruno["score"]) == (None, 6)
    rows = (out / "gradebook.csv").read_text().splitlines()
    assert rows[1].split(",")[1:4] in (
        ["2", "4", ""],
        ["4", "2", ""],
        ["", "4", "2"],
        ["4", "", "2"],
        ["", "2", "4"],
        ["2", "", "4"],
    )


SLOW = "import time\n\n\ndef count(x):\n    time.sleep(0.15)\n    return len(x)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_interrupted_batch_is_resumed(course, tmp_path):
    students = hand_in(tmp_path / "in", {f"s{n:02}.py": SLOW for n in range(14)})
    out = tmp_path / "out"
    arguments = [
        "batch",
        students,
        "-o",
        out,
        "--jobs",
        "1",
        "--course",
        course,
        "-e",
        "count",
        "--lang",
        "en",
    ]
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    with subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as batch:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not kept(out):
            time.sleep(0.02)
        os.killpg(batch.pid, signal.SIGKILL)
    done = kept(out)
    assert 0 < len(done) < 14
    assert not (out / "results.jsonl").exists()
    assert run_program(*arguments, "--resume").returncode == 0
    after = {r["submission"]["student"]: r for r in results(out)}
    assert len(after) == 14
    assert {r["score"] for r in after.values()} == {2}
    assert all(after[student] == report for student, report in done.items())  # its seconds too: not run again
    assert kept(out, runs=1)


def kept(out, runs=1):
    """Return the reports that are safe on the disk, by student."""
    if not (out / "gradebook.sqlite").exists():
        return {}
    try:
        with sqlite3.connect(f"file:{out / 'gradebook.sqlite'}?mode=ro", uri=True) as database:
            found = dict(database.execute("SELECT student, report FROM reports").fetchall())
            assert database.execute("SELECT count(*) FROM runs").fetchone()[0] == runs
    except sqlite3.OperationalError:
        return {}
    finally:
        if "database" in locals():
            database.close()
    return {student: json.loads(report) for student, report in found.items()}


def test_without_resume_a_batch_begins_anew(capsys, course, tmp_path):
    hand_in(tmp_path / "in", {"ana.py": RIGHT, "bruno.py": RIGHT})
    arguments = ["batch", tmp_path / "in", "-o", tmp_path / "out", "--course", course, "--jobs", "1"]
    assert run_main(capsys, *arguments)[0] == 0
    (tmp_path / "in" / "bruno.py").unlink()
    hand_in(tmp_path / "in", {"ana.py": NO_SHIFT})
    assert run_main(capsys, *arguments)[0] == 0
    assert [(r["submission"]["student"], r["score"]) for r in results(tmp_path / "out")] == [("ana", 1)]
    assert [path.name for path in (tmp_path / "out" / "feedback").iterdir()] == ["ana.html"]


def test_resume_grades_again_what_changed(capsys, course, tmp_path):
    hand_in(tmp_path / "in", {"ana.py": NO_SHIFT, "bruno.py": RIGHT})
    arguments = ["batch", tmp_path / "in", "-o", tmp_path / "out", "--course", course, "--resume"]
    assert run_main(capsys, *arguments)[0] == 0
    hand_in(tmp_path / "in", {"ana.py": RIGHT, "carla.py": NO_SHIFT})
    (tmp_path / "in" / "bruno.py").unlink()
    assert run_main(capsys, *arguments)[0] == 0
    found = [(r["submission"]["student"], r["score"]) for r in results(tmp_path / "out")]
    assert found == [("ana", 6), ("carla", 1)]


def test_a_history_that_is_none(capsys, course, tmp_path):
    hand_in(tmp_path, {"in/ana.py": RIGHT, "out/gradebook.sqlite": "no database at all, by far"})
    code, _, err = run_main(capsys, "batch", tmp_path / "in", "-o", tmp_path / "out", "--course", course)
    assert code == 2
    assert "gradebook.sqlite" in err
    assert err.count("\n") == 1


def test_an_output_that_is_a_file(capsys, course, tmp_path):
    hand_in(tmp_path, {"in/ana.py": RIGHT, "out": "x"})
    code, _, err = run_main(capsys, "batch", tmp_path / "in", "-o", tmp_path / "out", "--course", course)
    assert code == 2
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["ñ" * 200, "\N{GRINNING FACE}" * 120, "x" * 5000, "\udce9" * 250])
def test_a_page_has_a_name_that_a_file_can_have(name):
    assert len(f".{page_name(name)}.part".encode()) <= 255
