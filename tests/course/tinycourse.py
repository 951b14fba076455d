"""Writes tiny courses for the tests: about sums and stacks, nothing that the real course knows."""

from pathlib import Path

from grader.course.catalog import load_course
from grader.errors import CourseError

COURSE = """\
title: {es: Sumas, en: Sums}
languages: [es, en]
modules:
  - {id: sums, title: {es: Sumas, en: Sums}}
  - {id: stacks, title: {es: Pilas, en: Stacks}}
defaults: {forbid: [scipy], limits: {seconds: 3, memory_mb: 256}}
"""

SCALE = """\
id: scale
title: {es: Escalar, en: Scale}
module: sums
points: 4
submit:
  function: scale
  signature: "(x, k=2.0, shift=0.0)"
reference: sums.scale
cases:
  - name: a row
    args: {x: [1, 2, 3]}
    expect: [2, 4, 6]
  - name: any
    hidden: true
    repeat: 3
    sizes: {N: [2, 6], K: [1, 4]}
    let: {M: "2*N"}
    args: {x: {normal: [N, M]}, k: K, shift: {uniform: {shape: [], low: 1, high: 2}}}
    expect: reference
mistakes:
  - {code: shift-forgotten, args: {shift: "0.0"}, say: {es: "¿Y el resto?", en: "What of the shift?"}}
  - {code: factor-squared, args: {k: "k*k"}}
  - {code: last-lost, result: "result[..., :-1]"}
  - {code: absolute, variant: scale_absolute}
"""

SUMS = """\
import warnings

import numpy as np

print("loading the reference")


def scale(x, k=2.0, shift=0.0):
    print("scaling")
    warnings.warn("slowly")
    out = np.multiply(x, k, out=x) if x.dtype == float else x * k
    return out + shift


def raises(x):
    raise KeyError("no such thing")


def divide(x):
    return x / 0.0
"""

MISTAKES = """\
import numpy as np
from ..sums import scale


def scale_absolute(x, k=2.0, shift=0.0):
    return scale(np.abs(x), k, shift)
"""

PROPERTIES = '''\
def linear(f, x, y):
    """f(x + y) is f(x) + f(y)."""
    yield {"es": "suma", "en": "sum"}, f(x=x) + f(x=y), f(x=x + y)
'''

REFERENCE = {
    "__init__.py": "",
    "sums.py": SUMS,
    "mistakes/__init__.py": "",
    "mistakes/signs.py": MISTAKES,
    "properties.py": PROPERTIES,
}


def write_course(folder: Path, exercises=None, *, course=COURSE, reference=REFERENCE, more=None) -> Path:
    """Write a course below ``folder``; return the folder that holds course.yaml."""
    root = folder / "exercises"
    exercises = {"sums/scale": SCALE} if exercises is None else exercises
    files = {"exercises/course.yaml": course} if course is not None else {}
    for path, text in exercises.items():
        files[f"exercises/{path}/exercise.yaml"] = text
        files[f"exercises/{path}/statement.es.md"] = "Escala.\n"
    files |= {f"reference/{name}": text for name, text in (reference or {}).items()}
    files |= more or {}
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    root.mkdir(exist_ok=True)
    return root


def course_of(folder: Path, *args, **kwargs):
    """Write and load a course."""
    return load_course(write_course(folder, *args, **kwargs))


def faults_of(folder: Path, *args, **kwargs) -> list[str]:
    """Write a course and return its faults, each from the name of its folder on."""
    root = write_course(folder, *args, **kwargs)
    try:
        load_course(root)
    except CourseError as error:
        return [fault.replace(str(root) + "/", "") for fault in error.faults]
    return []
