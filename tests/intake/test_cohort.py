"""Many submissions: every layout, every platform's archive, and archives that lie."""

# ruff: noqa: E501 — tables of students' own lines

import os
import pickle
import stat
import struct
import zipfile

import pytest

from grader.errors import CallerError
from grader.intake import read_cohort
from grader.intake.lms import gradescope


def put(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def pack(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items() if isinstance(members, dict) else members:
            archive.writestr(name, data)
    return path


def found(cohort):
    """Return {student: [paths]}, reading through a copy that has travelled to a worker."""
    return {e.student: [f.path for f in pickle.loads(pickle.dumps(e)).read().files] for e in cohort}


def notes(cohort):
    return {e.student: [(n.code, n.params.get("why")) for n in e.read().notes] for e in cohort}


def test_a_folder_per_student(tmp_path):
    put(
        tmp_path,
        {
            "luis/a.py": "x",
            "ana pérez/b.py": "x",
            "ana pérez/sub/c.py": "x",
            ".git/x.py": "x",
            "lista.csv": "x",
        },
    )
    (tmp_path / "vacío").mkdir()
    cohort = read_cohort(tmp_path)
    assert cohort.layout == "folders"
    assert found(cohort) == {"ana pérez": ["b.py", "sub/c.py"], "luis": ["a.py"], "vacío": []}
    assert [(n.code, n.params["files"]) for n in cohort.notes] == [("ignored-files", ["lista.csv"])]
    assert notes(cohort)["vacío"] == [("empty-submission", None)]


def test_loose_files(tmp_path):
    put(tmp_path, {"ana.py": "x", "ana.ipynb": '{"cells": []}', "luis.py": "x", "notas.txt": "x"})
    pack(tmp_path / "eva.zip", {"conv.py": "x = 1"})
    cohort = read_cohort(tmp_path)
    assert cohort.layout == "files"
    assert found(cohort) == {"ana": ["ana.ipynb", "ana.py"], "eva": ["eva.zip/conv.py"], "luis": ["luis.py"]}


def test_what_is_no_file_is_still_somebody(tmp_path):
    put(tmp_path, {"ana/a.py": "x"})
    (tmp_path / "eva.py").symlink_to("/etc/passwd")
    (tmp_path / "luis").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe")
    cohort = read_cohort(tmp_path)
    assert set(found(cohort)) == {"ana", "eva", "luis", "pipe"}
    assert {s: n[0][0] for s, n in notes(cohort).items() if n} == {
        "eva": "not-regular",
        "luis": "not-regular",
        "pipe": "not-regular",
    }


def test_the_folder_of_the_reports_is_left_out(tmp_path):
    put(tmp_path, {"ana/a.py": "x", "out/report/index.py": "x"})
    assert set(found(read_cohort(tmp_path, exclude=[tmp_path / "out"]))) == {"ana"}


def test_an_nbgrader_tree(tmp_path):
    put(
        tmp_path,
        {
            "submitted/ana/ps1/hw.ipynb": '{"cells": []}',
            "submitted/ana/ps1/timestamp.txt": "x",
            "source/ps1/hw.ipynb": "x",
            "submitted/luis/ps1/hw.ipynb": "{",
        },
    )
    cohort = read_cohort(tmp_path)
    assert (cohort.layout, found(cohort)) == ("nbgrader", {"ana": ["ps1/hw.ipynb"], "luis": ["ps1/hw.ipynb"]})
    assert set(found(read_cohort(tmp_path / "submitted"))) == {"ana", "luis"}


MOODLE = {
    "Ada Lovelace_1_assignsubmission_file/conv.py": "x = 1",
    "Ada Lovelace_1_assignsubmission_file/sub/pool.py": "x",
    "Luis Á_2_assignsubmission_file_/conv.py": "x = 1",
    "Eva_3_assignsubmission_file_conv.py": "x = 1",
    "Ada Lovelace_1_assignsubmission_onlinetext/onlinetext.html": "<p>hola</p>",
    "Inés_4_assignsubmission_onlinetext/onlinetext.html": "<p>def f(x):<br>&nbsp;&nbsp; return x</p>",
    "Participant_5_assignsubmission_file/a.ipynb": "{",
    "Grupo A_assignsubmission_file/a.py": "x = 1",
}


def test_moodle(tmp_path):
    cohort = read_cohort(pack(tmp_path / "m.zip", MOODLE))
    assert cohort.layout == "moodle"
    assert found(cohort) == {
        "Ada Lovelace_1": ["conv.py", "sub/pool.py"], "Eva_3": ["conv.py"], "Grupo A": ["a.py"],
        "Inés_4": ["onlinetext.html"], "Luis Á_2": ["conv.py"], "Participant_5": ["a.ipynb"],
    }  # fmt: skip
    said = {e.student: dict(e.lms) for e in cohort}
    assert said["Luis Á_2"] == {"name": "Luis Á", "id": "2", "prefix": "Luis Á_2_assignsubmission_file_/"}
    assert ("no-lms-id", None) in notes(cohort)["Grupo A"]
    text = next(e for e in cohort if e.student == "Inés_4").read().files[0].cells[0].text
    assert text == "def f(x):\n   return x\n"


def test_moodle_unpacked(tmp_path):
    put(tmp_path, MOODLE)
    assert set(found(read_cohort(tmp_path))) == {
        "Ada Lovelace_1",
        "Eva_3",
        "Grupo A",
        "Inés_4",
        "Luis Á_2",
        "Participant_5",
    }


def test_a_folder_that_holds_the_archive(tmp_path):
    pack(tmp_path / "curso-tarea-1.zip", MOODLE)
    assert read_cohort(tmp_path).layout == "moodle"


def test_a_folder_that_holds_the_archives_of_two_groups(tmp_path):
    pack(
        tmp_path / "g1.zip",
        {"Ana_1_assignsubmission_file/a.py": "x", "Eva_2_assignsubmission_file/a.py": "x"},
    )
    pack(
        tmp_path / "g2.zip",
        {"Luis_3_assignsubmission_file/a.py": "x", "Eva_2_assignsubmission_file/b.py": "x"},
    )
    assert found(read_cohort(tmp_path)) == {
        "Ana_1": ["a.py"], "Eva_2 (g1)": ["a.py"], "Eva_2 (g2)": ["b.py"], "Luis_3": ["a.py"],
    }  # fmt: skip


def test_one_students_broken_archive_is_no_one_elses_trouble(tmp_path):
    (tmp_path / "ana.zip").write_bytes(b"PK no")
    pack(tmp_path / "luis.zip", {"a.py": "x"})
    assert found(read_cohort(tmp_path)) == {"ana": [], "luis": ["luis.zip/a.py"]}


CANVAS = {
    # name in the archive: (student, path)
    "doejane_123_456_conv.py": ("doejane_123", "conv.py"),
    "doejane_LATE_123_457_pool-1.py": ("doejane_123", "pool.py"),
    "garcía_pérezana_77_900_hw.ipynb": ("garcía_pérezana_77", "hw.ipynb"),
    "roerik_124_460_conv-1.py": ("roerik_124", "conv_1.py"),
    "roerik_124_459_conv.py": ("roerik_124", "conv.py"),
    "loe_5_text.html": ("loe_5", None),
    "loe_5_77_a_b_c.py": ("loe_5", "a_b_c.py"),
    "anon_aB3_88_conv.py": ("anon_aB3", "conv.py"),
    "LATE_anon_zz9_89_conv.py": ("anon_zz9", "conv.py"),
}


def test_canvas(tmp_path):
    cohort = read_cohort(pack(tmp_path / "c.zip", dict.fromkeys(CANVAS, "x = 1")))
    expected = {}
    for student, path in CANVAS.values():
        expected.setdefault(student, [])
        if path:
            expected[student].append(path)
    assert cohort.layout == "canvas"
    assert found(cohort) == {s: sorted(p) for s, p in expected.items()}
    assert notes(cohort)["doejane_123"] == [("late", None)]
    assert notes(cohort)["anon_zz9"] == [("late", None)]


VERSIONS = {
    # name: (attachment and file each, the files of the submission; of two definitions the last one counts)
    "handed in again": ({"10_conv.py": "old", "20_conv-1.py": "new"}, {"conv.py": "old", "conv_1.py": "new"}),
    "the plain one is the newest": ({"20_conv.py": "new", "10_conv-1.py": "old"}, {"conv-1.py": "old", "conv.py": "new"}),
    "the newest alone": ({"20_conv-1.py": "new"}, {"conv.py": "new"}),
    "names that end in a number": ({"10_e-1.py": "a", "11_e-2.py": "b"}, {"e-1.py": "a", "e-2.py": "b"}),
    "notebooks of that kind": ({"10_lab-1.ipynb": '{"cells": []}', "11_lab-2.ipynb": '{"cells": []}'}, {"lab-1.ipynb": "", "lab-2.ipynb": ""}),
    "one name twice": ({"10_conv.py": "old", "20_conv.py": "new"}, {"conv.py": "new"}),
    "a third file has the name": ({"10_c.py": "a", "11_c-1.py": "b", "12_c_1.py": "c"}, {"c-1.py": "b", "c.py": "a", "c_1.py": "c"}),
}  # fmt: skip


@pytest.mark.parametrize("name", VERSIONS)
@pytest.mark.parametrize("is_packed", [True, False])
def test_canvas_loses_no_file_and_the_newest_counts(name, is_packed, tmp_path):
    files, expected = VERSIONS[name]
    members = {f"roerik_1_{file}": text for file, text in files.items()} | {
        "ana_2_3_b.py": "x",
        "eva_3_4_b.py": "x",
    }
    path = pack(tmp_path / "c.zip", members) if is_packed else put(tmp_path / "c", members)
    submission = next(e for e in read_cohort(path) if e.student == "roerik_1").read()
    assert {f.path: "".join(c.text for c in f.cells) for f in submission.files} == expected


METADATA = """---
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '1001'
    :email: ada@example.org
  :created_at: 2026-11-02 09:14:00.000000000 Z
  :score: 0.0
submission_12:
  :submitters:
  - :name: Rik Roe
    :email: rik@example.org
  - :name: Jane Doe
    :sid: '7'
"""


@pytest.mark.parametrize("top", ["", "assignment_5_export/"])
def test_gradescope(tmp_path, top):
    members = {
        f"{top}submission_metadata.yml": METADATA,
        f"{top}submission_11/conv.py": "x",
        f"{top}submission_11/sub/a.py": "x",
        f"{top}submission_12/b.py": "x",
        f"{top}submission_13/c.py": "x",
    }
    expected = {
        "Ada Lovelace_1001": ["conv.py", "sub/a.py"],
        "Rik Roe_rik@example.org + Jane Doe_7": ["b.py"],
        "submission_13": ["c.py"],
    }
    cohort = read_cohort(pack(tmp_path / "g.zip", members))
    assert (cohort.layout, found(cohort)) == ("gradescope", expected)
    if not top:
        put(tmp_path / "un", members)
        assert found(read_cohort(tmp_path / "un")) == expected


def test_metadata_in_a_students_folder_is_that_students(tmp_path):
    """A student who hands in the platform's own file cannot take over the folders of others."""
    members = {
        "ana/conv.py": "x",
        "eve/conv.py": "x",
        "eve/submission_metadata.yml": "ana:\n  :submitters:\n  - :name: eve\n",
    }
    cohort = read_cohort(pack(tmp_path / "g.zip", members))
    assert cohort.layout == "zip"
    assert found(cohort)["ana"] == ["conv.py"]
    assert "conv.py" in found(cohort)["eve"]


def test_metadata_of_lists_of_lists_costs_nothing():
    """Aliases of aliases, which would be written out as gigabytes, are no name."""
    names = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12)]
    text = "\n".join(["a0: &a0 [x]", *names, "s:\n  :submitters:\n  - :name: *a11\n    :sid: 5\n"])
    assert gradescope(text)["s"].student == "5"


ZIPS = {
    "folders": ({"ana/a.py": "x", "luis/b.py": "x"}, {"ana": ["a.py"], "luis": ["b.py"]}),
    "folders in one": ({"t/ana/a.py": "x", "t/luis/b.py": "x"}, {"ana": ["a.py"], "luis": ["b.py"]}),
    "loose files": ({"ana.py": "x", "luis.py": "x", "leeme.txt": "x"}, {"ana": ["ana.py"], "luis": ["luis.py"]}),
    "loose files in a folder named like the zip": ({"z/ana.py": "x", "z/luis.py": "x"}, {"ana": ["ana.py"], "luis": ["luis.py"]}),
    "folders that are members": ({"t/": "", "t/ana/": "", "t/ana/a.py": "x", "t/luis/": "", "t/luis/b.py": "x"}, {"ana": ["a.py"], "luis": ["b.py"]}),
    "a course of nbgrader": ({"c/submitted/ana/ps1/a.py": "x", "c/submitted/luis/ps1/a.py": "x", "c/source/ps1/a.py": "x", "c/gradebook.db": ""}, {"ana": ["ps1/a.py"], "luis": ["ps1/a.py"]}),
    "submissions of nbgrader": ({"submitted/ana/ps1/a.py": "x", "submitted/ana/ps2/a.py": "x"}, {"ana": ["ps1/a.py", "ps2/a.py"]}),
    "one student": ({"ana/a.py": "x", "ana/b.py": "x"}, {"ana": ["a.py", "b.py"]}),
    "backslashes": ({"ana\\a.py": "x", "luis\\b.py": "x"}, {"ana": ["a.py"], "luis": ["b.py"]}),
    "what a Mac adds": ({"ana/a.py": "x", "__MACOSX/ana/._a.py": "x", "ana/.DS_Store": "x"}, {"ana": ["a.py"]}),
    "a student's own zip": ({"ana/a.py": "x", "luis/.keep": ""}, {"ana": ["a.py"], "luis": []}),
}  # fmt: skip


@pytest.mark.parametrize("name", ZIPS)
def test_other_zips(name, tmp_path):
    members, expected = ZIPS[name]
    assert found(read_cohort(pack(tmp_path / "z.zip", members))) == expected


def link(name):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_that_lie_are_refused_one_by_one(tmp_path):
    prefix = "Ana_1_assignsubmission_file/"
    fifo = zipfile.ZipInfo(prefix + "fifo.py")
    fifo.create_system, fifo.external_attr = 3, stat.S_IFIFO << 16
    pack(tmp_path / "m.zip", [
        (prefix + "ok.py", "x = 1"), (prefix + "../../evil.py", "x"), (link(prefix + "link.py"), "/etc/passwd"), (fifo, ""),
        (prefix + "bomb.py", b"\0" * (30 << 20)), (prefix + "twice.py", "a = 1"), (prefix + "twice.py", "b = 2"),
        ("/etc/passwd", "x"), ("../up.py", "x"), ("C:\\windows\\x.py", "x"), ("Luis_2_assignsubmission_file/a.py", "y = 1"),
    ])  # fmt: skip
    cohort = read_cohort(tmp_path / "m.zip")
    assert found(cohort) == {"Ana_1": ["ok.py", "twice.py"], "Luis_2": ["a.py"]}
    assert sorted(w for _, w in notes(cohort)["Ana_1"]) == [
        "density",
        "duplicate",
        "link",
        "outside",
        "special",
    ]
    assert sorted(n.params["why"] for n in cohort.notes) == ["absolute", "absolute", "outside"]
    texts = {f.path: f.cells[0].text for f in cohort.entries[0].read().files}
    assert texts["twice.py"] == "b = 2"


def test_encrypted_and_damaged_members(tmp_path):
    path = pack(
        tmp_path / "z.zip", {"ana/a.py": "x = 1\n" * 50, "ana/b.py": "y = 1", "luis/c.py": "z = 1\n" * 50}
    )
    data = bytearray(path.read_bytes())
    first = data.find(b"PK\x01\x02")
    data[first + 8] |= 1  # encrypted, says the directory
    body = data.find(b"luis/c.py") + len("luis/c.py")
    data[body : body + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    cohort = read_cohort(path)
    assert found(cohort) == {"ana": ["b.py"], "luis": []}
    assert notes(cohort)["ana"] == [("refused-member", "encrypted")]
    assert notes(cohort)["luis"][0][0] == "unreadable"


def test_names_without_the_utf8_flag(tmp_path):
    path = pack(tmp_path / "z.zip", {"AAAAA/a.py": "x"})
    path.write_bytes(path.read_bytes().replace(b"AAAAA", "niña".encode()))
    assert found(read_cohort(path)) == {"niña": ["a.py"]}


def test_a_million_members_are_not_read(tmp_path):
    path = tmp_path / "z.zip"
    path.write_bytes(b"x" * 100 + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 0x7FFFFFFF, 0, 0))
    with pytest.raises(CallerError):
        read_cohort(path)


def test_the_callers_faults(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.py").write_text("x")
    (tmp_path / "no.zip").write_text("no zip")
    pack(tmp_path / "void.zip", {})
    for name in ("nada", "empty", "a.py", "no.zip", "void.zip"):
        with pytest.raises(CallerError):
            read_cohort(tmp_path / name)


def test_a_large_cohort_is_light(tmp_path):
    members = {f"Ana {i}_{i}_assignsubmission_file/conv.py": "x = 1" for i in range(1000)}
    cohort = read_cohort(pack(tmp_path / "m.zip", members))
    assert len(cohort) == 1000
    assert len(pickle.dumps(cohort.entries[0])) < 1000
    assert all(len(entry.read().files) == 1 for entry in cohort)
