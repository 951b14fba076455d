"""Does a figure hold what was asked for? Structure is judged; the picture itself is for people.

The student's process describes its figure as a dict: ``axes``, their number; for each of the axes ``images``
(the shapes of its pictures), ``lines`` (their number), ``titles``; where they are known ``labels`` (of x and
y) and ``digests`` (what tells one picture from another); and ``png``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.judge import wording
from grader.model import Phrase


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
    if not isinstance(description, Mapping) or not isinstance(description.get("axes"), int):
        return Phrase("wrong-type", {"expected": "Figure", "actual": wording.kind(description), "part": ""})
    images = [_listed(one) for one in _listed(description.get("images"))]
    lines = [one if isinstance(one, int) else 0 for one in _listed(description.get("lines"))]
    used = [i for i in range(description["axes"]) if _at(images, i) or _at(lines, i)]
    drawn = "images" in wanted or "lines" in wanted
    shown = len(used) if drawn else description["axes"]
    counts = {"axes": shown, "images": sum(map(len, images)), "lines": sum(lines)}
    for name, found in counts.items():
        if found < int(wanted.get(name, 0)):
            return Phrase(f"figure-{name}", {"expected": int(wanted[name]), "actual": found})
    if "size" in wanted:
        height, width = wanted["size"]
        if not any(list(_listed(shape)[:2]) == [height, width] for one in images for shape in one):
            return Phrase("figure-size", {"height": height, "width": width})
    titles = _listed(description.get("titles"))
    if wanted.get("titles") and (lacking := [i for i in used if not _is_text(_at(titles, i))]):
        return Phrase("figure-titles", {"count": len(lacking)})
    labels = [_listed(one) for one in _listed(description.get("labels"))]
    if wanted.get("labels"):
        lacking = [i for i in used if not (_at(labels, i) and all(map(_is_text, labels[i])))]
        if lacking:
            return Phrase("figure-labels", {"count": len(lacking)})
    digests = [str(digest) for one in _listed(description.get("digests")) for digest in _listed(one)]
    if wanted.get("differ") and len(set(digests)) < len(digests):
        return Phrase("figure-equal-images", {"count": len(digests) - len(set(digests))})
    return None


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _at(values: Sequence[Any], index: int) -> Any:
    return values[index] if index < len(values) else None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
