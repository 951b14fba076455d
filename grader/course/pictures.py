"""Arrays out of ``.npy``, ``.npz`` and ``.png`` files of an exercise or of the course's ``images/``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

SUFFIXES = (".npy", ".npz", ".png")
MODES: Mapping[str, str] = {"gray": "L", "rgb": "RGB"}


class DataFileError(ValueError):
    """The file is not there, not allowed, or not readable as an array."""


def locate(name: str, folder: str) -> Path:
    """Find a data file in the exercise's folder or the course's ``images/``, and nowhere else."""
    if Path(name).suffix.lower() not in SUFFIXES:
        raise DataFileError(f"{name}: one of {', '.join(SUFFIXES)} is expected")
    roots = [Path(folder)]
    course = next((parent for parent in Path(folder).parents if (parent / "course.yaml").is_file()), None)
    if course is not None:
        roots.append(course / "images")
    for root in roots:
        file = (root / name).resolve()
        if not file.is_relative_to(root.resolve()):
            raise DataFileError(
                f"{name}: a file lies under the exercise's folder or the course's images folder"
            )
        if file.is_file():
            return file
    raise DataFileError(f"{name}: no such file in {' or '.join(str(root) for root in roots)}")


def read_array(options: Mapping[str, Any], folder: str) -> "np.ndarray[Any, Any]":
    """Read one array; ``path``, and ``key`` for an ``.npz``, ``mode`` (gray, rgb) for a picture."""
    file = locate(str(options["path"]), folder)
    try:
        if file.suffix.lower() == ".png":
            return _picture(file, options.get("mode"))
        loaded = np.load(file, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise DataFileError(f"{file.name}: {error}") from None
    if isinstance(loaded, np.ndarray):
        return loaded
    with loaded:
        key = options.get("key") or (loaded.files[0] if len(loaded.files) == 1 else None)
        if key not in loaded.files:
            raise DataFileError(f"{file.name}: `key` is one of {', '.join(loaded.files)}")
        return np.asarray(loaded[key])


def _picture(file: Path, mode: str | None) -> "np.ndarray[Any, Any]":
    from PIL import Image

    with Image.open(file) as picture:
        as_it_is = "L" if picture.mode in {"L", "1", "LA", "I;16"} else "RGB"
        return np.array(picture.convert(MODES.get(mode or "", as_it_is)))
