"""Harmless stand-ins for what the lock-down refuses and honest code does without thinking.

None of this protects anything: the kernel does. It makes the refusal kind, or makes the call work.
"""

import _thread
import builtins
import io
import os
import tempfile
import threading
from collections.abc import Callable
from typing import Any

_STACK_BYTES = 2 << 20
_NO_FILES = "a submission writes no files while it is graded"


def install() -> None:
    """Put the stand-ins in place, once, in the warm parent."""
    real_open, real_os_open = builtins.open, os.open

    def open_null(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if type(file) is str and file == os.devnull and type(mode) is str and set(mode) & set("wax+"):
            return real_open(os.dup(0), mode, *args, **kwargs)
        return real_open(file, mode, *args, **kwargs)

    def os_open_null(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if type(path) is str and path == os.devnull:
            return os.dup(0)
        return real_os_open(path, flags, *args, **kwargs)

    open_null.__name__ = open_null.__qualname__ = "open"
    builtins.open = io.open = open_null
    os.open = os_open_null
    tempfile.TemporaryFile = _memory_file
    for name in ("NamedTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "gettempdir"):
        setattr(tempfile, name, _refuse_file)
    threading.stack_size(_STACK_BYTES)
    THREADS.count()


def _memory_file(mode: str = "w+b", *args: Any, **kwargs: Any) -> Any:  # noqa: ARG001
    """Stand for ``tempfile.TemporaryFile``: a file that lives in memory."""
    memory = io.BytesIO()
    if "b" in mode:
        return memory
    return io.TextIOWrapper(memory, encoding=kwargs.get("encoding") or "utf-8", write_through=True)


def _refuse_file(*args: Any, **kwargs: Any) -> Any:  # noqa: ARG001
    raise PermissionError(_NO_FILES)


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
