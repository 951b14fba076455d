"""One submission: files and folders, tidy and hostile."""

# ruff: noqa: E501 — tables of students' own lines

import io
import json
import os
import socket
import zipfile
from pathlib import Path

import pytest

from grader.errors import CallerError
from grader.intake import read_submission
from grader.intake.sources import SOURCE_BYTES


def codes(submission):
    return [note.code for note in submission.notes]


def paths(submission):
    return [file.path for file in submission.files]


def notebook(*cells):
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": c} for c in cells]}).encode()


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_file(tmp_path):
    (tmp_path / "ana.py").write_text("def f(): pass\n")
    submission = read_submission(tmp_path / "ana.py")
    assert (submission.student, paths(submission), submission.notes) == ("ana", ["ana.py"], ())
    assert submission.files[0].cells[0].number is None


def test_a_folder_in_a_fixed_order(tmp_path):
    for name in (
        "b.py",
        "a.ipynb",
        "pkg/c.py",
        ".oculto.py",
        "__pycache__/d.py",
        ".ipynb_checkpoints/a.ipynb",
        "venv/x.py",
        "node_modules/y.py",
        "datos.csv",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(notebook("x") if name.endswith(".ipynb") else b"x = 1\n")
    (tmp_path / "entorno/lib").mkdir(parents=True)
    (tmp_path / "entorno/pyvenv.cfg").write_text("")
    (tmp_path / "entorno/lib/z.py").write_text("")
    submission = read_submission(tmp_path)
    assert paths(submission) == ["a.ipynb", "b.py", "pkg/c.py"]
    assert submission.student == tmp_path.name
    assert submission.notes == ()


def test_the_digest_is_of_names_and_bytes(tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    first = read_submission(tmp_path).sha256
    assert read_submission(tmp_path).sha256 == first
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert read_submission(tmp_path).sha256 != first


def test_what_is_not_a_regular_file_is_named_and_never_opened(tmp_path):
    secret = tmp_path / "secret.py"
    secret.write_text("SECRET = 1\n")
    folder = tmp_path / "eva"
    folder.mkdir()
    (folder / "link.py").symlink_to(secret)
    (folder / "broken.py").symlink_to("/no/such")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.py")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)
        try:
            plug.bind("plug.py")
        finally:
            os.chdir(here)
        (folder / "ok.py").write_text("x = 1\n")
        submission = read_submission(folder)
    assert paths(submission) == ["ok.py"]
    assert {(n.params["file"], n.params["kind"]) for n in submission.notes} == {
        ("link.py", "link"), ("broken.py", "link"), ("folder", "link"), ("pipe.py", "fifo"), ("plug.py", "socket"),
    }  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.py").write_text("x")
    (tmp_path / "a.py").chmod(0)
    assert codes(read_submission(tmp_path)) == ["unreadable"]


KINDS = {
    # name: (file, bytes, notes, number of cells)
    "a notebook": ("a.ipynb", notebook("x", "y"), [], 2),
    "a corrupt notebook": ("a.ipynb", b'{"cells": [', ["corrupt-notebook"], 0),
    "an empty notebook": ("a.ipynb", b"", ["corrupt-notebook"], 0),
    "a notebook that is Python": ("a.ipynb", b"import numpy as np\ndef f():\n    pass\n", ["renamed"], 1),
    "a source that is a notebook": ("a.py", notebook("x", "y", "z"), ["renamed"], 3),
    "a source that begins with a dict": ("a.py", b"{'a': 1}\ndef f(): pass\n", [], 1),
    "a page": ("a.ipynb", b"<!DOCTYPE html>\n<html>", ["not-python"], 0),
    "a page, as source": ("a.py", b"\n<html>", ["not-python"], 0),
    "Windows hides endings": ("a.py.txt", b"x = 1\n", [], 1),
    "a browser adds endings": ("a.ipynb.json", notebook("x"), [], 1),
    "upper case": ("A.PY", b"x = 1\n", [], 1),
    "Latin-1": ("a.py", b"# a\xf1o\nx = 1", ["encoding"], 1),
    "too large": ("a.py", b"#" * (SOURCE_BYTES + 1), ["too-large"], None),
    "no source": ("tarea.docx", b"PK", ["no-source"], None),
    "another kernel": ("a.ipynb", b'{"cells": [{"cell_type":"code","source":"x <- 1"}], "metadata": {"language_info": {"name": "R"}}}', ["not-python"], 1),
    "an empty file": ("a.py", b"", ["empty-submission"], 1),
    "a zip": ("tarea.zip", zipped({"conv.py": "x = 1"}), [], 1),
    "a zip that is none": ("tarea.zip", b"PK\3\4 no", ["unreadable"], None),
    "a zip in a zip": ("t.zip", zipped({"u.zip": zipped({"a.py": "x"}), "b.py": "x = 1"}), ["refused-member"], 1),
    "an empty zip": ("t.zip", zipped({}), ["no-source"], None),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_kinds_of_file(name, tmp_path):
    file, data, notes, cells = KINDS[name]
    (tmp_path / file).write_bytes(data)
    submission = read_submission(tmp_path)
    assert codes(submission) == notes
    assert [len(f.cells) for f in submission.files] == ([] if cells is None else [cells])


def test_a_corrupt_notebook_says_why_and_where(tmp_path):
    (tmp_path / "a.ipynb").write_text('{"cells": [\n}')
    (note,) = read_submission(tmp_path).notes
    assert note.params == {"file": "a.ipynb", "why": "it ends too early", "line": 2}


def test_too_many_files(tmp_path):
    for i in range(310):
        (tmp_path / f"a{i:03}.py").write_text("x")
    submission = read_submission(tmp_path)
    assert len(submission.files) == 300
    assert codes(submission) == ["too-many-files"]


def test_the_cells_of_all_notebooks_are_bounded(tmp_path):
    """More than a process can be told would be a fault of ours, and no grade."""
    for i in range(8):
        (tmp_path / f"a{i}.ipynb").write_bytes(notebook(*[""] * 20_000))
    (tmp_path / "b.py").write_text("x = 1\n")
    submission = read_submission(tmp_path)
    assert sum(len(file.cells) for file in submission.files) <= 120_000
    assert codes(submission) == ["too-many-files"]


def test_texts_from_the_platforms_editor_are_few_and_short(tmp_path):
    for name, text in {"a": "<" * 200_000, "b": "<p>x = 1</p>", "c": "<p>y = 1</p>"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "onlinetext.html").write_text(text)
    submission = read_submission(tmp_path)
    assert (paths(submission), codes(submission)) == (["b/onlinetext.html"], ["too-large"])


def test_too_deep(tmp_path):
    deep = tmp_path
    for _ in range(20):
        deep /= "d"
        deep.mkdir()
    (deep / "a.py").write_text("x")
    assert codes(read_submission(tmp_path)) == ["too-deep"]


def test_undecodable_names(tmp_path):
    raw = os.fsencode(tmp_path) + b"/a\xf1o.py"
    try:
        Path(os.fsdecode(raw)).write_bytes(b"x = 1\n")
    except OSError:
        pytest.skip("the file system takes no such name")
    submission = read_submission(tmp_path)
    assert paths(submission) == ["a\\xf1o.py"]


def test_notes_are_bounded(tmp_path):
    for i in range(100):
        (tmp_path / f"l{i}.py").symlink_to("/x")
    submission = read_submission(tmp_path)
    assert len(submission.notes) == 41
    assert submission.notes[-1].params == {"count": 60}


def test_the_callers_faults(tmp_path):
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.md").write_text("x")
    for path in ("nada", "pipe.py", "empty", "notes.md", "a\0b", "x" * 5000):
        with pytest.raises(CallerError):
            read_submission(tmp_path / path)
    with pytest.raises(CallerError):
        read_submission([])


def test_the_callers_own_link_is_followed(tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "b.py").symlink_to(tmp_path / "a.py")
    assert paths(read_submission(tmp_path / "b.py")) == ["b.py"]


def test_several_paths_are_one_submission(tmp_path):
    for name in ("a.py", "b.py", "c/d.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    submission = read_submission([tmp_path / "a.py", tmp_path / "b.py", tmp_path / "c"], student="Ana")
    assert (submission.student, paths(submission)) == ("Ana", ["a.py", "b.py", "c/d.py"])
