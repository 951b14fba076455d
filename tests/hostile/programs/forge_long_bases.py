"""Says of its exception that it has sixty base classes with names of a megabyte."""

import sys


def student():
    frame = sys._getframe()
    while frame:
        found = frame.f_locals.get("self")
        if type(found).__name__ == "Student":
            return found
        frame = frame.f_back


def conv2d(x, w):
    student().answer.__func__.__globals__["answers"].bases_of = lambda error: ["B" * 1_000_000] * 60
    raise ValueError("x")
