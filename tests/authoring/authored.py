"""A small sound course; each test breaks one thing in it."""

# ruff: noqa: E501 - a case reads better in one row

REFERENCE = """
import numpy as np

def scale(x, k=2.0):
    if np.ndim(x) == 0:
        raise ValueError("x has no axes")
    return np.asarray(x) * k
"""
MISTAKES = """
import numpy as np

def scale_added(x, k=2.0):
    return np.asarray(x) + k
"""
PROPERTIES = """
import numpy as np

def is_scaled(f, x, k):
    yield "the ratio", np.full(np.shape(x), k), np.asarray(f(x=x, k=k)) / x
"""
COURSE = """
title: {es: Un curso, en: A course}
languages: [es, en]
modules: [{id: sums, title: {es: Sumas, en: Sums}, exercises: [scale]}]
assignments: {first: [scale]}
"""
CODES = ("factor-squared", "factor-missing", "last-missing", "factor-added")
CATALOGUE = "\n".join(
    f"""{code}:
  title: {{es: "{code}", en: "{code}"}}
  say: {{es: "¿{code}?", en: "{code}?"}}
  example: {{es: "2 · 3", en: "2 · 3"}}
  see: deck 1"""
    for code in CODES
)
EXERCISE = """
id: scale
title: {es: Escalar, en: Scale}
module: sums
points: 10
covers: [d1-scale]
submit: {function: scale, signature: "(x, k=2.0)"}
reference: sums.scale
cases:
  - {name: a row, source: deck 1, args: {x: [1, 2, 3]}, expect: [2, 4, 6]}
  - {name: another factor, args: {x: [[5, 7], [1, 2]], k: 3}, expect: reference}
  - {name: many, seed: 8, args: {x: {normal: [9, 9]}, k: 1.0e-6}, expect: reference}
  - {name: no axes, args: {x: 3}, raises: ValueError}
  - {name: a secret size, hidden: true, points: 6, repeat: 5, seed: 77, sizes: {N: [2, 6], K: [3, 5]}, args: {x: {normal: [N]}, k: K}, expect: reference}
mistakes:
  - {code: factor-squared, args: {k: "k * k"}}
  - {code: factor-missing, args: {k: "1.0"}}
  - {code: last-missing, result: "result[:-1]"}
  - {code: factor-added, variant: scale_added}
"""
STARTER = "def scale(x, k=2.0):\n    raise NotImplementedError\n"


def write_course(folder, changes=()):
    """Write the course with texts replaced: ``(file, old, new)``; a ``new`` of None removes the file."""
    texts = {
        "exercises/course.yaml": COURSE,
        "exercises/mistakes/all.yaml": CATALOGUE,
        "exercises/sums/scale/exercise.yaml": EXERCISE,
        "exercises/sums/scale/statement.es.md": "# Escalar\n",
        "exercises/sums/scale/statement.en.md": "# Scale\n",
        "exercises/sums/scale/starter.py": STARTER,
        "reference/__init__.py": "",
        "reference/sums.py": REFERENCE,
        "reference/mistakes.py": MISTAKES,
        "reference/properties.py": PROPERTIES,
    }
    for file, old, new in changes:
        name = next(name for name in texts if name.endswith(file))
        if new is None:
            del texts[name]
            continue
        assert old in texts[name], f"{old!r} is not in {name}"
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "exercises"
