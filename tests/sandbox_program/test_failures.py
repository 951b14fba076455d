"""What goes wrong in a submission is told exactly, and only when it matters."""

# ruff: noqa: E501 — tables of students' own lines

import ast
import contextlib
import time

import numpy as np
import pytest
from program_files import files_of

from grader.sandbox.student.program import Program
from grader.sandbox.student.survey import take_survey


def program(text, path="conv.py", **options):
    files = text if isinstance(text, dict) else {path: text}
    return Program(packages=options.pop("packages", ("numpy",)), **options).read(files_of(files))


def failure(text, name="f", *args, path="conv.py", **options):
    """Return what loading or calling raises: (type, where, explanation's code, its parameters, trace)."""
    p = program(text, path, **options)
    with pytest.raises(BaseException) as caught:
        p.load(name)(*args)
    where, trace = p.locate(caught.value)
    hint = p.explain(caught.value) or {"code": None, "params": {}}
    return type(caught.value).__name__, where, hint["code"], hint["params"], trace


FAILURES = {
    # name: (text, type, where, hint code, some of the hint's parameters)
    "a constant that reads a file": (
        "K = open('pesos.npy').read()\ndef f():\n    return K\n",
        "NameError", "conv.py, line 3", "needed-failed",
        {"name": "K", "where": "conv.py, line 1", "type": "FileNotFoundError"},
    ),
    "a constant that asks": (
        "K = int(input('k? '))\ndef f():\n    return K\n",
        "NameError", "conv.py, line 3", "needed-failed", {"name": "K", "type": "EOFError"},
    ),
    "input inside": ("def f():\n    return input()\n", "EOFError", "conv.py, line 2", "input", {}),
    "an absent package": (
        "import cv2\ndef f():\n    return cv2.filter2D(1, -1, 2)\n",
        "ModuleNotFoundError", "conv.py, line 3", "absent-package", {"name": "cv2"},
    ),
    "an absent package, by name": (
        "from scipy.signal import convolve2d as c\ndef f():\n    return c(1, 2)\n",
        "ModuleNotFoundError", "conv.py, line 3", "absent-package", {"name": "scipy"},
    ),
    "an absent package, by star": (
        "from keras.layers import *\ndef f():\n    return Conv2D(3)\n",
        "ModuleNotFoundError", "conv.py, line 3", "absent-package", {"name": "keras"},
    ),
    "an absent package, imported inside": (
        "def f():\n    import pandas as pd\n    return pd.read_csv('a')\n",
        "ModuleNotFoundError", "conv.py, line 3", "absent-package", {"name": "pandas"},
    ),
    "an absent base class": (
        "from torch import nn\nclass C(nn.Module):\n    def __init__(self):\n        super().__init__()\ndef f():\n    return C()\n",
        "ModuleNotFoundError", "conv.py, line 6", "absent-package", {"name": "torch"},
    ),
    "a missing sibling": (
        "from utils import pad\ndef f():\n    return pad(3)\n",
        "ModuleNotFoundError", "conv.py, line 3", "absent-package", {"name": "utils"},
    ),
    "np.float": (
        "import numpy as np\ndef f():\n    return np.zeros(3, dtype=np.float)\n",
        "AttributeError", "conv.py, line 3", "numpy-removed", {"name": "np.float", "instead": "float"},
    ),
    "np.product by import": (
        "from numpy import product\ndef f():\n    return product([1])\n",
        "NameError", "conv.py, line 3", "numpy-removed", {"name": "np.product"},
    ),
    "xrange": ("def f():\n    return xrange(3)\n", "NameError", "conv.py, line 2", "python2", {"instead": "range"}),
    "Python 2 division as a size": (
        "import numpy as np\ndef f():\n    n = 5 / 2\n    return np.zeros((n, n))\n",
        "TypeError", "conv.py, line 4", "float-as-size", {"where": "conv.py, line 4"},
    ),
    "Python 2 division in a range": (
        "def f():\n    for i in range(4 / 2):\n        pass\n", "TypeError", "conv.py, line 2", "float-as-size", {},
    ),
    "Python 2 division in a slice": (
        "import numpy as np\ndef f():\n    return np.ones(4)[:4 / 2]\n", "TypeError", "conv.py, line 3", "float-as-size", {},
    ),
    "float of an array": (
        "import numpy as np\ndef f():\n    return float(np.ones((2,)))\n", "TypeError", "conv.py, line 3", "array-to-scalar", {},
    ),
    "nothing written yet": ("def f():\n    raise NotImplementedError()\n", "NotImplementedError", "conv.py, line 2", "not-implemented", {}),
    "endless recursion": ("def f():\n    return f()\n", "RecursionError", "conv.py, line 2", "recursion", {}),
    "a file": ("def f():\n    return open('/no/such/file.txt')\n", "FileNotFoundError", "conv.py, line 2", "file-absent", {"file": "/no/such/file.txt"}),
    "imread": (
        "import matplotlib.pyplot as plt\ndef f():\n    return plt.imread('lena.png')\n",
        "FileNotFoundError", "conv.py, line 3", "file-absent", {"file": "lena.png"},
    ),
    "inside a lambda": ("f = lambda: 1 / 0\n", "ZeroDivisionError", "conv.py, line 1", None, {}),
    "inside executed text": ("def f():\n    exec('1 / 0')\n", "ZeroDivisionError", "conv.py, line 2", None, {}),
    "inside a decorator": ("def d(g):\n    return 1 / 0\n@d\ndef f():\n    pass\n", "ZeroDivisionError", "conv.py, line 2", None, {}),
    "in NumPy's own code": ("import numpy as np\ndef f():\n    return np.dot(np.ones(2), np.ones(3))\n", "ValueError", "conv.py, line 3", None, {}),
    "a name that nothing binds": ("def f():\n    return nada\n", "NameError", "conv.py, line 2", None, {}),
    "exit": ("import sys\ndef f():\n    sys.exit(3)\n", "SystemExit", "conv.py, line 3", None, {}),
    "return outside a function": ("def f():\n    return K\nif True:\n    K = 3\n    return\n", "NameError", "conv.py, line 2", "needed-failed", {"type": "SyntaxError"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_failure(name):
    text, kind, where, code, params = FAILURES[name]
    got = failure(text)
    assert got[:3] == (kind, where, code)
    assert {key: got[3].get(key) for key in params} == params


def test_a_trace_names_the_students_own_frames():
    text = "import numpy as np\ndef g(x):\n    return np.dot(x, np.ones(3))\ndef f():\n    return g(np.ones(2))\n"
    *_, trace = failure(text)
    assert trace == [
        "conv.py, line 5, in f: return g(np.ones(2))",
        "conv.py, line 3, in g: return np.dot(x, np.ones(3))",
    ]


def test_a_trace_of_a_recursion_is_short():
    *_, trace = failure("def f(n=0):\n    return g(n)\ndef g(n):\n    return f(n)\n")
    assert len(trace) <= 6


def test_places_in_notebooks_name_the_cell():
    got = failure(["import numpy as np", "# hola\n\ndef f():\n    return 1 / 0"], path="hw.ipynb")
    assert got[1] == "cell 2, line 4"
    both = {"hw.ipynb": ["def f():\n    return 1 / 0"], "conv.py": "x = 1\n"}
    assert failure(both)[1] == "hw.ipynb, cell 1, line 2"


# ---------------------------------------------------------------- what does not parse

SYNTAX = {
    # name: (text, [codes], where)
    "a missing colon": ("def f(x)\n    return x\n", ["syntax-error"], "conv.py, line 1"),
    "a no-break space": ("def f(x):\n    return x\u00a0+ 1\n", ["syntax-error", "odd-character"], "conv.py, line 2"),
    "curly quotes": ("x = 1\ny = “hola”\n", ["syntax-error", "odd-character"], "conv.py, line 2"),
    "a zero-width space": ("x = 1\u200b\n", ["syntax-error", "odd-character"], "conv.py, line 1"),
    "a real minus": ("x = 3 − 1\n", ["syntax-error", "odd-character"], "conv.py, line 1"),
    "tabs and spaces": (
        "def f(x):\n        if x:\n\treturn 1\n", ["syntax-error", "tabs-and-spaces"], "conv.py, line 3",
    ),
    "Python 2 print": ("def f():\n    print 'hola'\n", ["syntax-error", "python2"], "conv.py, line 2"),
    "Python 2 except": ("try:\n    x = 1\nexcept ValueError, e:\n    pass\n", ["syntax-error", "python2"], "conv.py, line 3"),
    "NUL bytes": ("x = 1\0\n", ["syntax-error"], "conv.py"),
    "a thousand brackets": ("(" * 1000, ["syntax-error"], "conv.py, line 1"),
    "an unfinished function": ("def f(x):\n", ["syntax-error"], "conv.py, line 1"),
    "merge marks": ("<<<<<<< HEAD\nx = 1\n=======\n", ["syntax-error"], "conv.py, line 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", SYNTAX)
def test_syntax(name):
    text, codes, where = SYNTAX[name]
    faults = take_survey(program(text), {"f": ["f"]}, {})["faults"]
    assert [fault["code"] for fault in faults] == codes
    assert faults[0]["params"]["where"] == where


def test_an_odd_character_is_named():
    faults = take_survey(program("x = “1”\n"), {}, {})["faults"]
    assert faults[1]["params"]["character"] == "U+201C"
    assert faults[1]["params"]["name"] == "LEFT DOUBLE QUOTATION MARK"


def test_a_syntax_error_says_what_it_hides():
    text = "def conv2d(x):\n    return (x\ndef g():\n    pass\n"
    survey = take_survey(program(text), {"conv2d": [], "pool": []}, {})
    assert survey["defined"] == {}
    assert set(survey["lost"]) == {"conv2d"}
    assert survey["lost"]["conv2d"]["code"] == "syntax-error"


def test_a_lost_cell_loses_that_cell_only():
    p = program({"hw.ipynb": ["def f():\n    return 1", "def g(:\n    return 2", "def h():\n    return g()"]})
    survey = take_survey(p, {"f": [], "g": [], "h": []}, {})
    assert set(survey["defined"]) == {"f", "h"}
    assert [f["code"] for f in survey["faults"]] == ["cell-lost"]
    assert survey["faults"][0]["params"] | {"detail": ""} == {
        "file": "hw.ipynb", "cell": 2, "line": 1, "text": "def g(:", "detail": "", "where": "cell 2, line 1",
    }  # fmt: skip
    assert survey["lost"]["g"]["code"] == "cell-lost"
    with pytest.raises(NameError) as caught:
        p.load("h")()
    assert p.explain(caught.value)["code"] == "cell-lost"


def test_a_broken_sibling_raises_its_own_error():
    kind, _, code, params, _ = failure(
        {"main.py": "from capas import g\ndef f():\n    return g()\n", "capas.py": "def g(:\n"}
    )
    assert (kind, code) == ("NameError", "needed-failed")
    assert params["type"] == "SyntaxError"


# ---------------------------------------------------------------- sources that attack the reader

HOSTILE = {
    "a megabyte of brackets": "x = " + "[" * 1_000_000,
    "deep unary operators": "x = " + "-" * 200_000 + "1",
    "deep attribute chain": "x = a" + ".b" * 100_000,
    "a long sum": "x = " + "+".join(["1"] * 100_000),
    "deep calls": "f = " + "f(" * 80 + ")" * 80,
    "deep blocks": "".join(" " * i + "if x:\n" for i in range(90)) + " " * 90 + "f = 1\n",
    "one name a hundred thousand times": "f = 1\n" * 100_000,
    "a hundred thousand functions": "def f(): pass\n" * 30_000,
    "a hundred thousand links": "".join(f"a{i + 1} = a{i}\n" for i in range(20_000)) + "def f():\n    return a20000\n",
    "a global that is none": "def g():\n    x = 1\n    global x\ng()\ndef f():\n    return x\nf()\n",
    "many defs that use each other": "".join(f"def f{i}():\n    return {'+'.join(f'f{j}()' for j in range(max(0, i - 8), i)) or 0}\n" for i in range(800)) + "f = f799\n",
    "nested lambdas": "f = " + "lambda: " * 150 + "1",
    "a surrogate": "x = '\ud800'",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_ends(name):
    started = time.process_time()
    p = program(HOSTILE[name])
    take_survey(p, {"f": ["f", "F"], "conv": []}, {})
    with contextlib.suppress(NameError, SyntaxError, RecursionError, MemoryError, TypeError):
        p.load("f")
    assert time.process_time() - started < 8


# ---------------------------------------------------------------- near names

NEAR = {
    # name: (wanted and found)
    "case": ("conv2d_valid", "Conv2D_Valid", True),
    "underscores": ("conv2d_valid", "conv2dvalid", True),
    "two letters swapped": ("softmax", "sofmtax", True),
    "a letter less": ("softmax", "sofmax", True),
    "a letter more": ("softmax", "softmaxx", True),
    "another letter": ("softmax", "softmix", True),
    "a digit is no letter": ("conv2d", "conv3d", False),
    "a letter that looks like a digit": ("conv1d", "convld", True),
    "a letter that looks like no digit": ("conv1d", "convad", False),
    "a second version": ("conv2d", "conv2d2", False),
    "a short word doubled": ("relu", "rellu", True),
    "a short word swapped": ("relu", "rleu", True),
    "another activation": ("relu", "gelu", False),
    "another activation, longer": ("elu", "selu", False),
    "two letters off": ("softmax", "softmin", False),
}


@pytest.mark.parametrize("name", NEAR)
def test_near(name):
    wanted, written, found = NEAR[name]
    survey = take_survey(
        program(f"def {written}(x):\n    return x\n"), {wanted: [wanted]}, {wanted: "function"}
    )
    assert survey["near"] == ({wanted: written} if found else {})


def test_near_names_belong_to_nobody_else():
    wanted = {"conv1d": ["conv1d"], "conv2d": ["conv2d", "convol2d"]}
    assert take_survey(program("def conv2d(x): pass"), wanted, {})["near"] == {}
    assert (
        take_survey(program("def softmax(x): pass"), {"sofmax": [], "softmaxx": ["softmax"]}, {})["near"]
        == {}
    )
    assert take_survey(program("from numpy import softmax"), {"sofmax": []}, {})["near"] == {}
    assert take_survey(program("def sofmax(x): pass\ndef softmx(x): pass"), {"softmax": []}, {})["near"] == {}
    assert take_survey(program("softmx = [1]\nclass Softmax: pass"), {"softmax": []}, {})["near"] == {}
    one = take_survey(program("def convld(x): pass"), {"conv1d": [], "conv2d": [], "conv3d": []}, {})
    assert one["near"] == {"conv1d": "convld"}
    both = take_survey(program("def softmx(x): pass"), {"softmax": [], "softmxx": []}, {})
    assert both["near"] == {}


def test_aliases_are_accepted():
    survey = take_survey(program("def mi_conv(x): pass"), {"conv2d": ["conv2d", "mi_conv"]}, {})
    assert survey["defined"] == {"conv2d": "mi_conv"}


# ---------------------------------------------------------------- variables, classes, settings


def test_a_variable_is_what_a_plain_run_leaves():
    p = program(
        "import numpy as np\nn = 3\nx = input('x?')\nn = n * 2\nfor i in range(4):\n    n += i\nprint(n)\nwhile True: pass\n"
    )
    assert take_survey(p, {"n": []}, {"n": "variable"})["defined"] == {"n": "n"}
    assert p.load("n", "variable") == 12


def test_a_variable_under_the_main_guard():
    assert (
        program("a = 1\nif __name__ == '__main__':\n    a += 1\n    out_h = a + 3\n").load(
            "out_h", "variable"
        )
        == 5
    )


def test_a_variable_that_fails_raises_its_own_error():
    p = program("out_h = (7 - 3) / 0\n")
    with pytest.raises(ZeroDivisionError) as caught:
        p.load("out_h", "variable")
    assert p.locate(caught.value)[0] == "conv.py, line 1"


def test_a_class():
    p = program(
        "import numpy as np\nK = 2\nclass Conv2D:\n    n = K\n    def forward(self, x):\n        return x * self.n * K\n"
    )
    assert take_survey(p, {"Conv2D": []}, {"Conv2D": "class"})["defined"] == {"Conv2D": "Conv2D"}
    assert p.load("Conv2D", "class")().forward(3) == 12


def test_definitions_and_a_script_run_do_not_meet():
    p = program("k = 1\ndef f():\n    return k\nk = 5\nresultado = f()\n")
    assert p.load("f")() == 5
    assert p.load("resultado", "variable") == 5


def test_settings_run_wherever_they_stand():
    p = program("import numpy as np\ndef f():\n    return np.random.rand()\nnp.random.seed(3)\n")
    f = p.load("f")
    np.random.seed(3)  # noqa: NPY002
    expected = np.random.rand()  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    assert f() == expected


def test_one_load_after_another_keeps_the_order_of_the_file():
    p = program("x = 1\ny = x\nx = 2\nz = x\ndef f():\n    return z, x\ndef g():\n    return y, x\n")
    assert p.load("f")() == (2, 2)
    assert p.load("g")() == (1, 2)
    assert p.load("f")() == (2, 2)


# ---------------------------------------------------------------- forbidden


class Used(BaseException):
    pass


def forbidding(text, forbidden=("scipy", "torch", "numpy.linalg")):
    def stop(name):
        raise Used(name)

    return program(text, forbidden=forbidden, on_forbidden=stop, packages=("numpy", "scipy", "torch"))


FORBIDDEN = {
    "import": ("import scipy.signal\ndef f():\n    return scipy.signal.convolve2d(1, 2)\n", "scipy.signal.convolve2d"),
    "import as": ("import scipy.signal as s\ndef f():\n    return s.convolve2d(1, 2)\n", "scipy.signal.convolve2d"),
    "from": ("from scipy.signal import convolve2d\ndef f():\n    return convolve2d(1, 2)\n", "scipy.signal.convolve2d"),
    "from package": ("from scipy import signal\ndef f():\n    return signal.convolve2d(1, 2)\n", "scipy.signal.convolve2d"),
    "star": ("from scipy.signal import *\ndef f():\n    return convolve2d(1, 2)\n", "scipy.signal.convolve2d"),
    "inside": ("def f():\n    import scipy.ndimage\n    return scipy.ndimage.convolve(1, 2)\n", "scipy.ndimage.convolve"),
    "importlib": ("import importlib\ndef f():\n    return importlib.import_module('scipy.signal').convolve(1, 2)\n", "scipy.signal.convolve"),
    "a part of NumPy": ("from numpy.linalg import inv\ndef f():\n    return inv(1)\n", "numpy.linalg.inv"),
    "a decorator": ("import torch\n@torch.compile(torch.nn.relu)\ndef f():\n    return 1\n", "torch.compile"),
    "a base class": ("import torch\nclass N(torch.nn.Module): pass\ndef f():\n    return N()\n", "torch.nn.Module"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden(name):
    text, used = FORBIDDEN[name]
    with pytest.raises(Used) as caught:
        forbidding(text).load("f")()
    assert str(caught.value) == used


def test_a_forbidden_import_that_nobody_uses_is_no_offence():
    assert (
        forbidding(
            "import torch, scipy.signal\nx = torch.ones(3)\ndef f():\n    return isinstance(3, torch.Tensor)\n"
        ).load("f")()
        is False
    )


def test_a_fallback_from_a_forbidden_package_works():
    text = "def f():\n    try:\n        from scipy.signal import convolve2d\n    except ImportError:\n        return 'own'\n"
    assert forbidding(text).load("f")() == "own"


def test_the_reader_of_names_agrees_with_the_syntax_tree():
    """The names read off compiled code are those that the syntax tree loads."""
    from grader.sandbox.student.statements import Statement

    text = "\n".join(
        f"def f{i}(a{i}):\n    return [g{i}(b) + h{i} for b in a{i}] + (lambda q: q + k{i})(1)"
        for i in range(400)
    )
    text = "if True:\n" + "\n".join("    " + line for line in text.split("\n"))
    node = ast.parse(text).body[0]
    later = Statement(node, "x.py", 0, guarded=False).uses()[1]
    assert {f"{letter}{i}" for letter in "ghk" for i in range(400)} <= later
    assert not any(name.startswith(("a", "b", "q")) for name in later)


TWICE = {
    "otherwise": ("def f(x):\n    return x + 1\n", ["f"]),
    "the same, in another place": ("import math\n\n\ndef f(x):\n    return x\n", []),
    "imported from the other": ("from a import f\n", []),
    "as a value": ("f = 3\n", []),
}


@pytest.mark.parametrize(("other", "names"), TWICE.values(), ids=TWICE)
def test_a_function_of_several_files_is_named_with_the_one_that_counts(other, names):
    p = program({"a.py": "def f(x):\n    return x\n", "b.py": other})
    said = [fault["params"] for fault in take_survey(p, {"f": []})["faults"]]
    assert said == [{"names": [name], "paths": ["a.py", "b.py"], "where": "b.py"} for name in names]
