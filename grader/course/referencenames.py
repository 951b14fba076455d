"""Which names the course's reference defines, read from its text: nothing is imported to check a course."""

import re
from pathlib import Path

from grader.course.faults import nearest

_DEFINED = re.compile(
    r"^[ \t]*(?:async +def|def|class)\s+(\w+)|^([\w, ]+?)\s*(?::[^=\n]+)?=[^=]", re.MULTILINE
)
_IMPORTED = re.compile(r"^(?:from|import)\b[^\n(]*(?:\([^)]*\))?", re.MULTILINE)


class ReferenceNames:
    """Answers whether ``convolution.conv2d`` exists, and what is near where it does not."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._modules: dict[str, Path | None] = {}
        self._names: dict[str, frozenset[str] | None] = {}
        self._packages: dict[str, frozenset[str] | None] = {}

    def is_module(self, path: str) -> bool:
        """Tell whether a dotted path names a module."""
        return self._module(path) is not None

    def fault(self, path: str) -> str | None:
        """Say what is wrong with the path ``module.name``, or None."""
        if self.folder is None:
            return "the course has no reference folder (course.yaml: reference)"
        module, _, name = path.rpartition(".")
        file = self._module(module) if module else None
        if file is None:
            wanted = module or path
            return f"the reference has no module {wanted}{nearest(wanted, _modules(self.folder))}"
        if module not in self._names:
            self._names[module] = _names(file)
        names = self._names[module]
        if names is None or name in names:
            return None
        return f"{module} of the reference has no {name}{nearest(name, names)}"

    def named_fault(self, package: str, path: str) -> str | None:
        """Say what is wrong with a name of ``mistakes`` or ``properties``, a module or a package."""
        if self.folder is None:
            return "the course has no reference folder (course.yaml: reference)"
        if "." in path:
            return self.fault(f"{package}.{path}")
        if package not in self._packages:
            self._packages[package] = _package_names(self.folder, package)
        known = self._packages[package]
        if known is None or path in known:
            return None
        return f"{package} of the reference has no {path}{nearest(path, known)}"

    def _module(self, path: str) -> Path | None:
        if path not in self._modules:
            self._modules[path] = _module_file(self.folder, path) if self.folder else None
        return self._modules[path]


def _module_file(folder: Path, path: str) -> Path | None:
    base = folder.joinpath(*path.split("."))
    for file in (base.with_name(base.name + ".py"), base / "__init__.py"):
        if file.is_file():
            return file
    return None


def _package_names(folder: Path, package: str) -> frozenset[str] | None:
    """Return every name that a module, or the modules of a package, define; None where nobody can tell."""
    single = folder / f"{package}.py"
    known: set[str] = set()
    for file in [single] if single.is_file() else sorted((folder / package).glob("*.py")):
        names = _names(file)
        if names is None and file.name != "__init__.py":
            return None
        known |= names or set()
    return frozenset(known)


def _modules(folder: Path) -> list[str]:
    files = [file.relative_to(folder).with_suffix("") for file in folder.rglob("*.py")]
    return sorted(".".join(part for part in file.parts if part != "__init__") for file in files)


def _names(file: Path) -> frozenset[str] | None:
    """Return the top-level names of a module; None where they cannot be told from its text."""
    text = file.read_text(encoding="utf-8", errors="replace")
    imported = " ".join(_IMPORTED.findall(text))
    if "*" in imported or re.search(r"^def __getattr__", text, re.MULTILINE):
        return None
    defined = " ".join(first or second for first, second in _DEFINED.findall(text))
    return frozenset(re.findall(r"\w+", f"{defined} {imported}"))
