"""The grades of a class for another system.

Moodle and Canvas take back a file that they gave out: it is rewritten in place, so nothing of theirs is lost,
and students are matched by the number that the system itself gave them, else by name, else by address.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from grader.model import Report
from grader.report import csv, findings
from grader.report.charts import escape
from grader.report.clean import plain
from grader.report.phrases import pick
from grader.report.rows import row, told_apart
from grader.report.worksheet import Worksheet

_NUMBER = re.compile(r"\d+")
_CANVAS_ASSIGNMENT = re.compile(r"^(.*)\s\((\d+)\)$")
_MOODLE_IDENTIFIER = re.compile(r"^\S.* \d+$")
_MOODLE_COLUMNS = {
    "identifier": ("identifier", "identificador", "identifiant", "kennung", "identificativo"),
    "grade": ("grade", "calificación", "calificacion", "nota", "note", "bewertung", "valutazione"),
    "maximum": (
        "maximum grade",
        "calificación máxima",
        "puntuación máxima",
        "note maximale",
        "höchstbewertung",
    ),
    "feedback": (
        "feedback comments",
        "comentarios de retroalimentación",
        "comentarios",
        "commentaires de feedback",
    ),
}


_CANVAS_KEPT = {"EX", "N/A"}
"""What a teacher wrote in place of a grade, excused or not assigned: it is left as it is."""


class ExportFault(ValueError):  # noqa: N818 — the house calls it a fault
    """The template does not fit, or the system is unknown; said in one sentence."""


class Export(NamedTuple):
    """A file for another system; ``unmatched`` are the students who stand nowhere in its template."""

    text: str
    unmatched: tuple[str, ...]


def render(reports: Iterable[Report], target: str, template: Path | None = None, *, lang: str = "es") -> str:
    """Write the file for ``target``: csv, moodle, canvas or nbgrader-csv.

    Raises
    ------
    ExportFault
        If the target is unknown, its template is missing or does not fit.
    """
    return export(reports, target, template, lang=lang).text


def export(
    reports: Iterable[Report],
    target: str,
    template: Path | None = None,
    *,
    lang: str = "es",
    assignment_id: str | None = None,
) -> Export:
    """As `render`, with the students who were not found. ``assignment_id`` chooses the column of Canvas."""
    if target == "csv":
        return Export(csv.render(told_apart(row(report) for report in reports)), ())
    if target == "nbgrader-csv":
        return Export(csv.table(_nbgrader(reports)), ())
    if target == "gradescope":
        raise ExportFault(
            "Gradescope takes no grades from a file; let its autograder run `--format gradescope`"
        )
    if target not in ("moodle", "canvas"):
        raise ExportFault(f"--to {target}: unknown; choose csv, moodle, canvas or nbgrader-csv")
    if template is None:
        raise ExportFault(f"--to {target} needs --template: the file that {target} gave out")
    try:
        with template.open(encoding="utf-8", newline="") as file:
            sheet = Worksheet(file.read())
    except OSError as error:
        raise ExportFault(f"{template}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ExportFault(f"{template}: not UTF-8; export it again as UTF-8") from None
    if len(sheet) < 2:
        raise ExportFault(f"{template}: no students in it")
    if target == "moodle":
        return _moodle(sheet, list(reports), str(template), lang)
    return _canvas(sheet, list(reports), str(template), assignment_id)


def _moodle(sheet: Worksheet, reports: Sequence[Report], source: str, lang: str) -> Export:
    columns = _moodle_columns(sheet)
    if "identifier" not in columns or "grade" not in columns:
        raise ExportFault(
            f"{source}: no grading worksheet of Moodle (its Identifier and Grade columns are not there)"
        )
    match = _Match(reports)
    for number in range(1, len(sheet)):
        cells = sheet.row(number)
        if len(cells) <= columns["identifier"]:
            continue
        report = match.find(cells[columns["identifier"]], cells)
        if report is None or report.score is None:
            continue
        maximum = cells[columns["maximum"]] if columns.get("maximum", len(cells)) < len(cells) else ""
        sheet.set(number, columns["grade"], _scaled(report, maximum))
        if "feedback" in columns:
            sheet.set(number, columns["feedback"], csv.safe(_comment(report, lang)))
    return Export(sheet.text(), match.left())


def _moodle_columns(sheet: Worksheet) -> dict[str, int]:
    header = [cell.strip().casefold() for cell in sheet.row(0)]
    found = {
        name: header.index(title)
        for name, titles in _MOODLE_COLUMNS.items()
        if (title := next((title for title in titles if title in header), None)) is not None
    }
    if "identifier" not in found:
        rows = [sheet.row(number) for number in range(1, len(sheet))]
        shaped = [
            c for c in range(len(header)) if all(c < len(r) and _MOODLE_IDENTIFIER.match(r[c]) for r in rows)
        ]
        if shaped:
            found["identifier"] = shaped[0]
    return found


def _canvas(sheet: Worksheet, reports: Sequence[Report], source: str, assignment_id: str | None) -> Export:
    header = sheet.row(0)
    section = next((c for c, title in enumerate(header) if title.strip() == "Section"), None)
    identifier = next((c for c, title in enumerate(header) if title.strip() == "ID"), None)
    if section is None or identifier is None:
        raise ExportFault(f"{source}: no gradebook of Canvas (its ID and Section columns are not there)")
    assignments = {
        found[2]: c
        for c, title in enumerate(header)
        if c > section and (found := _CANVAS_ASSIGNMENT.match(title))
    }
    if assignment_id is None and len(assignments) == 1:
        assignment_id = next(iter(assignments))
    if assignment_id not in assignments:
        known = ", ".join(f"{number} ({header[c]})" for number, c in assignments.items()) or "none"
        raise ExportFault(
            f"{source}: leave one assignment in the file, or name its id; those there are: {known}"
        )
    ours = assignments[assignment_id]
    rows = [0]
    possible = ""
    match = _Match(reports)
    for number in range(1, len(sheet)):
        cells = sheet.row(number)
        first = cells[0].strip() if cells else ""
        if first == "Points Possible":
            possible = cells[ours] if ours < len(cells) else ""
            rows.append(number)
        elif len(cells) > identifier and cells[identifier].strip():
            rows.append(number)
            report = match.find(cells[identifier], cells[: section + 1])
            excused = ours < len(cells) and cells[ours].strip().upper() in _CANVAS_KEPT
            if report is not None and report.score is not None and not excused:
                sheet.set(number, ours, _scaled(report, possible))
    sheet.keep([*range(section + 1), ours], rows)
    return Export(sheet.text(), match.left())


class _Match:
    """Finds the report of a line of a gradebook; a name or number that two reports share finds neither."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._by_number: dict[str, Report | None] = {}
        self._by_name: dict[str, Report | None] = {}
        self._left = {report.student: report for report in reports}
        for report in reports:
            for number in set(_NUMBER.findall(report.student)):
                self._add(self._by_number, number, report)
            for name in {_letters(report.student), _letters(_NUMBER.sub("", report.student))}:
                self._add(self._by_name, name, report)

    @staticmethod
    def _add(index: dict[str, Report | None], key: str, report: Report) -> None:
        index[key] = None if key in index and index[key] is not report else report

    def find(self, identifier: str, cells: Sequence[str]) -> Report | None:
        numbers = _NUMBER.findall(identifier)
        found = self._by_number.get(numbers[-1]) if numbers else None
        for cell in cells:
            if found is not None:
                break
            for name in (cell, cell.partition("@")[0] if "@" in cell else ""):
                found = found or (self._by_name.get(_letters(name)) if _letters(name) else None)
        if found is not None:
            self._left.pop(found.student, None)
        return found

    def left(self) -> tuple[str, ...]:
        return tuple(sorted(self._left))


def _letters(name: str) -> str:
    """Write a name as the systems write it into file names: no blanks, no punctuation, lower case."""
    return re.sub(r"[\W_]", "", name.casefold())


def _scaled(report: Report, maximum: str) -> str:
    """Put the score on the scale of the other system, with its decimal separator."""
    comma = "," in maximum and "." not in maximum
    try:
        most = float(maximum.strip().replace(",", ".") if comma else maximum.strip())
    except ValueError:
        most = report.max_score
    share = (report.score or 0.0) / report.max_score if report.max_score > 0 else 0.0
    text = f"{share * most:.2f}"
    return text.replace(".", ",") if comma else text


def _comment(report: Report, lang: str) -> str:
    """Write the line that a person reads beside the grade; the platform takes it for HTML."""
    parts = []
    for score in report.exercises:
        points = findings.points(score.score, score.max_score, lang)
        said = f"{pick(score.title, lang) or plain(score.id)}: {points}"
        if score.diagnosis and score.status == "failed":
            said += ". " + findings.equals(score.diagnosis[0], lang).rstrip(".")
        parts.append(said)
    return escape("; ".join(parts))[:4000]


_NBGRADER_COLUMNS: Mapping[str, Callable[[Report, int], str]] = {
    "assignment": lambda report, n: report.exercises[n].id,
    "duedate": lambda *_: "",
    "timestamp": lambda *_: "",
    "student_id": lambda report, _: report.student,
    "last_name": lambda *_: "",
    "first_name": lambda *_: "",
    "email": lambda *_: "",
    "raw_score": lambda report, n: csv.points(report.exercises[n].score),
    "late_submission_penalty": lambda *_: "0",
    "score": lambda report, n: csv.points(report.exercises[n].score),
    "max_score": lambda report, n: csv.points(report.exercises[n].max_score),
}


def _nbgrader(reports: Iterable[Report]) -> Iterator[list[str]]:
    yield list(_NBGRADER_COLUMNS)
    for report in reports:
        for number in range(len(report.exercises)):
            yield [column(report, number) for column in _NBGRADER_COLUMNS.values()]
