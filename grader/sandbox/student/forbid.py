"""Functions that an exercise forbids, made unusable in one child under every name they have.

Removing names is a race that the student wins: a function has aliases, wrappers and twins, lives in private
modules, in copies that the import system keeps, in what the garbage collector lists, and comes back when a
module is imported anew. So nothing is removed: what is forbidden is *disarmed in place*, and every binding of
it, also one that is made later, reports the attempt.

=====================  ================================================================================
Python function        its code object is replaced
C function             the pointer in its ``PyMethodDef`` is replaced: all function objects that were or
                       will be made from that table call the replacement, re-imported modules included
NumPy's dispatchers    the implementation behind them is disarmed
ufunc                  its ``vectorcall`` pointer is replaced
NumPy's C functions    their places in the table that extensions (and ``ctypes``) call through
class                  ``__new__`` and ``__init__`` are replaced
anything else          rebound in every dict that refers to it, the import system's copies included
=====================  ================================================================================

What to do is worked out once in the warm parent (``plan``) and done there, before a child with these
forbidden names is made; the warm parent itself has no use for them.
"""

import ctypes
import gc
import os
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

_TWINS = {
    "numpy.convolve": ("numpy.?core._multiarray_umath.correlate",),
    "numpy.correlate": (
        "numpy.?core._multiarray_umath.correlate2",
        "numpy.?core._multiarray_umath.correlate",
    ),
    "numpy.dot": ("numpy.?core._multiarray_umath.dot",),
    "numpy.einsum": ("numpy.?core._multiarray_umath.c_einsum",),
}
"""C functions that do the same under a private name; ``?core`` is ``_core``, or ``core`` before NumPy 2."""

_NEEDED_BY = {"numpy.?core._multiarray_umath.correlate": ("numpy.convolve", "multiarray")}
"""C functions that another public function stands on: (that function, the name it reaches them through)."""

_TABLE = {
    "numpy.convolve": (172, 212),  # PyArray_Correlate, PyArray_Correlate2
    "numpy.correlate": (172, 212),
    "numpy.dot": (170, 280),  # PyArray_MatrixProduct, PyArray_MatrixProduct2
    "numpy.inner": (169,),  # PyArray_InnerProduct
    "numpy.einsum": (276,),  # PyArray_EinsteinSum
}
"""Places in ``_ARRAY_API``, which never change, of the C functions that do the same."""

_MOST_MEMBERS = 2_000

Report = Callable[[str], Any]
Done = dict[int, Any]
"""By id, what has been seen to; kept while a plan is made, so that no id stands for another, and no longer."""
_report: list[Report] = []


def _attempt(name: str) -> None:
    _report[0](name)
    os._exit(86)  # the report does not return


def report_to(report: Report) -> None:
    """Let an attempt in this process call ``report(name)``, which must not return."""
    _report[:] = [report]


class Plan:
    """What has to be written where, for one set of forbidden names."""

    def __init__(self) -> None:
        self.pointers: list[tuple[Any, int]] = []
        self.codes: list[tuple[types.FunctionType, types.CodeType]] = []
        self.classes: list[tuple[type, Any]] = []
        self.entries: list[tuple[dict[Any, Any], Any, Any]] = []
        self.kept: list[Any] = []

    def exchange(self) -> None:
        """Disarm what is forbidden, or arm it again: what is written changes places with what was there.

        Classes are left out: what Python derives from their methods does not come back as it was.
        """
        for number, (place, pointer) in enumerate(self.pointers):
            self.pointers[number], place.value = (place, place.value), pointer
        for number, (function, code) in enumerate(self.codes):
            self.codes[number], function.__code__ = (function, function.__code__), code
        for number, (names, key, value) in enumerate(self.entries):
            self.entries[number], names[key] = (names, key, names[key]), value

    def settle(self) -> None:
        """Disarm for the rest of this process: the classes too, and what was there before is not to be had."""
        self.pointers.clear()
        self.codes.clear()
        self.entries.clear()
        for kind, stub in self.classes:
            kind.__new__ = kind.__init__ = stub  # type: ignore[method-assign,misc]


def plan(names: Sequence[str]) -> Plan:
    """Work out how to disarm the names that are loaded in this process; the others need nothing here."""
    made = Plan()
    done: Done = {}
    for name in names:
        root = name.partition(".")[0]
        if "." not in name or root in sys.stdlib_module_names:
            continue  # a whole package is not in this process at all; the standard library is needed by it
        target = _resolve(name)
        if isinstance(target, types.ModuleType):
            for member_name, member in _members(target, name):
                _disarm(made, member, member_name, done)
        elif target is not None:
            _disarm(made, target, name, done)
        for twin in _TWINS.get(name, ()):
            found = _resolve(twin)
            if found is not None and not _spare(made, names, twin, found, name, done):
                _disarm(made, found, name, done)
        for place in _TABLE.get(name, ()):
            _patch_table(made, place, name, done)
    return made


def _resolve(name: str) -> Any:
    for spelling in (name.replace("?core", "_core"), name.replace("?core", "core")):
        parts = spelling.split(".")
        found: Any = sys.modules.get(parts[0])
        for depth, part in enumerate(parts[1:], start=2):
            loaded = sys.modules.get(".".join(parts[:depth]))
            found = loaded if loaded is not None and depth < len(parts) else getattr(found, part, loaded)
            if found is None:
                break
        if found is not None:
            return found
    return None


def _members(module: types.ModuleType, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the functions and classes that belong to a forbidden part of a package."""
    home = module.__name__
    inner = [m for key, m in list(sys.modules.items()) if key == home or key.startswith(home + ".")]
    for part in inner:
        for key, value in list(getattr(part, "__dict__", {}).items())[:_MOST_MEMBERS]:
            owner = getattr(value, "__module__", None)
            if isinstance(value, types.ModuleType) or not callable(value) or key.endswith("_dispatcher"):
                continue
            if owner is None or (isinstance(owner, str) and (owner == home or owner.startswith(home + "."))):
                yield f"{name}.{key}", value


# ---------------------------------------------------------------- one object


def _disarm(made: Plan, target: Any, name: str, done: Done) -> None:
    if id(target) in done:
        return
    done[id(target)] = target
    kind = type(target)
    if kind is types.FunctionType:
        made.codes.append((target, _stub_code(target.__code__, _attempt, name)))
        return
    if kind is types.MethodType:
        _disarm(made, target.__func__, name, done)
        return
    inner = getattr(target, "_implementation", None) or getattr(target, "__wrapped__", None)
    if inner is not None and kind.__name__ in {"_ArrayFunctionDispatcher", "_lru_cache_wrapper"}:
        _disarm(made, inner, name, done)
        return
    if kind is types.BuiltinFunctionType and _patch_method_def(made, target, name):
        return
    if kind.__name__ == "ufunc" and _patch_vectorcall(made, target, name):
        return
    if isinstance(target, type):
        stub = _stub(name)
        try:
            type.__setattr__(target, "__grader_probe__", None)
            type.__delattr__(target, "__grader_probe__")
        except TypeError:
            pass
        else:
            made.classes.append((target, stub))
            return
    _rebind(made, target, name)


def _stub(name: str) -> Callable[..., Any]:
    def unavailable(*args: Any, **kwargs: Any) -> Any:  # noqa: ARG001
        _attempt(name)

    return unavailable


def _template(*args: Any, **kwargs: Any) -> Any:  # noqa: ARG001
    act = "act"
    return act("name")  # type: ignore[operator]


def _forward_template(*args: Any, **kwargs: Any) -> Any:
    act = "act"
    return act(*args, **kwargs)  # type: ignore[operator]


def _stub_code(code: types.CodeType, act: Any, name: str, template: Any = _template) -> types.CodeType:
    """Return code that calls ``act(name)``, with the free variables that the function's closure asks for."""
    stands_for = {"act": act, "name": name}
    base = template.__code__
    consts = tuple(stands_for.get(c, c) if isinstance(c, str) else c for c in base.co_consts)
    made: types.CodeType = base.replace(co_consts=consts, co_freevars=code.co_freevars, co_name=code.co_name)
    return made


def _rebind(made: Plan, target: Any, name: str) -> None:
    stub = _stub(name)
    gc.unfreeze()
    try:
        for holder in gc.get_referrers(target):
            if type(holder) is dict:
                made.entries += [(holder, key, stub) for key, value in holder.items() if value is target]
    finally:
        gc.freeze()


# ---------------------------------------------------------------- C level

_POINTER = ctypes.sizeof(ctypes.c_void_p)
_HEAD = object.__basicsize__
_TP_VECTORCALL_OFFSET = tuple.__itemsize__ and _HEAD + _POINTER + 4 * _POINTER  # after name, 2 sizes, dealloc


def _trampoline(made: Plan, name: str) -> int:
    """Return the address of a C function that reports; it looks at no argument, so it fits any signature."""
    callback = ctypes.PYFUNCTYPE(ctypes.c_void_p)(lambda: _attempt(name))
    made.kept.append(callback)
    return int(ctypes.cast(callback, ctypes.c_void_p).value or 0)


def _patch_method_def(made: Plan, function: Any, name: str) -> bool:
    definition = ctypes.c_void_p.from_address(id(function) + _HEAD).value
    if not definition or not _readable(definition, 2 * _POINTER):
        return False
    label = ctypes.c_char_p.from_address(definition).value
    if label != function.__name__.encode():
        return False
    return _patch(made, definition + _POINTER, name)


def _patch_vectorcall(made: Plan, ufunc: Any, name: str) -> bool:
    offset = ctypes.c_ssize_t.from_address(id(type(ufunc)) + _TP_VECTORCALL_OFFSET).value
    if not _HEAD <= offset < type(ufunc).__basicsize__:
        return False
    return _patch(made, id(ufunc) + offset, name)


def _patch_table(made: Plan, place: int, name: str, done: Done) -> None:
    table = _resolve("numpy.?core._multiarray_umath._ARRAY_API")
    if type(table).__name__ != "PyCapsule":
        return
    pointer_of = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
        ("PyCapsule_GetPointer", ctypes.pythonapi)
    )
    address = int(pointer_of(table, None) or 0) + place * _POINTER
    if address not in done:
        done[address] = None
        _patch(made, address, name)


def _patch(made: Plan, address: int, name: str) -> bool:
    if not _writable(address):
        return False
    place = ctypes.c_void_p.from_address(address)
    try:
        pointer = _trampoline(made, name)
    except (MemoryError, OSError):
        return False  # a system that gives no executable memory
    made.pointers.append((place, pointer))
    return True


def _readable(address: int, size: int) -> bool:
    """Ask the kernel, which answers instead of crashing, whether memory can be read."""
    reader, writer = os.pipe()
    try:
        return bool(ctypes.CDLL(None).write(writer, ctypes.c_void_p(address), ctypes.c_size_t(size)) == size)
    finally:
        os.close(reader)
        os.close(writer)


def _writable(address: int) -> bool:
    """Write a pointer onto itself through the kernel."""
    reader, writer = os.pipe()
    try:
        os.write(writer, ctypes.string_at(address, _POINTER))
        read = ctypes.CDLL(None).read(reader, ctypes.c_void_p(address), ctypes.c_size_t(_POINTER))
        return bool(read == _POINTER)
    finally:
        os.close(reader)
        os.close(writer)


# ---------------------------------------------------------------- what stands on a twin


def _spare(  # noqa: PLR0917 — the state of one plan
    made: Plan, names: Iterable[str], twin: str, found: Any, name: str, done: Done
) -> bool:
    """Hide a twin without disarming it where a function that is allowed stands on it."""
    user_name, through = _NEEDED_BY.get(twin, (None, ""))
    if user_name is None or user_name in names:
        return False
    user = getattr(_resolve(user_name), "_implementation", None)
    if type(user) is not types.FunctionType or id(found) in done:
        return False
    done[id(found)] = found
    _rebind(made, found, name)  # first: what follows refers to it too
    own = dict(user.__globals__)
    own[through] = types.SimpleNamespace(**{twin.rpartition(".")[2]: found})
    real = types.FunctionType(user.__code__, own, user.__name__, user.__defaults__, user.__closure__)
    made.codes.append((user, _stub_code(user.__code__, real, "", _forward_template)))
    made.kept.append(real)
    return True
