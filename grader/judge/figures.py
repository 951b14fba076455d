"""Does a figure hold what was asked for? Structure is judged; the picture itself is for people.

The student's process describes its figure as a dict: ``{"axes": [{"title": str, "xlabel": str, "ylabel": str,
"images": [what tells one image from another, …], "lines": int}, …], "png": …}``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.judge import wording
from grader.model import Phrase


def figure_fault(wanted: Mapping[str, Any], description: Any) -> Phrase | None:
    """Check a figure's description; the first thing that it lacks, or None.

    Parameters
    ----------
    wanted : mapping
        ``axes``, ``images``, ``lines``: at least so many in all; ``titles``, ``labels``: every one of the axes that
        shows something has them; ``differ``: no two images are equal.
    description : value
        What came out of the student's process.
    """
    axes = description.get("axes") if isinstance(description, Mapping) else None
    if not isinstance(axes, (list, tuple)) or not all(isinstance(one, Mapping) for one in axes):
        if description is None:
            return Phrase("nothing-returned", {"expected": "Figure"})
        return Phrase("wrong-type", {"expected": "Figure", "actual": wording.kind(description), "part": ""})
    used = [one for one in axes if _count(one, "images") or _count(one, "lines")]
    counts = {
        "axes": len(used) or len(axes),
        "images": sum(_count(one, "images") for one in axes),
        "lines": sum(_count(one, "lines") for one in axes),
    }
    for name, found in counts.items():
        if found < int(wanted.get(name, 0)):
            return Phrase(f"figure-{name}", {"expected": int(wanted[name]), "actual": found})
    if wanted.get("titles") and (untitled := [one for one in used or axes if not _text(one, "title")]):
        return Phrase("figure-titles", {"count": len(untitled)})
    if wanted.get("labels"):
        bare = [one for one in used or axes if not (_text(one, "xlabel") and _text(one, "ylabel"))]
        if bare:
            return Phrase("figure-labels", {"count": len(bare)})
    if wanted.get("differ") and _repeats([image for one in axes for image in _listed(one.get("images"))]):
        return Phrase("figure-equal-images", {})
    return None


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _count(axis: Mapping[str, Any], name: str) -> int:
    value = axis.get(name, 0)
    if isinstance(value, (list, tuple)):
        return len(value)
    return value if isinstance(value, int) and value > 0 else 0


def _text(axis: Mapping[str, Any], name: str) -> bool:
    value = axis.get(name)
    return isinstance(value, str) and bool(value.strip())


def _repeats(images: Sequence[Any]) -> bool:
    for i, first in enumerate(images):
        for second in images[:i]:
            if isinstance(first, np.ndarray) or isinstance(second, np.ndarray):
                if np.array_equal(first, second):
                    return True
            elif type(first) is type(second) and first == second:
                return True
    return False
