"""Programs that must gain nothing and honest oddities that must lose nothing, declared in ``corpus.yaml``."""

import dataclasses
import os
import tracemalloc
from pathlib import Path

import pytest
import yaml

from grader import attempts
from grader.course.catalog import find_course, load_course
from grader.grade import Grading
from grader.intake.submission import read_submission
from grader.model import Limits
from grader.report import json
from grader.sandbox import Sandbox

HERE = Path(__file__).parent
CORPUS = yaml.safe_load((HERE / "corpus.yaml").read_text(encoding="utf-8"))
EXERCISE = "conv2d-valid"
"""What a program answers, unless its row names another exercise."""
SECONDS = 0.6
"""Enough for every honest program here, and short for the many that never end."""


@pytest.fixture(scope="module")
def grading():
    course = load_course(find_course(str(HERE.parents[1])))
    asked = {EXERCISE, *(row["exercise"] for row in CORPUS if "exercise" in row)}
    limits = Limits(seconds=SECONDS, cpu_seconds=SECONDS, memory_mb=256)
    quick = (
        dataclasses.replace(e, cases=tuple(dataclasses.replace(case, limits=limits) for case in e.cases))
        for e in course.exercises
        if e.id in asked
    )
    with Sandbox() as sandbox:
        yield Grading(dataclasses.replace(course, exercises=tuple(quick)), sandbox)


@pytest.fixture
def grade(grading):
    """Grade a program of this folder for one exercise."""

    def run(file, slug=EXERCISE):
        asked = [exercise for exercise in grading.course.exercises if exercise.id == slug]
        return grading.grade(read_submission(HERE / file), asked)

    return run


@pytest.mark.parametrize("row", CORPUS, ids=lambda row: Path(row["file"]).stem)
def test_corpus(grade, row):
    (score,) = grade(row["file"], row.get("exercise", EXERCISE)).exercises
    assert score.status != "ungraded", [v.message for v in score.verdicts]
    if row["expect"] == "full":
        assert score.score == score.max_score, [
            (v.name, v.message, v.mismatch) for v in score.verdicts if v.status == "failed"
        ]
        return
    assert score.score == 0, [v.name for v in score.verdicts if v.status == "passed"]
    allowed = row.get("outcomes")
    if allowed:
        seen = {v.outcome for v in score.verdicts if v.status == "failed"}
        assert seen <= set(allowed), score.verdicts


def test_the_corpus_is_as_large_as_promised():
    kinds = [row["expect"] for row in CORPUS]
    assert kinds.count("nothing") >= 60
    assert kinds.count("full") >= 15
    assert {p.name for p in (HERE / "programs").iterdir()} == {
        Path(r["file"]).name for r in CORPUS if r["expect"] == "nothing"
    }


def test_wrong_answers_are_not_all_kept(grade, monkeypatch):
    """Fifteen answers of 20 MB cost the grader the memory of a few."""
    monkeypatch.setattr(attempts, "KEPT_BYTES", 30 << 20)
    tracemalloc.start()
    try:
        grade("programs/exhaust_large_answers.py")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 150 << 20


def test_dying_late_is_running_out_of_time(grade):
    (score,) = grade("programs/exhaust_sleep_then_die.py").exercises
    statuses = [verdict.status for verdict in score.verdicts]
    assert statuses.count("failed") == attempts.TIMEOUTS_BEFORE_SKIPPING
    assert set(statuses) == {"failed", "skipped"}


def test_whoever_can_write_memory_is_named(grade):
    """What ``forbid`` does can be undone by its own process; that nobody sees it must not be."""
    for name, named in (("honest/tuples.py", False), ("programs/steal_c_table.py", True)):
        (score,) = grade(name).exercises
        assert any(note.code == "raw-memory" for note in score.notes) is named


def test_a_hint_of_ones_own_carries_nothing_out(grade):
    """The author's hints are shown for hidden cases, and only the author's."""
    assert "THE INPUT IS" not in json.render(grade("programs/forge_hint_of_the_author.py"), "en")


def test_a_report_does_not_grow_with_what_is_said_of_an_exception(grade):
    assert len(json.render(grade("programs/forge_long_trace.py"), "en")) < 200_000


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs /proc")
def test_nothing_is_left_behind():
    before = _descendants()
    course = load_course(find_course(str(HERE.parents[1])))
    chosen = [e for e in course.exercises if e.id == EXERCISE]
    with Sandbox() as sandbox:
        grading = Grading(course, sandbox)
        for name in (
            "escape_daemon",
            "escape_fork",
            "escape_multiprocessing",
            "forge_from_thread",
            "leave_os_exit",
        ):
            grading.grade(read_submission(HERE / f"programs/{name}.py"), chosen)
    assert _descendants() <= before
    assert not [
        p
        for p in ("/tmp/grader-escaped.txt", "/dev/shm/grader-escaped", "/tmp/grader-escaped-system")
        if os.path.exists(p)
    ]


def _descendants() -> set[int]:
    """Processes started from this one, and those of its warm parents (they are told its number)."""
    ours = f'"uid": {1_000_000 + os.getpid()}'.encode()
    found = set()
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            try:
                command = Path(f"/proc/{name}/cmdline").read_bytes()
                parent = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == os.getpid() or ours in command:
                found.add(int(name))
    return found
