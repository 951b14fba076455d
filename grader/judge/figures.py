"""Does a figure hold what was asked for? Structure is judged; the picture itself is for people.

The student's process describes its figure as a dict (``sandbox.answers.figure``): ``axes``, their number; for
each of the axes ``images`` (the shapes of its pictures), ``digests`` (what tells one picture from another),
``lines`` (their number), ``titles`` and ``labels`` (of x and y); ``suptitle``; and ``png``. A description that
is not so to the letter was not made by us, and is no figure.
"""

import struct
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.judge import wording
from grader.model import Phrase

MOST_AXES = 64
KEYS = frozenset({"axes", "images", "digests", "lines", "titles", "labels", "suptitle", "png"})
LARGEST_PICTURE = 65_536
"""Pixels along one side, as many as matplotlib draws."""
PNG_HEAD = struct.Struct(">8s4s4sII")
"""Signature, length and name of the first block, width and height: no more of a picture is read here."""


def figure_fault(wanted: Mapping[str, Any], description: Any) -> Phrase | None:
    """Check a figure's description; the first thing that it lacks, or None.

    Parameters
    ----------
    wanted : mapping
        ``axes``, ``images``, ``lines``: at least so many in all; ``titles``, ``labels``: all axes that show
        something have them; ``differ``: no two pictures are equal; ``size``: one of them has this height and
        width.
    description : value
        What came out of the student's process.
    """
    if description is None:
        return Phrase("nothing-returned", {"expected": "Figure"})
    if not _is_description(description):
        return Phrase("wrong-type", {"expected": "Figure", "actual": wording.kind(description), "part": ""})
    images, lines = description["images"], description["lines"]
    used = [i for i in range(description["axes"]) if images[i] or lines[i]]
    drawn = "images" in wanted or "lines" in wanted
    shown = len(used) if drawn else description["axes"]
    counts = {"axes": shown, "images": sum(map(len, images)), "lines": sum(lines)}
    for name, found in counts.items():
        if found < int(wanted.get(name, 0)):
            return Phrase(f"figure-{name}", {"expected": int(wanted[name]), "actual": found})
    if "size" in wanted:
        height, width = wanted["size"]
        if not any(shape[:2] == [height, width] for one in images for shape in one):
            return Phrase("figure-size", {"height": height, "width": width})
    titles, labels = description["titles"], description["labels"]
    if wanted.get("titles") and (lacking := [i for i in used if not titles[i].strip()]):
        return Phrase("figure-titles", {"count": len(lacking)})
    if wanted.get("labels") and (lacking := [i for i in used if not all(map(str.strip, labels[i]))]):
        return Phrase("figure-labels", {"count": len(lacking)})
    digests = [digest for one in description["digests"] for digest in one]
    if wanted.get("differ") and len(set(digests)) < len(digests):
        return Phrase("figure-equal-images", {"count": len(digests) - len(set(digests))})
    return None


def _is_description(value: Any) -> bool:
    """Say whether a value has the form of a description, every key and type of it."""
    if type(value) is not dict or value.keys() != KEYS or not _is_count(value["axes"], MOST_AXES):
        return False
    axes, images, digests = value["axes"], value["images"], value["digests"]
    return (
        _lists(images, lambda one: _lists(one, lambda shape: _lists(shape, _is_count)), axes)
        and _lists(digests, lambda one: _lists(one, _is_text), axes)
        and all(len(shapes) == len(found) for shapes, found in zip(images, digests, strict=True))
        and _lists(value["lines"], _is_count, axes)
        and _lists(value["titles"], _is_text, axes)
        and _lists(value["labels"], lambda pair: _lists(pair, _is_text, 2), axes)
        and _is_text(value["suptitle"])
        and _is_png(value["png"])
    )


def _lists(value: Any, is_one: Callable[[Any], bool], count: int | None = None) -> bool:
    """Say whether a value is a list of ``count`` such elements, of any number where None is given."""
    return type(value) is list and count in {None, len(value)} and all(map(is_one, value))


def _is_count(value: Any, most: int = 2**31) -> bool:
    return type(value) is int and 0 <= value <= most


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_png(value: Any) -> bool:
    if not isinstance(value, np.ndarray) or value.dtype != np.uint8 or value.ndim != 1:
        return False
    if value.size < PNG_HEAD.size:
        return False
    signature, _, name, *sides = PNG_HEAD.unpack(value[: PNG_HEAD.size].tobytes())
    known = signature == b"\x89PNG\r\n\x1a\n" and name == b"IHDR"
    return known and all(0 < side <= LARGEST_PICTURE for side in sides)
