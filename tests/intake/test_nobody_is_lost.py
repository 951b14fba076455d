"""Every student of a cohort is there, and whatever is not graded is named."""

import os
import shutil
import zipfile

import pytest
from test_cohort import found, notes, pack, put

from grader.errors import OwnFault
from grader.intake import read_cohort


def moodle(name, number):
    return f"{name}_{number}_assignsubmission_file/"


SKIPPED = {
    "checkpoints": (".ipynb_checkpoints/tarea-checkpoint.ipynb", ".ipynb_checkpoints"),
    "an environment": ("env/a.py", "env"),
    "a backup": ("~a.py", "~a.py"),
    "a hidden file": (".a.py", ".a.py"),
    "nothing": ("", None),
}


@pytest.mark.parametrize("name", SKIPPED)
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_student_with_nothing_to_read_is_there(name, is_packed, tmp_path):
    path, named = SKIPPED[name]
    members = {moodle("Ana", 1) + "a.py": "x = 1", moodle("Eva", 2) + path: "x = 1"}
    if is_packed:
        cohort = read_cohort(pack(tmp_path / "m.zip", members))
    else:
        for folder in (moodle("Ana", 1), moodle("Eva", 2)):
            (tmp_path / "m" / folder).mkdir(parents=True)
        cohort = read_cohort(put(tmp_path / "m", {k: v for k, v in members.items() if not k.endswith("/")}))
    assert found(cohort) == {"Ana_1": ["a.py"], "Eva_2": []}
    said = {note.code: note.params for note in cohort.entries[1].read().notes}
    assert set(said) == {"empty-submission"} | ({"skipped-files"} if named else set())
    assert named is None or said["skipped-files"] == {"files": [named]}


ODD = {
    "env/a.py": "x",
    ".dotted/a.py": "x",
    "~tilde/a.py": "x",
    "ana/a.py": "x",
    "venv/pyvenv.cfg": "",
    "venv/a.py": "x",
}
LOOSE = {
    "carl.rar": "x",
    "bob.txt": "x",
    "~$list.docx": "x",
    ".DS_Store": "x",
    "__MACOSX/ana/._a.py": "x",
    ".git/a.py": "x",
}


def test_odd_names_are_students_and_loose_files_are_named(tmp_path):
    cohort = read_cohort(put(tmp_path / "c", ODD | LOOSE))
    assert set(found(cohort)) == {"env", ".dotted", "~tilde", "ana"}
    (note,) = cohort.notes
    assert note.params == {"files": ["bob.txt", "carl.rar", "venv", "~$list.docx"], "count": 4}
    cohort = read_cohort(pack(tmp_path / "c.zip", ODD | LOOSE))
    assert set(found(cohort)) == {"env", ".dotted", "~tilde", "ana", "venv"}
    (note,) = cohort.notes
    assert note.params == {"files": ["bob.txt", "carl.rar", "~$list.docx"], "count": 3}


def test_what_is_skipped_costs_no_file_its_place(tmp_path):
    members = {f"ana/env/m{i}.py": "" for i in range(3000)} | {"ana/z.py": "x = 1", "luis/a.py": "x"}
    cohort = read_cohort(pack(tmp_path / "c.zip", members))
    assert found(cohort)["ana"] == ["z.py"]
    assert notes(cohort)["ana"] == []


WRAPPED = {
    # name: (files, students)
    "folders": ({"t/ana/a.py": "x", "t/luis/b.py": "x"}, {"ana", "luis"}),
    "folders in two": ({"t/u/ana/a.py": "x", "t/u/luis/b.py": "x"}, {"ana", "luis"}),
    "with a list beside": ({"t/ana/a.py": "x", "t/luis/b.py": "x", "lista.csv": "x"}, {"ana", "luis"}),
    "Moodle": (
        {"t/" + moodle("Ana", 1) + "a.py": "x", "t/" + moodle("Eva", 2) + "a.py": "x"},
        {"Ana_1", "Eva_2"},
    ),
    "Moodle, one student": ({"t/" + moodle("Ana", 1) + "a.py": "x"}, {"Ana_1"}),
    "Canvas": ({"t/doejane_1_2_a.py": "x", "t/roerik_2_3_a.py": "x"}, {"doejane_1", "roerik_2"}),
    "nbgrader": ({"t/submitted/ana/ps1/a.ipynb": "{", "t/submitted/ana/ps2/a.ipynb": "{"}, {"ana"}),
    "one student": ({"ana/a.py": "x", "ana/src/b.py": "x", "ana/doc/b.py": "x"}, {"ana"}),
    "one student and a list": ({"ana/a.py": "x", "lista.csv": "x"}, {"ana"}),
}


@pytest.mark.parametrize("name", WRAPPED)
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_class_in_a_folder_of_its_own(name, is_packed, tmp_path):
    files, students = WRAPPED[name]
    cohort = read_cohort(pack(tmp_path / "z.zip", files) if is_packed else put(tmp_path / "c", files))
    assert set(found(cohort)) == students


def test_one_student_with_folders_is_no_class(tmp_path):
    cohort = read_cohort(put(tmp_path, {"ana/src/a.py": "x", "ana/datos/b.csv": "x"}))
    assert found(cohort) == {"ana": ["src/a.py"]}


def test_a_class_that_may_have_been_taken_for_one_student_is_said(tmp_path):
    cohort = read_cohort(pack(tmp_path / "z.zip", {"t/ana.py": "x", "t/eva.py": "x", "lista.csv": "x"}))
    assert [note.code for note in cohort.notes] == ["ignored-files", "one-student"]


GRADESCOPE = "".join(f"submission_{n}:\n  :submitters:\n  - :name: {name}\n{more}" for n, name, more in (
    (9, "Ada", "    :sid: 1\n"), (10, "Ada", "    :sid: 1\n"), (11, "Same", ""), (12, "Same", "")))  # fmt: skip


@pytest.mark.parametrize("is_packed", [True, False])
def test_gradescope_has_the_last_attempt_and_no_two_people_in_one(is_packed, tmp_path):
    files = {f"submission_{n}/a{n}.py": "x" for n in (9, 10, 11, 12)} | {
        "submission_metadata.yml": GRADESCOPE
    }
    cohort = read_cohort(pack(tmp_path / "g.zip", files) if is_packed else put(tmp_path / "g", files))
    assert found(cohort) == {"Ada_1": ["a10.py"], "Same_11": ["a11.py"], "Same_12": ["a12.py"]}


def test_a_name_with_a_line_break(tmp_path):
    cohort = read_cohort(pack(tmp_path / "m.zip", {moodle("Ana\nB", 1) + "a\nb.py": "x"}))
    assert found(cohort) == {"Ana\nB_1": ["a\nb.py"]}


def test_a_name_that_reads_as_undecodable_bytes_is_somebody_elses(tmp_path):
    raw = os.fsencode(tmp_path)
    try:
        os.mkdir(raw + b"/b\xe9")
    except OSError:
        pytest.skip("the file system takes no such name")
    put(tmp_path, {"b\\xe9/a.py": "x"})
    assert found(read_cohort(tmp_path)) == {"b\\xe9": ["a.py"], "b\\xe9 (?)": []}


def test_a_loop_of_links_is_one_students_fault(tmp_path):
    put(tmp_path, {"ana/a.py": "x"})
    (tmp_path / "eve.py").symlink_to("eve.py")
    cohort = read_cohort(tmp_path, exclude=[tmp_path / "out"])
    assert {s: n for s, n in notes(cohort).items() if n} == {"eve": [("not-regular", None)]}


def replace_archive(path):
    pack(path, {"luis/other.py": "y = 1", "ana/a.py": "x = 1"})
    os.utime(path, ns=(1, 1))


LOST = {
    "an archive is replaced": (True, replace_archive),
    "an archive goes away": (True, os.unlink),
    "a folder goes away": (False, shutil.rmtree),
}


@pytest.mark.parametrize("name", LOST)
def test_what_we_cannot_vouch_for_is_no_students_zero(name, tmp_path):
    is_packed, lose = LOST[name]
    files = {"ana/a.py": "x = 1", "luis/a.py": "y = 1"}
    path = pack(tmp_path / "z.zip", files) if is_packed else put(tmp_path / "z", files)
    cohort = read_cohort(path)
    assert cohort.entries[0].read().files
    lose(path)
    for entry in cohort:
        with pytest.raises(OwnFault):
            entry.read()


def test_an_archive_that_is_cut_while_it_is_read(tmp_path, monkeypatch):
    path = pack(tmp_path / "z.zip", {"ana/a.py": "x = 1\n" * 99, "luis/a.py": "y = 1"})
    (ana, _) = read_cohort(path)
    opening = zipfile.ZipFile.open

    def cut(*arguments):
        os.truncate(path, 40)
        return opening(*arguments)

    monkeypatch.setattr(zipfile.ZipFile, "open", cut)
    with pytest.raises(OwnFault):
        ana.read()
