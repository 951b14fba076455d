"""Which files make a course, their bytes, and the digest of them all."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.pictures import SUFFIXES

MAX_DEPTH = 4


@dataclass(slots=True)
class CourseFiles:
    """The files of a course by their path inside it, with ``/`` between the parts."""

    folder: Path
    course: bytes | None = None
    exercises: dict[str, bytes] = field(default_factory=dict)
    mistakes: dict[str, bytes] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)

    def digest(self, reference: Path | None) -> str:
        """Return the SHA-256 over every file that a grade depends on, the reference's among them."""
        parts: dict[str, bytes] = {**self.exercises, **self.mistakes, **self.data}
        if self.course is not None:
            parts["course.yaml"] = self.course
        if reference is not None:
            parts |= {f"reference/{name}": text for name, text in _python_files(reference).items()}
        total = hashlib.sha256()
        for name in sorted(parts):
            total.update(f"{name}\0{len(parts[name])}\0".encode())
            total.update(parts[name])
        return total.hexdigest()


def read_files(folder: Path) -> CourseFiles:
    """Read every file of a course; links to folders are not followed."""
    found = CourseFiles(folder)
    _walk(str(folder), "", 0, found)
    return found


def _walk(folder: str, prefix: str, depth: int, found: CourseFiles) -> None:
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        name = entry.name
        if name.startswith((".", "_")):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                _walk(entry.path, f"{prefix}{name}/", depth + 1, found)
        elif name == "exercise.yaml":
            found.exercises[prefix + name] = _read(entry.path)
        elif prefix == "" and name == "course.yaml":
            found.course = _read(entry.path)
        elif prefix == "mistakes/" and name.endswith((".yaml", ".yml")):
            found.mistakes[prefix + name] = _read(entry.path)
        elif name.endswith(SUFFIXES):
            found.data[prefix + name] = _read(entry.path)


def _python_files(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        for name in names:
            if name.endswith(".py"):
                file = os.path.join(path, name)  # noqa: PTH118 - read at every start
                found[os.path.relpath(file, folder).replace(os.sep, "/")] = _read(file)
    return found


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:  # noqa: PTH123 - read at every start
        return opened.read()


def reference_folder(folder: Path, stated: str | None) -> Path | None:
    """Return the folder of the reference: the stated one, else ``reference`` in the course or beside it."""
    candidates = [folder / stated] if stated else [folder / "reference", folder.parent / "reference"]
    return next((candidate.resolve() for candidate in candidates if candidate.is_dir()), None)
