"""Many submissions: which students there are, found at once; what each handed in, read when asked for.

Layouts: a folder per student; loose files named by student; an nbgrader ``submitted/`` tree; the download
archives of Moodle, Canvas and Gradescope, packed or unpacked; any other zip of the first two layouts.
"""

import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path

from grader.errors import CallerError
from grader.intake import lms
from grader.intake.entry import Cohort, Entry, notes_of, said_by_lms
from grader.intake.folder import kind_of
from grader.intake.sources import ending, is_skipped
from grader.intake.submission import stem
from grader.intake.text import show_name


def read_cohort(path: Path, *, exclude: Collection[Path] = ()) -> Cohort:
    """Find the students at a path; nothing of theirs is read yet.

    Parameters
    ----------
    path : a folder or a zip archive.
    exclude : what lies in the folder and is no submission: the folder that reports are written to.

    Raises
    ------
    CallerError
        When the path does not exist, is neither a folder nor a zip, or holds no submission.
    """
    path = Path(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise CallerError(f"{show_name(str(path))}: no such file or folder") from None
    except (OSError, ValueError) as error:
        raise CallerError(f"{show_name(str(path))}: {error}") from None
    if stat.S_ISDIR(mode):
        cohort = _folder_cohort(path, {p.resolve() for p in exclude})
    elif stat.S_ISREG(mode):
        if ending(path.name) in {"source", "notebook"}:
            raise CallerError(
                f"{show_name(str(path))}: one file is graded with `check`; `batch` takes a folder or a zip"
            )
        from grader.intake.packed import packed_cohort

        cohort = packed_cohort(path)
    else:
        raise CallerError(f"{show_name(str(path))}: neither a folder nor a zip archive")
    if not cohort.entries:
        raise CallerError(f"{show_name(str(path))}: holds no submission")
    return cohort


def _folder_cohort(path: Path, exclude: Collection[Path]) -> Cohort:
    submitted = path / "submitted"
    layout = "folders"
    if _is_nbgrader(path, submitted):
        path, layout = submitted, "nbgrader"
    found = _scan(path, exclude)
    lone = [name for name, mode in found if stat.S_ISREG(mode) and ending(name) == "archive"]
    if len(lone) == 1 and not any(
        stat.S_ISDIR(mode) or ending(name) in {"source", "notebook"} for name, mode in found
    ):
        from grader.intake.packed import packed_cohort

        cohort = packed_cohort(path / lone[0])
        if cohort.layout != "zip":
            return cohort
    metadata = _gradescope_metadata(path)
    if metadata:
        layout = "gradescope"
    grouped: dict[str, list[tuple[lms.Owner, str, bool]]] = {}
    for name, mode in found:
        is_folder = stat.S_ISDIR(mode)
        if not is_folder and stat.S_ISREG(mode) and not _belongs(name):
            continue
        owner = _owner(name, metadata, is_folder=is_folder)
        grouped.setdefault(owner.student, []).append((owner, name, is_folder))
    entries = [_entry(path, student, owned) for student, owned in grouped.items()]
    if layout == "folders" and found and not any(stat.S_ISDIR(mode) for _, mode in found):
        layout = "files"
    return Cohort(path, layout, tuple(sorted(entries, key=lambda e: e.student)))


def _is_nbgrader(path: Path, submitted: Path) -> bool:
    try:
        if not stat.S_ISDIR(os.lstat(submitted).st_mode):
            return False
        others = {name for name in os.listdir(path) if not is_skipped(name)} - {"submitted"}  # noqa: PTH208
    except OSError:
        return False
    known = {"source", "release", "autograded", "feedback", "gradebook.db", "nbgrader_config.py"}
    return not others or bool(others & known)


def _scan(path: Path, exclude: Collection[Path]) -> list[tuple[str, int]]:
    """List a cohort's folder: (name, mode) of everything that is not hidden or left behind by a system."""
    try:
        with os.scandir(path) as scanned:
            entries = sorted(scanned, key=lambda e: e.name)
    except OSError as error:
        raise CallerError(f"{show_name(str(path))}: {error.strerror}") from None
    found = []
    for entry in entries:
        if is_skipped(entry.name) or (exclude and Path(entry.path).resolve() in exclude):
            continue
        try:
            found.append((entry.name, entry.stat(follow_symlinks=False).st_mode))
        except OSError:
            found.append((entry.name, stat.S_IFREG))
    return found


def _belongs(name: str) -> bool:
    """Whether a loose file is somebody's submission and not, say, the list of the class."""
    return bool(ending(name)) or lms.moodle(name) is not None or (lms.canvas(name) is not None)


def _owner(name: str, metadata: Mapping[str, lms.Owner], *, is_folder: bool) -> lms.Owner:
    shown = show_name(name)
    if is_folder:
        return metadata.get(name) or lms.moodle_folder(shown) or lms.Owner(shown, "", "")
    return lms.moodle(shown) or lms.canvas(shown) or lms.Owner(stem(shown), "", shown)


def _entry(path: Path, student: str, owned: list[tuple[lms.Owner, str, bool]]) -> Entry:
    folders = [(o, n) for o, n, is_folder in owned if is_folder]
    files = lms.latest([(o, n) for o, n, is_folder in owned if not is_folder])
    several = len(folders) > 1
    return Entry(
        student,
        folders=tuple((str(path / n), f"{show_name(n)}/" if several else "") for _, n in folders),
        files=tuple((str(path / n), o.path) for o, n in files),
        notes=notes_of([o for o, _, _ in owned]),
        lms=said_by_lms(owned[0][0]),
    )


def _gradescope_metadata(path: Path) -> Mapping[str, lms.Owner]:
    file = path / "submission_metadata.yml"
    try:
        if kind_of(os.lstat(file).st_mode):
            return {}
        return lms.gradescope(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return {}
