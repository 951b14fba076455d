"""The grades of a class for another system.

Moodle and Canvas take back a file that they gave out: it is rewritten in place, so nothing of theirs is lost,
and what cannot be said to be one student's for certain is left empty (``matching``).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from grader.model import Report
from grader.report import csv, findings
from grader.report.charts import escape
from grader.report.clean import plain
from grader.report.matching import Line, match
from grader.report.phrases import pick
from grader.report.rows import row, told_apart
from grader.report.worksheet import Worksheet

_CANVAS_ASSIGNMENT = re.compile(r"^(.*)\s\((\d+)\)$")
_MOODLE_IDENTIFIER = re.compile(r"^\S.* \d+$")
_MOODLE_COLUMNS = {
    "identifier": ("identifier", "identificador", "identifiant", "kennung", "identificativo"),
    "name": ("full name", "nombre completo", "nom complet", "vollständiger name", "nome completo"),
    "email": (
        "email address",
        "dirección de correo",
        "dirección de correo electrónico",
        "dirección email",
        "correo electrónico",
        "adresse de courriel",
        "e-mail-adresse",
        "indirizzo email",
    ),
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
    """A file for another system.

    ``unmatched`` are the students who stand nowhere in its template; ``doubtful`` fit more than one of its
    lines, or share one, and have no grade there; ``idle`` stand in the template and have no report.
    """

    text: str
    unmatched: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


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
        return Export(csv.render(told_apart(row(report) for report in reports)))
    if target == "nbgrader-csv":
        return Export(csv.table(_nbgrader(reports)))
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
    lines = []
    for number in range(1, len(sheet)):
        cells = sheet.row(number)
        if len(cells) > columns["identifier"]:
            names = [
                cells[c] for key in ("name", "email") if (c := columns.get(key, len(cells))) < len(cells)
            ]
            lines.append(Line(number, cells[columns["identifier"]], tuple(names), tuple(cells)))
    matched = match(lines, reports)
    for number, report in matched.found.items():
        if report.score is None:
            continue
        cells = sheet.row(number)
        maximum = cells[columns["maximum"]] if columns.get("maximum", len(cells)) < len(cells) else ""
        sheet.set(number, columns["grade"], _scaled(report, maximum))
        if "feedback" in columns:
            sheet.set(number, columns["feedback"], csv.safe(_comment(report, lang)))
    return Export(sheet.text(), matched.absent, matched.doubtful, matched.idle)


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
    login = next((c for c, title in enumerate(header) if title.strip() == "SIS Login ID"), None)
    rows = [0]
    lines = []
    possible = ""
    for number in range(1, len(sheet)):
        cells = sheet.row(number)
        first = cells[0].strip() if cells else ""
        if first == "Points Possible":
            possible = cells[ours] if ours < len(cells) else ""
            rows.append(number)
        elif len(cells) > identifier and cells[identifier].strip():
            rows.append(number)
            # One column with the name, or two.
            names = [" ".join(cells[:identifier])]
            names += [cells[login]] if login is not None and login < len(cells) else []
            lines.append(Line(number, cells[identifier], tuple(names)))
    matched = match(lines, reports)
    for number, report in matched.found.items():
        cells = sheet.row(number)
        excused = ours < len(cells) and cells[ours].strip().upper() in _CANVAS_KEPT
        if report.score is not None and not excused:
            sheet.set(number, ours, _scaled(report, possible))
    sheet.keep([*range(section + 1), ours], rows)
    return Export(sheet.text(), matched.absent, matched.doubtful, matched.idle)


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
    "student_id": lambda *_: "",
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
    reports = list(reports)
    for report, named in zip(reports, told_apart(map(row, reports)), strict=True):
        for number in range(len(report.exercises)):
            cells = {name: column(report, number) for name, column in _NBGRADER_COLUMNS.items()}
            yield [*(cells | {"student_id": named.student}).values()]
