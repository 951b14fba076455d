"""``grader list``, ``show``, ``start``, ``explain`` and ``doctor`` through their entry point."""

import pytest
from cli_runs import run_main


def test_list(grader):
    code, out, err = grader("list")
    assert (code, err) == (0, "")
    assert "2 exercises, 6 points" in out
    assert "scale" in out


@pytest.mark.parametrize(("lang", "said"), [("en", "Write `scale`."), ("es", "Escribe `scale`.")])
def test_show(grader, lang, said):
    code, out, _ = grader("show", "scale", "--lang", lang)
    assert code == 0
    assert said in out
    assert "a row" in out
    assert {"en": "hidden", "es": "oculto"}[lang] in out


def test_start_never_overwrites(grader, tmp_path):
    code, out, _ = grader("start", "scale", tmp_path / "new")
    file = tmp_path / "new" / "scale.py"
    assert code == 0
    assert f"grader check {file}" in out
    assert "NotImplementedError" in file.read_text()
    file.write_text("mine = 1\n")
    code, _, err = grader("start", "scale", tmp_path / "new")
    assert code == 2
    assert "exists already" in err
    assert file.read_text() == "mine = 1\n"


def test_a_started_exercise_is_not_done(grader, tmp_path):
    grader("start", "scale", tmp_path)
    code, out, _ = grader("check", tmp_path / "scale.py", "-e", "scale")
    assert code == 1
    assert "0 / 4 points" in out


def test_explain(grader):
    code, out, _ = grader("explain", "shift-forgotten")
    assert code == 0
    assert "What of the shift?" in out
    assert "scale" in out


def test_doctor(capsys):
    code, out, err = run_main(capsys, "doctor")
    assert (code, err) == (0, "")
    assert "Isolation:" in out


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["--help"],
        ["--version"],
        *([name, "--help"] for name in ("check", "batch", "list", "show", "start")),
    ],
)
def test_help(capsys, command):
    code, out, err = run_main(capsys, *command)
    assert code in ({0} if command else {0, 2})
    assert "grader" in out + err
    assert "Traceback" not in out + err
