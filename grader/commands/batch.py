"""``grader batch``, ``report`` and ``export``: a cohort in, results, pages and gradebooks out."""

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from grader import __version__
from grader.commands.language import language
from grader.commands.stopping import stoppable, writing
from grader.errors import CallerError, GraderError
from grader.intake.entry import Entry
from grader.model import Report
from grader.sandbox import Sandbox

NAMES_ON_A_LINE = 20


def batch(
    source: Path,
    out: Path,
    *,
    exercises: Sequence[str],
    assignment: str | None,
    jobs: int | None,
    resume: bool,
    isolation: str,
    course: str | None,
    lang: str | None,
    no_color: bool,
) -> int:
    """Grade every submission of ``source`` into ``out``; return the exit code."""
    from grader.cohort.batch import grade_cohort
    from grader.cohort.history import History
    from grader.cohort.publish import write_pages, write_results
    from grader.course.catalog import course_for, select
    from grader.grade import Grading
    from grader.intake.cohort import read_cohort
    from grader.report import json as report_json
    from grader.report import phrases

    loaded = course_for([source], course)
    spoken = language(lang, loaded.languages)
    asked = select(loaded, exercises, [assignment] if assignment else [])
    _keep_apart(source, out)
    cohort = read_cohort(source, exclude=[out])
    _make(out)
    jobs = (
        jobs or len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else jobs or os.cpu_count() or 1
    )
    ungraded = 0
    with stoppable(), writing(out, sqlite3.Error), ExitStack() as stack:
        history = stack.enter_context(History(out / "gradebook.sqlite"))
        key = {
            "grader": __version__,
            "course": loaded.sha256,
            "exercises": [exercise.id for exercise in asked] if asked else None,
            "lang": spoken,
        }
        history.begin(key, resume=resume)
        history.keep_only(entry.student for entry in cohort)
        done = history.graded()
        todo = [entry for entry in cohort if not _is_done(entry, done)]
        gradings = []
        for _ in range(max(1, min(jobs, len(todo)))):
            sandbox = stack.enter_context(Sandbox(at_least=isolation))
            sandbox.allow(loaded.packages)
            gradings.append(Grading(loaded, sandbox))
        try:
            for report in _shown(grade_cohort(todo, gradings, asked), len(todo), no_color=no_color):
                history.add(
                    student=report.student, sha256=report.sha256,
                    score=report.score, max_score=report.max_score, report=report_json.line(report, spoken),
                )  # fmt: skip
        except KeyboardInterrupt:
            _tell(_INTERRUPTED, spoken, done=len(history.graded()), count=len(cohort))
            raise
        ungraded = history.ungraded()
        with writing(out, OSError):
            write_results(out, history.reports, loaded.exercises, spoken)
        history.finish()
    with writing(out, OSError):
        write_pages(out, spoken)
    for note in cohort.notes:
        print(phrases.say(note, spoken))  # noqa: T201
    print(_summary(len(cohort), ungraded, out, spoken))  # noqa: T201
    return 3 if ungraded else 0


def _is_done(entry: Entry, done: Mapping[str, str]) -> bool:
    """Whether a submission was graded as it is; one that cannot be read is looked at once more."""
    try:
        return entry.student in done and entry.read().sha256 == done[entry.student]
    except GraderError:
        return False


def _keep_apart(source: Path, out: Path) -> None:
    """Refuse an output folder among the submissions."""
    inside, around = Path(os.path.realpath(out)), Path(os.path.realpath(source))
    if inside == around or around in inside.parents:
        raise CallerError(f"-o {out}: the results would lie among the submissions; choose another folder")


def _make(out: Path) -> None:
    """Make the output folder, once it is known that there is something to grade."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CallerError(f"-o {out}: a file; the results need a folder") from None
    except OSError as error:
        raise CallerError(f"-o {out}: {error.strerror}") from None


_SAYS_WHY = {"es": "{results} dice por qué", "en": "{results} says why"}
_INTERRUPTED = {
    "es": "interrumpido: {done} de {count} entregas calificadas; la misma orden con --resume sigue",
    "en": "interrupted: {done} of {count} submissions graded; the same command with --resume goes on",
}
_UNMATCHED = {
    "es": "calificados que no están en {template} ({count}): {names}",
    "en": "graded, but nowhere in {template} ({count}): {names}",
}
_DOUBTFUL = {
    "es": "sin nota, porque corresponden a varias líneas de {template} o comparten una ({count}): {names}",
    "en": "no grade, because they fit several lines of {template} or share one ({count}): {names}",
}
_IDLE = {
    "es": "en {template} sin entrega calificada ({count}): {names}",
    "en": "in {template} without a graded submission ({count}): {names}",
}
_LEFT_EMPTY = {
    "es": "sin nota, porque su entrega está en parte sin calificar ({count}): {names}",
    "en": "no grade, because the submission is in part ungraded ({count}): {names}",
}


def _tell(sentence: dict[str, str], lang: str, **values: object) -> None:
    """Say on the screen what does not belong into the output."""
    print(sentence.get(lang, sentence["en"]).format(**values), file=sys.stderr)  # noqa: T201


def _summary(count: int, ungraded: int, out: Path, lang: str) -> str:
    from grader.report.phrases import word

    files = (out / "report" / "index.html", out / "gradebook.csv", out / "feedback")
    said = f"{word('submissions-graded', lang, count=count)}: {', '.join(map(str, files))}"
    if ungraded:
        why = _SAYS_WHY.get(lang, _SAYS_WHY["en"]).format(results=out / "results.jsonl")
        said += f"\n{word('submissions-ungraded', lang, count=ungraded)}; {why}"
    return said


def _shown(reports: Iterable[Report], count: int, *, no_color: bool) -> Iterator[Report]:
    """Show a progress bar on a terminal while the reports come."""
    if not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from grader.report.clean import plain

    console = Console(stderr=True, no_color=no_color)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=count)
        for report in reports:
            progress.update(task, advance=1, description=escape(plain(report.student)))
            yield report


def report(out: Path, *, course: str | None, lang: str | None, no_color: bool) -> None:
    """Write the pages of a batch again."""
    from grader.cohort.publish import spoken_in, write_pages
    from grader.report.phrases import LANGUAGES

    del course, no_color
    recorded = spoken_in(out)
    with writing(out, OSError):
        write_pages(out, language(lang or recorded, LANGUAGES))
    print(out / "report" / "index.html")  # noqa: T201


def export(
    out: Path,
    *,
    target: str,
    template: str | None,
    assignment_id: str | None,
    output: str | None,
    course: str | None,
    lang: str | None,
    no_color: bool,
) -> None:
    """Write the grades of a batch for another system."""
    from grader.cohort.publish import read_results, spoken_in, write_whole
    from grader.report import exports
    from grader.report.phrases import LANGUAGES

    del course, no_color
    spoken = language(lang or spoken_in(out), LANGUAGES)
    ungraded: list[str] = []

    def reports() -> Iterator[Report]:
        for report in read_results(out):
            if report.score is None:
                ungraded.append(report.student)
            yield report

    try:
        made = exports.export(
            reports(), target, Path(template) if template else None, lang=spoken, assignment_id=assignment_id
        )
    except exports.ExportFault as fault:
        raise CallerError(str(fault)) from None
    if output:
        try:
            write_whole(Path(output), made.text)
        except OSError as error:
            raise CallerError(f"-o {output}: {error.strerror}") from None
    else:
        sys.stdout.write(made.text)
    for sentence, students in (
        (_UNMATCHED, made.unmatched),
        (_DOUBTFUL, made.doubtful),
        (_LEFT_EMPTY, ungraded),
        (_IDLE, made.idle),
    ):
        if students:
            _tell(sentence, spoken, count=len(students), template=template, names=_names(students))


def _names(students: Sequence[str]) -> str:
    """Name some students on one line; a name comes from a file and may hold anything."""
    from grader.report.clean import plain

    few = ", ".join(plain(student) for student in students[:NAMES_ON_A_LINE])
    return few + (", …" if len(students) > NAMES_ON_A_LINE else "")
