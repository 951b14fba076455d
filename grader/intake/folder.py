"""The files of a folder, without following or opening anything but regular files."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.intake.sources import RawFile, Unreadable, ending, is_skipped
from grader.intake.text import show_name
from grader.model import Phrase

ENTRIES_PER_SUBMISSION = 20_000
FOLDER_DEPTH = 12

_KINDS = (
    (stat.S_ISLNK, "link"),
    (stat.S_ISFIFO, "fifo"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISDIR, "folder"),
)


def kind_of(mode: int) -> str:
    """Name what is not a regular file; an empty text for one that is."""
    return next((kind for test, kind in _KINDS if test(mode)), "")


def file_at(path: Path, shown: str, status: os.stat_result | None = None) -> RawFile:
    """Return what a path holds for a submission: the file, or a refusal."""
    try:
        status = status or os.lstat(path)
    except OSError as error:
        return RawFile(shown, refused=_unreadable(shown, error))
    kind = kind_of(status.st_mode)
    if kind:
        return RawFile(shown, refused=Phrase("not-regular", {"file": shown, "kind": kind}))
    return RawFile(shown, status.st_size, lambda limit: read_regular(path, shown, limit))


def with_archives(raw_files: Iterable[RawFile]) -> Iterable[RawFile]:
    """Return a submission's files, those of its archives among them."""
    raw_files = list(raw_files)
    if not any(ending(raw.path) == "archive" for raw in raw_files):
        return raw_files
    from grader.intake.archive import unpacked

    return unpacked(raw_files)


def read_regular(path: Path, shown: str, limit: int) -> bytes:
    """Read at most ``limit`` bytes of a regular file; it is looked at again after it is open."""
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_CLOEXEC", 0)
    )
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Unreadable(_unreadable(shown, error)) from None
    try:
        kind = kind_of(os.fstat(descriptor).st_mode)
        if kind:
            raise Unreadable(Phrase("not-regular", {"file": shown, "kind": kind}))
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(limit)
    except OSError as error:
        raise Unreadable(_unreadable(shown, error)) from None
    finally:
        os.close(descriptor)


def _unreadable(shown: str, error: OSError) -> Phrase:
    return Phrase("unreadable", {"file": shown, "why": error.strerror or type(error).__name__})


def files_under(folder: Path, prefix: str = "") -> Iterator[RawFile]:
    """Yield what a folder holds, sub-folders included, in a fixed order."""
    seen = 0
    todo = [(folder, prefix, 0)]
    while todo:
        current, shown_prefix, depth = todo.pop()
        try:
            with os.scandir(current) as scanned:
                entries = sorted(scanned, key=lambda e: e.name)
        except OSError as error:
            yield RawFile(shown_prefix or ".", refused=_unreadable(shown_prefix.rstrip("/") or ".", error))
            continue
        # An environment, or a course (the starters of a student's kit): neither is the student's work.
        if depth and any(entry.name in {"pyvenv.cfg", "course.yaml"} for entry in entries):
            continue
        for entry in entries:
            seen += 1
            if seen > ENTRIES_PER_SUBMISSION:
                limit = Phrase("too-many-files", {"limit": ENTRIES_PER_SUBMISSION})
                yield RawFile(shown_prefix, refused=limit)
                return
            shown = shown_prefix + show_name(entry.name)
            if is_skipped(entry.name):
                yield RawFile(shown, skipped=True)
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                yield RawFile(shown, refused=_unreadable(shown, error))
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield file_at(Path(entry.path), shown, status)
            elif depth + 1 > FOLDER_DEPTH:
                yield RawFile(shown, refused=Phrase("too-deep", {"file": shown}))
            else:
                todo.append((Path(entry.path), shown + "/", depth + 1))
