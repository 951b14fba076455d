"""A file of a submission and its module in the making.

Nothing runs until a name is demanded; then the statements that it needs run one by one, in the order of the
file. One that fails is remembered and matters only when what it should have bound is used.
"""

import __future__

import ast
import builtins
import types
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from grader.sandbox.student.cells import TOP_LEVEL_AWAIT, Lost, parse_file, run_as_import
from grader.sandbox.student.imports import Importer, StudentModule, guarded_lines
from grader.sandbox.student.roles import helper_results
from grader.sandbox.student.selection import Selector, flattened
from grader.sandbox.student.standins import Absent, Forbidden, Inert, star_names
from grader.sandbox.student.statements import Statement

_ANNOTATIONS = __future__.annotations.compiler_flag
_COROUTINE = 0x80


class Around(Protocol):
    """The submission that a file belongs to."""

    importer: Importer
    several: bool
    running: list[Statement]

    @property
    def files(self) -> Mapping[str, "File"]:
        """Every file of the submission, by path."""

    def new_module(self, space: "Space") -> StudentModule:
        """Make the empty module of a file."""

    def module_of(self, path: str) -> types.ModuleType:
        """Return the module of a file, for an import."""

    def shadowed(self, path: str) -> Any:
        """Return the real module whose name a file carries, or None."""


class File:
    """One parsed file of a submission, with its two lives: definitions on demand, and a run in order."""

    def __init__(self, program: Around, path: str, cells: list[dict[str, Any]]) -> None:
        self.program = program
        self.path = path
        parsed = parse_file(path, cells, several=program.several)
        self.faults = parsed.faults
        self.lost: list[Lost] = parsed.lost
        self.texts = parsed.texts
        self.written = parsed.written
        self.is_written = False
        """Whether this is the file that a ``%%writefile`` cell writes: imported, but not looked through."""
        self.nodes = [(self._own(node), code_name) for node, code_name in parsed.statements]
        flags = TOP_LEVEL_AWAIT if parsed.notebook else 0
        for node, _ in self.nodes:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                for alias in node.names:
                    feature = getattr(__future__, alias.name, None)
                    flags |= feature.compiler_flag if feature is not None else 0
        self.statements = [
            Statement(node, code_name, flags, guarded=guarded)
            for node, code_name, guarded in flattened(self.nodes)
        ]
        self._selector: Selector | None = None
        self._guarded_lines: set[tuple[str, int]] | None = None
        self.definitions = Space(self)
        self.script = Space(self)

    def _own(self, node: ast.stmt) -> ast.stmt:
        """Read a file of the submission that is run in place as one that is imported."""
        star = run_as_import(node)
        return star if star is not None and self.program.importer.sibling(star, self.path) else node

    @property
    def selector(self) -> Selector:
        """The index of who binds what; made when first needed."""
        if self._selector is None:
            sets_globals = any("global " in text for text in self.texts.values())
            self._selector = Selector(self.statements, self._exported, sets_globals=sets_globals)
            self._selector.results = helper_results(self._selector)
        return self._selector

    def _exported(self, star: ast.ImportFrom) -> Iterable[str] | None:
        sibling = self.program.importer.sibling(star, self.path)
        if sibling is None or sibling == self.path:
            return None
        return self.program.files[sibling].public_names()

    def public_names(self, seen: frozenset[str] = frozenset()) -> list[str]:
        """Return what ``from this import *`` gives, without running anything.

        ``seen`` are the files whose stars led here: a circle of stars ends.
        """
        names: dict[str, None] = {}
        for statement in self.statements:
            node = statement.node
            if statement.binds == ("__all__",) and isinstance(node, ast.Assign):
                try:
                    return [str(name) for name in ast.literal_eval(node.value)]
                except (ValueError, TypeError, RecursionError, MemoryError):
                    pass
            names.update(dict.fromkeys(() if statement.guarded else statement.binds))
            if (star := statement.star) is not None:
                sibling = self.program.importer.sibling(star, self.path)
                if sibling is not None and sibling not in seen | {self.path}:
                    names.update(dict.fromkeys(self.program.files[sibling].public_names(seen | {self.path})))
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
        self._kept: dict[str, Any] = {}

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
                self._put_back()

    def forget(self) -> None:
        """Run what is needed from now on once more."""
        self.done.clear()
        self._latest.clear()

    def _put_back(self) -> None:
        """Give its functions back the names under which a script has stored results on the way."""
        for name, results in self.file.selector.results.items():
            if not results.isdisjoint(self.done):
                self.done -= results
                self.names.pop(name, None)
                if name in self._kept:
                    self.names[name] = self._kept[name]

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
            for name in (*statements[index].binds, *statements[index].changes().names)
        )

    def _run(self, index: int, statement: Statement, names: dict[str, Any]) -> None:
        for name in statement.binds:
            self._latest[name] = max(index, self._latest.get(name, -1))
        running = self.file.program.running
        running.append(statement)
        try:
            self._execute(statement, names)
        except BaseException as error:  # noqa: BLE001 — the student's: told when it matters
            standin = getattr(error, "standin", None)
            for name in statement.binds:
                self.failed[name] = (index, error)
                if isinstance(standin, Forbidden):
                    names.setdefault(name, standin)  # whoever uses it uses what is forbidden
        else:
            results = self.file.selector.results
            for name in statement.binds:
                self.failed.pop(name, None)
                if name in results and index not in results[name] and name in names:
                    self._kept[name] = names[name]
        finally:
            running.pop()

    def _execute(self, statement: Statement, names: dict[str, Any]) -> None:
        if isinstance(statement.node, ast.Delete):
            for name in statement.binds:
                names.setdefault(name, None)  # what bound it was not needed
        try:
            code = statement.code
            result = eval(code, names)  # noqa: S307 — running the submission is what this process is for
        except Exception:
            if not (statement.is_definition and _annotated(statement.node)) or statement.flags & _ANNOTATIONS:
                raise
            # An annotation names what is not there (``np.float``, a class of an absent package): read none.
            result = eval(statement.compile(_ANNOTATIONS), names)  # noqa: S307
        if result is not None and code.co_flags & _COROUTINE:
            _finish(result)

    def _run_star(
        self, index: int, star: ast.ImportFrom, wanted: set[str] | None, names: dict[str, Any]
    ) -> None:
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
            given = (
                [name for name in star_names(module) if name not in own]
                if first and module is not None
                else []
            )
            if isinstance(module, (Absent, Inert)):
                # What the package would have given is not known: whatever nothing else here binds.
                given += [
                    n for n in wanted or () if n not in names and n not in given and not hasattr(builtins, n)
                ]
        else:
            return
        for name in given:
            try:
                names[name] = getattr(module, name)
            except BaseException as error:  # noqa: BLE001 — told when the name is used
                self.failed[name] = (index, error)

    def _star_module(self, star: ast.ImportFrom, wanted: set[str] | None, names: dict[str, Any]) -> Any:
        try:
            return names["__builtins__"]["__import__"](star.module or "", names, None, ("*",), star.level)
        except BaseException as error:  # noqa: BLE001
            for name in wanted or ():
                self.failed[name] = (0, error)
            return None

    def fill(self) -> None:
        """Load every public name, for an ``import *`` that stands inside another statement."""
        self.demand(self.file.public_names())

    def list_all(self) -> list[str]:
        """Load what the module defines, for ``dir``, and name it."""
        names = self.file.selector.definitions()
        self.demand(names)
        return [name for name in names if name in self.names]

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


def _annotated(node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        arguments = node.args
        every = [
            *arguments.posonlyargs,
            *arguments.args,
            *arguments.kwonlyargs,
            arguments.vararg,
            arguments.kwarg,
        ]
        return node.returns is not None or any(a is not None and a.annotation is not None for a in every)
    return isinstance(node, ast.ClassDef) and any(
        isinstance(n, ast.AnnAssign) or _annotated(n) for n in node.body if isinstance(n, ast.stmt)
    )


def _finish(coroutine: Any) -> None:
    """Run a cell with a top-level ``await`` to its end."""
    import asyncio

    asyncio.run(coroutine)
