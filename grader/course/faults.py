"""What is wrong with an author's files, gathered so that everything is said at once."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

KeyPath = tuple[Any, ...] | None
"""Where a value stands, as ``(path of its holder, its key or index)``; None at the top."""


class Faults:
    """The faults found so far in one course, as (file, line, text)."""

    def __init__(self) -> None:
        self._found: set[tuple[str, int, str]] = set()

    def __bool__(self) -> bool:
        return bool(self._found)

    def of(self, file: Path) -> "FileFaults":
        """Return the collector of one file."""
        return FileFaults(self, shown_path(file))

    def add(self, file: str, line: int, text: str) -> None:
        """Keep one fault; saying the same twice changes nothing."""
        self._found.add((file, line, text))

    def lines(self) -> list[str]:
        """Return every fault as ``file:line: key: what``, by file and line."""
        return [f"{file}:{line}: {text}" for file, line, text in sorted(self._found)]


class FileFaults:
    """Collects the faults of one file."""

    def __init__(self, faults: Faults, file: str) -> None:
        self._faults = faults
        self._file = file
        self.found = 0

    def add(self, line: int, path: KeyPath, what: str) -> None:
        """Keep a fault at ``line``, of the key that ``path`` leads to."""
        self.found += 1
        key = dotted(path)
        self._faults.add(self._file, line, f"{key}: {what}" if key else what)


def dotted(path: KeyPath) -> str:
    """Write a key path: ``cases[2].args.x``."""
    parts: list[str] = []
    while path is not None:
        path, key = path
        parts.append(f"[{key}]" if isinstance(key, int) else f".{key}")
    return "".join(reversed(parts)).lstrip(".")


def shown_path(file: Path) -> str:
    """Write a path as the author would type it: from the current folder where it lies inside."""
    try:
        return file.resolve().relative_to(Path(os.getcwd()).resolve()).as_posix()  # noqa: PTH109 - cwd may be gone
    except (ValueError, OSError):
        return str(file)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return `` (did you mean X?)`` where some known word is near, else nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f" (did you mean {near[0]}?)" if near else ""


def listed(words: Collection[str], *, last: str = "or") -> str:
    """Write ``a, b or c``."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def shown(value: Any) -> str:
    """Write a value as a short piece of YAML for a message."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    import json

    text = json.dumps(value, ensure_ascii=False) if value is not None else "nothing"
    return text if len(text) <= 60 else text[:57] + "..."
