"""Pictures as inline SVG, coloured by the page's own variables, so that they follow light and dark."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from grader.report.phrases import Style

_WIDTH, _HEIGHT = 640, 200


def escape(text: str) -> str:
    """Text for HTML and SVG, inside an element or a quoted attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


HTML = Style(escape, _code)


def histogram(counts: Sequence[int], labels: Sequence[str], title: str) -> str:
    """Bars with their counts above and their labels below."""
    left, bottom, top = 8, 24, 20
    tallest = max([*counts, 1])
    wide = (_WIDTH - 2 * left) / max(len(counts), 1)
    name = escape(title)
    parts = [f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{name}">']
    parts.append(f"<title>{name}</title>")
    for number, (count, label) in enumerate(zip(counts, labels, strict=True)):
        x = left + number * wide
        tall = (_HEIGHT - bottom - top) * count / tallest
        y = _HEIGHT - bottom - tall
        if count:
            parts.append(
                f'<rect class="bar" x="{x + 3:.1f}" y="{y:.1f}" width="{wide - 6:.1f}" height="{tall:.1f}">'
                f"<title>{escape(label)}: {count}</title></rect>"
                f'<text class="count" x="{x + wide / 2:.1f}" y="{y - 5:.1f}">{count}</text>'
            )
        parts.append(f'<text class="tick" x="{x + wide / 2:.1f}" y="{_HEIGHT - 7}">{escape(label)}</text>')
    base = _HEIGHT - bottom
    parts.append(f'<line class="axis" x1="{left}" y1="{base}" x2="{_WIDTH - left}" y2="{base}"/></svg>')
    return "".join(parts)


def heat_map(matrix: Any, title: str, marks: Collection[tuple[int, int]] = ()) -> str:
    """Draw a matrix as coloured cells: blue below zero, orange above; differing cells wear a dot."""
    values = np.asarray(matrix, dtype=float)
    rows, columns = values.shape
    finite = np.abs(values[np.isfinite(values)])
    largest = float(finite.max()) if finite.size else 0.0
    side = max(4, min(16, 320 // max(rows, columns)))
    wide, tall, name = columns * side, rows * side, escape(title)
    head = f'<svg class="heat" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" role="img"'
    parts = [f'{head} aria-label="{name}"><title>{name}</title>']
    for r, row in enumerate(values.tolist()):
        # One path for each shade of a row: a 64 × 64 picture stays small.
        runs: dict[str, list[str]] = {}
        for c, value in enumerate(row):
            cell = f"M{c * side} {r * side}h{side}v{side}h-{side}z"
            runs.setdefault(_shade(value, largest), []).append(cell)
        parts += [f'<path fill="{shade}" d="{"".join(cells)}"/>' for shade, cells in runs.items()]
    if marks:
        dots = "".join(f"M{c * side + side / 2:g} {r * side + side / 2:g}h0" for r, c in sorted(marks))
        parts.append(f'<path class="dot" stroke-width="{side * 0.4:g}" d="{dots}"/>')
    return "".join([*parts, "</svg>"])


def _shade(value: float, largest: float) -> str:
    if math.isnan(value):
        return "#808080"
    share = math.copysign(1.0, value) if value else 0.0
    if largest and math.isfinite(value):
        share = max(-1.0, min(1.0, value / largest))
    step = round(abs(share) * 8) / 8
    towards = (29, 78, 137) if share < 0 else (196, 90, 17)
    red, green, blue = (round(245 + (end - 245) * step) for end in towards)
    return f"#{red:02x}{green:02x}{blue:02x}"


def share_bar(share: float, title: str) -> str:
    """Draw a horizontal bar that fills a table cell by ``share`` of 1."""
    wide = max(0.0, min(1.0, share)) * 100
    box = 'viewBox="0 0 100 8" preserveAspectRatio="none"'
    return (
        f'<svg class="share" {box} role="img" aria-label="{escape(title)}">'
        f'<rect class="track" width="100" height="8"/><rect class="bar" width="{wide:.1f}" height="8"/></svg>'
    )


def curves(listed: Any, key: str, title: str) -> str:
    """Draw what the trainings told of themselves, one line for each; nothing where they told nothing.

    Parameters
    ----------
    listed : list of lists of points
        A point is a mapping with ``epoch`` and ``key``.
    """
    lines = []
    for points in listed if isinstance(listed, (list, tuple)) else ():
        pairs: list[tuple[Any, Any]] = [
            (p.get("epoch"), p.get(key)) for p in points if isinstance(p, Mapping)
        ]
        line = [(float(x), float(y)) for x, y in pairs if _is_number(x) and _is_number(y)]
        if len(line) > 1:
            lines.append(line)
    if not lines:
        return ""
    xs, ys = ([pair[axis] for line in lines for pair in line] for axis in (0, 1))
    left, right, top, bottom = 52, 8, 10, 24
    wide, tall = _WIDTH - left - right, _HEIGHT - top - bottom
    x_span, y_span = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    name, base = escape(title), _HEIGHT - bottom
    parts = [f'<figure><figcaption>{name}</figcaption><svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}"']
    parts.append(f' role="img" aria-label="{name}"><title>{name}</title>')
    style = 'fill="none" stroke="currentColor" stroke-opacity="0.55"'
    for line in lines:
        places = " ".join(
            f"{left + wide * (x - min(xs)) / x_span:.1f},{base - tall * (y - min(ys)) / y_span:.1f}"
            for x, y in line
        )
        parts.append(f'<polyline class="curve" {style} points="{places}"/>')
    for value, y in ((min(ys), base), (max(ys), top + 8)):
        parts.append(f'<text class="tick" text-anchor="end" x="{left - 6}" y="{y}">{value:.3g}</text>')
    for value, x in ((min(xs), left), (max(xs), _WIDTH - right - 14)):
        parts.append(f'<text class="tick" x="{x}" y="{_HEIGHT - 7}">{value:g}</text>')
    parts.append(f'<line class="axis" x1="{left}" y1="{base}" x2="{_WIDTH - right}" y2="{base}"/>')
    return "".join([*parts, "</svg></figure>"])


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))
