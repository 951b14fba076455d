# ruff: noqa: E501 — programs read best in one line
"""Forbidden functions are out of reach under every name, and an attempt is reported with its line."""

import numpy as np
import pytest
from conftest import submission

from grader.sandbox.student import forbid

CORE = "_core" if hasattr(np, "_core") else "core"  # before NumPy 2
FORBID = ("scipy", "torch", "numpy.convolve", "numpy.correlate")

ATTEMPTS = {
    "its name": "np.convolve(x, x)",
    "getattr": "getattr(np, 'con' + 'volve')(x, x)",
    "the other": "np.correlate(x, x)",
    "a private twin": "np._core.multiarray.correlate(x, x)",
    "the other twin": "np._core.multiarray.correlate2(x, x)",
    "where it is defined": "np._core.numeric.convolve(x, x)",
    "the compiled module": "np._core._multiarray_umath.correlate(x, x)",
    "importlib": "__import__('importlib').import_module('numpy').convolve(x, x)",
    "the module table": "__import__('sys').modules['numpy'].convolve(x, x)",
    "what it wraps": "np.convolve.__wrapped__(x, x)",
    "its implementation": "np.convolve._implementation(x, x)",
    "masked arrays": "np.ma.convolve(x, x)",
    "polynomials": "np.polymul(x, x)",
    "polynomials of the other kind": "np.polynomial.polynomial.polymul(x, x)",
    "pickle": "__import__('pickle').loads(b'cnumpy\\nconvolve\\n.')(x, x)",
    "map": "list(map(np.convolve, [x], [x]))",
    "a partial": "__import__('functools').partial(np.convolve, x)(x)",
    "a reload": "__import__('importlib').reload(np._core.numeric).convolve(x, x)",
    "the table that extensions use": "c_table(x)",
    "garbage": (
        "[__import__('gc').unfreeze()] and [o for o in __import__('gc').get_objects()"
        " if type(o).__name__ == 'builtin_function_or_method' and o.__name__ == 'correlate'][0](x, x, 0)"
    ),
    "behind except": "attempt(x)",
    "in a thread": "in_thread(x)",
}
SOURCE = """
import numpy as np

def attempt(x):
    try:
        return np.convolve(x, x)
    except BaseException:
        return 'survived'
    finally:
        return 'survived'

def in_thread(x):
    import threading
    thread = threading.Thread(target=lambda: np.convolve(x, x))
    thread.start()
    thread.join()

def c_table(x):
    import ctypes
    pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
        ("PyCapsule_GetPointer", ctypes.pythonapi)
    )
    core = getattr(np, "_core", None) or np.core
    table = pointer(core._multiarray_umath._ARRAY_API, None)
    address = ctypes.c_void_p.from_address(table + 212 * ctypes.sizeof(ctypes.c_void_p)).value
    return ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.c_int)(address)(x, x, 0)

def f(x):
    x = np.array([1.0, 2.0])
    return ATTEMPT
"""


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_an_attempt_is_reported_with_its_line(ask, attempt):
    outcome = ask(submission(SOURCE.replace("ATTEMPT", attempt.replace("_core", CORE))), forbid=FORBID)
    assert outcome.outcome == "forbidden", outcome
    assert outcome.name in {"numpy.convolve", "numpy.correlate"}
    assert outcome.where.startswith("work.py, line ")


def test_a_compiled_module_that_is_loaded_again_is_no_way_out(ask):
    outcome = ask(
        submission(
            """
        import importlib.machinery, importlib.util
        import numpy as np
        from numpy._core import _multiarray_umath as loaded

        def f(x):
            loader = importlib.machinery.ExtensionFileLoader("again._multiarray_umath", loaded.__file__)
            spec = importlib.util.spec_from_loader(loader.name, loader)
            module = importlib.util.module_from_spec(spec)
            loader.exec_module(module)
            return module.correlate(np.ones(2), np.ones(2), 0)
    """.replace("_core", CORE)
        ),
        forbid=FORBID,
    )
    # NumPy 2 refuses to be loaded twice; NumPy 1 dies of it.
    assert getattr(outcome, "outcome", None) in {"forbidden", "crashed"} or outcome.type == "ImportError"


HONEST = {
    "an unused import": ("from numpy import convolve\nimport scipy.signal\ndef f(x): return 1", 1),
    "hasattr": ("import numpy as np\ndef f(x): return hasattr(np, 'convolve')", True),
    "what is not forbidden": ("import numpy as np\ndef f(x): return float(np.dot([1, 2], [3, 4]))", 11.0),
    "a function of the same name": ("def convolve(a, b): return a\ndef f(x): return convolve(x, x)", 1.0),
}


@pytest.mark.parametrize(("source", "expected"), HONEST.values(), ids=HONEST)
def test_honest_code_is_not_punished(ask, source, expected):
    assert ask(submission(source), forbid=FORBID).value == expected


def test_a_forbidden_package_is_reported_when_it_is_used(ask):
    outcome = ask(
        submission("import scipy.signal as s\n\ndef f(x):\n    return s.convolve(x, x)"), forbid=FORBID
    )
    assert (outcome.outcome, outcome.where) == ("forbidden", "work.py, line 4")
    assert outcome.name.startswith("scipy")


ONE_OF_TWO = {
    "convolve forbidden, correlate called": (("numpy.convolve",), "np.correlate([1, 2], [1, 3])", None),
    "convolve forbidden and called": (("numpy.convolve",), "np.convolve([1, 2], [1, 3])", "numpy.convolve"),
    "correlate forbidden, convolve called": (("numpy.correlate",), "np.convolve([1, 2], [1, 3])", None),
    "correlate forbidden, its twin called": (("numpy.correlate",), "np._core.multiarray.correlate([1.0], [1.0], 0)", "numpy.correlate"),
    "a part of NumPy": (("numpy.fft",), "np.fft.fft([1.0, 2.0])", "numpy.fft.fft"),
    "a ufunc": (("numpy.matmul",), "np.ones((2, 2)) @ np.ones((2, 2))", "numpy.matmul"),
    "a class": (("numpy.vectorize",), "np.vectorize(abs)(1)", "numpy.vectorize"),
    "a Python function": (("numpy.pad",), "np.pad([1], 1)", "numpy.pad"),
    "windows": (
        ("numpy.lib.stride_tricks.sliding_window_view",), "np.lib.stride_tricks.sliding_window_view(np.arange(4), 2)",
        "numpy.lib.stride_tricks.sliding_window_view",
    ),
    "nothing forbidden": ((), "np.convolve([1, 2], [1, 3])", None),
}  # fmt: skip


@pytest.mark.parametrize(("forbid", "attempt", "name"), ONE_OF_TWO.values(), ids=ONE_OF_TWO)
def test_only_what_is_forbidden_is(ask, forbid, attempt, name):
    outcome = ask(f"return np.asarray({attempt.replace('_core', CORE)})", forbid=forbid)
    assert getattr(outcome, "name", None) == name, outcome


def test_a_plan_keeps_nothing_of_what_it_disarms():
    """Whoever goes through what the garbage collector lists finds the plan, and callbacks in it."""
    made = forbid.plan(("numpy.random", *FORBID))
    assert made.entries
    assert {type(kept).__name__ for kept in made.kept} == {"CFunctionType"}
