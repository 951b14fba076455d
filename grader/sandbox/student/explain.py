"""Exceptions that need a word of explanation, as a phrase's code and parameters."""

import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

from grader.sandbox.student.places import Places
from grader.sandbox.student.statements import Statement

_PYTHON_2 = {
    "xrange": "range", "raw_input": "input", "unicode": "str", "long": "int", "unichr": "chr",
    "basestring": "str", "reduce": "functools.reduce", "izip": "zip", "cmp": "(a > b) - (a < b)",
    "file": "open", "execfile": "exec", "reload": "importlib.reload", "apply": "f(*args)",
    "buffer": "memoryview", "intern": "sys.intern",
}  # fmt: skip

_NUMPY = {
    "float": "float", "int": "int", "bool": "bool", "complex": "complex", "object": "object",
    "str": "str", "long": "int", "unicode": "str", "float_": "np.float64", "complex_": "np.complex128",
    "int0": "np.intp", "uint0": "np.uintp", "bool8": "np.bool_", "unicode_": "np.str_",
    "string_": "np.bytes_", "infty": "np.inf", "Inf": "np.inf", "Infinity": "np.inf", "PINF": "np.inf",
    "NINF": "-np.inf", "NaN": "np.nan", "NZERO": "-0.0", "PZERO": "0.0", "product": "np.prod",
    "cumproduct": "np.cumprod", "sometrue": "np.any", "alltrue": "np.all", "round_": "np.round",
    "row_stack": "np.vstack", "in1d": "np.isin", "trapz": "np.trapezoid", "msort": "np.sort",
    "asfarray": "np.asarray(x, dtype=float)", "cast": "np.asarray",
    "find_common_type": "np.result_type", "mat": "np.asmatrix", "issubsctype": "np.issubdtype",
    "obj2sctype": "np.dtype", "sctype2char": "np.dtype(x).char", "recfromcsv": "np.genfromtxt",
    "recfromtxt": "np.genfromtxt", "singlecomplex": "np.complex64", "longfloat": "np.longdouble",
    "cfloat": "np.complex128", "clongfloat": "np.clongdouble",
}  # fmt: skip
"""Names that NumPy had and has no more, with what took their place."""

_NUMPY_METHODS = {
    "itemset": "x[index] = value",
    "newbyteorder": "x.view(x.dtype.newbyteorder())",
    "ptp": "np.ptp(x)",
}

_USUAL_IMPORTS = {
    "np": "import numpy as np", "numpy": "import numpy", "math": "import math", "random": "import random",
    "plt": "import matplotlib.pyplot as plt", "sys": "import sys", "os": "import os", "time": "import time",
    "itertools": "import itertools", "product": "from itertools import product",
    "functools": "import functools", "copy": "import copy",
}  # fmt: skip

_ROOT_CAUSES = frozenset({"numpy-removed", "absent-package", "command-line"})
"""Phrases that say more of a name that failed to load than the exception of its statement."""

_MODULE_ATTRIBUTE = re.compile(r"module 'numpy' has no attribute '(\w+)'")
_IMPORT_NAME = re.compile(r"cannot import name '(\w+)' from 'numpy'")
_ARRAY_ATTRIBUTE = re.compile(r"'numpy\.ndarray' object has no attribute '(\w+)'")
_FLOAT_AS_SIZE = re.compile(
    r"'(?:numpy\.)?float(?:64|32)?' object cannot be interpreted as an integer|slice indices must be integers"
    r"|only integers, slices|can't multiply sequence by non-int of type '(?:numpy\.)?float"
    r"|list indices must be integers or slices, not (?:numpy\.)?float"
)
_OTHER_PARAMETERS = re.compile(r"(?:.*\.)?(\w+)\(\) (?:takes|missing|got an unexpected|got multiple)")
_ARRAY_TO_SCALAR = re.compile(
    r"only (?:0-dimensional|length-1|size-1) arrays can be converted|setting an array element with a sequence"
)


class Explainer:
    """Knows the places of a submission and which of its statements failed."""

    def __init__(
        self,
        places: Places,
        failures: Callable[[], Iterable[tuple[str, Statement, BaseException]]],
        lost: Callable[[str], dict[str, Any] | None],
    ) -> None:
        self._places = places
        self._failures = failures
        self._lost = lost

    def explain(self, error: BaseException) -> dict[str, Any] | None:
        """Return the phrase for an exception, or None where Python's own message says it all."""
        text = _text(error)
        if isinstance(package := getattr(error, "absent_package", None), str):
            return _phrase("absent-package", name=package)
        if getattr(error, "nobody_answers", False) is True:
            return _phrase("input")
        if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
            return self._name(error)
        if removed := _MODULE_ATTRIBUTE.search(text) or _IMPORT_NAME.search(text):
            instead = _NUMPY.get(removed[1])
            return _phrase("numpy-removed", name=f"np.{removed[1]}", instead=instead) if instead else None
        if (removed := _ARRAY_ATTRIBUTE.search(text)) and removed[1] in _NUMPY_METHODS:
            return _phrase("numpy-removed", name=f"x.{removed[1]}", instead=_NUMPY_METHODS[removed[1]])
        where = self._places.locate(error)[0]
        if self._wants_command_line(error):
            return _phrase("command-line", where=where)
        if isinstance(error, SyntaxError) and where is not None:
            line = self._places.line(error.filename or "", error.lineno)
            return _phrase("syntax-error", where=where, text=line, detail=str(error.msg)[:300])
        if where is None and isinstance(error, TypeError) and (called := _OTHER_PARAMETERS.match(text)):
            return _phrase("other-parameters", name=called[1])
        if isinstance(error, (TypeError, IndexError)) and _FLOAT_AS_SIZE.search(text):
            return _phrase("float-as-size", where=where)
        if isinstance(error, (TypeError, ValueError)) and _ARRAY_TO_SCALAR.search(text):
            return _phrase("array-to-scalar", where=where)
        if isinstance(error, ValueError) and "Unable to avoid copy" in text:
            return _phrase("numpy-copy", where=where)
        if isinstance(error, NotImplementedError):
            return _phrase("not-implemented")
        if isinstance(error, RecursionError):
            return _phrase("recursion", where=where)
        if isinstance(error, (FileNotFoundError, PermissionError)) and error.filename:
            return _phrase("file-absent", file=str(error.filename)[:200])
        return None

    def _wants_command_line(self, error: BaseException) -> bool:
        """Whether this is argparse that ends a program, or ``sys.argv[1]`` where there is none."""
        if not isinstance(error, (SystemExit, IndexError)):
            return False
        traceback, line = error.__traceback__, ""
        while traceback is not None:
            code = traceback.tb_frame.f_code
            if isinstance(error, SystemExit) and code.co_filename == argparse_file():
                return True
            line = self._places.line(code.co_filename, traceback.tb_lineno)
            traceback = traceback.tb_next
        return isinstance(error, IndexError) and "argv" in line

    def _name(self, error: NameError) -> dict[str, Any] | None:
        name = error.name
        if not name:
            return None
        for failed, statement, cause in self._failures():
            if failed == name:
                deeper = None if isinstance(cause, NameError) else self.explain(cause)
                if deeper is not None and deeper["code"] in _ROOT_CAUSES:
                    return deeper
                where = self._places.name(statement.filename, statement.node.lineno)
                return _phrase(
                    "needed-failed", name=name, where=where, type=type(cause).__name__, text=_text(cause)
                )
        if (fault := self._lost(name)) is not None:
            return fault
        if name in _USUAL_IMPORTS:
            return _phrase("not-imported", name=name, line=_USUAL_IMPORTS[name])
        if name in _PYTHON_2:
            where = self._places.locate(error)[0]
            return _phrase("python2", where=where, text=name, instead=_PYTHON_2[name])
        return None


def argparse_file() -> str | None:
    """Return the path of argparse's code, if it is loaded: whoever used it has loaded it."""
    return getattr(sys.modules.get("argparse"), "__file__", None)


def _phrase(code: str, **params: Any) -> dict[str, Any]:
    return {"code": code, "params": params}


def _text(error: BaseException) -> str:
    try:
        return str(error)[:300]
    except Exception:  # noqa: BLE001 — a student's own exception class can do anything
        return ""
