"""The files of a batch: ``results.jsonl`` is the truth; the others are made from it, and can be again."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from grader.errors import CallerError
from grader.judge import score as scoring
from grader.model import Exercise, Report
from grader.report import json as report_json
from grader.report.phrases import LANGUAGES
from grader.report.rebuild import from_json

LONGEST_NAME = 120
GENERATOR, HEAD_BYTES = b'<meta name="generator" content="grader">', 256


def write_results(
    out: Path, lines: Callable[[], Iterable[str]], exercises: Sequence[Exercise], lang: str
) -> None:
    """Write ``results.jsonl``: one report a line, each with the same exercises.

    Without ``-e`` or ``-a`` each submission was graded in what it attempts; what another one attempted is
    missing here, and scores 0.
    """
    anyone = {exercise["id"] for line in lines() for exercise in json.loads(line)["exercises"]}
    columns = [exercise for exercise in exercises if exercise.id in anyone]
    with _whole_file(out / "results.jsonl") as write:
        for line in lines():
            write(_complete(line, columns, lang) + "\n")


def _complete(line: str, columns: Sequence[Exercise], lang: str) -> str:
    whole = json.loads(line)
    if len(whole["exercises"]) == len(columns):
        return line
    report = from_json(whole)
    have = {score.id: score for score in report.exercises}
    scores = tuple(have.get(exercise.id) or scoring.missing(exercise) for exercise in columns)
    report = replace(
        report,
        exercises=scores,
        score=scoring.total_of(score.score for score in scores),
        max_score=scoring.total(score.max_score for score in scores),
    )
    return report_json.line(report, lang)


def read_results(out: Path) -> Iterator[Report]:
    """Read the reports of a batch back, one at a time.

    Raises
    ------
    CallerError
        If there is no ``results.jsonl``, or a line of it is no report.
    """
    path = out / "results.jsonl"
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    yield from_json(json.loads(line))
                except ValueError as error:
                    raise CallerError(
                        f"{path}:{number}: not a line that `grader batch` wrote ({error})"
                    ) from None
    except (FileNotFoundError, NotADirectoryError):
        raise CallerError(f"{out} holds no results.jsonl; `grader batch … -o {out}` makes one") from None


def spoken_in(out: Path) -> str | None:
    """Say in which language a batch was graded; None where no report says it."""
    next(read_results(out), None)
    with (out / "results.jsonl").open(encoding="utf-8") as file:
        first = json.loads(file.readline() or "{}").get("lang")
    return first if first in LANGUAGES else None


def write_pages(out: Path, lang: str) -> None:
    """Write the gradebook, a feedback page for each student and the report site from ``results.jsonl``."""
    from grader.report import csv, feedback, site
    from grader.report.rows import row, told_apart

    pages = out / "feedback"
    pages.mkdir(exist_ok=True)
    (out / "report").mkdir(exist_ok=True)
    stale = {path.name for path in pages.glob("*.html")}
    rows = []
    names: set[str] = set()
    for report in read_results(out):
        student = report.student
        while (name := page_name(student)) in names:
            student += "/"  # the name of another's page, which is no file's name, gets a digest
        names.add(name)
        write_whole(pages / name, feedback.render(report, lang))
        rows.append(row(report, page=name))
    for name in stale - names:
        if _is_a_page_of_ours(pages / name):
            (pages / name).unlink()
    rows = told_apart(rows)
    write_whole(out / "report" / "index.html", site.render(rows, lang))
    write_whole(out / "gradebook.csv", csv.render(rows))


def _is_a_page_of_ours(path: Path) -> bool:
    """Whether an earlier run wrote a page: it says so in its first lines, before any word of a student."""
    try:
        with path.open("rb") as file:
            return GENERATOR in file.read(HEAD_BYTES)
    except OSError:
        return False


def page_name(student: str) -> str:
    """Name a student's page: the student's name where a file can have it, else one that is as unique.

    Examples
    --------
    >>> page_name("ana-torres")
    'ana-torres.html'
    """
    safe = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]', "_", student).strip(". ")
    safe = safe.encode("utf-8", "backslashreplace")[:LONGEST_NAME].decode("utf-8", "ignore")
    if safe != student:
        safe = f"{safe}-{sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"{safe}.html"


def write_whole(path: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    with _whole_file(path) as write:
        write(text)


class _whole_file:  # noqa: N801 — reads as the function it stands for
    """Opens a file for writing beside its place; it takes its place when all was written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside = path.with_name(f".{path.name}.part")

    def __enter__(self) -> Callable[[str], int]:
        self._file = self._beside.open("w", encoding="utf-8", newline="\n", errors="backslashreplace")
        return self._file.write

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._file.close()
        if kind is None:
            os.replace(self._beside, self._path)  # noqa: PTH105
        else:
            self._beside.unlink(missing_ok=True)
