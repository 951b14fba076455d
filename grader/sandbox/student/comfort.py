"""Harmless stand-ins for what the lock-down refuses and honest code does without thinking.

None of this protects anything: the kernel does. It makes the refusal kind, or makes the call work.
"""

import _thread
import builtins
import contextlib
import importlib
import io
import os
import tempfile
import threading
from collections.abc import Callable
from typing import Any

_STACK_BYTES = 2 << 20
_RECURSIVE = 0
_NO_FILES = "a submission writes no files while it is graded"


def install() -> None:
    """Put the stand-ins in place, once, in the warm parent."""
    real_open, real_os_open = builtins.open, os.open

    def open_null(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if _is_null(file) and type(mode) is str and set(mode) & set("wax+"):
            return real_open(os.dup(0), mode, *args, **kwargs)
        return real_open(file, mode, *args, **kwargs)

    def os_open_null(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if _is_null(path):
            return os.dup(0)
        return real_os_open(path, flags, *args, **kwargs)

    open_null.__name__ = open_null.__qualname__ = "open"
    builtins.open = io.open = open_null
    os.open = os_open_null
    tempfile.TemporaryFile = _memory_file
    for name in ("NamedTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "gettempdir"):
        setattr(tempfile, name, _refuse_file)
    with contextlib.suppress(ImportError):
        module: Any = importlib.import_module("_multiprocessing")
        module.SemLock = _Semaphore
    threading.stack_size(_STACK_BYTES)
    THREADS.count()


def _is_null(path: Any) -> bool:
    return isinstance(path, (str, os.PathLike)) and os.fspath(path) == os.devnull


def _memory_file(mode: str = "w+b", *args: Any, **kwargs: Any) -> Any:  # noqa: ARG001
    """Stand for ``tempfile.TemporaryFile``: a file that lives in memory."""
    memory = io.BytesIO()
    if "b" in mode:
        return memory
    return io.TextIOWrapper(memory, encoding=kwargs.get("encoding") or "utf-8", write_through=True)


def _refuse_file(*args: Any, **kwargs: Any) -> Any:  # noqa: ARG001
    raise PermissionError(_NO_FILES)


class _Semaphore:
    """Stands for the semaphore of a machine's processes: here there is one process, and it has threads.

    ``multiprocessing.pool.ThreadPool`` asks for one and has no use for more.
    """

    SEM_VALUE_MAX = 2**31 - 1
    handle, name = 0, None

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: Any) -> None:  # noqa: ARG002
        self.kind = kind
        self.maxvalue = maxvalue
        self._value = value
        self._changed = threading.Condition()
        self._owner: int | None = None
        self._depth = 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:  # noqa: FBT001, FBT002
        if not (self.kind == _RECURSIVE and self._is_mine()):
            with self._changed:
                if not self._changed.wait_for(lambda: self._value > 0, timeout if block else 0):
                    return False
                self._value -= 1
            self._owner = threading.get_ident()
        self._depth += 1
        return True

    def release(self) -> None:
        if self.kind == _RECURSIVE and not self._is_mine():
            raise AssertionError("attempt to release recursive lock not owned by thread")
        with self._changed:
            if self.kind != _RECURSIVE and self._value >= self.maxvalue:
                raise ValueError("semaphore or lock released too many times")
            self._depth -= 1
            if self.kind != _RECURSIVE or not self._depth:
                self._value += 1
                self._changed.notify()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *error: object) -> None:
        self.release()

    def _count(self) -> int:
        return self._depth

    def _is_mine(self) -> bool:
        return self._depth > 0 and self._owner == threading.get_ident()

    def _get_value(self) -> int:
        return self._value

    def _is_zero(self) -> bool:
        return self._value == 0

    def _after_fork(self) -> None:
        """Nothing is left to do: there are no forks."""


class ThreadCount:
    """Counts the threads that Python code starts; at one more than ``limit`` it calls ``too_many``."""

    def __init__(self) -> None:
        self.limit = 16
        self.too_many: Callable[[], Any] = lambda: None

    def count(self) -> None:
        """Count from now on."""
        for module, name in (
            (threading, "_start_new_thread"),
            (threading, "_start_joinable_thread"),
            (_thread, "start_new_thread"),
            (_thread, "start_new"),
            (_thread, "start_joinable_thread"),
        ):
            start = getattr(module, name, None)
            if start is not None:
                setattr(module, name, self._counted(start))

    def _counted(self, start: Callable[..., Any]) -> Callable[..., Any]:
        def start_counted(*args: Any, **kwargs: Any) -> Any:
            if _thread._count() >= self.limit:  # noqa: SLF001
                self.too_many()
            return start(*args, **kwargs)

        return start_counted


THREADS = ThreadCount()
