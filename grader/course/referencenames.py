"""Which names the course's reference defines, read from its text: nothing is imported to check a course."""

import re
from functools import cache
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

    def is_module(self, path: str) -> bool:
        """Tell whether a dotted path names a module."""
        return self.folder is not None and _module_file(self.folder, path) is not None

    def fault(self, path: str) -> str | None:
        """Say what is wrong with the path ``module.name``, or None."""
        if self.folder is None:
            return "the course has no reference folder (course.yaml: reference)"
        module, _, name = path.rpartition(".")
        file = _module_file(self.folder, module) if module else None
        if file is None:
            wanted = module or path
            return f"the reference has no module {wanted}{nearest(wanted, _modules(self.folder))}"
        names = _names(file)
        if names is None or name in names:
            return None
        return f"{module} of the reference has no {name}{nearest(name, names)}"

    def named_fault(self, package: str, path: str) -> str | None:
        """Say what is wrong with a name of ``mistakes`` or ``properties``, a module or a package."""
        if self.folder is None:
            return "the course has no reference folder (course.yaml: reference)"
        if "." in path:
            return self.fault(f"{package}.{path}")
        single = self.folder / f"{package}.py"
        files = [single] if single.is_file() else sorted((self.folder / package).glob("*.py"))
        if not files:
            return f"the reference has no module {package}"
        known: set[str] = set()
        for file in files:
            names = _names(file)
            if names is None and file.name != "__init__.py":
                return None
            known |= names or set()
        return None if path in known else f"{package} of the reference has no {path}{nearest(path, known)}"


def _module_file(folder: Path, path: str) -> Path | None:
    base = folder.joinpath(*path.split("."))
    for file in (base.with_name(base.name + ".py"), base / "__init__.py"):
        if file.is_file():
            return file
    return None


def _modules(folder: Path) -> list[str]:
    files = [file.relative_to(folder).with_suffix("") for file in folder.rglob("*.py")]
    return sorted(".".join(part for part in file.parts if part != "__init__") for file in files)


@cache
def _read_names(file: Path, _stamp: tuple[int, int]) -> frozenset[str] | None:
    text = file.read_text(encoding="utf-8", errors="replace")
    imported = " ".join(_IMPORTED.findall(text))
    if "*" in imported or re.search(r"^def __getattr__", text, re.MULTILINE):
        return None
    defined = " ".join(first or second for first, second in _DEFINED.findall(text))
    return frozenset(re.findall(r"\w+", f"{defined} {imported}"))


def _names(file: Path) -> frozenset[str] | None:
    """Return the top-level names of a module; None where they cannot be told from its text."""
    status = file.stat()
    return _read_names(file, (status.st_mtime_ns, status.st_size))
