"""A submission as a program: what it defines, and how one definition is loaded.

Nothing runs until a definition is asked for. Then the statements that it needs run one by one, in the order
of the file; one that fails is remembered and matters only when what it should have bound is used. Every
file is a module of its own. A *variable* is different: the file runs from its first line to the last that
binds the name.

This file and those it imports run in the student's process: standard library and NumPy only.
"""

import ast
import builtins
import gc
import importlib
import importlib.util
import posixpath
import sys
import types
from collections.abc import Callable, Collection, Iterable
from typing import Any, Self

from grader.sandbox.student import nearnames
from grader.sandbox.student.explain import Explainer
from grader.sandbox.student.imports import Finder, Importer, StudentModule
from grader.sandbox.student.imports import stem as module_stem
from grader.sandbox.student.places import Places
from grader.sandbox.student.roles import results, role
from grader.sandbox.student.spaces import File, Space
from grader.sandbox.student.statements import Statement


class Program:
    """A submission, once it is read ready to be asked for its definitions.

    What is the same for every submission is made with the object, which may be long before and in another process.

    Parameters
    ----------
    packages : the packages that an import finds beside the standard library and NumPy; None for any that is
        installed.
    forbidden : packages (or parts of them) that the exercise forbids; a use calls ``on_forbidden(name)``.
    figures : whether matplotlib, where it is installed and allowed, is the real one.
    on_forbidden : is told the name of what was used; it does not return.
    """

    def __init__(
        self,
        *,
        packages: Collection[str] | None = None,
        forbidden: Collection[str] = (),
        figures: bool = False,
        on_forbidden: Callable[[str], Any] = lambda _: None,
    ) -> None:
        self.several = False
        self.finder = Finder()
        self.importer = Importer(
            self.finder,
            self.module_of,
            self._owner_of,
            packages=packages,
            forbidden=forbidden,
            figures=figures,
            on_forbidden=self._report_forbidden,
        )
        self._on_forbidden = on_forbidden
        self.running: list[Statement] = []
        """The top-level statements that are running now, one inside the import of another."""
        self._builtins = self._student_builtins()
        self._owners: dict[int, File] = {}
        self.files: dict[str, File] = {}
        self._loaded: dict[tuple[str, str], Any] = {}

    def read(self, files: list[dict[str, Any]]) -> Self:
        """Read the files of the submission: ``{"path": str, "cells": [{"number": int or None, "text": str}]}`` each.

        From here on the process is the submission's: some functions of the standard library ask this object.
        """
        self.several = len(files) > 1
        self.finder.add_all(f["path"] for f in files)
        self._patch_library()
        collecting = gc.isenabled()
        gc.disable()  # a syntax tree is thousands of objects, none of them garbage: a third of the time
        try:
            for entry in files:
                self.files[entry["path"]] = File(self, entry["path"], entry["cells"])
            self._add_written_files()
        finally:
            if collecting:
                gc.enable()
        self.places = Places({f.path: f.texts for f in self.files.values()}, several=self.several)
        self._explainer = Explainer(
            self.places, self._failures, lambda name: self.lost([name], nearnames.is_bound)
        )
        return self

    def _report_forbidden(self, name: str) -> None:
        """Report a use, unless a statement only computes a value: that matters when the value is used."""
        if not self.running or self.running[-1].is_definition:
            self._on_forbidden(name)

    def _add_written_files(self) -> None:
        """Add what cells write with ``%%writefile capas.py``, for the imports of the cells below."""
        for file in list(self.files.values()):
            for path, number, text in file.written:
                if path not in self.files:
                    self.files[path] = File(self, path, [{"number": number, "text": text}])
                    self.files[path].is_written = True
                    self.finder.add(path)

    # ------------------------------------------------------------ what is there

    def owner(self, name: str, kind: str) -> File | None:
        """Return the file whose definition of a name counts: the last path that has one."""
        return next(reversed(self.owners(name, kind)), None)

    def owners(self, name: str, kind: str) -> list[File]:
        """Return the files that define a name, by path; where none does, those that import it from a file."""
        found: list[File] = []
        imported: list[File] = []
        for path in sorted(path for path, file in self.files.items() if not file.is_written):
            file = self.files[path]
            indices = file.selector.binders.get(name)
            if not indices:
                continue
            roles = {role(file.selector, i, name, kind) for i in indices}
            if "definition" in roles:
                found.append(file)
            elif "import" in roles and self._import_counts(file, indices, name, kind):
                imported.append(file)
        return found or imported

    def _import_counts(self, file: File, indices: list[int], name: str, kind: str) -> bool:
        for index in indices:
            node = file.statements[index].node
            if isinstance(node, ast.ImportFrom):
                sibling = self.importer.sibling(node, file.path)
                if sibling is not None:
                    original = next((a.name for a in node.names if (a.asname or a.name) == name), name)
                    other = self.files[sibling]
                    if other is not file and original in other.selector.binders:
                        return True
                elif kind != "variable" and node.module and not node.level:
                    # Whoever imports what is forbidden may use it for something else; who gives it the name
                    # that is asked for hands it in.
                    renamed = any(a.asname == name != a.name for a in node.names)
                    if self.importer.provides(node.module) or (renamed and self.is_foreign(node)):
                        return True
        return False

    def is_foreign(self, node: ast.ImportFrom) -> bool:
        """Say whether an import brings something that the exercise forbids."""
        return bool(node.module) and not node.level and self.importer.forbids(node.module or "")

    def lost(
        self, names: Iterable[str], holds: Callable[[str, str], bool] = nearnames.is_written
    ) -> dict[str, Any] | None:
        """Return the fault of a piece that does not parse and holds one of the names; ``holds`` says whether."""
        for file in self.files.values():
            for piece in file.lost:
                if any(holds(name, piece.text) for name in names):
                    return piece.fault
        return None

    # ------------------------------------------------------------ loading

    def load(self, name: str, kind: str = "function") -> Any:
        """Return the object that the submission binds to a name, running what it needs.

        Raises
        ------
        BaseException
            What the student's own statement raised; NameError where nothing binds the name.
        """
        key = (name, kind)
        if key not in self._loaded:
            self._loaded[key] = self._variable(name) if kind == "variable" else self._definition(name, kind)
        return self._loaded[key]

    def _definition(self, name: str, kind: str) -> Any:
        file = self.owner(name, kind) or next(
            (f for f in reversed(list(self.files.values())) if name in f.selector.binders), None
        )
        if file is None:
            raise NameError(f"name {name!r} is not defined")
        space = file.definitions
        stored = results(file.selector, name, kind)
        if stored and file.selector.results.get(name) != stored:
            file.selector.results[name] = stored
            space.forget()
        space.demand([name])
        if name in space.names:
            return space.names[name]
        if name in space.failed:
            raise space.failed[name][1]
        raise NameError(f"name {name!r} is not defined")

    def _variable(self, name: str) -> Any:
        file = self.owner(name, "variable")
        if file is None:
            raise NameError(f"name {name!r} is not defined")
        last = file.selector.binders[name][-1]
        space = file.script
        space.run_script(last, guarded=file.statements[last].guarded)
        if name in space.failed:
            raise space.failed[name][1]
        if name not in space.names:
            raise NameError(f"name {name!r} is not defined")
        return space.names[name]

    # ------------------------------------------------------------ modules

    def new_module(self, space: Space) -> StudentModule:
        """Make the empty module of a file."""
        file = space.file
        stem = module_stem(posixpath.basename(file.path))
        if stem == "__init__":
            stem = posixpath.basename(posixpath.dirname(file.path)) or stem
        while self._is_taken(stem):
            stem += "_"  # calendar.py
        module = StudentModule(stem)
        package = posixpath.dirname(file.path).replace("/", ".")
        module.__dict__.update(
            __file__=file.path,
            __builtins__=self._builtins,
            __find__=space.find,
            __fill__=space.fill,
            __list__=space.list_all,
            __package__=package or None,
        )
        self._owners[id(module.__dict__)] = file
        # Dataclasses, pickling and ``sys.modules[__name__]`` look here.
        sys.modules[stem] = module
        self.places.fill_linecache(file.path)
        return module

    def _is_taken(self, name: str) -> bool:
        if name in sys.modules:
            return not isinstance(sys.modules[name], StudentModule)
        return self.importer.available(name)

    def module_of(self, path: str) -> types.ModuleType:
        """Return the module of a file, for an import."""
        space = self.files[path].definitions
        if space.module is None:
            space.module = self.new_module(space)
        return space.module

    def shadowed(self, path: str) -> Any:
        """Return the real module whose name a student's file carries, or None."""
        stem = module_stem(posixpath.basename(path))
        if stem in sys.modules and not isinstance(sys.modules[stem], StudentModule):
            return sys.modules[stem]
        if stem in sys.stdlib_module_names:
            return importlib.import_module(stem)
        return None

    def _owner_of(self, names: dict[str, Any] | None) -> File | None:
        return self._owners.get(id(names)) if names is not None else None

    def _student_builtins(self) -> dict[str, Any]:
        """Return the builtins of the student's modules: imports of their own, and nobody at the keyboard."""
        names = dict(vars(builtins))
        names["__import__"] = self.importer
        names["input"] = _refuse_input
        names.setdefault("exit", sys.exit)
        names.setdefault("quit", sys.exit)
        names["breakpoint"] = names["help"] = names["display"] = _nothing
        names.setdefault("profile", _unchanged)  # what line_profiler and memory_profiler put there
        names["get_ipython"] = lambda: self.importer("IPython").get_ipython()
        return names

    def _patch_library(self) -> None:
        """Let what the standard library imports for a student's line mean what that line means."""
        builtins.input = _refuse_input
        real = importlib.import_module

        def import_module(name: str, package: str | None = None) -> Any:
            caller = sys._getframe(1).f_globals  # noqa: SLF001 — who imports
            if self._owner_of(caller) is None:
                return real(name, package)
            level = len(name) - len(name.lstrip("."))
            return self.importer(name.lstrip("."), caller, None, ("__name__",), level)

        find_spec = importlib.util.find_spec

        def own_find_spec(name: str, package: str | None = None) -> Any:
            caller = sys._getframe(1).f_globals  # noqa: SLF001
            if self._owner_of(caller) is not None and not self.importer.available(name):
                return None
            return find_spec(name, package)

        importlib.import_module = import_module
        importlib.util.find_spec = own_find_spec

    # ------------------------------------------------------------ saying what went wrong

    def locate(self, error: Any) -> tuple[str | None, list[str]]:
        """Say where in the student's own code an exception (or traceback) comes from, and by which calls."""
        try:
            return self.places.locate(error)
        except Exception:  # noqa: BLE001 — an exception class of the student's own can do anything
            return None, []

    def explain(self, error: BaseException) -> dict[str, Any] | None:
        """Return ``{"code", "params"}`` of a sentence that explains an exception, or None."""
        try:
            return self._explainer.explain(error)
        except Exception:  # noqa: BLE001
            return None

    def _failures(self) -> Iterable[tuple[str, Statement, BaseException]]:
        for file in self.files.values():
            for space in (file.definitions, file.script):
                for name, (index, error) in space.failed.items():
                    yield name, file.statements[index], error


def _refuse_input(prompt: object = "") -> str:  # noqa: ARG001
    error = EOFError("input() has nobody to answer while grading")
    error.nobody_answers = True  # type: ignore[attr-defined]
    raise error


def _unchanged(function: Any) -> Any:
    return function


def _nothing(*args: Any, **kwargs: Any) -> None:
    """Stand for what only talks to a person."""
