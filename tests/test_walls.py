"""The walls of the house: who may import whom, and what no room may know."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GRADER = ROOT / "grader"
FILES = sorted(GRADER.rglob("*.py"))

LEVELS = {
    "model": 0, "errors": 0, "expressions": 0, "__init__": 0,
    "course": 1, "intake": 1, "sandbox": 1,
    "judge": 2,
    "attempts": 3, "training": 3,
    "grade": 4,
    "report": 5,
    "cohort": 6, "authoring": 6,
    "commands": 7,
    "cli": 8,
    "__main__": 9,
}  # fmt: skip
"""Imports run downward only: a room imports from lower levels, and from itself."""

CHILD_SIDE = ("wire", "zygote", *(f"student.{p.stem}" for p in FILES if p.parent.name == "student"))
HEAVY = (
    "click",
    "rich",
    "jinja2",
    "yaml",
    "nbformat",
    "grader.model",
    "grader.course",
    "grader.judge",
    "grader.report",
)


def room(path: Path) -> str:
    return path.relative_to(GRADER).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Modules of the grader that a file imports when it runs, wherever in it; not those for types alone."""
    names = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GRADER)))
def test_imports_run_downward(path):
    here = room(path)
    for name in imported(path):
        if name.startswith("grader."):
            there = name.split(".")[1]
            if there in LEVELS and there != here:
                assert LEVELS[there] < LEVELS[here], f"{here} imports {name}"
        assert not name.startswith("reference"), f"{path} imports {name}"


NAMES_OF_OTHERS = {"forbid.py", "preloading.py", "cuda.py", "expressions.py"}
"""Files that name functions of NumPy or torch."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(GRADER)))
def test_the_grader_knows_nothing_of_the_course(path):
    """Names and texts say nothing of the subject; examples in docstrings may."""
    if path.name in NAMES_OF_OTHERS:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }
    words = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            words.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            words.add(node.value)
    pattern = re.compile(r"convol|correlat|conv[123]d|pool2d|softmax|\brelu\b|padding", re.IGNORECASE)
    assert sorted(word for word in words if pattern.search(word)) == []


def test_report_imports_the_model_alone():
    for path in (GRADER / "report").glob("*.py"):
        others = {n for n in imported(path) if n.startswith("grader.") and not n.startswith("grader.report")}
        assert all(name.startswith("grader.model") for name in others), (path, others)


@pytest.mark.parametrize("name", CHILD_SIDE)
def test_the_childs_side_is_light(name):
    code = (
        "import sys, types\n"
        "for name, path in (('grader', sys.argv[1]), ('grader.sandbox', sys.argv[1] + '/sandbox')):\n"
        "    module = types.ModuleType(name); module.__path__ = [path]; sys.modules[name] = module\n"
        "before = set(sys.modules)\n"
        f"import grader.sandbox.{name}\n"
        "print('\\n'.join(set(sys.modules) - before))"
    )
    command = [sys.executable, "-I", "-c", code, str(GRADER)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert [module for module in loaded if module.startswith(HEAVY)] == []
    outside = {m.partition(".")[0] for m in loaded} - set(sys.stdlib_module_names) - {"grader", "numpy"}
    assert not {m for m in outside if not m.startswith("_")}, outside


def test_no_circles():
    graph = {}
    for path in FILES:
        name = "grader." + ".".join(path.relative_to(GRADER).with_suffix("").parts)
        names = imported(path)
        around = name.split(".")
        names -= {
            ".".join(around[:depth]) for depth in range(1, len(around))
        }  # a file may name where it stands
        graph[name.removesuffix(".__init__")] = names
    state: dict[str, int] = {}

    def visit(name, trail):
        if state.get(name) == 2 or name not in graph:
            return
        assert state.get(name) != 1, " → ".join([*trail, name])
        state[name] = 1
        for other in graph[name]:
            if other != name:
                visit(other, [*trail, name])
        state[name] = 2

    for name in graph:
        visit(name, [])


def test_every_file_is_read_in_one_sitting():
    long = {
        str(p.relative_to(ROOT)): n
        for p in FILES
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 365
    }
    assert set(long) <= {"grader/model.py", "grader/expressions.py"}, long
