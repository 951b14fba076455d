"""A submission as a program: what it defines, and how one definition is loaded.

Nothing runs until a definition is asked for. Then the statements that it needs run one by one, in the order of the
file; one that fails is remembered and matters only when what it should have bound is used. Every file is a module
of its own. A *variable* is different: the file runs from its first line to the last that binds the name.

This file and those it imports run in the student's process: standard library and NumPy only.
"""

import __future__

import ast
import builtins
import importlib
import posixpath
import sys
import types
from collections.abc import Callable, Collection, Iterable
from typing import Any

from grader.sandbox import nearnames
from grader.sandbox.cells import TOP_LEVEL_AWAIT, Lost, parse_file
from grader.sandbox.explain import Explainer
from grader.sandbox.imports import Finder, Importer, StudentModule, guarded_lines
from grader.sandbox.places import Places
from grader.sandbox.roles import results, role
from grader.sandbox.selection import Selector, flattened
from grader.sandbox.standins import Absent, Inert, star_names
from grader.sandbox.statements import Statement

_ANNOTATIONS = __future__.annotations.compiler_flag


class File:
    """One parsed file of the submission, with its two lives: definitions on demand, and a script run in order."""

    def __init__(self, program: "Program", path: str, cells: list[dict[str, Any]]) -> None:
        self.program = program
        self.path = path
        parsed = parse_file(path, cells, several=program.several)
        self.faults = parsed.faults
        self.lost: list[Lost] = parsed.lost
        self.texts = parsed.texts
        self.nodes = parsed.statements
        flags = TOP_LEVEL_AWAIT if parsed.notebook else 0
        for node, _ in parsed.statements:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                for alias in node.names:
                    feature = getattr(__future__, alias.name, None)
                    flags |= feature.compiler_flag if feature is not None else 0
        self.statements = [
            Statement(node, code_name, flags, guarded=guarded)
            for node, code_name, guarded in flattened(parsed.statements)
        ]
        self._selector: Selector | None = None
        self._guarded_lines: set[tuple[str, int]] | None = None
        self.definitions = Space(self)
        self.script = Space(self)

    @property
    def selector(self) -> Selector:
        """The index of who binds what; made when first needed."""
        if self._selector is None:
            self._selector = Selector(self.statements, self._exported)
        return self._selector

    def _exported(self, star: ast.ImportFrom) -> Iterable[str] | None:
        sibling = self.program.importer.sibling(star, self.path)
        if sibling is None or sibling == self.path:
            return None
        return self.program.files[sibling].public_names()

    def public_names(self) -> list[str]:
        """Return what ``from this import *`` gives, without running anything."""
        for statement in self.statements:
            node = statement.node
            if statement.binds == ("__all__",) and isinstance(node, ast.Assign):
                try:
                    return [str(name) for name in ast.literal_eval(node.value)]
                except (ValueError, TypeError):
                    break
        if self._selector is None and any(s.star for s in self.statements):
            names = [name for s in self.statements for name in s.binds]  # no circle through another file's star
        else:
            names = list(self.selector.binders)
        return [name for name in names if not name.startswith("_")]

    def guarded_lines(self) -> Collection[tuple[str, int]]:
        """Return the lines inside ``try … except ImportError``."""
        if self._guarded_lines is None:
            self._guarded_lines = guarded_lines(self.nodes)
        return self._guarded_lines


class Space:
    """A module in the making: its names, which statements have run, and which failed."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.module: StudentModule | None = None
        self.done: set[int] = set()
        self.failed: dict[str, tuple[int, BaseException]] = {}
        self._latest: dict[str, int] = {}
        self._running = False
        self._starred: set[str] = set()

    @property
    def names(self) -> dict[str, Any]:
        """The module's globals."""
        if self.module is None:
            self.module = self.file.program.new_module(self)
        return self.module.__dict__

    def demand(self, wanted: Iterable[str]) -> None:
        """Run the statements that the names need and that have not run yet."""
        names = self.names
        selector = self.file.selector
        selected = selector.closure(wanted)
        fresh = sorted(i for i in selected if i not in self.done or i in selector.star_like)
        if not self._running and self._out_of_order(fresh):
            # A later statement on the same name has run already: everything again, in the order of the file.
            fresh = sorted(self.done | set(fresh))
            self.done.clear()
            self._latest.clear()
        outermost, self._running = not self._running, True
        try:
            for index in fresh:
                statement = self.file.statements[index]
                if statement.star is not None:
                    self._run_star(index, statement.star, selected.get(index, set()), names)
                elif index not in self.done:
                    self.done.add(index)
                    self._run(index, statement, names)
        finally:
            if outermost:
                self._running = False

    def run_script(self, last: int, *, guarded: bool) -> None:
        """Run everything up to a statement, as a plain run would; what fails is skipped."""
        names = self.names
        for index in range(last + 1):
            statement = self.file.statements[index]
            if index in self.done or (statement.guarded and not guarded):
                continue
            self.done.add(index)
            if statement.star is not None:
                self._run_star(index, statement.star, None, names)
            else:
                self._run(index, statement, names)

    def _out_of_order(self, fresh: list[int]) -> bool:
        latest = self._latest
        if not latest:
            return False
        statements = self.file.statements
        return any(
            latest.get(name, -1) > index
            for index in fresh
            if index not in self.done
            for name in (*statements[index].binds, *statements[index].changes())
        )

    def _run(self, index: int, statement: Statement, names: dict[str, Any]) -> None:
        for name in statement.binds:
            self._latest[name] = max(index, self._latest.get(name, -1))
        try:
            self._execute(statement, names)
        except BaseException as error:  # noqa: BLE001 — the student's own statement: remembered, told when it matters
            for name in statement.binds:
                self.failed[name] = (index, error)
        else:
            for name in statement.binds:
                self.failed.pop(name, None)

    def _execute(self, statement: Statement, names: dict[str, Any]) -> None:
        try:
            code = statement.code
            result = eval(code, names)  # noqa: S307 — running the submission is what this process is for
        except Exception:
            if not (statement.is_definition and _annotated(statement.node)) or statement.flags & _ANNOTATIONS:
                raise
            # An annotation names what is not there (``np.float``, a class of an absent package): read none of them.
            result = eval(statement.compile(_ANNOTATIONS), names)  # noqa: S307
        if result is not None and code.co_flags & 0x80:
            _finish(result)

    def _run_star(self, index: int, star: ast.ImportFrom, wanted: set[str] | None, names: dict[str, Any]) -> None:
        """Bind what ``from … import *`` has to give: of the student's own files, only what is wanted."""
        program = self.file.program
        sibling = program.importer.sibling(star, self.file.path)
        first = index not in self.done
        self.done.add(index)
        if sibling is not None and sibling != self.file.path:
            module: Any = program.module_of(sibling)
            given = program.files[sibling].public_names() if wanted is None else wanted - self._starred
            self._starred.update(given)
        elif first or wanted:
            module = self._star_module(star, wanted, names)
            own = self.file.selector.binders
            given = [name for name in star_names(module) if name not in own] if first and module is not None else []
            if isinstance(module, (Absent, Inert)):
                # What the package would have given is not known: whatever nothing else here binds.
                given += [n for n in wanted or () if n not in names and n not in given and not hasattr(builtins, n)]
        else:
            return
        for name in given:
            try:
                names[name] = getattr(module, name)
            except BaseException as error:  # noqa: BLE001 — the other file's fault, told when the name is used
                self.failed[name] = (index, error)

    def _star_module(self, star: ast.ImportFrom, wanted: set[str] | None, names: dict[str, Any]) -> Any:
        try:
            return names["__builtins__"]["__import__"](star.module or "", names, None, ("*",), star.level)
        except BaseException as error:  # noqa: BLE001
            for name in wanted or ():
                self.failed[name] = (0, error)
            return None

    def find(self, name: str) -> Any:
        """Return an attribute of the module for another file that asks for it."""
        names = self.names
        if self.file.lost and not self.file.statements:
            error = self.file.lost[0].error
            if error is not None:
                raise error
        if name in self.file.selector.binders:
            self.demand([name])
            if name in names:
                return names[name]
            if name in self.failed:
                raise self.failed[name][1]
        program = self.file.program
        submodule = program.importer.submodule(self.file.path, name)
        if submodule is not None:
            return submodule
        real = program.shadowed(self.file.path)
        if real is not None and hasattr(real, name):
            return getattr(real, name)
        if self.file.selector.stars:
            self.demand([name])
            if name in names:
                return names[name]
        raise AttributeError(f"module {names['__name__']!r} has no attribute {name!r}")


class Program:
    """A submission, ready to be asked for its definitions.

    Parameters
    ----------
    files : ``{"path": str, "cells": [{"number": int or None, "text": str}]}`` each.
    packages : the packages that an import finds beside the standard library and NumPy; None for any that is installed.
    forbidden : packages (or parts of them) that the exercise forbids; a use calls ``on_forbidden(name)``.
    figures : whether matplotlib, where it is installed and allowed, is the real one.
    on_forbidden : is told the name of what was used; it does not return.
    """

    def __init__(
        self,
        files: list[dict[str, Any]],
        *,
        packages: Collection[str] | None = None,
        forbidden: Collection[str] = (),
        figures: bool = False,
        on_forbidden: Callable[[str], Any] = lambda _: None,
    ) -> None:
        self.several = len(files) > 1
        self.importer = Importer(
            Finder([f["path"] for f in files]),
            self.module_of,
            self._owner_of,
            packages=packages,
            forbidden=forbidden,
            figures=figures,
            on_forbidden=on_forbidden,
        )
        self._builtins = self._student_builtins()
        self._owners: dict[int, File] = {}
        self.files: dict[str, File] = {}
        for entry in files:
            self.files[entry["path"]] = File(self, entry["path"], entry["cells"])
        self.places = Places({f.path: f.texts for f in self.files.values()}, several=self.several)
        self._explainer = Explainer(self.places, self._failures, lambda name: self._lost([name]))
        self._loaded: dict[tuple[str, str], Any] = {}

    # ------------------------------------------------------------ what is there

    def survey(self, wanted: dict[str, list[str]], kinds: dict[str, str] | None = None) -> dict[str, Any]:
        """Say which wanted names the submission defines; nothing runs.

        Parameters
        ----------
        wanted : canonical name → the names accepted, the canonical one among them or not.
        kinds : canonical name → function, class or variable (default function).

        Returns
        -------
        ``defined`` canonical → actual name; ``near`` canonical → the misspelt name; ``faults`` list of
        ``{"code", "params"}``; ``lost`` canonical → the fault that hides its definition.
        """
        kinds = kinds or {}
        defined: dict[str, str] = {}
        for canonical, accepted in wanted.items():
            kind = kinds.get(canonical, "function")
            for name in dict.fromkeys((canonical, *accepted)):
                if self.owner(name, kind) is not None:
                    defined[canonical] = name
                    break
        every_name = set(wanted) | {name for accepted in wanted.values() for name in accepted}
        missing = {c: kinds.get(c, "function") for c in wanted if c not in defined}
        near = nearnames.near(missing, {k: self._candidates(k, every_name) for k in set(missing.values())})
        lost = {}
        for canonical in missing:
            fault = self._lost(dict.fromkeys((canonical, *wanted[canonical])))
            if fault is not None:
                lost[canonical] = fault
        faults = [fault for file in self.files.values() for fault in file.faults]
        return {"defined": defined, "near": near, "faults": faults, "lost": lost}

    def owner(self, name: str, kind: str) -> File | None:
        """Return the file whose definition of a name counts: the last path that has one."""
        imported: File | None = None
        found: File | None = None
        for path in sorted(self.files):
            file = self.files[path]
            indices = file.selector.binders.get(name)
            if not indices:
                continue
            roles = {role(file.selector, i, name, kind) for i in indices}
            if "definition" in roles:
                found = file
            elif "import" in roles and self._import_counts(file, indices, name, kind):
                imported = file
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
                elif kind != "variable" and node.module and not node.level and self.importer.provides(node.module):
                    return True
        return False

    def _candidates(self, kind: str, taken: Collection[str]) -> set[str]:
        return {
            name
            for file in self.files.values()
            for name, indices in file.selector.binders.items()
            if name not in taken
            and any(role(file.selector, i, name, kind) == "definition" for i in indices)
        }

    def _lost(self, names: Iterable[str]) -> dict[str, Any] | None:
        for file in self.files.values():
            for piece in file.lost:
                if any(nearnames.is_written(name, piece.text) for name in names):
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
        stored = results(file.selector, name, kind)
        if stored:
            file.selector.without(name, stored)
        space = file.definitions
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
        stem = posixpath.splitext(posixpath.basename(file.path))[0]
        if stem == "__init__":
            stem = posixpath.basename(posixpath.dirname(file.path)) or stem
        module = StudentModule(stem)
        package = posixpath.dirname(file.path).replace("/", ".")
        module.__dict__.update(
            __file__=file.path, __builtins__=self._builtins, __find__=space.find, __package__=package or None
        )
        self._owners[id(module.__dict__)] = file
        if stem not in sys.stdlib_module_names and isinstance(sys.modules.get(stem, module), StudentModule):
            # Dataclasses, pickling and ``sys.modules[__name__]`` look here.
            sys.modules[stem] = module
        self.places.fill_linecache(file.path)
        return module

    def module_of(self, path: str) -> types.ModuleType:
        """Return the module of a file, for an import."""
        space = self.files[path].definitions
        if space.module is None:
            space.module = self.new_module(space)
        return space.module

    def shadowed(self, path: str) -> Any:
        """Return the real module whose name a student's file carries, or None."""
        stem = posixpath.splitext(posixpath.basename(path))[0]
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
        names["input"] = builtins.input = _refuse_input
        names.setdefault("exit", sys.exit)
        names.setdefault("quit", sys.exit)
        names["breakpoint"] = names["help"] = names["display"] = _nothing
        names["get_ipython"] = lambda: self.importer("IPython").get_ipython()
        real = importlib.import_module

        def import_module(name: str, package: str | None = None) -> Any:
            caller = sys._getframe(1).f_globals
            if self._owner_of(caller) is None:
                return real(name, package)
            level = len(name) - len(name.lstrip("."))
            return self.importer(name.lstrip("."), caller, None, ("*",), level)

        importlib.import_module = import_module
        return names

    # ------------------------------------------------------------ saying what went wrong

    def locate(self, error: Any) -> tuple[str | None, list[str]]:
        """Say where in the student's own code an exception (or traceback) comes from, and by which of its calls."""
        return self.places.locate(error)

    def explain(self, error: BaseException) -> dict[str, Any] | None:
        """Return ``{"code", "params"}`` of a sentence that explains an exception, or None."""
        return self._explainer.explain(error)

    def _failures(self) -> Iterable[tuple[str, Statement, BaseException]]:
        for file in self.files.values():
            for space in (file.definitions, file.script):
                for name, (index, error) in space.failed.items():
                    yield name, file.statements[index], error


def _annotated(node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        return node.returns is not None or any(a is not None and a.annotation is not None for a in every)
    return isinstance(node, ast.ClassDef) and any(
        isinstance(n, ast.AnnAssign) or _annotated(n) for n in node.body if isinstance(n, ast.stmt)
    )


def _finish(coroutine: Any) -> None:
    """Run a cell with a top-level ``await`` to its end."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("this cell waits for something that does not come while grading")


def _refuse_input(prompt: object = "") -> str:  # noqa: ARG001
    error = EOFError("input() has nobody to answer while grading")
    error.nobody_answers = True  # type: ignore[attr-defined]
    raise error


def _nothing(*args: Any, **kwargs: Any) -> None:
    """Stand for what only talks to a person."""
