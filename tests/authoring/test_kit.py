# ruff: noqa: E501 - tables read better in rows

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from authored import write_course
from click.testing import CliRunner

from grader.authoring.attempts import case_trials, reference_with
from grader.authoring.kit import make_kit
from grader.authoring.literals import FILE, Shelf, expectation, literal, plain, yaml_text
from grader.cli import cli
from grader.course.catalog import load_course
from grader.course.expectation import read_expectation
from grader.course.faults import Faults
from grader.course.golden import Golden
from grader.course.values import Scope, resolve
from grader.course.yamltree import read
from grader.errors import CallerError, CourseError
from grader.judge.verdict import verdict

REAL = Path(__file__).parents[2] / "exercises"
SOME = ("conv2d-valid", "out-size", "layer-classes", "famous-nets", "softmax", "filter-figure", "cnn-params")
VALUES = {
    "nothing": None,
    "a truth": True,
    "a whole number": 7,
    "a huge number": 2**70,
    "a small number": 1.5e-9,
    "a large number": 1e22,
    "not a number": float("nan"),
    "infinity": float("-inf"),
    "text": "same",
    "text like a number": "1e-6",
    "text like a truth": "no",
    "text with a colon": 'deck 3: "x"',
    "a list": [1, [2.5, "a"], []],
    "a tuple": (28, 28, 1),
    "a list of tuples": [(3, 1), (5, 2)],
    "a list of arrays": [np.arange(3.0), np.zeros((2, 2))],
    "a dict": {"conv": 2, "rows": [1, 2]},
    "a dict of arrays": {"w": np.ones((2, 2)), "b": np.zeros(2)},
    "a dict like an operator": {"zeros": 3},
    "a dict like an option": {"shape": [1, 2]},
    "an array": np.array([[0.1, 0.2], [1 / 3, -0.0]]),
    "a row of whole numbers": np.arange(4, dtype=np.uint8),
    "a mask": np.array([True, False]),
    "single precision": np.array([0.1, 0.2], np.float32),
    "a large array": np.random.default_rng(1).normal(size=(9, 9)),
    "an empty array": np.zeros((0, 3)),
    "no axes": np.array(2.5),
    "a NumPy number": np.float32(0.1),
}  # fmt: skip


def same(first, second):
    if isinstance(first, (np.ndarray, np.generic)):
        first, second = np.asarray(first), np.asarray(second)
        return (
            first.dtype == second.dtype
            and first.shape == second.shape
            and np.array_equal(first, second, equal_nan=first.dtype.kind == "f")
        )
    if isinstance(first, dict):
        return (
            isinstance(second, dict)
            and list(first) == list(second)
            and all(same(first[k], second[k]) for k in first)
        )
    if isinstance(first, (list, tuple)):
        return type(first) is type(second) and len(first) == len(second) and all(map(same, first, second))
    return type(first) is type(second) and (first == second or first != first)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_written_and_read(name, tmp_path):
    value, shelf = VALUES[name], Shelf()
    document = {"args": literal(value, shelf), "expect": expectation(value, shelf)}
    (tmp_path / FILE).write_bytes(shelf.content())
    faults = Faults()
    found = plain(read(tmp_path / "x.yaml", yaml_text(document).encode(), faults.of(tmp_path / "x.yaml")))
    assert not faults.lines()
    assert same(value, resolve(found["args"], Scope(folder=str(tmp_path))))
    expected = read_expectation({"expect": found["expect"]})
    assert expected.kind == "value"
    assert same(value, resolve(expected.value, Scope(folder=str(tmp_path))))


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    full = load_course(REAL)
    some = replace(full, exercises=tuple(e for e in full.exercises if e.id in (*SOME, "filter-kernels")))
    folder = tmp_path_factory.mktemp("kit") / "kit"
    make_kit(some, folder)
    return some, folder


@pytest.mark.parametrize("slug", SOME)
def test_verdicts_are_those_of_the_whole_course(slug, kit):
    if slug == "filter-figure":
        pytest.importorskip("matplotlib")
    full, folder = kit
    small = load_course(folder / "exercises")
    exercise = next(e for e in full.exercises if e.id == slug)
    copy = next(e for e in small.exercises if e.id == slug)
    visible = [case for case in exercise.cases if not case.hidden]
    assert [case.name for case in copy.cases] == [case.name for case in visible]
    golden, without = Golden(full), Golden(small)
    for mistakes in ((), *([mistake] for mistake in exercise.mistakes[:4])):
        student = reference_with(exercise, golden, mistakes)
        for case, own in zip(visible, copy.cases, strict=True):
            here = verdict(exercise, case, case_trials(exercise, case, golden, student))
            there = verdict(copy, own, case_trials(copy, own, without, student))
            assert here == there


def test_nothing_of_the_reference_and_of_hidden_cases_is_there(kit):
    full, folder = kit
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in {".yaml", ".py", ".yml", ".json"}
    }
    for exercise in full.exercises:
        document = yaml.safe_load(
            (folder / Path(exercise.folder).relative_to(REAL.parent) / "exercise.yaml").read_text(
                encoding="utf-8"
            )
        )
        assert not {"reference", "mistakes"} & set(document)
        for case in document["cases"]:
            assert not {"hidden", "seed", "sizes", "let", "repeat"} & set(case)
            assert case.get("expect") != "reference"
        names = {case["name"] for case in document["cases"]}
        assert not names & {case.name for case in exercise.cases if case.hidden}
    long = {
        case.name
        for exercise in full.exercises
        for case in exercise.cases
        if case.hidden and len(case.name) > 16
    }
    modules = {path.split(".")[0] for exercise in full.exercises for path in exercise.reference.values()}
    for path, text in texts.items():
        # The catalogue of mistakes is prose that may use the words of a case's name.
        assert path.parent.name == "mistakes" or not any(name in text for name in long), path
        assert not any(f"reference.{module}" in text or f"{module}.py" in text for module in modules), path
    assert not (folder / "reference").exists()


def test_a_property_leaves_its_shape_under_a_name_that_says_so(kit):
    small = load_course(kit[1] / "exercises")
    cases = next(e for e in small.exercises if e.id == "filter-kernels").cases
    assert {case.expect.kind for case in cases} == {"shape"}
    assert all(case.name.endswith("(the shape alone)") for case in cases)


def test_the_same_course_gives_the_same_bytes(tmp_path):
    course = load_course(write_course(tmp_path))
    contents = []
    for name in ("a", "b"):
        make_kit(course, tmp_path / name)
        contents.append(
            {
                p.relative_to(tmp_path / name): p.read_bytes()
                for p in (tmp_path / name).rglob("*")
                if p.is_file()
            }
        )
    assert contents[0] == contents[1]


def test_repeated_cases_become_one_case_a_draw(tmp_path):
    many = [("exercise.yaml", "{name: many, seed: 8,", "{name: many, points: 1, repeat: 4, seed: 8,")]
    course = load_course(write_course(tmp_path, many))
    make_kit(course, tmp_path / "kit")
    (exercise,) = load_course(tmp_path / "kit/exercises").exercises
    assert [(case.name, case.points) for case in exercise.cases][2:6] == [
        (f"many ({i} of 4)", 0.25) for i in range(1, 5)
    ]


def test_students_grade_with_it(tmp_path, monkeypatch):
    course = write_course(tmp_path)
    kit = tmp_path / "kit"
    run = CliRunner().invoke
    assert run(cli, ["kit", str(kit), "--course", str(course)]).exit_code == 0
    monkeypatch.chdir(kit)
    assert run(cli, ["start", "scale"]).exit_code == 0
    assert run(cli, ["check", "."]).exit_code == 1
    (kit / "scale.py").write_text(
        "import numpy as np\ndef scale(x, k=2.0):\n    if np.ndim(x) == 0:\n        raise ValueError('x')\n    return x * k\n"
    )
    assert run(cli, ["check", "."]).exit_code == 0, "the starters of the kit are not the student's work"
    (kit / "scale.py").write_text("def scale(x, k=2.0):\n    return x * k * k\n")
    wrong = run(cli, ["check", ".", "--format", "json"])
    assert wrong.exit_code == 1
    (score,) = json.loads(wrong.output)["exercises"]
    assert score["status"] == "failed"
    assert score["max_score"] == 4


def test_the_workflow_installs_what_the_instructor_names_or_nothing(tmp_path):
    make_kit(load_course(write_course(tmp_path)), tmp_path / "kit")
    workflow = yaml.safe_load((tmp_path / "kit/.github/workflows/grade.yml").read_text())
    (install,) = [step for step in workflow["jobs"]["grade"]["steps"] if "pip" in step.get("run", "")]
    assert install["env"] == {"GRADER_PACKAGE": "${{ vars.GRADER_PACKAGE }}"}
    unset = subprocess.run(
        [shutil.which("bash"), "-e", "-c", install["run"]],
        check=False,
        env={"GRADER_PACKAGE": ""},
        capture_output=True,
        text=True,
    )
    assert unset.returncode != 0
    assert "set the repository variable GRADER_PACKAGE" in unset.stderr


def test_the_readme_says_how_to_install_the_grader(tmp_path):
    make_kit(load_course(write_course(tmp_path)), tmp_path / "kit")
    readme = (tmp_path / "kit/README.md").read_text(encoding="utf-8")
    assert "pip install <what your instructor names>" in readme
    assert "pip install <lo que indique quien imparte el curso>" in readme


def test_the_readme_leads_to_what_the_commands_do_not_know(tmp_path):
    full = load_course(REAL)
    make_kit(
        replace(full, exercises=tuple(e for e in full.exercises if e.id == "train-cnn-numpy")),
        tmp_path / "kit",
    )
    statement = "exercises/training/train-cnn-numpy/statement.en.md"
    assert f"[train-cnn-numpy]({statement})" in (tmp_path / "kit/README.md").read_text(encoding="utf-8")
    assert (tmp_path / "kit" / statement).with_name("starter.py").is_file()


def test_an_older_kit_is_replaced(tmp_path):
    course = load_course(write_course(tmp_path))
    kit = tmp_path / "kit"
    make_kit(course, kit)
    (kit / "scale.py").write_text("# mine\n")
    write_course(tmp_path, [("statement.en.md", "# Scale", "# Scale it"), ("starter.py", "", None)])
    (tmp_path / "exercises/sums/scale/starter.py").unlink()
    make_kit(load_course(tmp_path / "exercises"), kit)
    assert (kit / "scale.py").read_text() == "# mine\n"
    assert "Scale it" in (kit / "exercises/sums/scale/statement.en.md").read_text()
    assert not (kit / "exercises/sums/scale/starter.py").exists()


def foreign_file(kit):
    kit.mkdir()
    (kit / "thesis.tex").write_text("mine")


def foreign_marker(kit):
    kit.mkdir()
    (kit / ".grader-kit.json").write_text('{"schema": "grader/kit/v1", "files": {"../../x": "0"}}')


def a_file(kit):
    kit.write_text("mine")


def a_link(kit):
    (kit.parent / "elsewhere").mkdir()
    kit.symlink_to(kit.parent / "elsewhere")


FOREIGN = {
    "a folder with something in it": foreign_file,
    "a marker that leads out": foreign_marker,
    "a file": a_file,
    "a link": a_link,
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_a_kit_is_left_alone(name, tmp_path):
    course = load_course(write_course(tmp_path))
    FOREIGN[name](tmp_path / "kit")
    before = written(tmp_path)
    with pytest.raises(CallerError):
        make_kit(course, tmp_path / "kit")
    assert written(tmp_path) == before


def written(folder):
    """List what is in a folder, less what Python keeps of the modules it read."""
    return sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)


def test_a_changed_file_is_left_alone(tmp_path):
    course = load_course(write_course(tmp_path))
    make_kit(course, tmp_path / "kit")
    (tmp_path / "kit/README.md").write_text("our own words")
    with pytest.raises(CallerError, match="was changed"):
        make_kit(course, tmp_path / "kit")
    assert (tmp_path / "kit/README.md").read_text() == "our own words"


def test_a_kit_lies_outside_the_course(tmp_path):
    course = load_course(write_course(tmp_path))
    with pytest.raises(CallerError, match="inside the course"):
        make_kit(course, tmp_path / "exercises/kit")


def test_a_broken_course_has_no_kit(tmp_path):
    folder = write_course(tmp_path, [("exercise.yaml", "points: 10", "points: ten")])
    with pytest.raises(CourseError):
        load_course(folder)
