import pytest
from cli_runs import hand_in, run_main, write_course

from grader.sandbox import Sandbox


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """Where the tiny course is."""
    return write_course(tmp_path_factory.mktemp("sums"))


@pytest.fixture(autouse=True)
def nobody_chooses(monkeypatch):
    """No language, course or colour comes from the machine that runs the tests."""
    for name in ("GRADER_COURSE", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GRADER_LANG", "en")


@pytest.fixture(scope="session")
def warm():
    """One warm sandbox for every command that runs in this process: to start it is most of a short command."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def one_sandbox(warm, monkeypatch):
    class Warm:
        def __init__(self, **_):
            pass

        def __enter__(self):
            return warm

        def __exit__(self, *_):
            pass

    monkeypatch.setattr("grader.commands.check.Sandbox", Warm)
    monkeypatch.setattr(warm, "close", lambda **_: None)  # it stays warm for the next command


@pytest.fixture
def grader(capsys, course):
    """Run ``grader … --course`` on the tiny course; give exit code, output and errors."""

    def run(command, *arguments):
        return run_main(capsys, command, *arguments, "--course", course)

    return run


@pytest.fixture
def student(tmp_path):
    """Write a submission into a folder of its own."""

    def write(**files):
        names = {name.replace("__", "."): text for name, text in files.items()}
        return hand_in(tmp_path / "ana", names)

    return write
