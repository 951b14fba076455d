"""What may stand in the way of a batch: its output, a signal, a name. Each is one sentence, and no traceback."""

import errno
import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from cli_runs import RIGHT, environment, hand_in, run_main

from grader.cohort.publish import page_name
from grader.commands import batch


def with_database(path, *statements):
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


def refusing(where, error):
    def prepare(monkeypatch, _):
        def refuse(*_, **__):
            raise error

        monkeypatch.setattr(where, refuse)

    return prepare


FULL = sqlite3.OperationalError("database or disk is full")
LOCKED = sqlite3.OperationalError("database is locked")
NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


IN_THE_WAY = {
    # name: (what is there, what is said)
    "a file called feedback": (lambda _, out: hand_in(out, {"feedback": "x"}), "feedback"),
    "a file called report": (lambda _, out: hand_in(out, {"report": "x"}), "report"),
    "a folder called as the results": (lambda _, out: hand_in(out, {"results.jsonl/x": "x"}), "results.jsonl"),
    "a folder called as a page": (lambda _, out: hand_in(out, {"feedback/ana.html/x": "x"}), "ana.html"),
    "a folder called as the history": (lambda _, out: hand_in(out, {"gradebook.sqlite/x": "x"}), "gradebook.sqlite"),
    "a newer history": (
        lambda _, out: with_database(out / "gradebook.sqlite", "PRAGMA user_version = 99"), "newer grader",
    ),
    "another history": (
        lambda _, out: with_database(out / "gradebook.sqlite", "CREATE TABLE reports (x)"), "already exists",
    ),
    "another history of our version": (
        lambda _, out: with_database(out / "gradebook.sqlite", "PRAGMA user_version = 1"), "no such table",
    ),
    "a lock": (refusing("sqlite3.connect", LOCKED), "locked"),
    "a full disk": (refusing("grader.cohort.history.History.add", FULL), "disk is full"),
    "no room for the pages": (refusing("grader.cohort.publish.write_pages", NO_ROOM), "No space left"),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_in_the_way_of_the_results_is_one_sentence(name, capsys, course, tmp_path, monkeypatch):
    prepare, said = IN_THE_WAY[name]
    out = tmp_path / "out"
    prepare(monkeypatch, out)
    hand_in(tmp_path / "in", {"ana.py": RIGHT})
    code, _, err = run_main(capsys, "batch", tmp_path / "in", "-o", out, "--course", course, "--jobs", "1")
    assert code == 2
    assert said in err
    assert err.count("\n") == 1
    assert "remove" not in err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_a_batch_in_good_order(number, course, tmp_path):
    slow = RIGHT.replace("return len(x)", "import time; time.sleep(0.2); return len(x)")
    students = hand_in(tmp_path / "in", {f"s{n:02}.py": slow for n in range(40)})
    command = [sys.executable, "-m", "grader", "batch", students, "-o", tmp_path / "out", "--course", course]
    with subprocess.Popen(
        [str(part) for part in [*command, "--jobs", "1", "-e", "count", "--lang", "en"]],
        env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True,
    ) as running:  # fmt: skip
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (tmp_path / "out" / "gradebook.sqlite").exists():
            time.sleep(0.02)
        time.sleep(0.7)
        os.kill(running.pid, number)
        said = running.communicate(timeout=20)[1]
    assert running.returncode == 128 + number
    assert "of 40 submissions graded; the same command with --resume goes on" in said


def test_a_name_commands_no_terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    named = [SimpleNamespace(student="ana\x1b]0;title\x07\x1b[5m[/x]\\")]
    assert list(batch._shown(named, 1, no_color=True)) == named
    assert "\x1b]0;" not in sys.stderr.getvalue()
    assert "\x1b[5m" not in sys.stderr.getvalue()


def test_pages_that_are_not_ours_stay(capsys, course, tmp_path):
    out, source = tmp_path / "out", hand_in(tmp_path / "in", {"ana.py": RIGHT, "eva.py": RIGHT})
    run_main(capsys, "batch", source, "-o", out, "--course", course)
    (out / "feedback" / "rubric.html").write_text("<!DOCTYPE html>\n<p>mine</p>")
    (source / "eva.py").unlink()
    run_main(capsys, "batch", source, "-o", out, "--course", course)
    assert {path.name for path in (out / "feedback").iterdir()} == {"ana.html", "rubric.html"}


@pytest.mark.parametrize(("lang", "said"), [("en", "1 submission graded:"), ("es", "1 entrega calificada:")])
def test_one_submission_is_not_several(capsys, course, tmp_path, lang, said):
    source = hand_in(tmp_path / "in", {"ana.py": RIGHT})
    _, out, _ = run_main(
        capsys, "batch", source, "-o", tmp_path / "out", "--course", course, "--lang", lang, "-e", "count"
    )
    assert said in out


def test_a_loop_of_links_is_no_fault_of_ours(capsys, course, tmp_path):
    hand_in(tmp_path / "in", {"ana.py": RIGHT})
    (tmp_path / "in" / "eve.py").symlink_to("eve.py")
    arguments = ["batch", tmp_path / "in", "-o", tmp_path / "out", "--course", course, "--jobs", "1"]
    assert run_main(capsys, *arguments)[0] == 0
    (tmp_path / "loop").symlink_to("loop")
    assert run_main(capsys, "batch", tmp_path / "in", "-o", tmp_path / "loop", "--course", course)[0] == 2


def test_two_students_never_share_a_page(capsys, course, tmp_path):
    other = page_name("a:b").removesuffix(".html")
    hand_in(tmp_path / "in", {"a:b/a.py": RIGHT, f"{other}/a.py": RIGHT})
    arguments = ["batch", tmp_path / "in", "-o", tmp_path / "out", "--course", course, "--jobs", "1"]
    assert run_main(capsys, *arguments)[0] == 0
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 2


def test_a_very_deep_folder_is_checked(grader, tmp_path):
    hand_in(tmp_path / "ana", {"a.py": RIGHT})
    here = os.open(tmp_path / "ana", os.O_RDONLY)
    for _ in range(45):
        os.mkdir("d" * 100, dir_fd=here)
        deeper = os.open("d" * 100, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    assert grader("check", tmp_path / "ana", "-e", "scale")[0] == 0
