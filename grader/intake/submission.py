"""One submission, as ``grader check`` is given it."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from grader.errors import CallerError
from grader.intake.folder import file_at, files_under, with_archives
from grader.intake.sources import RawFile, assemble, ending
from grader.intake.text import show_name
from grader.model import Submission


def read_submission(path: Path | Sequence[Path], student: str | None = None) -> Submission:
    """Read a ``.py`` or ``.ipynb`` file, a folder, a zip, or several of them as one submission.

    Parameters
    ----------
    path : the path, or the paths.
    student : whose it is; default the name of the folder, or of the file without its ending.

    Raises
    ------
    CallerError
        When a path does not exist, is no source, or is a folder with nothing in it.
    """
    paths = [Path(path)] if isinstance(path, (str, os.PathLike)) else [Path(p) for p in path]
    if not paths:
        raise CallerError("no submission was given")
    raw_files: list[RawFile] = []
    for each in paths:
        raw_files += _raw_files(each, several=len(paths) > 1)
    return assemble(student if student is not None else student_of(paths[0]), with_archives(raw_files))


def student_of(path: Path) -> str:
    """Return the name that a path gives a student: the folder's own, or the file's without its ending."""
    name = path.name if path.name not in {"", ".."} else os.path.basename(os.path.realpath(path))  # noqa: PTH119
    return show_name(name if path.is_dir() else stem(name))


def stem(name: str) -> str:
    """Return a file's name without its ending; ``ana.py.txt`` is ``ana``."""
    lowered = name.lower()
    for last in (".ipynb.txt", ".ipynb.json", ".py.txt", ".ipynb", ".pyw", ".py", ".zip"):
        if lowered.endswith(last) and len(name) > len(last):
            return name[: -len(last)]
    return name


def _raw_files(path: Path, *, several: bool) -> list[RawFile]:
    try:
        # The caller's own argument may be a link; inside a submission none is followed.
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        raise CallerError(f"{show_name(str(path))}: no such file or folder") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise CallerError(f"{show_name(str(path))}: {why}") from None
    if stat.S_ISDIR(status.st_mode):
        found = list(files_under(path, show_name(path.name) + "/" if several and path.name else ""))
        if not found:
            raise CallerError(f"{show_name(str(path))}: the folder is empty")
        return found
    if not stat.S_ISREG(status.st_mode):
        raise CallerError(f"{show_name(str(path))}: neither a file nor a folder")
    if not ending(path.name):
        raise CallerError(f"{show_name(str(path))}: give a .py file, a .ipynb notebook or a folder")
    return [file_at(Path(os.path.realpath(path)), show_name(path.name), status)]
