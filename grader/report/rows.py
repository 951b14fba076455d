"""One student of a class in a few words: what the pages and tables of a whole cohort are built from.

A row is small, so that a class of thousands needs thousands of rows in memory, not thousands of reports.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from grader.model import Phrase, Report, Score, Text
from grader.report.clean import plain

EVERYDAY_NOTES = frozenset({"near-name", "inputs-changed", "encoding"})
"""Notes that need no one's attention."""

_ENDED_OTHERWISE = {"forbidden": "used-forbidden", "crashed": "process-died", "timeout": "out-of-time"}
"""Outcomes that an instructor wants to see, each with a sentence of its own: to cheat is not to crash."""


class Cell(NamedTuple):
    """One exercise of one student; ``score`` is None where it is ungraded."""

    status: str
    score: float | None
    max_score: float


class Row(NamedTuple):
    """One student: totals, a cell for each exercise, the misconceptions found, and what needs attention.

    ``page`` is the file name of the feedback page, ``misconceptions`` are (exercise, code, name).
    """

    student: str
    page: str
    score: float | None
    max_score: float
    cells: Mapping[str, Cell]
    misconceptions: tuple[tuple[str, str, Text], ...]
    attention: tuple[Phrase, ...]
    titles: Mapping[str, Text]
    grader: Mapping[str, str]


def row(report: Report, *, page: str = "") -> Row:
    """Shorten a report to its row; ``page`` is the file name of the student's page."""
    misconceptions = tuple(
        (score.id, code, found.titles[number] if number < len(found.titles) else {})
        for score in report.exercises
        for found in score.diagnosis
        for number, code in enumerate(found.codes)
    )
    return Row(
        report.student,
        page,
        report.score,
        report.max_score,
        {score.id: Cell(score.status, score.score, score.max_score) for score in report.exercises},
        misconceptions,
        tuple(_attention(report)),
        {score.id: score.title for score in report.exercises},
        report.grader,
    )


def _attention(report: Report) -> Iterable[Phrase]:
    ungraded = {score.id: _why_ungraded(score) for score in report.exercises if score.score is None}
    for code, said in (("ungraded", "some-ungraded"), ("package-absent", "some-packages-absent")):
        whys = {exercise: why for exercise, why in ungraded.items() if why.code == code}
        if whys:
            first = next((why.params for why in whys.values() if why.params), {})
            yield Phrase(said, {**first, "exercises": list(whys)})
    for outcome, code in _ENDED_OTHERWISE.items():
        found = [
            (score.id, verdict.message)
            for score in report.exercises
            for verdict in score.verdicts
            if verdict.outcome == outcome and verdict.status == "failed"
        ]
        if found:
            names = [str(why.params["name"]) for _, why in found if why and why.params.get("name")]
            exercises = list(dict.fromkeys(exercise for exercise, _ in found))
            yield Phrase(code, {"exercises": exercises, "names": list(dict.fromkeys(names))})
    yield from (note for note in report.notes if note.code not in EVERYDAY_NOTES)


def _why_ungraded(score: Score) -> Phrase:
    whys = (verdict.message for verdict in score.verdicts if verdict.status == "ungraded")
    return next((why for why in whys if why is not None and why.params.get("reason")), Phrase("ungraded"))


def told_apart(rows: Iterable[Row]) -> list[Row]:
    """Rows in which no two students read alike: what would be lost of a name is spelt out where it matters.

    A folder called ``ana`` with an invisible character in it must not pass for the ``ana`` beside it.
    """
    rows = list(rows)
    count = Counter(plain(each.student) for each in rows)
    return [
        each if plain(each.student) == each.student or (count[plain(each.student)] == 1 and plain(each.student))
        else each._replace(student="".join(map(_spelt_out, each.student)))
        for each in rows
    ]  # fmt: skip


def _spelt_out(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()


def exercises_of(rows: Iterable[Row]) -> dict[str, float]:
    """Every exercise that stands in a row, with its points, in the order of first appearance."""
    found: dict[str, float] = {}
    for each in rows:
        for exercise, cell in each.cells.items():
            found.setdefault(exercise, cell.max_score)
    return found
