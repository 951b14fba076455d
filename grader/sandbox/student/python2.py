"""Small stand-ins for the packages that let one text run on Python 2 and 3: six, future, past.

Nothing of an exercise can be solved with them, and much teaching code of those years begins with
``from past.builtins import xrange``.
"""

import builtins
import functools
import io
import itertools
import pickle
import types
from collections.abc import Callable
from typing import Any

PACKAGES = frozenset({"six", "past", "future"})


def _as_list(function: Callable[..., Any]) -> Callable[..., list[Any]]:
    return lambda *args: list(function(*args))


def _renamed_method(name: str) -> Callable[[Any], Any]:
    return lambda mapping, **_: iter(getattr(mapping, name)())


def _with_metaclass(kind: type, *bases: type) -> Any:
    return kind("Base", bases or (object,), {})


def _add_metaclass(kind: type) -> Callable[[type], Any]:
    return lambda cls: kind(cls.__name__, cls.__bases__, dict(vars(cls)))


def _nothing(*_: Any, **__: Any) -> None:
    """Stand for ``install_aliases()``."""


_MOVES: dict[str, Any] = {
    "xrange": range, "range": range, "zip": zip, "map": map, "filter": filter, "reduce": functools.reduce,
    "input": builtins.input, "cPickle": pickle, "builtins": builtins, "StringIO": io.StringIO,
    "zip_longest": itertools.zip_longest, "intern": str, "getcwd": str,
}  # fmt: skip

_BOTH: dict[str, Any] = {
    "PY2": False, "PY3": True, "PY34": True, "string_types": (str,), "integer_types": (int,),
    "text_type": str, "binary_type": bytes, "class_types": (type,), "iteritems": _renamed_method("items"),
    "itervalues": _renamed_method("values"), "iterkeys": _renamed_method("keys"), "print_": print,
    "next": next, "with_metaclass": _with_metaclass, "add_metaclass": _add_metaclass,
    "b": str.encode, "u": str, "wraps": functools.wraps, "BytesIO": io.BytesIO, "StringIO": io.StringIO,
    "lmap": _as_list(map), "lrange": _as_list(range), "lzip": _as_list(zip), "lfilter": _as_list(filter),
    "python_2_unicode_compatible": lambda cls: cls,
}  # fmt: skip


def _old_division(a: Any, b: Any) -> Any:
    whole = isinstance(a, int) and isinstance(b, int)
    return a // b if whole else a / b


_PAST: dict[str, Any] = {
    "xrange": range, "raw_input": builtins.input, "reduce": functools.reduce, "basestring": str,
    "unicode": str, "long": int, "unichr": chr, "cmp": lambda a, b: (a > b) - (a < b), "intern": str,
    "range": _as_list(range), "map": _as_list(map), "filter": _as_list(filter),
}  # fmt: skip

_CONTENTS: dict[str, dict[str, Any]] = {
    "six": _BOTH, "six.moves": _MOVES, "future": {}, "future.utils": _BOTH, "future.builtins": vars(builtins),
    "future.standard_library": {"install_aliases": _nothing, "install_hooks": _nothing}, "past": {},
    "past.builtins": _PAST, "past.utils": {"old_div": _old_division},
}  # fmt: skip


def module(root: str) -> types.ModuleType:
    """Return the stand-in of one of the packages, its submodules inside."""
    made: dict[str, types.ModuleType] = {}
    for name, contents in _CONTENTS.items():
        if name.partition(".")[0] != root:
            continue
        made[name] = types.ModuleType(name)
        made[name].__dict__.update({k: v for k, v in contents.items() if not k.startswith("__")})
        made[name].__dict__["__path__"] = []
        parent, _, last = name.rpartition(".")
        if parent:
            setattr(made[parent], last, made[name])
    return made[root]
