"""Zip archives, read member by member and never unpacked to disk.

A member that lies about itself (an absolute path, ``..``, a link, an encrypted or absurdly dense body, a
second file of the same name) is refused with a note, and the rest is read. So is one that is compressed in a
way whose output cannot be bounded: of what zipfile can unpack, it bounds deflate alone.
"""

import contextlib
import io
import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from grader.errors import CallerError
from grader.intake.sources import (
    ARCHIVE_BYTES,
    SOURCE_BYTES,
    RawFile,
    Unreadable,
    ending,
    is_left_behind,
    read_whole,
    skipped_part,
)
from grader.intake.text import show_name
from grader.model import Phrase

MEMBERS_PER_COHORT = 300_000
MEMBERS_PER_SUBMISSION = 2_000
ARCHIVES_PER_SUBMISSION = 8
SKIPPED, SKIPPED_SHOWN = "skipped", 6
DENSITY = 200
"""A body that grows by more than this is no source that anybody wrote."""

_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DIRECTORY_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_WIDE_END = b"PK\x06\x07"
_END_BYTES, _WIDE_END_BYTES, _COMMENT_BYTES = 22, 20, 65_536


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive: its index, its path with ``/``, its size, and why it is refused, if it is.

    The path of a folder ends with ``/``.
    """

    index: int
    path: str
    size: int
    refused: str = ""


def open_archive(path: Path) -> tuple[zipfile.ZipFile, tuple[int, int]]:
    """Open a cohort's archive; an open one is kept, since every student's files are read through it.

    Returns
    -------
    archive, stamp : ``stamp`` is that of the file before it was read.

    Raises
    ------
    CallerError
        When the file is no zip archive.
    """
    try:
        before = stamp(path)
        return _open(str(path), *before), before
    except (OSError, zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
        raise CallerError(f"{show_name(str(path))}: no zip archive that can be read ({error})") from None


def stamp(path: Path) -> tuple[int, int]:
    """Return what is another once a file was written again: when that was, and its size."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _open(path: str, _modified: int, size: int) -> zipfile.ZipFile:
    with open(path, "rb") as stream:  # noqa: PTH123
        if _count(stream, size) > MEMBERS_PER_COHORT:
            raise ValueError("too many members")
    return zipfile.ZipFile(path)


def _count(stream: BinaryIO, size: int) -> int:
    """Count what may be entries of an archive's directory, before anything is made of them.

    What the archive itself says of their number may be a lie. Each begins with the same four bytes, and they
    stand together before the end; where the end is a wide one, which says their size elsewhere, all that is
    near it is counted.
    """
    stream.seek(max(0, size - _WIDE_END_BYTES - _END_BYTES - _COMMENT_BYTES))
    tail = stream.read()
    without_comment = tail[-_END_BYTES:].startswith(_END) and tail.endswith(b"\0\0")
    at = len(tail) - _END_BYTES if without_comment else tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        return 0
    is_wide = tail[max(0, at - _WIDE_END_BYTES) : at].startswith(_WIDE_END)
    directory_bytes = ARCHIVE_BYTES if is_wide else int(struct.unpack_from("<L", tail, at + 12)[0])
    stream.seek(max(0, size - directory_bytes - len(tail)))
    return stream.read().count(_DIRECTORY_ENTRY)


def members(archive: zipfile.ZipFile) -> list[Member]:
    """List what an archive holds, refused files included; what systems leave beside all files is left out."""
    found: list[Member] = []
    last: dict[str, int] = {}
    for index, info in enumerate(archive.infolist()):
        raw = _name(info)
        absolute = raw.startswith("/") or (len(raw) > 1 and raw[1] == ":")
        parts = [part for part in raw.split("/") if part not in {"", "."}]
        if not parts or is_left_behind(parts[0]):
            continue
        path = show_name("/".join(parts))
        if raw.endswith("/") or info.is_dir():
            if not absolute and ".." not in parts:
                found.append(Member(index, path + "/", 0))
            continue
        why = "absolute" if absolute else "outside" if ".." in parts else _refusal(info)
        if not why and path in last:
            # Of two members with one name the last is the file, as every unpacker has it.
            earlier = found[last[path]]
            found[last[path]] = Member(earlier.index, earlier.path, earlier.size, "duplicate")
        if not why:
            last[path] = len(found)
        found.append(Member(index, path, info.file_size, why))
    return found


def _name(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename if "\0" not in info.orig_filename else info.filename
    if not info.flag_bits & _UTF8_NAMES and not name.isascii():
        # Many tools write UTF-8 without saying so.
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _refusal(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    kind = stat.S_IFMT(mode) if info.create_system == 3 else 0
    if kind == stat.S_IFLNK:
        return "link"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "special"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    if info.compress_type not in _BOUNDED:
        return "compression"
    if info.file_size > SOURCE_BYTES and info.file_size > DENSITY * max(info.compress_size, 1):
        return "density"
    return ""


def refused(path: str, why: str) -> Phrase:
    """Say that a member was not read: absolute, outside, link, special, encrypted, compression, ...."""
    return Phrase("refused-member", {"file": path, "why": why})


def raw_files(archive: zipfile.ZipFile, chosen: Iterable[tuple[int, str, str]]) -> list[RawFile]:
    """Return members as files of a submission.

    Parameters
    ----------
    archive : an open archive.
    chosen : (index of the member, path inside the submission, why it is refused or an empty text) each.
    """
    infos = archive.infolist()
    return [
        RawFile(shown, skipped=True)
        if why == SKIPPED
        else RawFile(shown, refused=refused(shown, why))
        if why
        else _raw(archive, infos[index], shown)
        for index, shown, why in chosen
    ]


def work_among(members: Iterable[tuple[Member, str]]) -> tuple[list[tuple[int, str, str]], list[Phrase]]:
    """Choose what is looked at, of members with their paths inside a submission.

    Returns
    -------
    chosen, notes : ``chosen`` as `raw_files` takes it: the files, and after them the places where something
        is skipped; a note where there are more files than are looked at.
    """
    files: list[tuple[int, str, str]] = []
    skipped: dict[str, tuple[int, str, str]] = {}
    for member, path in members:
        if part := skipped_part(path):
            skipped[part] = (member.index, part, SKIPPED)
        elif path and not path.endswith("/"):
            files.append((member.index, path, member.refused))
    limit = MEMBERS_PER_SUBMISSION
    notes = [Phrase("too-many-files", {"limit": limit})] if len(files) > limit else []
    return files[:limit] + [skipped[part] for part in sorted(skipped)[:SKIPPED_SHOWN]], notes


def _raw(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> RawFile:
    def read(limit: int) -> bytes:
        try:
            with archive.open(info) as stream:
                return stream.read(limit)
        except Exception as error:  # noqa: BLE001 — whatever a damaged archive makes the reader raise
            why = str(error)[:200] or type(error).__name__
            raise Unreadable(Phrase("unreadable", {"file": shown, "why": why})) from None

    return RawFile(shown, info.file_size, read)


def unpacked(raw_files: Iterable[RawFile]) -> Iterator[RawFile]:
    """Yield a submission's files with those of its archives in their place, one level deep.

    An archive is held in memory while its submission is read, so there is a bound for all of them together.
    """
    left = ARCHIVE_BYTES
    count = 0
    for raw in sorted(raw_files, key=lambda r: r.path):
        if ending(raw.path) != "archive" or raw.read is None:
            yield raw
            continue
        count += 1
        if count > ARCHIVES_PER_SUBMISSION:
            limit = {"file": raw.path, "limit": ARCHIVES_PER_SUBMISSION}
            yield RawFile(raw.path, refused=Phrase("too-many-archives", limit))
            continue
        try:
            data = read_whole(raw, left)
            left -= len(data)
            yield from _files_of(raw.path, data)
        except Unreadable as fault:
            yield RawFile(raw.path, refused=fault.phrase)


def _files_of(path: str, data: bytes) -> Iterator[RawFile]:
    """Yield the files of a zip that a student handed in; archives inside it stay closed."""
    stream = io.BytesIO(data)
    if _count(stream, len(data)) > MEMBERS_PER_SUBMISSION * 4:
        raise Unreadable(Phrase("too-large", {"file": path}))
    try:
        archive = zipfile.ZipFile(stream)
        inside = members(archive)
    except Exception as error:  # noqa: BLE001 — whatever a broken archive makes the reader raise
        why = str(error)[:200] or type(error).__name__
        raise Unreadable(Phrase("unreadable", {"file": path, "why": why})) from None
    chosen, notes = work_among((member, member.path) for member in inside)
    refusals = (
        (index, f"{path}/{shown}", why or ("nested" if ending(shown) == "archive" else ""))
        for index, shown, why in chosen
    )
    yield from raw_files(archive, refusals)
    yield from (RawFile(path, refused=note) for note in notes)
    if not chosen:
        yield RawFile(path + "/")
