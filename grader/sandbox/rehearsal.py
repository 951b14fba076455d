"""A submission of our own, put through everything once the packages are imported, in the warm parent.

Python prepares code as it runs it: caches of types, specialised instructions, patterns, lazy imports. Done
before the fork this is done once; done after it, every child does it again, on pages that it first has to
copy.
"""

import _thread
import builtins
import importlib
import linecache
import sys
import threading

import numpy as np

from grader.sandbox import wire
from grader.sandbox.student.child import Orders, Pipe, Student

FIRST_ROUNDS = 1
MORE_ROUNDS = 11  # the interpreter specialises what has run eight times
_PATCHED = (_thread, builtins, importlib, threading)
_SOURCE = """
import math
import numpy as np

SCALE = 2.0

def rehearsed(x, w, stride=1):
    \"\"\"Return something like an answer.\"\"\"
    out = np.zeros((len(x) - len(w)) // stride + 1)
    for i in range(len(out)):
        out[i] = np.sum(x[i * stride:i * stride + len(w)] * w) * SCALE
    if math.isnan(out[0]):
        raise ValueError("no number")
    return out

class Rehearsed:
    def __init__(self, w):
        self.w = w

    def forward(self, x):
        self.x = x
        return x * self.w
"""


def rehearse(rounds: int) -> None:
    """Open, load, ask and fail, and leave no trace but what the interpreter learnt."""
    before = [(module, dict(vars(module))) for module in _PATCHED]
    modules = dict(sys.modules)
    try:
        for _ in range(rounds):
            _once()
    finally:
        for module, names in before:
            vars(module).update(names)
        for name in set(sys.modules) - set(modules):
            if name.partition(".")[0] not in sys.stdlib_module_names:
                del sys.modules[name]
        linecache.clearcache()


def _once() -> None:
    orders = Orders(
        {
            "packages": ["numpy"],
            "forbid": ["scipy"],
            "targets": {
                "rehearsed": {
                    "kind": "function", "accepted": [], "call": None, "result": "result[:]",
                    "parameters": [["x", True, None], ["w", True, None], ["stride", False, 1]],
                },
                "Rehearsed": {
                    "kind": "class", "accepted": [], "call": None, "result": None,
                    "parameters": [["w", True, None]],
                },
            },
        }
    )  # fmt: skip
    student = Student(Pipe(-1, -1), orders)
    cells = [{"number": None, "text": _SOURCE}]
    _put(student, {"op": "open", "files": [{"path": "rehearsal.py", "cells": cells}]})
    for name, kind in (("rehearsed", "function"), ("Rehearsed", "class")):
        _put(student, {"op": "load", "function": name, "name": name, "kind": kind})
    x, w = np.arange(4.0), np.ones(2)
    steps = [
        {"op": "new", "target": "Rehearsed", "args": {"w": "w"}, "keep": "layer", "returns": None},
        {"op": "call", "target": "layer.forward", "args": {"x": "x"}, "keep": None, "returns": "y"},
    ]
    for first, then in ((x, []), (x, steps), (np.full(4, np.nan), [])):
        draws = [[wire.encode(first), wire.encode(w if not then else 2.0)]]
        question = {"op": "ask", "function": "rehearsed", "names": ["x", "w"], "draws": draws, "steps": then}
        _put(student, question | {"describe": "value", "threads": 16})


def _put(student: Student, message: dict[str, object]) -> None:
    frame = wire.encode(message | {"answer_bytes": 1 << 20}, plain_bytes=True)
    wire.decode(student.answer(wire.decode(frame, plain_bytes=True)), plain_bytes=True)
