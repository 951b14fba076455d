"""Writing a kit into a folder: what is not the kit's own is never touched."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.errors import CallerError

MARKER = ".grader-kit.json"
SCHEMA = "grader/kit/v1"


def write_kit(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a kit, in a folder that is empty, absent, or an older kit.

    Of an older kit, files that nobody has changed are replaced, or removed where the new kit lacks them.

    Raises
    ------
    CallerError
        Where something in the folder is not the kit's own, or was changed since; nothing is written then.
    """
    older = _older(folder)
    for name, content in sorted(files.items()):
        _refuse_foreign(folder, name, content, older)
    try:
        for name in sorted(set(older) - set(files)):
            _remove(folder, name, older[name])
        for name, content in sorted(files.items()):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        (folder / MARKER).write_text(_marker(files), encoding="utf-8")
    except OSError as error:
        raise CallerError(f"{error.filename or folder}: {error.strerror}") from None


def _marker(files: Mapping[str, bytes]) -> str:
    digests = {name: _digest(content) for name, content in sorted(files.items())}
    return json.dumps({"schema": SCHEMA, "files": digests}, indent=1, ensure_ascii=False) + "\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _older(folder: Path) -> dict[str, str]:
    """Return the files of the kit that a folder holds, with their digests; empty for a new folder."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CallerError(f"{folder} is no folder")
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    foreign = CallerError(f"{folder} is not empty, and no kit; choose an empty or a new folder")
    try:
        found: Any = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise foreign from None
    files = found.get("files") if isinstance(found, dict) and found.get("schema") == SCHEMA else None
    if not isinstance(files, dict) or not all(_is_inside(name) for name in files):
        raise foreign
    return {str(name): str(digest) for name, digest in files.items()}


def _is_inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _refuse_foreign(folder: Path, name: str, content: bytes, older: Mapping[str, str]) -> None:
    target = folder / name
    if any(parent.is_symlink() for parent in [target, *target.parents] if parent.is_relative_to(folder)):
        raise CallerError(f"{target} is a link and is left as it is")
    if not target.exists():
        return
    found = _digest(target.read_bytes()) if target.is_file() else ""
    if found not in {_digest(content), older.get(name, "nothing")}:
        why = "was changed since the kit was written" if name in older else "is not the kit's"
        raise CallerError(f"{target} {why}; move it away, or choose another folder")


def _remove(folder: Path, name: str, digest: str) -> None:
    target = folder / name
    if target.is_symlink() or not target.is_file() or _digest(target.read_bytes()) != digest:
        return
    target.unlink()
    for parent in target.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
