"""The students of a zip archive: whose each member is, by the platform's names or by its folders."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from grader.intake import archive, lms
from grader.intake.archive import Member
from grader.intake.entry import METADATA, WRAPPERS, Cohort, Entry, cohort_of, notes_of, said_by_lms
from grader.intake.sources import Unreadable, ending, is_left_behind, is_skipped, read_whole
from grader.intake.submission import stem

_METADATA_BYTES = 20 << 20
_POINTING_OUT = frozenset({"absolute", "outside"})
_Owner = Callable[[str], lms.Owner | None]


def packed_cohort(path: Path) -> Cohort:
    """Find the students of an archive.

    Raises
    ------
    CallerError
        When the file is no zip archive.
    """
    opened, stamp = archive.open_archive(path)
    members = archive.members(opened)
    layout, top, owner_of = _layout(path, opened, members)
    grouped: dict[str, list[tuple[lms.Owner, Member]]] = {}
    strays: list[tuple[lms.Owner | None, Member]] = []
    for member in members:
        inside = member.path.removeprefix(top)
        owner = owner_of(inside) if member.path.startswith(top) else None
        if owner is None and member.refused and "/" not in inside and not is_skipped(inside):
            # What nobody may hand in is somebody's all the same.
            owner = lms.Owner(stem(inside), "", inside)
        if owner is None or (member.refused in _POINTING_OUT and not owner.prefix):
            strays.append((owner, member))
        else:
            grouped.setdefault(owner.student, []).append((owner, member))
    notes, ignored = [], []
    for owner, member in strays:
        # What points out of the archive is told to the student whose folder it begins with, if there is one.
        if owner is not None and owner.student in grouped:
            grouped[owner.student].append((owner, member))
        elif member.refused:
            notes.append(archive.refused(member.path, member.refused))
        elif layout != "nbgrader" and not _is_nothing(member.path):
            ignored.append(member.path)
    entries = [_entry(path, stamp, student, owned) for student, owned in grouped.items()]
    return cohort_of(path, layout, entries, ignored=ignored, notes=notes)


def _is_nothing(path: str) -> bool:
    """Whether a member that is nobody's is not worth a word: a folder, a system's own, the platform's list."""
    *folders, name = path.split("/")
    return name in {"", METADATA} or any(map(is_left_behind, [*folders, name]))


def _layout(path: Path, opened: zipfile.ZipFile, members: Sequence[Member]) -> tuple[str, str, _Owner]:
    """Tell by the names of the members which platform made an archive, and so how to read a name.

    Returns
    -------
    layout, top, owner_of : ``top`` is the folder that all students lie in, with ``/``; ``owner_of`` reads a
        path inside of it.
    """
    inside = [m for m in members if m.refused not in _POINTING_OUT and not _is_nothing(m.path.rstrip("/"))]
    tops = list(islice(_tops(inside), WRAPPERS))
    for top in tops:
        # The platform's own file lies beside all students' folders; in one student's folder it would be his.
        about = next((m for m in members if m.path == top + METADATA), None)
        if about is not None:
            return "gradescope", top, _by_metadata(_read_metadata(opened, about))
        paths = [m.path.removeprefix(top) for m in inside]
        if lms.nbgrader({name.partition("/")[0] for name in paths}):
            return "nbgrader", f"{top}submitted/", _by_folder
        if any(map(lms.moodle, paths)):
            return "moodle", top, _by_moodle
        if sum(lms.canvas(name) is not None for name in paths) * 2 > len(paths):
            return "canvas", top, lambda name: lms.canvas(name) or _by_folder(name)
    return "zip", _wrapper(path, inside, tops), _by_folder


def _tops(members: Sequence[Member]) -> Iterator[str]:
    """Yield nothing, then each folder in which everything lies that could be handed in, with ``/``."""
    top = ""
    while True:
        yield top
        rest = [m.path.removeprefix(top) for m in members if m.path.startswith(top)]
        folders = {name.partition("/")[0] for name in rest if "/" in name}
        if len(folders) != 1 or any(ending(name) for name in rest if "/" not in name):
            return
        top += folders.pop() + "/"


def _wrapper(path: Path, members: Sequence[Member], tops: Sequence[str]) -> str:
    """Choose the folder that the students lie in (``tarea1.zip`` of ``tarea1/…``), with ``/``."""
    for top in tops[1:]:
        rest = [m.path.removeprefix(top) for m in members]
        has_loose = any(ending(name) for name in rest if "/" not in name)
        if has_loose and top == f"{path.stem}/":
            return top
        if has_loose:
            break
        if len({name.partition("/")[0] for name in rest if "/" in name}) > 1:
            return top
    return tops[1] if len(tops) > 2 else ""


def _by_folder(path: str) -> lms.Owner | None:
    first, slash, rest = path.partition("/")
    if first == ".." or is_left_behind(first):
        return None
    if slash:
        return lms.Owner(first, "", rest)
    return lms.Owner(stem(first), "", first) if ending(first) and not is_skipped(first) else None


def _by_moodle(path: str) -> lms.Owner | None:
    folder, slash, rest = path.partition("/")
    # An empty folder is a student's as well.
    empty = lms.moodle_folder(folder) if slash and not rest else None
    return lms.moodle(path) or empty or _by_folder(path)


def _by_metadata(metadata: Mapping[str, lms.Owner]) -> _Owner:
    def owner_of(path: str) -> lms.Owner | None:
        folder, slash, rest = path.partition("/")
        if not slash or folder == "..":
            return None
        known = metadata.get(folder)
        if known is None:
            return lms.Owner(folder, "", rest, f"{folder}/")
        return lms.Owner(known.name, known.id, rest, known.prefix, known.late, known.order)

    return owner_of


def _read_metadata(opened: zipfile.ZipFile, member: Member) -> Mapping[str, lms.Owner]:
    (raw,) = archive.raw_files(opened, [(member.index, member.path, member.refused)])
    try:
        return lms.gradescope(read_whole(raw, _METADATA_BYTES).decode("utf-8", "replace"))
    except Unreadable:
        return {}


def _entry(path: Path, stamp: tuple[int, int], student: str, owned: list[tuple[lms.Owner, Member]]) -> Entry:
    folders = {owner.prefix for owner, _ in owned}
    owned = lms.counting(owned)
    paths = [owner.path for owner, member in owned if not member.path.endswith("/")]
    # Where two folders of one student hold a file of the same name, neither may hide the other.
    is_shared = len(folders) > 1 and len(set(paths)) < len(paths)
    members, too_many = archive.work_among(
        (member, owner.prefix + owner.path if is_shared else owner.path) for owner, member in owned
    )
    return Entry(
        student,
        archive=str(path),
        stamp=stamp,
        members=tuple(members),
        notes=(*notes_of([owner for owner, _ in owned]), *too_many),
        lms=said_by_lms(owned[0][0]),
    )
