"""The students of a zip archive: whose each member is, by the platform's names or by its folders."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from grader.intake import archive, lms
from grader.intake.archive import Member
from grader.intake.entry import Cohort, Entry, notes_of, said_by_lms
from grader.intake.sources import Unreadable, ending, read_whole
from grader.intake.submission import stem

_METADATA = "submission_metadata.yml"
_METADATA_BYTES = 20 << 20
_POINTING_OUT = frozenset({"absolute", "outside"})


def packed_cohort(path: Path) -> Cohort:
    """Find the students of an archive.

    Raises
    ------
    CallerError
        When the file is no zip archive.
    """
    opened = archive.open_archive(path)
    members = archive.members(opened)
    layout, owner_of = _layout(path, opened, members)
    grouped: dict[str, list[tuple[lms.Owner, Member]]] = {}
    strays: list[tuple[lms.Owner | None, Member]] = []
    for member in members:
        owner = owner_of(member)
        if owner is None or (member.refused in _POINTING_OUT and not owner.prefix):
            strays.append((owner, member))
        else:
            grouped.setdefault(owner.student, []).append((owner, member))
    notes = []
    for owner, member in strays:
        # What points out of the archive is told to the student whose folder it begins with, if there is one.
        if owner is not None and owner.student in grouped:
            grouped[owner.student].append((owner, member))
        elif member.refused:
            notes.append(archive.refused(member.path, member.refused))
    entries = [_entry(path, student, owned) for student, owned in grouped.items()]
    return Cohort(path, layout, tuple(sorted(entries, key=lambda e: e.student)), tuple(notes))


def _layout(
    path: Path, opened: zipfile.ZipFile, members: list[Member]
) -> tuple[str, Callable[[Member], lms.Owner | None]]:
    """Tell by the names of the members which platform made an archive, and so how to read a name."""
    inside = [m for m in members if m.refused not in _POINTING_OUT]
    # The platform's own file lies beside all students' folders; in one student's folder it would be his.
    top = _common_top(inside)
    if any(lms.moodle(m.path) for m in inside):
        return "moodle", lambda m: lms.moodle(m.path) or _by_folder(m, "")
    about = next((m for m in inside if m.path == top + _METADATA), None)
    if about is not None:
        metadata = _read_metadata(opened, about)
        return "gradescope", lambda m: _by_metadata(m, top, metadata)
    if sum(lms.canvas(m.path) is not None for m in inside) * 2 > len(inside):
        return "canvas", lambda m: lms.canvas(m.path) or _by_folder(m, "")
    wrapper = _wrapper(path, inside)
    return "zip", lambda m: _by_folder(m, wrapper)


def _common_top(members: list[Member]) -> str:
    """Return the one folder that everything lies in, with ``/``; empty where there is none."""
    tops = {member.path.partition("/")[0] for member in members}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in member.path for member in members) else ""


def _wrapper(path: Path, members: list[Member]) -> str:
    """Return the one folder that everything lies in (``tarea1.zip`` of ``tarea1/…``), with ``/``."""
    tops = {m.path.partition("/")[0] for m in members}
    if len(tops) != 1 or not all("/" in m.path for m in members):
        return ""
    top = tops.pop() + "/"
    loose = [m for m in members if "/" not in m.path.removeprefix(top) and ending(m.path)]
    if top[:-1] == path.stem or not loose:
        rest = {
            m.path.removeprefix(top).partition("/")[0] for m in members if "/" in m.path.removeprefix(top)
        }
        # An nbgrader tree has one more: course/submitted/student/….
        if rest == {"submitted"} and not loose:
            return top + "submitted/"
        return top if rest or loose else ""
    return "submitted/" if top == "submitted/" else ""


def _by_folder(member: Member, wrapper: str) -> lms.Owner | None:
    path = member.path.removeprefix(wrapper)
    first, slash, rest = path.partition("/")
    if first == "..":
        return None
    if slash:
        return lms.Owner(first, "", rest)
    # A loose file is somebody's if it can be graded, or if it is something that nobody may hand in.
    return lms.Owner(stem(first), "", first) if ending(first) or member.refused else None


def _by_metadata(member: Member, top: str, metadata: Mapping[str, lms.Owner]) -> lms.Owner | None:
    path = member.path.removeprefix(top)
    folder, slash, rest = path.partition("/")
    if not slash or folder == "..":
        return None
    known = metadata.get(folder)
    if known is None:
        return lms.Owner(folder, "", rest, f"{folder}/")
    return lms.Owner(known.name, known.id, rest, known.prefix, known.late, known.order)


def _read_metadata(opened: zipfile.ZipFile, member: Member) -> Mapping[str, lms.Owner]:
    (raw,) = archive.raw_files(opened, [(member.index, member.path, member.refused)])
    try:
        return lms.gradescope(read_whole(raw, _METADATA_BYTES).decode("utf-8", "replace"))
    except Unreadable:
        return {}


def _entry(path: Path, student: str, owned: list[tuple[lms.Owner, Member]]) -> Entry:
    folders = {owner.prefix for owner, _ in owned}
    if any(owner.order for owner, _ in owned):
        owned = _handed_in_last(owned)
    chosen = [(member.index, owner.path, member.refused) for owner, member in owned]
    if len(folders) > 1 and len({shown for _, shown, _ in chosen}) < len(chosen):
        # Two folders of one student hold a file of the same name: neither may hide the other.
        chosen = [(member.index, owner.prefix + owner.path, member.refused) for owner, member in owned]
    return Entry(
        student,
        archive=str(path),
        members=tuple(chosen[: archive.MEMBERS_PER_SUBMISSION]),
        notes=(
            *notes_of([owner for owner, _ in owned]),
            *archive.too_many(len(chosen)),
        ),
        lms=said_by_lms(owned[0][0]),
    )


def _handed_in_last(owned: list[tuple[lms.Owner, Member]]) -> list[tuple[lms.Owner, Member]]:
    """Keep the last: of one file's versions on Canvas, of one student's folders on Gradescope."""
    if any(owner.prefix.endswith("/") for owner, _ in owned):
        newest = max(owner.order for owner, _ in owned)
        return [(owner, member) for owner, member in owned if owner.order == newest]
    return lms.latest(owned)
