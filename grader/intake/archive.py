"""Zip archives, read member by member and never unpacked to disk.

A member that lies about itself (an absolute path, ``..``, a link, an encrypted or absurdly dense body, a
second file of the same name) is refused with a note, and the rest is read.
"""

import contextlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from grader.errors import CallerError
from grader.intake.sources import ARCHIVE_BYTES, SOURCE_BYTES, RawFile, Unreadable, ending, is_skipped
from grader.intake.text import show_name
from grader.model import Phrase

MEMBERS_PER_COHORT = 300_000
MEMBERS_PER_SUBMISSION = 2_000
DENSITY = 200
"""A body that grows by more than this is no source that anybody wrote."""

_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_END = b"PK\x05\x06"
_END_BYTES = 22
_COMMENT_BYTES = 65_535


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive: its index, its path with ``/``, its size, and why it is refused, if it is."""

    index: int
    path: str
    size: int
    refused: str = ""


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a cohort's archive; an open one is kept, since every student's files are read through it.

    Raises
    ------
    CallerError
        When the file is no zip archive.
    """
    try:
        status = path.stat()
        return _open(str(path), status.st_mtime_ns, status.st_size)
    except (OSError, zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
        raise CallerError(f"{show_name(str(path))}: no zip archive that can be read ({error})") from None


@lru_cache(maxsize=2)
def _open(path: str, _modified: int, size: int) -> zipfile.ZipFile:
    with open(path, "rb") as stream:  # noqa: PTH123
        stream.seek(max(0, size - _END_BYTES - _COMMENT_BYTES))
        if _count(stream.read()) > MEMBERS_PER_COHORT:
            raise ValueError("too many members")
    return zipfile.ZipFile(path)


def _count(tail: bytes) -> int:
    """Return how many members the end of an archive claims, before anything is read for each of them."""
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        return 0
    count, directory_bytes = struct.unpack_from("<HL", tail, at + 10)
    # An entry takes 46 bytes and more, whatever the (16 bit) count says.
    return max(int(count), int(directory_bytes) // 64 if directory_bytes != 0xFFFFFFFF else 0)


def members(archive: zipfile.ZipFile) -> list[Member]:
    """List the files of an archive, refused ones included; what systems leave behind is left out."""
    found: list[Member] = []
    last: dict[str, int] = {}
    for index, info in enumerate(archive.infolist()):
        raw = _name(info)
        if raw.endswith("/") or info.is_dir():
            continue
        absolute = raw.startswith("/") or (len(raw) > 1 and raw[1] == ":")
        parts = [part for part in raw.split("/") if part not in {"", "."}]
        if not parts or any(is_skipped(part) for part in parts if part != ".."):
            continue
        why = "absolute" if absolute else "outside" if ".." in parts else _refusal(info)
        path = show_name("/".join(parts))
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
    if info.file_size > SOURCE_BYTES and info.file_size > DENSITY * max(info.compress_size, 1):
        return "density"
    return ""


def refused(path: str, why: str) -> Phrase:
    """Say that a member was not read: absolute, outside, link, special, encrypted, density, duplicate."""
    return Phrase("refused-member", {"file": path, "why": why})


def raw_files(archive: zipfile.ZipFile, chosen: Iterable[tuple[int, str, str]]) -> list[RawFile]:
    """Return members as files of a submission; a student's own zip among them is opened, one level deep.

    Parameters
    ----------
    archive : an open archive.
    chosen : (index of the member, path inside the submission, why it is refused or an empty text) each.
    """
    found: list[RawFile] = []
    infos = archive.infolist()
    for index, shown, why in chosen:
        if why:
            found.append(RawFile(shown, refused=refused(shown, why)))
            continue
        raw = _raw(archive, infos[index], shown)
        found += nested(raw, ARCHIVE_BYTES) if ending(shown) == "archive" else [raw]
    return found


def too_many(count: int) -> list[Phrase]:
    """Say that a student's part of an archive has more members than are looked at."""
    limit = MEMBERS_PER_SUBMISSION
    return [Phrase("too-many-files", {"limit": limit})] if count > limit else []


def _raw(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> RawFile:
    def read(limit: int) -> bytes:
        try:
            with archive.open(info) as stream:
                return stream.read(limit)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
            struct.error,
        ) as error:
            raise Unreadable(Phrase("unreadable", {"file": shown, "why": str(error)[:200]})) from None
        except Exception as error:  # noqa: BLE001 — a decompressor's own exception (lzma)
            raise Unreadable(Phrase("unreadable", {"file": shown, "why": type(error).__name__})) from None

    return RawFile(shown, info.file_size, read)


def nested(raw: RawFile, limit: int) -> list[RawFile]:
    """Return the files of a zip that a student handed in; archives inside it stay closed."""
    if raw.read is None:
        return [raw]
    if raw.size > limit:
        return [RawFile(raw.path, refused=Phrase("too-large", {"file": raw.path}))]
    try:
        data = raw.read(limit + 1)
    except Unreadable as fault:
        return [RawFile(raw.path, refused=fault.phrase)]
    if len(data) > limit:
        return [RawFile(raw.path, refused=Phrase("too-large", {"file": raw.path}))]
    if _count(data[-_END_BYTES - _COMMENT_BYTES :]) > MEMBERS_PER_SUBMISSION * 4:
        return [RawFile(raw.path, refused=Phrase("too-many-files", {"limit": MEMBERS_PER_SUBMISSION}))]
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        inside = members(archive)
    except Exception as error:  # noqa: BLE001 — whatever a broken archive makes the reader raise
        why = str(error)[:200] or type(error).__name__
        return [RawFile(raw.path, refused=Phrase("unreadable", {"file": raw.path, "why": why}))]
    found: list[RawFile] = []
    for member in inside[:MEMBERS_PER_SUBMISSION]:
        shown = f"{raw.path}/{member.path}"
        why = member.refused or ("nested" if ending(shown) == "archive" else "")
        if why:
            found.append(RawFile(shown, refused=refused(shown, why)))
        else:
            found.append(_raw(archive, archive.infolist()[member.index], shown))
    found += [RawFile(raw.path, refused=phrase) for phrase in too_many(len(inside))]
    return found or [RawFile(raw.path + "/")]
