"""A tiny course about sums, students for it, and the command line run as its users run it."""

# ruff: noqa: E501 — tables and arguments on one line

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import main

HERE = Path(__file__).resolve()
PACKAGE = HERE.parents[2]

COURSE = """\
title: {es: Sumas, en: Sums}
languages: [es, en]
modules:
  - {id: sums, title: {es: Sumas, en: Sums}}
defaults: {forbid: [scipy, numpy.convolve], limits: {seconds: 0.5, memory_mb: 256}}
assignments:
  tarea-1: {exercises: [scale], title: {es: Primera, en: First}}
"""

EXERCISES = {
    "scale": """\
id: scale
title: {es: Escalar, en: Scale}
module: sums
points: 4
submit: {function: scale, signature: "(x, k=2.0, shift=0.0)"}
reference: sums.scale
cases:
  - {name: a row, points: 1, args: {x: [1, 2, 3]}, expect: [2, 4, 6]}
  - {name: shifted, points: 1, args: {x: [1, 2], shift: 1}, expect: reference}
  - {name: any, hidden: true, points: 2, repeat: 2, sizes: {N: [2, 6]}, args: {x: {normal: [N]}, shift: 1.5}, expect: reference}
mistakes:
  - {code: shift-forgotten, args: {shift: "0.0"}, say: {es: "¿Y el resto?", en: "What of the shift?"}}
""",
    "count": """\
id: count
title: {es: Contar, en: Count}
module: sums
points: 2
submit: {function: count, signature: "(x)"}
reference: sums.count
cases:
  - {name: three, args: {x: [1, 2, 3]}, expect: reference}
""",
}

RAISING = """\
id: broken
title: {es: Rota, en: Broken}
module: sums
points: 3
submit: {function: broken, signature: "(x)"}
reference: sums.broken
cases:
  - {name: ours, args: {x: [1]}, expect: reference}
  - {name: literal, args: {x: [2]}, expect: [2]}
"""

REFERENCE = """\
import numpy as np


def scale(x, k=2.0, shift=0.0):
    return np.asarray(x) * k + shift


def count(x):
    return len(x)


def broken(x):
    raise KeyError("no such thing")
"""

RIGHT = "def scale(x, k=2.0, shift=0.0):\n    return x * k + shift\n\n\ndef count(x):\n    return len(x)\n"
NO_SHIFT = "def scale(x, k=2.0, shift=0.0):\n    return x * k\n"
BROKEN_TOO = RIGHT + "\n\ndef broken(x):\n    return x\n"


def write_course(folder, *, course=COURSE, **exercises):
    """Write the tiny course below a folder and return where it is; keywords add or replace exercises."""
    root = folder / "course"
    files = {"course.yaml": course, "reference/__init__.py": "", "reference/sums.py": REFERENCE}
    for name, text in (EXERCISES | exercises).items():
        files[f"sums/{name}/exercise.yaml"] = text
        files[f"sums/{name}/statement.es.md"] = f"# {name}\n\nEscribe `{name}`.\n"
        files[f"sums/{name}/statement.en.md"] = f"# {name}\n\nWrite `{name}`.\n"
        files[f"sums/{name}/starter.py"] = f"def {name}(x):\n    raise NotImplementedError\n"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def hand_in(folder, files):
    """Write a submission; a text is a ``.py`` file, bytes are what they are."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run_main(capsys, *arguments):
    """Run the command line in this process; return exit code, output and errors."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return ended.value.code, out, err


def environment(**more):
    """Return this process's environment, with the package to be found and nothing that chooses for the user."""
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "GRADER_LANG", "GRADER_COURSE"}}
    return kept | {"PYTHONPATH": str(PACKAGE)} | more


def run_program(*arguments, **options):
    """Run the program as a shell does."""
    command = [sys.executable, "-m", "grader", *(str(argument) for argument in arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=60, check=False,
        env=options.pop("env", environment()), **options,
    )  # fmt: skip
