"""A small course of its own, with what the judge has to cope with."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from grader.course.catalog import load_course
from grader.course.golden import Golden

REFERENCE = """
import numpy as np

def slide(x, w, b=0.0, step=1):
    n = (len(x) - len(w)) // step + 1
    if n < 1:
        raise ValueError("the window is larger than the input")
    return np.array([x[i * step : i * step + len(w)] @ w + b for i in range(n)])

def count(n, k, s=1):
    return (n - k) // s + 1

def double(x):
    return 2 * x

def triple(x):
    return 3 * x

def smooth(size):
    return np.full(size, 1 / size)

class Scale:
    def __init__(self, w):
        self.w = w
    def forward(self, x):
        self.x = x
        return self.w * np.maximum(x, 0)
    def backward(self, dy):
        self.dw = (dy * np.maximum(self.x, 0)).sum(0)
        return dy * self.w * (self.x > 0)
"""
MISTAKES = """
import numpy as np

def slide_by_index(x, w, b=0.0, step=1):
    return np.array([sum(x[i + j] * w[j] for j in range(len(w))) + b for i in range(len(x))])
"""
PROPERTIES = """
import numpy as np

def sums_to_one(f, size):
    kernel = f(size=size)
    yield {"es": "la forma", "en": "the shape"}, [size], list(np.shape(kernel))
    yield {"es": "la suma", "en": "the sum"}, 1.0, kernel.sum()

def unsound(f, size):
    f(size)
    raise RuntimeError("the author's mistake")
"""
COURSE = "title: {en: A course}\nlanguages: [en]\nmodules: [{id: one, title: {en: One}}]\n"
HEAD = "id: {id}\ntitle: {{en: {id}}}\nmodule: one\npoints: 10\nreference: {module}\n"
EXERCISES = {
    "slide": HEAD.format(id="slide", module="plain.slide")
    + """
submit: {function: slide, signature: "(x, w, b=0.0, step=1)"}
cases:
  - {name: by hand, args: {x: [1, 2, 3, 4], w: [1, 0]}, expect: [1, 2, 3]}
  - {name: with a step, args: {x: [5, -1, 2, 0, 7, 1, 4], w: [1, 2, -1], b: 0.5, step: 2}, expect: reference}
  - {name: too large, args: {x: [1], w: [1, 2]}, raises: ValueError}
  - name: any size
    hidden: true
    repeat: 8
    seed: 3
    sizes: {N: [5, 9], K: [2, 4], S: [1, 3]}
    args: {x: {normal: [N]}, w: {normal: [K]}, b: {normal: []}, step: S}
    expect: reference
mistakes:
  - {code: flipped, args: {w: "w[::-1]"}, say: {en: Is it turned?}, see: "deck 1"}
  - {code: bias-missing, args: {b: "0.0"}}
  - {code: step-ignored, args: {step: "1"}}
  - {code: averaged, args: {w: "w / len(w)", b: "b / len(w)"}}
  - {code: last-lost, result: "result[:-1]"}
  - {code: halved-late, result: "result / 2"}
  - {code: runs-over, variant: slide_by_index}
  - {code: nothing-wrong-with-it, args: {x: "x + 0"}}
""",
    "count": HEAD.format(id="count", module="plain.count")
    + """
submit: {function: count, signature: "(n, k, s=1)"}
dtype: int
cases:
  - {name: seven by three, args: {n: 7, k: 3}, expect: 5}
  - {name: with a step, args: {n: 8, k: 3, s: 2}, expect: 3}
  - name: any
    hidden: true
    repeat: 10
    sizes: {N: [6, 40], K: [1, 5], S: [1, 4]}
    args: {n: N, k: K, s: S}
    expect: reference
mistakes:
  - {code: plus-one-forgotten, result: "result - 1"}
  - {code: float-returned, result: "float(result)"}
  - {code: ceil-for-floor, args: {n: "n + s - 1"}}
""",
    "both": HEAD.format(id="both", module="{double: plain.double, triple: plain.triple}")
    + """
submit: {functions: {double: "(x)", triple: "(x)"}}
cases:
  - {name: two, of: double, seed: 1, args: {x: {normal: [4]}}, expect: reference}
  - {name: three, of: triple, seed: 2, args: {x: {normal: [4]}}, expect: reference}
mistakes:
  - {code: sign, of: double, result: "-result"}
  - {code: sign, of: triple, result: "-result"}
  - {code: rounded, of: triple, result: "np.rint(result)"}
""",
    "smooth": HEAD.format(id="smooth", module="plain.smooth")
    + """
submit: {function: smooth, signature: "(size)"}
cases:
  - {name: three, args: {size: 3}, expect: {property: sums_to_one}}
  - {name: any, repeat: 3, sizes: {N: [2, 6]}, args: {size: N}, expect: {property: sums_to_one}}
  - {name: unsound, args: {size: 2}, expect: {property: unsound}}
mistakes:
  - {code: not-divided, result: "result * len(result)"}
""",
    "layer": HEAD.format(id="layer", module="plain")
    + """
submit: {classes: {Scale: {init: "(w)", forward: "(x)", backward: "(dy)"}}}
cases:
  - name: forward and backward
    values: {X: [[1, -2], [3, 4]], W: [2, 5], DY: [[1, 1], [1, 2]]}
    steps: &steps
      - {new: Scale, args: {w: W}, keep: layer}
      - {call: layer.forward, args: {x: X}, return: y}
      - {call: layer.backward, args: {dy: DY}, return: dx}
      - {get: layer.dw, return: dw}
    expect: reference
  - name: differences
    seed: 4
    values: {X: {normal: [9, 6]}, W: {normal: [6]}, DY: {normal: [9, 6]}}
    steps: *steps
    expect: differences
mistakes:
  - {code: mask-missing, of: Scale.backward, result: "result * 0 + dy"}
""",
}


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / "course.yaml").write_text(COURSE + "reference: reference\n")
    reference = folder / "reference"
    reference.mkdir()
    for name, text in {
        "__init__": "",
        "plain": REFERENCE,
        "mistakes": MISTAKES,
        "properties": PROPERTIES,
    }.items():
        (reference / f"{name}.py").write_text(text)
    for name, text in EXERCISES.items():
        (folder / "one" / name).mkdir(parents=True)
        (folder / "one" / name / "exercise.yaml").write_text(text)
        (folder / "one" / name / "statement.en.md").write_text(f"# {name}\n")
        (folder / "one" / name / "starter.py").write_text("")
    return load_course(folder)


@pytest.fixture(scope="session")
def golden(course):
    return Golden(course)


@pytest.fixture(scope="session")
def exercises(course):
    return {exercise.id: exercise for exercise in course.exercises}
