"""The instructor's page of a class: who reached what, what the class misunderstood, what needs attention.

Built from one small `Row` per student.
"""

import base64
import hashlib
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from grader.model import Text
from grader.report.charts import HTML, escape, histogram, share_bar
from grader.report.clean import number, plain
from grader.report.pages import asset, safe, style, template
from grader.report.phrases import language, pick, say, word
from grader.report.rows import Cell, Row, exercises_of, row

__all__ = ["render", "row"]

BINS = 10
FEEDBACK = "../feedback/"
"""Where the students' pages lie, seen from the report's folder."""

_WORDS = (
    "report", "distribution", "distribution-note", "misconceptions", "no-misconceptions", "misconception",
    "count", "where-seen", "difficulty", "mean-share", "attention", "no-attention", "class-table",
    "sort-note", "filter", "student", "exercise", "total", "max", "all-passed", "partly", "no-points",
)  # fmt: skip


def render(rows: Sequence[Row], lang: str = "es") -> str:
    """Write the page ``report/index.html`` for the rows of a class, in their order."""
    lang = language(lang)
    columns = exercises_of(rows)
    titles = _titles(rows)
    grader = rows[0].grader if rows else {}
    script = asset("sort.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shares = [row.score / row.max_score for row in rows if row.score is not None and row.max_score > 0]
    words = {key.replace("-", "_"): word(key, lang) for key in _WORDS}
    return template("site.html").render(
        lang=lang,
        course=plain(grader.get("course", "")) or words["report"],
        words={**words, "missing": word("status-missing", lang)},
        style=safe(style()),
        script=safe(script),
        script_hash=f"sha256-{digest}",
        tiles=_tiles(rows, lang),
        histogram=safe(_distribution(shares, words["distribution"])),
        attention=list(_attention(rows, lang)),
        misconceptions=list(_misconceptions(rows, lang)),
        difficulty=list(_difficulty(rows, columns, titles, lang)),
        columns=[
            {"id": plain(e), "title": pick(titles[e], lang), "max": number(most)}
            for e, most in columns.items()
        ],
        max_total=number(max((row.max_score for row in rows), default=0.0)),
        body=safe("\n".join(_line(row, columns) for row in rows)),
        graded_by=word("graded-by", lang, **{key: grader.get(key) for key in ("version", "isolation")}),
    )


def _titles(rows: Sequence[Row]) -> Mapping[str, Text]:
    titles: dict[str, Text] = {}
    for each in rows:
        for exercise, title in each.titles.items():
            titles.setdefault(exercise, title)
    return titles


def _tiles(rows: Sequence[Row], lang: str) -> list[tuple[str, str]]:
    totals = [row.score for row in rows if row.score is not None]
    tiles = [(word("students", lang), str(len(rows))), (word("graded", lang), str(len(totals)))]
    if totals:
        most = number(max(row.max_score for row in rows))
        tiles.append((word("mean", lang), f"{number(statistics.fmean(totals), 1)} / {most}"))
        tiles.append((word("median", lang), f"{number(statistics.median(totals), 1)} / {most}"))
    return tiles


def _distribution(shares: Sequence[float], title: str) -> str:
    counts = [0] * BINS
    for share in shares:
        counts[min(int(share * BINS + 1e-9), BINS - 1)] += 1
    step = 100 // BINS
    return histogram(counts, [f"{n * step}–{(n + 1) * step}" for n in range(BINS)], title)


def _attention(rows: Sequence[Row], lang: str) -> Iterator[tuple[str, str, list[Any]]]:
    for each in rows:
        if each.attention:
            whys = dict.fromkeys(say(phrase, lang, HTML) for phrase in each.attention[:6])
            yield plain(each.student) or "—", _link(each), [safe(why) for why in whys]


def _misconceptions(rows: Sequence[Row], lang: str) -> Iterator[dict[str, Any]]:
    students: Counter[str] = Counter()
    names: dict[str, Text] = {}
    where: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in rows:
        students.update({code for _, code, _ in each.misconceptions})
        for exercise, code, name in each.misconceptions:
            where[code][exercise] += 1
            names.setdefault(code, name)
    most = max(students.values(), default=1)
    for code, count in sorted(students.items(), key=lambda pair: (-pair[1], pair[0])):
        found = sorted(where[code].items(), key=lambda pair: (-pair[1], pair[0]))
        yield {
            "code": plain(code),
            "name": pick(names[code], lang) or plain(code),
            "count": count,
            "exercises": ", ".join(f"{plain(exercise)} ({n})" for exercise, n in found[:6])
            + (", …" if len(found) > 6 else ""),
            "bar": safe(share_bar(count / most, f"{count} / {len(rows)}")),
        }


def _difficulty(
    rows: Sequence[Row], columns: Mapping[str, float], titles: Mapping[str, Text], lang: str
) -> Iterator[dict[str, Any]]:
    """Exercises by the mean share of their points; who did not hand one in counts in ``missing`` alone.

    One that nobody could be graded in has no share, and stands last.
    """
    found = []
    for exercise in columns:
        cells = [each.cells[exercise] for each in rows if exercise in each.cells]
        tried = [
            cell
            for cell in cells
            if cell.score is not None and cell.status != "missing" and cell.max_score > 0
        ]
        share = statistics.fmean((cell.score or 0.0) / cell.max_score for cell in tried) if tried else None
        kinds = Counter(_kind(cell) for cell in tried)
        missing = sum(cell.status == "missing" for cell in cells) + len(rows) - len(cells)
        found.append((share, exercise, [kinds["p"], kinds["h"], kinds["f"], missing]))
    for share, exercise, counts in sorted(found, key=lambda each: (each[0] is None, each[0] or 0.0, each[1])):
        yield {
            "id": plain(exercise),
            "name": pick(titles[exercise], lang) or plain(exercise),
            "share": "—" if share is None else f"{share:.0%}".replace("%", " %"),
            "bar": "" if share is None else safe(share_bar(share, f"{share:.0%}")),
            "counts": " / ".join(map(str, counts)),
        }


def _kind(cell: Cell) -> str:
    """One letter for a cell: passed, half right, failed, missing, ungraded; the style sheet colours it."""
    if cell.score is None:
        return "u"
    if cell.status in ("passed", "missing"):
        return cell.status[0]
    return "h" if cell.score > 0 else "f"


def _line(each: Row, columns: Mapping[str, float]) -> str:
    name, link = escape(plain(each.student) or "—"), _link(each)
    parts = [
        f'<tr><th scope="row"><a href="{escape(link)}">{name}</a></th>'
        if link
        else f'<tr><th scope="row">{name}</th>'
    ]
    parts.append(f"<td><b>{number(each.score)}</b></td>")
    for exercise in columns:
        cell = each.cells.get(exercise)
        parts.append(
            '<td class="m">0</td>' if cell is None else f'<td class="{_kind(cell)}">{number(cell.score)}</td>'
        )
    return "".join([*parts, "</tr>"])


def _link(each: Row) -> str:
    return FEEDBACK + quote(each.page, safe="", errors="surrogatepass") if each.page else ""
