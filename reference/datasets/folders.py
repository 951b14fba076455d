"""Images in folders, one for each class: how radiographs and photographs usually come."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff"})


def image_folder(folder: str, side: int = 64, color: bool = False) -> tuple[Array, Array, tuple[str, ...]]:  # noqa: FBT001, FBT002 — a key of the exercise
    """Read the images below a folder; the folder that an image lies in is its class.

    Slides: deck 002, "Ejemplo 2 (completa)".

    ``NORMAL/a.jpeg`` and ``PNEUMONIA/b.jpeg`` are two classes; so are ``train/NORMAL`` and ``test/NORMAL``
    one.

    Parameters
    ----------
    folder : str
    side : int
        All are brought to side x side, by averaging.
    color : bool

    Returns
    -------
    images : (N, side, side), or (N, 3, side, side) in colour; float32 between 0 and 1
    labels : (N,) int array
    classes : tuple of str
        The names of the folders, sorted.

    Raises
    ------
    ValueError
        If there are fewer than two classes, or an image cannot be read; it is named.

    Examples
    --------
    >>> images, labels, classes = image_folder("data/chest_xray", side=128)  # doctest: +SKIP
    """
    from PIL import Image, UnidentifiedImageError

    files = sorted(
        path for path in Path(folder).rglob("*") if path.suffix.lower() in ENDINGS and path.is_file()
    )
    classes = tuple(sorted({path.parent.name for path in files}))
    if len(classes) < 2:
        raise ValueError(
            f"{folder}: {len(files)} images in {len(classes)} folders; one folder for each class is needed"
        )
    images, labels = [], []
    for path in files:
        try:
            with Image.open(path) as image:
                small = image.convert("RGB" if color else "L").resize((side, side), Image.Resampling.BOX)
        except (UnidentifiedImageError, OSError, ValueError) as error:
            raise ValueError(f"{path}: cannot be read as an image: {error}") from error
        pixels = np.asarray(small, np.float32) / 255
        images.append(pixels.transpose(2, 0, 1) if color else pixels)
        labels.append(classes.index(path.parent.name))
    return np.stack(images), np.array(labels), classes
