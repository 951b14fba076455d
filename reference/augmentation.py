"""Data augmentation: small changes of an image that leave its class alone."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def augment(
    img: Array,
    op: str,
    dy: int = 0,
    dx: int = 0,
    turns: int = 1,
    top: int = 0,
    left: int = 0,
    height: int = 1,
    width: int = 1,
    resize: bool = False,  # noqa: FBT001, FBT002
    delta: float = 0.0,
    factor: float = 1.0,
) -> Array:
    """Change an image in one of five ways.

    Slides: deck 001, "Extracción manual de características", "Detección de objetos con R-CNN"; deck 003,
    "Data Augmentation", "Data Augmentation - Ejemplos".

    Parameters
    ----------
    img : (H, W) or (H, W, 3) array, float or uint8
        Pixels between 0 and 255.
    op : {"translate", "rotate", "crop", "brightness", "contrast"}
    dy, dx : int
        translate: rows down and columns to the right (up and left where negative); zeros come in.
    turns : int
        rotate: quarter turns against the clock.
    top, left, height, width : int
        crop: the part that stays.
    resize : bool
        crop: bring that part back to H x W, cell [i, j] from row ⌊i·height/H⌋ and column ⌊j·width/W⌋ of it.
    delta : float
        brightness: added to every pixel.
    factor : float
        contrast: m + factor·(pixel - m), m the mean of the whole image.

    Returns
    -------
    array with the dtype of img
        Brightness and contrast compute in float64 and clip to 0..255; for uint8 they round to the nearest
        integer.

    Examples
    --------
    >>> img = np.arange(9.0).reshape(3, 3)
    >>> augment(img, "translate", dx=1)
    array([[0., 0., 1.],
           [0., 3., 4.],
           [0., 6., 7.]])
    >>> augment(img, "contrast", factor=2.0)
    array([[ 0.,  0.,  0.],
           [ 2.,  4.,  6.],
           [ 8., 10., 12.]])
    """
    img = np.asarray(img)
    rows, columns = img.shape[:2]
    if op == "translate":
        moved = np.zeros_like(img)
        dy, dx = max(-rows, min(dy, rows)), max(-columns, min(dx, columns))
        # What stays visible: rows down..rows of the result come from rows 0..rows - dy of the image.
        moved[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : columns + min(dx, 0)] = img[
            max(-dy, 0) : rows - max(dy, 0), max(-dx, 0) : columns - max(dx, 0)
        ]
        return moved
    if op == "rotate":
        return np.asarray(np.rot90(img, turns))
    if op == "crop":
        part: Array = img[top : top + height, left : left + width]
        if not resize:
            return part
        near = np.arange(rows) * height // rows, np.arange(columns) * width // columns
        return np.asarray(part[np.ix_(*near)])
    pixels = img.astype(float)
    changed = pixels + delta if op == "brightness" else pixels.mean() + factor * (pixels - pixels.mean())
    clipped: Array = np.clip(changed, 0, 255)
    return np.rint(clipped).astype(np.uint8) if img.dtype == np.uint8 else clipped
