"""What ``import`` means inside a submission: its own files, then what the course allows, then stand-ins.

The hook is the ``__import__`` of the student's modules alone. NumPy and the standard library import as
ever, so a student's ``random.py`` is found by the student and by nobody else.
"""

import ast
import importlib
import importlib.util
import posixpath
import sys
import types
from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from grader.sandbox.student import python2
from grader.sandbox.student.changes import DEFINITIONS, dotted
from grader.sandbox.student.packagenames import DISPLAY_ONLY
from grader.sandbox.student.standins import Forbidden, absent, inert

_CAUGHT = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


class Owner(Protocol):
    """The file that an import statement stands in."""

    path: str

    def guarded_lines(self) -> Collection[tuple[str, int]]:
        """Return the lines inside ``try … except ImportError``."""


class StudentModule(types.ModuleType):
    """A file of the submission as a module: a name is loaded when it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        find = self.__dict__.get("__find__")
        if find is None or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return find(name)

    def __dir__(self) -> list[str]:
        list_all = self.__dict__.get("__list__")
        return sorted(self.__dict__) if list_all is None else sorted({*self.__dict__, *list_all()})


class Finder:
    """Where the modules are: ``src/layers/conv.py`` is ``conv``, ``layers.conv``, ``src.layers.conv``."""

    def __init__(self) -> None:
        self.modules: dict[tuple[str, ...], str] = {}
        self.folders: set[tuple[str, ...]] = set()

    def add_all(self, paths: Iterable[str]) -> None:
        """Take the files of a submission in.

        Notebooks first: of conv.ipynb and conv.py, ``import conv`` means the latter.
        """
        for path in sorted(paths, key=lambda p: (not p.endswith(".ipynb"), p)):
            self.add(path)

    def add(self, path: str) -> None:
        """Take a file in; the last of one name counts."""
        parts = tuple(stem(path).split("/"))
        if parts[-1] == "__init__":
            parts = parts[:-1]
        self.modules[parts] = path
        for depth in range(1, len(parts)):
            self.folders.add(parts[:depth])

    def find(self, parts: tuple[str, ...], near: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the full name of what ``import a.b`` means in a file of the folder ``near``, or None."""
        for depth in range(len(near), -1, -1):
            full = near[:depth] + parts
            if full in self.modules or full in self.folders:
                return full
        tails = [full for full in self.modules if full[-len(parts) :] == parts]
        return tails[-1] if tails else None


def stem(path: str) -> str:
    """Return a path without its ending, and without what a system added to it (``conv.py.txt``)."""
    shorter = posixpath.splitext(path)[0]
    return posixpath.splitext(shorter)[0] if shorter.lower().endswith((".py", ".ipynb")) else shorter


class Importer:
    """The ``__import__`` of one submission."""

    def __init__(
        self,
        finder: Finder,
        module_of: Callable[[str], types.ModuleType],
        owner_of: Callable[[dict[str, Any] | None], Owner | None],
        *,
        packages: Collection[str] | None,
        forbidden: Collection[str],
        figures: bool,
        on_forbidden: Callable[[str], Any],
    ) -> None:
        self._finder = finder
        self._module_of = module_of
        self._owner_of = owner_of
        self._packages = None if packages is None else frozenset(packages) | {"numpy"}
        self._forbidden = tuple(forbidden)
        self._figures = figures
        self._forbidden_class = type("Forbidden", (Forbidden,), {"on_use": staticmethod(on_forbidden)})
        self._folders: dict[tuple[str, ...], StudentModule] = {}
        self._standins: dict[str, Any] = {}
        self._true_import = __import__

    def __call__(
        self,
        name: str,
        globals: dict[str, Any] | None = None,  # noqa: A002 — the signature of __import__
        locals: Any = None,  # noqa: A002, ARG002
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        """Import as ``__import__`` does."""
        owner = self._owner_of(globals)
        if name == "__main__" and owner is not None:  # run as a program, a file has this name
            return self._module_of(owner.path)
        parts = tuple(name.split(".")) if name else ()
        full = self._relative(parts, level, owner) if level else self._own(parts, owner)
        if full is not None:
            module = self.module(full)
            if fromlist and "*" in fromlist and (fill := module.__dict__.get("__fill__")) is not None:
                fill()
            if fromlist or level or len(parts) < 2:
                return module
            top = self.module(full[: len(full) - len(parts) + 1])
            for depth in range(len(full) - len(parts) + 1, len(full)):
                setattr(self.module(full[:depth]), full[depth], self.module(full[: depth + 1]))
            return top
        if level and not name:
            # ``from . import conv``: the folder of the file itself.
            return self.module(self._base(level, owner))
        return self._foreign(name, fromlist, owner)

    def module(self, full: tuple[str, ...]) -> types.ModuleType:
        """Return the module of a file or of a folder of the submission."""
        path = self._finder.modules.get(full)
        if path is not None:
            return self._module_of(path)
        if full not in self._folders:
            module = StudentModule(full[-1] if full else "submission")
            module.__path__ = []
            module.__dict__["__find__"] = lambda name: self._member(full, name)
            self._folders[full] = module
        return self._folders[full]

    def submodule(self, path: str, name: str) -> types.ModuleType | None:
        """Return the submodule ``name`` of a package's ``__init__.py``, or None."""
        if posixpath.basename(path) != "__init__.py":
            return None
        full = (*path.split("/")[:-1], name)
        return self.module(full) if full in self._finder.modules or full in self._finder.folders else None

    def sibling(self, node: ast.ImportFrom, path: str) -> str | None:
        """Return the path of the file that ``from … import`` in the file ``path`` means, or None."""
        parts = tuple(node.module.split(".")) if node.module else ()
        owner = _Place(path)
        full = self._relative(parts, node.level, owner) if node.level else self._own(parts, owner)
        return None if full is None else self._finder.modules.get(full)

    def available(self, name: str) -> bool:
        """Whether an import of ``name`` would find the real package, as the course allows it."""
        root = name.partition(".")[0]
        return self._allowed(root) and not self._forbidden_part(name) and _exists(root)

    def provides(self, name: str) -> bool:
        """Whether an import of ``name`` gives the real package."""
        root = name.partition(".")[0]
        return (
            not self._forbidden_part(name)
            and self._allowed(root)
            and root not in DISPLAY_ONLY
            and _exists(root)
        )

    def forbids(self, name: str) -> bool:
        """Whether a use of the package ``name`` is to be reported."""
        return self._forbidden_part(name)

    def _member(self, full: tuple[str, ...], name: str) -> types.ModuleType:
        if (*full, name) in self._finder.modules or (*full, name) in self._finder.folders:
            return self.module((*full, name))
        raise AttributeError(f"module {'.'.join(full)!r} has no attribute {name!r}")

    def _base(self, level: int, owner: Owner | None) -> tuple[str, ...]:
        near = _folder(owner)
        return near[: max(len(near) - level + 1, 0)]

    def _relative(self, parts: tuple[str, ...], level: int, owner: Owner | None) -> tuple[str, ...] | None:
        base = self._base(level, owner)
        if not parts:
            return base if base in self._finder.modules else None
        full = base + parts
        if full in self._finder.modules or full in self._finder.folders:
            return full
        return self._finder.find(parts, base)

    def _own(self, parts: tuple[str, ...], owner: Owner | None) -> tuple[str, ...] | None:
        root = parts[0]
        full = self._finder.find(parts, _folder(owner))
        if full is None:
            return None
        real = self._allowed(root) and (root in sys.stdlib_module_names or _exists(root))
        if not real:
            return full
        # Python itself prefers its built-in modules to any file, and a real package to a bare folder; a file
        # that carries the name of what it imports means the real one.
        path = self._finder.modules.get(full)
        if root in sys.builtin_module_names or path is None or (owner is not None and path == owner.path):
            return None
        return full

    def _allowed(self, root: str) -> bool:
        return root in sys.stdlib_module_names or self._packages is None or root in self._packages

    def _forbidden_part(self, name: str) -> bool:
        return any(name == f or name.startswith(f + ".") for f in self._forbidden)

    def _foreign(self, name: str, fromlist: Any, owner: Owner | None) -> Any:
        root = name.partition(".")[0]
        if self._forbidden_part(name):
            if self._caught(owner):
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
            return self._standin(self._forbidden_class, name, fromlist)
        if root in DISPLAY_ONLY and not (self._figures and root in {"matplotlib", "mpl_toolkits"}):
            return self._standin(inert, name, fromlist)
        if root in python2.PACKAGES and not self.available(root):
            return self._standin(python2.module, name, fromlist)
        if not self._allowed(root):
            return self._absent(name, owner, fromlist)
        try:
            return self._true_import(name, None, None, fromlist, 0)
        except (ImportError, OSError):
            if _exists(root) and root in sys.modules:
                raise
            return self._absent(name, owner, fromlist)

    def _absent(self, name: str, owner: Owner | None, fromlist: Any = ()) -> Any:
        if self._caught(owner):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return self._standin(absent, name, fromlist)

    def _standin(self, make: Callable[[str], Any], name: str, fromlist: Any) -> Any:
        """Return the stand-in of ``a.b.c``, or of ``a`` for a plain ``import a.b.c``, as Python would."""
        root, *rest = name.split(".")
        if root not in self._standins:
            self._standins[root] = make(root)
        module = self._standins[root]
        if fromlist:
            for part in rest:
                module = getattr(module, part)
        return module

    def _caught(self, owner: Owner | None) -> bool:
        """Whether the import that is running stands in a ``try`` whose handler waits for an ImportError."""
        frame: types.FrameType | None = sys._getframe(1)  # noqa: SLF001 — who imports
        here = __file__
        while frame is not None and frame.f_code.co_filename == here:
            frame = frame.f_back
        if owner is None or frame is None:
            return False
        return (frame.f_code.co_filename, frame.f_lineno) in owner.guarded_lines()


class _Place:
    def __init__(self, path: str) -> None:
        self.path = path

    def guarded_lines(self) -> Collection[tuple[str, int]]:
        return ()


def _folder(owner: Owner | None) -> tuple[str, ...]:
    return () if owner is None else tuple(owner.path.split("/")[:-1])


_known: dict[str, bool] = {}


def _exists(root: str) -> bool:
    if root in sys.modules and not isinstance(sys.modules[root], StudentModule):
        return True
    if root not in _known:
        try:
            _known[root] = importlib.util.find_spec(root) is not None
        except (ImportError, ValueError, OSError, AttributeError):
            _known[root] = False
    return _known[root]


def guarded_lines(nodes: Collection[tuple[ast.stmt, str]]) -> set[tuple[str, int]]:
    """Return (code, line) of every import inside a ``try`` that catches an ImportError."""
    found: set[tuple[str, int]] = set()
    for node, filename in nodes:
        for inner in ast.walk(node):
            if (isinstance(inner, ast.Try) and _falls_back(inner)) or (
                isinstance(inner, ast.With) and any(_suppresses(item.context_expr) for item in inner.items)
            ):
                for statement in inner.body:
                    for part in ast.walk(statement):
                        if isinstance(part, (ast.stmt, ast.expr)):
                            found.update(
                                (filename, n)
                                for n in range(part.lineno, (part.end_lineno or part.lineno) + 1)
                            )
    return found


def _falls_back(node: ast.Try) -> bool:
    """Whether a ``try`` is there to do without a package; one around a whole script is not."""
    if not any(_catches(handler.type) for handler in node.handlers):
        return False
    defined = {inner.name for inner in node.body if isinstance(inner, DEFINITIONS)}
    instead = {
        inner.name for handler in node.handlers for inner in handler.body if isinstance(inner, DEFINITIONS)
    }
    return not defined or bool(defined & instead)


def _catches(caught: ast.expr | None) -> bool:
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in _CAUGHT) for kind in kinds)


def _suppresses(context: ast.expr) -> bool:
    """Whether this is ``contextlib.suppress(ImportError)``."""
    if not (isinstance(context, ast.Call) and dotted(context.func).rpartition(".")[2] == "suppress"):
        return False
    return any(_catches(argument) for argument in context.args)
