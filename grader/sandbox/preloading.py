"""What is imported before a student's process is made, and what can be imported after.

Only names that a submission is likely to import: each costs start-up, and pages that every fork copies.
"""

import contextlib
import importlib
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Collection
from typing import Any

PRELOAD = {
    "numpy": ("numpy", "numpy.random", "numpy.fft"),
    "scipy": ("scipy", "scipy.signal", "scipy.ndimage", "scipy.special", "scipy.stats", "scipy.fft"),
    "torch": ("torch", "torch.nn", "torch.nn.functional", "torch.optim", "torch.utils.data", "torch._dynamo"),
    "matplotlib": ("matplotlib", "matplotlib.pyplot", "matplotlib.backends.backend_agg"),
}
_LIBRARY = (
    "collections", "concurrent.futures.thread", "copy", "dataclasses", "enum", "functools", "inspect",
    "itertools", "json", "math", "operator", "pickle", "queue", "random", "re", "string", "threading", "time",
    "traceback", "typing", "warnings",
)  # fmt: skip


_LIBRARY_WHEN_CLOSED = (
    "argparse", "asyncio", "bisect", "calendar", "cmath", "contextlib", "csv", "datetime", "decimal",
    "difflib", "fractions", "gzip", "hashlib", "heapq", "io", "locale", "logging", "multiprocessing",
    "numbers", "numpy.ma", "numpy.polynomial", "pathlib", "platform", "pprint", "shutil", "statistics",
    "struct", "subprocess", "textwrap",
    "timeit", "types", "unittest", "uuid", "weakref", "zlib",
)  # fmt: skip


def preload(packages: list[str], *, closed: bool = False) -> list[str]:
    """Import the packages; return those that are there.

    Parameters
    ----------
    closed : whether no file can be read later, so that what is not imported now never is
    """
    found = []
    for package in packages:
        try:
            for module in PRELOAD.get(package, (package,)):
                importlib.import_module(module)
        except Exception:
            if package == "numpy":
                raise
            continue
        found.append(package)
    for module in _LIBRARY + (_LIBRARY_WHEN_CLOSED if closed else ()):
        importlib.import_module(module)
    if "torch" in found:
        _warm_torch()
    return found


def seed() -> None:
    """Let unseeded random numbers be the same for every submission, and the same again next time."""
    import random

    import numpy as np

    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 — it is the global state that is meant


def _warm_torch() -> None:
    """Let torch read what it reads once, and start no thread that a fork would lose."""
    import torch

    torch.set_num_threads(1)
    with torch.no_grad():  # never a backward pass: its threads do not survive a fork
        torch.nn.functional.conv2d(torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 3, 3))
        torch.zeros(4, 4) @ torch.zeros(4, 4)


def close_the_door(sites: Collection[str], packages: Collection[str]) -> None:
    """Leave nothing of the grader to import, and of the sites only what was asked for.

    The folders of ``sys.path`` are listed now: later their files can be read, but not the folders themselves.
    """
    for name in [n for n in sys.modules if n == "grader" or n.startswith("grader.")]:
        module = sys.modules.pop(name)
        if hasattr(module, "__path__"):
            module.__path__ = []
    allowed = {name.partition(".")[0] for name in sys.modules} | set(packages)
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names = os.listdir(folder)  # noqa: PTH208
            sys.path_importer_cache[folder] = Folder(folder, names, allowed if folder in sites else None)


class Folder:
    """The finder of one folder whose names are known; ``allowed`` limits them."""

    def __init__(self, path: str, names: Collection[str], allowed: Collection[str] | None) -> None:
        self._path = path
        self._names = frozenset(names)
        self._allowed = None if allowed is None else frozenset(allowed)

    def find_spec(self, name: str, target: Any = None) -> Any:  # noqa: ARG002 — the protocol of finders
        """Find a module as the finder of files does."""
        if self._allowed is not None and name not in self._allowed:
            return None
        if name in self._names:
            start = f"{self._path}/{name}/__init__.py"
            if os.path.isfile(start):  # noqa: PTH113
                return importlib.util.spec_from_file_location(
                    name, start, submodule_search_locations=[f"{self._path}/{name}"]
                )
        for suffix in importlib.machinery.all_suffixes():
            if name + suffix in self._names:
                return importlib.util.spec_from_file_location(name, f"{self._path}/{name}{suffix}")
        return None

    def invalidate_caches(self) -> None:
        """Forget nothing: what is not here will not come."""


_POOL_BYTES, _POOL_HEAD = 16 << 10, 48
"""CPython keeps small objects of one size in pools; the first stands behind the pool's head."""
_MOST_FILLERS = 2_000


def fill_holes() -> list[Any]:
    """Return objects that fill what is free among those that are there, to be kept.

    What a child makes then stands together on fresh pages; a hole in an old one would cost it a copy of the page.
    """
    fillers: list[Any] = []
    for size in range(32, 513, 16):
        for number in range(_MOST_FILLERS):  # another allocator has other pools, and no end
            filler = bytes(size - 33) if size > 32 else (1 << 40) + number
            if id(filler) % _POOL_BYTES == _POOL_HEAD:
                break
            fillers.append(filler)
    return fillers
