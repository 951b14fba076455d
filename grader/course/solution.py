"""The course's reference, loaded under a private name, module by module, when it is first asked for.

The private name lets two courses live in one process, and keeps a ``reference`` that happens to be importable
out of the way. Modules of a reference import each other relatively.
"""

import hashlib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.course.quiet import loading_quietly, mute, silence
from grader.errors import ReferenceFault


class Solution:
    """The reference package of one course."""

    def __init__(self, folder: str | None, version: str = "") -> None:
        self._folder = Path(folder) if folder else None
        # The version is part of the name: a reference that changed meanwhile is loaded anew.
        digest = hashlib.sha256(f"{folder}\0{version}".encode()).hexdigest()
        self._alias = f"course_reference_{digest[:16]}"
        silence(self._alias)
        self._found: dict[str, Any] = {}
        self._read: dict[str, list[tuple[str, str]]] = {}

    def get(self, path: str) -> Any:
        """Return what ``convolution.conv2d`` names.

        Raises
        ------
        ReferenceFault
            Where it is not there, or its module does not load.
        """
        if path not in self._found:
            module, _, name = path.rpartition(".")
            try:
                self._found[path] = getattr(self._module(module), name)
            except AttributeError:
                raise ReferenceFault(f"the reference has no {path}") from None
        return self._found[path]

    def named(self, package: str, name: str) -> Callable[..., Any]:
        """Return a function of ``mistakes`` or ``properties``, whichever of its modules defines it."""
        key = f"{package}:{name}"
        if key not in self._found:
            self._found[key] = self._search(package, name)
        found: Callable[..., Any] = self._found[key]
        return found

    def _search(self, package: str, name: str) -> Any:
        module, _, last = name.rpartition(".")
        if module:
            return self.get(f"{package}.{name}")
        outer = self._module(package)
        if last in vars(outer):
            return vars(outer)[last]
        for stem, text in self._texts(package):
            # Only a module whose text has the name is loaded.
            if last in text:
                found = vars(self._module(f"{package}.{stem}")).get(last)
                if getattr(found, "__module__", self._alias).startswith(self._alias) and found is not None:
                    return found
        raise ReferenceFault(f"{package} of the reference has no {name}")

    def _texts(self, package: str) -> list[tuple[str, str]]:
        """Read the modules of a package, once."""
        if package not in self._read:
            folder = self._folder / package if self._folder else None
            files = sorted(folder.glob("*.py")) if folder and folder.is_dir() else []
            self._read[package] = [
                (file.stem, file.read_text(encoding="utf-8", errors="replace"))
                for file in files
                if file.stem != "__init__"
            ]
        return self._read[package]

    def _module(self, name: str) -> ModuleType:
        if self._folder is None:
            raise ReferenceFault("the course has no reference folder")
        if not name:
            raise ReferenceFault("a reference is named as module.function")
        try:
            with loading_quietly():
                self._package()
                module = importlib.import_module(f"{self._alias}.{name}")
                for loaded in [found for key, found in sys.modules.items() if key.startswith(self._alias)]:
                    mute(loaded)
                return module
        except Exception as error:
            if isinstance(error, ModuleNotFoundError) and error.name == f"{self._alias}.{name}":
                raise ReferenceFault(f"the reference has no module {name}") from None
            raise ReferenceFault(
                f"the module {name} of the reference does not load: {describe(error)}"
            ) from error

    def _package(self) -> None:
        if self._alias in sys.modules or self._folder is None:
            return
        initial = self._folder / "__init__.py"
        module, spec = ModuleType(self._alias), None
        if initial.is_file():
            spec = importlib.util.spec_from_file_location(self._alias, initial)
            module = importlib.util.module_from_spec(spec) if spec else module
        module.__path__ = [str(self._folder)]
        sys.modules[self._alias] = module
        try:
            if spec is not None and spec.loader is not None:
                spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[self._alias]
            raise


def describe(error: BaseException) -> str:
    """Write an exception as its type and its text, on one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


def call_by_name(function: Callable[..., Any], arguments: Mapping[str, Any], order: Sequence[str]) -> Any:
    """Call by keyword where the callable has these names, else by position in the exercise's order."""
    names = _parameter_names(function)
    if names is None or names.issuperset(arguments):
        return function(**arguments)
    given = [arguments[name] for name in order if name in arguments]
    return function(*given, **{name: value for name, value in arguments.items() if name not in order})


@lru_cache(maxsize=1024)
def _parameter_names(function: Any) -> frozenset[str] | None:
    """Return the names by which a callable takes its arguments; None where it takes any."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return frozenset(parameter.name for parameter in parameters)
