"""What is imported before a student's process is made, and what can be imported after.

Only names that a submission is likely to import: each costs start-up, and pages that every fork copies.
"""

import importlib
import sys
from typing import Any

PRELOAD = {
    "numpy": ("numpy", "numpy.random", "numpy.fft", "numpy.ma", "numpy.polynomial"),
    "scipy": ("scipy", "scipy.signal", "scipy.ndimage", "scipy.special", "scipy.stats", "scipy.fft"),
    "torch": ("torch", "torch.nn", "torch.nn.functional", "torch.optim", "torch.utils.data", "torch._dynamo"),
    "matplotlib": ("matplotlib", "matplotlib.pyplot", "matplotlib.backends.backend_agg"),
}
_LIBRARY = (
    "collections", "concurrent.futures.thread", "copy", "dataclasses", "enum", "functools", "inspect", "itertools",
    "json", "math", "operator", "pickle", "queue", "random", "re", "string", "threading", "time", "traceback",
    "typing", "warnings",
)  # fmt: skip


def preload(packages: list[str]) -> list[str]:
    """Import the packages; return those that are there."""
    found = []
    for package in packages:
        try:
            for module in PRELOAD.get(package, (package,)):
                importlib.import_module(module)
        except Exception:  # noqa: BLE001 — a package that fails to import is one that is not there
            if package == "numpy":
                raise
            continue
        found.append(package)
    for module in _LIBRARY:
        importlib.import_module(module)
    if "torch" in found:
        _warm_torch()
    return found


def _warm_torch() -> None:
    """Let torch read what it reads once, and start no thread that a fork would lose."""
    import torch

    torch.set_num_threads(1)
    with torch.no_grad():  # never a backward pass: its threads do not survive a fork
        torch.nn.functional.conv2d(torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 3, 3))
        torch.zeros(4, 4) @ torch.zeros(4, 4)


def close_the_door(sites: list[str], packages: list[str]) -> None:
    """Leave nothing of the grader to import, and of the sites only what was asked for."""
    for name in [n for n in sys.modules if n == "grader" or n.startswith("grader.")]:
        module = sys.modules.pop(name)
        if hasattr(module, "__path__"):
            module.__path__ = []
    allowed = {name.partition(".")[0] for name in sys.modules} | set(packages)
    for site in sites:
        finder = sys.path_importer_cache.get(site)
        if finder is not None:
            sys.path_importer_cache[site] = _Only(finder, allowed)


class _Only:
    """The finder of a site folder, limited to some packages."""

    def __init__(self, finder: Any, allowed: set[str]) -> None:
        self._finder = finder
        self._allowed = allowed

    def find_spec(self, name: str, target: Any = None) -> Any:
        """Find a module as its folder's finder does, if its package is allowed."""
        return self._finder.find_spec(name, target) if name.partition(".")[0] in self._allowed else None

    def invalidate_caches(self) -> None:
        """Forget nothing: what is not here will not come."""
