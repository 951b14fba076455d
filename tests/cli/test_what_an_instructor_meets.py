"""What an instructor does with a batch: nothing is lost in silence, and a slip of the hand is one sentence."""

import os
import signal
import subprocess
import sys
import time

import pytest
from cli_runs import BROKEN_TOO, NO_SHIFT, RAISING, RIGHT, environment, hand_in, run_main, write_course

WORKSHEET = (
    "Identifier,Full name,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
    "Participant 1,Ana,,100.00,-,\n"
    "Participant 3,Carla,,100.00,-,\n"
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A batch in English of two students, one of whom stands in no worksheet; one exercise cannot be graded."""
    folder = tmp_path_factory.mktemp("graded")
    course = write_course(folder, broken=RAISING)
    hand_in(folder / "in", {"Ana_1.py": NO_SHIFT, "Bruno_2.py": BROKEN_TOO})
    return course, folder / "in", folder / "out"


@pytest.fixture
def out(capsys, graded):
    course, source, out = graded
    if not out.exists():
        run_main(capsys, "batch", source, "-o", out, "--course", course, "--lang", "en", "-e", "scale")
    return out


def test_who_is_not_in_the_worksheet_is_named(capsys, out, tmp_path):
    template = tmp_path / "worksheet.csv"
    template.write_text(WORKSHEET, encoding="utf-8")
    code, _, err = run_main(capsys, "export", out, "--to", "moodle", "--template", template, "-o", template)
    assert code == 0
    assert f"graded, but nowhere in {template} (1): Bruno_2" in err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "in {} without a graded submission (1): Carla"),
        ("es", "en {} sin entrega calificada (1): Carla"),
    ],
)
def test_whose_line_stays_empty_is_named(capsys, out, tmp_path, lang, said):
    template = tmp_path / "worksheet.csv"
    template.write_text(WORKSHEET, encoding="utf-8")
    _, _, err = run_main(capsys, "export", out, "--to", "moodle", "--template", template, "--lang", lang)
    assert said.format(template) in err


def test_an_export_speaks_the_language_of_its_batch_unless_told(capsys, out, tmp_path, monkeypatch):
    monkeypatch.delenv("GRADER_LANG")
    template = tmp_path / "worksheet.csv"
    template.write_text(WORKSHEET, encoding="utf-8")
    arguments = ["export", out, "--to", "moodle", "--template", template]
    assert "Scale: " in run_main(capsys, *arguments)[1]
    assert "Escalar: " in run_main(capsys, *arguments, "--lang", "es")[1]


def test_pages_made_again_are_the_same(capsys, out, monkeypatch):
    monkeypatch.delenv("GRADER_LANG")
    before = (out / "report" / "index.html").read_bytes()
    assert run_main(capsys, "report", out)[0] == 0
    assert (out / "report" / "index.html").read_bytes() == before


def test_who_has_no_grade_is_named(capsys, graded, tmp_path):
    course, source, _ = graded
    run_main(capsys, "batch", source, "-o", tmp_path / "out", "--course", course, "--lang", "en")
    err = run_main(capsys, "export", tmp_path / "out", "--to", "csv")[2]
    assert "in part ungraded (1): " in err
    assert "Bruno_2" in err
    page = (tmp_path / "out" / "report" / "index.html").read_text(encoding="utf-8")
    assert "no such thing" in page
    assert '<td class="number">—</td>' in page


@pytest.mark.parametrize("lang", [(), ("--lang", "en")])
def test_a_report_of_nothing_is_one_sentence(capsys, tmp_path, lang):
    code, _, err = run_main(capsys, "report", tmp_path / "nowhere", *lang)
    assert code == 2
    assert err.endswith("makes one\n")


def test_an_export_into_no_folder_is_one_sentence(capsys, out, tmp_path):
    code, _, err = run_main(capsys, "export", out, "--to", "csv", "-o", tmp_path / "no" / "x.csv")
    assert code == 2
    assert err == f"-o {tmp_path / 'no' / 'x.csv'}: No such file or directory\n"


def test_nothing_to_grade_leaves_nothing_behind(capsys, graded, tmp_path):
    code, _, _ = run_main(capsys, "batch", tmp_path / "no", "-o", tmp_path / "out", "--course", graded[0])
    assert code == 2
    assert not (tmp_path / "out").exists()


def test_what_start_prints_can_be_run(capsys, graded, tmp_path):
    _, said, _ = run_main(capsys, "start", "scale", tmp_path, "--course", graded[0])
    assert said.rstrip().endswith(f"-e scale --course {graded[0]}")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_an_interrupted_batch_says_how_it_goes_on(graded, tmp_path):
    slow = RIGHT.replace("return len(x)", "import time; time.sleep(0.2); return len(x)")
    students = hand_in(tmp_path / "in", {f"s{n:02}.py": slow for n in range(40)})
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "grader",
        "batch",
        students,
        "-o",
        out,
        "--jobs",
        "1",
        "--course",
        graded[0],
    ]
    with subprocess.Popen(
        [str(part) for part in [*command, "-e", "count", "--lang", "en"]],
        env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True,
    ) as batch:  # fmt: skip
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (out / "gradebook.sqlite").exists():
            time.sleep(0.02)
        time.sleep(0.5)
        os.kill(batch.pid, signal.SIGINT)
        said = batch.communicate(timeout=20)[1]
    assert batch.returncode == 130
    assert "of 40 submissions graded; the same command with --resume goes on" in said
