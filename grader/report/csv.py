"""The gradebook as CSV: one student a line, one column per exercise, total and maximum."""

from collections.abc import Iterable, Sequence

from grader.report.clean import plain
from grader.report.rows import Row, exercises_of

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(rows: Sequence[Row], exercises: Sequence[str] | None = None) -> str:
    r"""Write the text of ``gradebook.csv``.

    Parameters
    ----------
    rows : one per student, in the order wanted.
    exercises : the columns, in order; those that stand in the rows unless given.

    Returns
    -------
    CSV with ``\\n`` line ends. An ungraded exercise is an empty cell, and so is the total of its student; an
    exercise that a student did not hand in is 0.
    """
    columns = list(exercises) if exercises is not None else list(exercises_of(rows))
    lines = [["student", *columns, "total", "max"]]
    for row in rows:
        cells = [points(row.cells[name].score) if name in row.cells else "0" for name in columns]
        lines.append([row.student, *cells, points(row.score), points(row.max_score)])
    return table(lines)


def points(score: float | None) -> str:
    """Write a score as a cell; empty where there is none.

    >>> points(7.0), points(2.5), points(None)
    ('7', '2.5', '')
    """
    if score is None:
        return ""
    rounded = round(score, 6)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def table(lines: Iterable[Iterable[str]]) -> str:
    """Write cells as CSV text; what a spreadsheet would take for a formula is made text."""
    return "".join(",".join(_quoted(safe(cell)) for cell in line) + "\n" for line in lines)


def safe(cell: str) -> str:
    """Make a cell that no spreadsheet runs: an apostrophe stands before what would start a formula.

    >>> safe("=1+1"), safe("-2.5"), safe("Ada")
    ("'=1+1", '-2.5', 'Ada')
    """
    text = plain(cell, 1000)
    if not text.startswith(_STARTS_A_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text if text.isascii() and text[-1:].isdigit() else "'" + text


def _quoted(cell: str) -> str:
    if any(character in cell for character in ',"\n\r;\t') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell
