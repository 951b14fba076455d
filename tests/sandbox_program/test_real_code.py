"""Patterns met in public repositories that once went wrong, each distilled to a few lines."""

# ruff: noqa: E501 — tables of students' own lines

import sys

import numpy as np
import pytest
from program_files import files_of

from grader.sandbox.student.program import Program
from grader.sandbox.student.survey import take_survey

FORBIDDEN = ("torch", "tensorflow", "scipy", "cv2")
IMPORT = "import numpy as np\n"
SOFTMAX = IMPORT + "def softmax(y):\n    e = np.exp(y - np.max(y))\n    return e / e.sum()\n"


class Used(BaseException):
    pass


def program(files):
    def stop(name):
        raise Used(name)

    return Program(packages=("numpy",), forbidden=FORBIDDEN, on_forbidden=stop).read(files_of(files))


ANSWERS = {
    # name: (files, expression over the names it uses, value)
    "seeds and settings of forbidden packages": (
        {"a.py": "import torch, cv2\nimport tensorflow as tf\ntorch.manual_seed(0)\ntf.random.set_seed(1)\ntorch.set_printoptions(precision=3)\ndef f():\n    return 1\n"},
        "f()", 1,
    ),
    "asking for the GPU": (
        {"a.py": "import torch\nDEVICE = 'cuda' if torch.cuda.is_available() else 'cpu'\ndef f(x):\n    return x.numpy() if torch.is_tensor(x) else DEVICE\n"},
        "f(1)", "cpu",
    ),
    "a forbidden framework told to record nothing": (
        {"a.py": "import torch\n@torch.no_grad()\n@torch.inference_mode\ndef f(x):\n    with torch.no_grad():\n        return x + 1\nprint(torch.ones(3))\n"}, "f(1)", 2,
    ),
    "xrange out of past, six and future": (
        {"a.py": "from past.builtins import xrange\nfrom six.moves import range, cPickle, zip\nimport six\nfrom future.utils import iteritems\nfrom builtins import object\n"
         "def f(d):\n    return [i for i in xrange(2)] + sorted(iteritems(d)) + [six.PY3]\n"},
        "f({'a': 1})", [0, 1, ("a", 1), True],
    ),
    "six where it may be missing": (
        {"a.py": "try:\n    from six.moves import xrange\nexcept ImportError:\n    xrange = range\ndef f():\n    return list(xrange(2))\n"},
        "f()", [0, 1],
    ),
    "a page of streamlit, a route of flask": (
        {"a.py": "import streamlit as st\nfrom flask import Flask\napp = Flask(__name__)\nst.title('x')\n@app.route('/', methods=['GET'])\n@st.cache_data(ttl=3)\ndef f(x):\n    return x + 1\napp.run()\n"},
        "f(1)", 2,
    ),
    "a cell that awaits for real": (
        {"a.ipynb": ["import asyncio\nasync def g():\n    await asyncio.sleep(0.001)\n    return 3\nK = await g()", "def f():\n    return K"]},
        "f()", 3,
    ),
    "help on a pattern": ({"a.ipynb": ["K = 2\nnp.*pad*?\n??np.pad", "def f():\n    return K"]}, "f()", 2),
    "%run of a notebook and of a script": (
        {"a.ipynb": ["%run ayudas.ipynb\n%run -i './lib/otras.py' 3\n%run", "def f(x):\n    return g(x) + h(x)"], "ayudas.ipynb": ["def g(x):\n    return x"], "lib/otras.py": "def h(x):\n    return 10 * x\n"},
        "f(1)", 11,
    ),
    "exec of a sibling's text": (
        {"a.py": "exec(open('ayudas.py').read())\nexec(compile(open('./lib/otras.py').read(), 'otras.py', 'exec'))\ndef f(x):\n    return g(x) + h(x)\n", "ayudas.py": "def g(x):\n    return x\n", "lib/otras.py": "def h(x):\n    return 2 * x\n"},
        "f(2)", 6,
    ),
    "a function composed of lambdas": (
        {"a.py": "from functools import reduce\ncompose = lambda *f: reduce(lambda a, b: lambda x: b(a(x)), f)\none = lambda x: x + 1\nf = compose(one, one)\n"},
        "f(1)", 3,
    ),
    "functions applied to functions, in a circle of names": (
        {"a.py": "def g(x): return x\nm = map(g, m0)\nm0 = filter(m, m)\nm = list(m0, m)\nf = lambda: 1\n"}, "f()", 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_it_works(name):
    files, expression, value = ANSWERS[name]
    p = program(files)
    assert take_survey(p, {"f": ["f"]}, {})["defined"] == {"f": "f"}
    assert eval(expression, {"f": p.load("f"), "np": np}) == value


def survey(text, wanted, kinds=()):
    return take_survey(program({"a.py": text}), {name: [name] for name in wanted}, dict(kinds))


ELSEWHERE = {
    # name: (text, code, parameters)
    "a method": (
        "class CNN:\n    def forward(self, x):\n        return x\n    @staticmethod\n    def softmax(x):\n        return x\n",
        "only-method", {"class": "CNN", "where": "a.py, line 5"},
    ),
    "a function inside main": (
        "def main():\n    if True:\n        def softmax(x):\n            return x\n", "only-inside", {"function": "main", "where": "a.py, line 3"},
    ),
    "a value beside a function inside another": (
        "import numpy as np\ndef g(x):\n    def softmax(x):\n        return x\n    return softmax(x)\nsoftmax = np.exp(g(2))\n",
        "only-value", {"where": "a.py, line 6"},
    ),
    "a text that exec runs": (
        "code = '''\ndef softmax(x):\n    return x\n'''\nexec(code)\n", "only-text", {"by": "exec()", "where": "a.py, line 5"},
    ),
    "an entry of globals()": ("globals()['softmax'] = lambda x: x\n", "only-text", {"by": "globals()", "where": "a.py, line 1"}),
    "somebody else's": (
        "from scipy.special import softmax\n", "only-imported", {"package": "scipy.special", "where": "a.py, line 1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_name_that_stands_elsewhere_is_said(name):
    text, code, params = ELSEWHERE[name]
    found = survey(text, ["softmax", "relu"])
    assert found["defined"] == found["near"] == {}
    assert found["lost"] == {"softmax": {"code": code, "params": {"name": "softmax", **params}}}


def test_a_definition_hides_what_stands_elsewhere():
    assert (
        survey(SOFTMAX + "class Red:\n    def softmax(self, x):\n        return x\n", ["softmax"])["lost"]
        == {}
    )


def test_layers_of_a_framework_are_no_answer():
    """Half of all notebooks begin with such an import; it says nothing about the exercise of that name."""
    text = "from tensorflow.keras.layers import Conv2D, Dense\n"
    found = survey(text, ["Conv2D", "Dense"], {"Conv2D": "class", "Dense": "class"})
    assert found["defined"] == {}
    assert {fault["code"] for fault in found["lost"].values()} == {"only-imported"}


def test_an_import_under_the_name_that_is_asked_for_is_an_answer():
    p = program({"a.py": "from scipy.signal import correlate2d as conv2d\n"})
    assert take_survey(p, {"conv2d": ["conv2d"]}, {})["defined"] == {"conv2d": "conv2d"}
    with pytest.raises(Used, match=r"scipy\.signal\.correlate2d"):
        p.load("conv2d")(1, 2)


KINDS = {"relu": "function", "ReLU": "class", "n_params": "function"}


def test_a_function_under_the_name_of_a_class_is_a_slip():
    assert survey("def ReLU(z):\n    return z\n", KINDS, KINDS)["near"] == {"relu": "ReLU"}
    both = survey("class ReLU:\n    def __call__(self, z):\n        return z\n", KINDS, KINDS)
    assert both["near"] == {}
    assert both["defined"] == {"ReLU": "ReLU"}


def test_a_function_in_the_place_of_a_class_is_said():
    found = survey("def ReLU(z):\n    return z\n", ["ReLU"], {"ReLU": "class"})
    assert found["defined"] == {}
    assert found["lost"] == {
        "ReLU": {"code": "only-function", "params": {"name": "ReLU", "where": "a.py, line 1"}}
    }


def test_what_is_no_function_is_no_slip():
    text = (
        IMPORT
        + "from collections import namedtuple\nParams = namedtuple('Params', 'k s')\nrelu = np.maximum(0, [1])\n"
    )
    assert survey(text, KINDS, KINDS)["near"] == {}


def explained(files):
    p = program(files)
    with pytest.raises(NameError) as caught:
        p.load("f")()
    return p.explain(caught.value)


def test_a_program_that_wants_a_command_line():
    text = "import argparse, sys\np = argparse.ArgumentParser()\np.add_argument('image')\nargs = p.parse_args([])\ndef f():\n    return args.image\n"
    assert explained({"a.py": text}) == {"code": "command-line", "params": {"where": "a.py, line 4"}}


def test_an_argument_of_the_command_line(monkeypatch):
    monkeypatch.setattr("sys.argv", [""])
    text = "import sys\nN = int(sys.argv[1])\ndef f():\n    return N\n"
    assert explained({"a.py": text}) == {"code": "command-line", "params": {"where": "a.py, line 2"}}


def test_an_import_lost_with_its_cell():
    said = explained({"a.ipynb": ["import numpy as np\nprint 'hola'", "def f():\n    return np.pi"]})
    assert said["code"] == "cell-lost"
    assert said["params"]["cell"] == 1


NOT_USED = {
    "a script inside of try": "try:\n    import cv2\n    def f():\n        return 1\n    img = cv2.imread('a.png')\nexcept Exception as e:\n    print(e)\n",
    "an if with a plot of the framework's answer": "import torch\nif True:\n    def f():\n        return 1\n    print(torch.nn.Conv2d(1, 1, 3))\n",
    "a table that one entry of is a framework's": "import torch\nK = {'a': 1}\nK['b'] = torch.ones(3)\ndef f():\n    return K['a']\n",
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_USED)
def test_what_the_top_level_does_with_a_framework_is_no_answer(name):
    assert program({"a.py": NOT_USED[name]}).load("f")() == 1


USED = {
    "a layer made beforehand": ("import torch\nlayer = torch.nn.Conv2d(1, 1, 3)\ndef f():\n    return layer(1)\n", "torch.nn.Conv2d"),
    "a value made beforehand": ("import torch\nif True:\n    K = torch.ones(3)\ndef f():\n    try:\n        return K + 1\n    except ImportError:\n        return 3\n", "torch.ones"),
    "the function itself": ("import torch\nf = torch.compile(torch.nn.functional.relu)\n", "torch.compile"),
    "a class on one of theirs": ("import torch\nclass N(torch.nn.Module): pass\nnet = N()\ndef f():\n    return net(1)\n", "torch.nn.Module"),
}  # fmt: skip


@pytest.mark.parametrize("name", USED)
def test_what_a_framework_made_beforehand_counts_when_it_is_used(name):
    text, used = USED[name]
    with pytest.raises(Used) as caught:
        program({"a.py": text}).load("f")()
    assert str(caught.value) == used


NEWER = {
    "quotes": ("x = f'{d['a']}'\n", "newer-quotes"),
    "type parameters": ("def f[T](x: T) -> T:\n    return x\n", "newer-python"),
}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads it")
@pytest.mark.parametrize("name", NEWER)
def test_syntax_of_a_newer_python_is_named(name):
    text, code = NEWER[name]
    assert [fault["code"] for fault in survey(text, ["f"])["faults"]] == ["syntax-error", code]


def test_numpy_that_is_not_imported():
    said = explained({"a.py": "def f():\n    return np.pi\n"})
    assert said == {"code": "not-imported", "params": {"name": "np", "line": "import numpy as np"}}


def test_the_decorator_of_a_profiler():
    assert program({"a.py": "@profile\ndef f():\n    return 1\n"}).load("f")() == 1


def test_a_call_with_other_parameters():
    p = program({"a.py": "def f(x, k=2):\n    return g(x)\ndef g(x, y):\n    return x\n"})
    with pytest.raises(TypeError) as caught:
        p.load("f")(1, 2, 3)
    assert p.explain(caught.value) == {"code": "other-parameters", "params": {"name": "f"}}
    with pytest.raises(TypeError) as caught:
        p.load("f")(1)  # its own mistake, at its own line
    assert p.explain(caught.value) is None
