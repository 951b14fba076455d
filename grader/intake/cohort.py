"""Many submissions: which students there are, found at once; what each handed in, read when asked for.

Whatever lies in a cohort is somebody's, or is named as nobody's. Layouts: a folder per student; loose files
named by student; an nbgrader ``submitted/`` tree; the download archives of Moodle, Canvas and Gradescope,
packed or unpacked; any other zip of the first two layouts; and each of them in a folder of its own.
"""

import os
import stat
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from grader.errors import CallerError
from grader.intake import lms
from grader.intake.entry import METADATA, WRAPPERS, Cohort, Entry, cohort_of, notes_of, said_by_lms
from grader.intake.folder import files_under, kind_of
from grader.intake.sources import ending, is_left_behind, is_skipped
from grader.intake.submission import stem
from grader.intake.text import show_name
from grader.model import Phrase


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
        cohort = _folder_cohort(path, {os.path.realpath(p) for p in exclude})
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


def _folder_cohort(given: Path, exclude: Collection[str]) -> Cohort:
    path = _class_folder(given, exclude)
    notes = [] if path == given else [Phrase("wrapped", {"name": show_name(str(path.relative_to(given)))})]
    layout = "folders"
    if _is_nbgrader(path):
        path, layout, notes = path / "submitted", "nbgrader", []
    found = _scan(path, exclude)
    if downloads := _downloads(path, found):
        return downloads
    metadata = _gradescope_metadata(path)
    if metadata:
        layout = "gradescope"
    grouped: dict[str, list[tuple[lms.Owner, str, bool]]] = {}
    ignored = []
    for name, mode in found:
        is_folder = stat.S_ISDIR(mode)
        if _is_environment(path / name) if is_folder else stat.S_ISREG(mode) and not _belongs(name):
            if name != METADATA:
                ignored.append(show_name(name))
            continue
        owner = _owner(name, metadata, is_folder=is_folder)
        if show_name(name) != name and os.path.lexists(path / show_name(name)):
            # Somebody else is really called as the undecodable bytes are written.
            owner = replace(owner, name=f"{owner.name} (?)")
        grouped.setdefault(owner.student, []).append((owner, name, is_folder))
    entries = [_entry(path, student, owned) for student, owned in grouped.items()]
    if layout == "folders" and found and not any(stat.S_ISDIR(mode) for _, mode in found):
        layout = "files"
    return cohort_of(path, layout, entries, ignored=ignored, notes=notes)


def _downloads(path: Path, found: Sequence[tuple[str, int]]) -> Cohort | None:
    """Return the students of a folder that has only a platform's archives in it, as those of several groups."""
    names = [name for name, mode in found if stat.S_ISREG(mode) and ending(name) == "archive"]
    if any(stat.S_ISDIR(mode) or ending(name) in {"source", "notebook"} for name, mode in found):
        return None
    from grader.intake.packed import packed_cohort

    cohorts = []
    for name in names:
        try:
            cohort = packed_cohort(path / name)
        except CallerError:
            if len(names) == 1:
                raise
            return None
        if cohort.layout == "zip":
            return None
        cohorts.append(cohort)
    if len(cohorts) < 2:
        return cohorts[0] if cohorts else None
    entries = [entry for cohort in cohorts for entry in cohort]
    count = Counter(entry.student for entry in entries)
    apart = (
        entry
        if count[entry.student] == 1
        else replace(entry, student=f"{entry.student} ({stem(Path(entry.archive).name)})")
        for entry in entries
    )
    return cohort_of(
        path, cohorts[0].layout, apart, notes=[note for cohort in cohorts for note in cohort.notes]
    )


def _class_folder(path: Path, exclude: Collection[str]) -> Path:
    """Go down to where the students are: a class in a folder of its own must not pass for one student.

    A folder with sources in it is one student's; the only one, with sources in several folders alone, is a
    class.
    """
    here = path
    for _ in range(WRAPPERS):
        if here.name == "submitted" or _is_nbgrader(here):
            return here
        found = [(name, stat.S_ISDIR(mode)) for name, mode in _scan(here, exclude) if not is_skipped(name)]
        folders = [name for name, is_folder in found if is_folder]
        named = [name for name, is_folder in found if _is_named_by_platform(name, is_folder=is_folder)]
        if len(named) * 2 > len(found) or (here == path and len(folders) > 1):
            return here
        if not folders or any(_belongs(name) for name, is_folder in found if not is_folder):
            return path
        if len(folders) > 1:
            return here if sum(_has_work(here / folder) for folder in folders) > 1 else path
        here /= folders[0]
    return path


def _has_work(folder: Path) -> bool:
    return any(ending(raw.path) and raw.read is not None for raw in files_under(folder))


def _is_nbgrader(path: Path) -> bool:
    try:
        if not stat.S_ISDIR(os.lstat(path / "submitted").st_mode):
            return False
        return lms.nbgrader({name for name in os.listdir(path) if not is_skipped(name)})  # noqa: PTH208
    except OSError:
        return False


def _scan(path: Path, exclude: Collection[str]) -> list[tuple[str, int]]:
    """List a cohort's folder: (name, mode) of everything that is not left behind by a system."""
    try:
        with os.scandir(path) as scanned:
            entries = sorted(scanned, key=lambda e: e.name)
    except OSError as error:
        raise CallerError(f"{show_name(str(path))}: {error.strerror}") from None
    found = []
    for entry in entries:
        if is_left_behind(entry.name) or (exclude and os.path.realpath(entry.path) in exclude):
            continue
        try:
            found.append((entry.name, entry.stat(follow_symlinks=False).st_mode))
        except OSError:
            found.append((entry.name, stat.S_IFREG))
    return found


def _belongs(name: str) -> bool:
    """Whether a loose file is somebody's submission and not, say, the list of the class."""
    return bool(ending(name) and not is_skipped(name)) or _is_named_by_platform(name, is_folder=False)


def _is_named_by_platform(name: str, *, is_folder: bool) -> bool:
    return bool(lms.moodle_folder(name) if is_folder else lms.moodle(name) or lms.canvas(name))


def _is_environment(folder: Path) -> bool:
    return os.path.lexists(folder / "pyvenv.cfg")


def _owner(name: str, metadata: Mapping[str, lms.Owner], *, is_folder: bool) -> lms.Owner:
    shown = show_name(name)
    if is_folder:
        return metadata.get(name) or lms.moodle_folder(shown) or lms.Owner(shown, "", "")
    return lms.moodle(shown) or lms.canvas(shown) or lms.Owner(stem(shown), "", shown)


def _entry(path: Path, student: str, owned: Sequence[tuple[lms.Owner, str, bool]]) -> Entry:
    folders = lms.counting([(owner, name) for owner, name, is_folder in owned if is_folder])
    files = lms.counting([(owner, name) for owner, name, is_folder in owned if not is_folder])
    several = len(folders) > 1
    return Entry(
        student,
        folders=tuple((str(path / name), f"{show_name(name)}/" if several else "") for _, name in folders),
        files=tuple((str(path / name), owner.path) for owner, name in files),
        notes=notes_of([owner for owner, _, _ in owned]),
        lms=said_by_lms(owned[0][0]),
    )


def _gradescope_metadata(path: Path) -> Mapping[str, lms.Owner]:
    file = path / METADATA
    try:
        if kind_of(os.lstat(file).st_mode):
            return {}
        return lms.gradescope(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return {}
