"""What is written for people is true: the README's commands, the options, the docstrings' examples."""

import ast
import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import grader
import reference
from grader.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DRAWS = {"reference.filters"}
"""Modules with an example that draws."""
COMMANDS = re.findall(r"```sh\n(python3 -m venv .*)\n```", README)


def test_the_readme_has_two_commands_and_ci_runs_the_second():
    assert len(COMMANDS) == 2
    assert COMMANDS[1] in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_readme_and_has_help(name):
    assert re.search(rf"grader {name}\b", README)
    assert (cli.commands[name].help or "").strip().endswith(".")


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_links_of_the_readme_lead_somewhere(link):
    assert link.startswith("http") or (ROOT / link).exists()


def modules(package):
    return [
        m.name
        for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
        if "__main__" not in m.name
    ]


@pytest.mark.parametrize("name", [*modules(grader), *modules(reference)])
def test_examples_run(name):
    if name in DRAWS:
        pytest.importorskip("matplotlib")
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        pytest.skip(f"{error.name} is not installed")
    assert doctest.testmod(module).failed == 0


def public_definitions():
    for path in sorted((ROOT / "reference").rglob("*.py")):
        if path.parent.name in {"mistakes", "properties", "datasets"}:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                yield pytest.param(node, id=f"{path.stem}.{node.name}")


@pytest.mark.parametrize("node", list(public_definitions()))
def test_the_reference_says_its_slide_and_shows_an_example(node):
    text = ast.get_docstring(node) or ""
    assert "Slides:" in text
    assert ">>>" in text
