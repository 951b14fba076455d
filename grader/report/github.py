"""A report for GitHub Actions: the log with annotations, and the job's summary.

Whatever a student's code could have made stands between ``::stop-commands::`` and its token, where the runner
obeys nothing; in the annotations it is escaped. The token is random and new for every log.
"""

import secrets
from collections.abc import Iterator
from pathlib import PurePosixPath

from grader.model import Phrase, Report, Score
from grader.report import findings, markdown, terminal
from grader.report.clean import plain
from grader.report.hidden import for_students
from grader.report.phrases import file_and_line, say, word

ANNOTATIONS = 10
"""So many errors of one step are shown; the runner drops the rest in silence."""

SUMMARY_BYTES = 1024 * 1024
"""A larger summary fails to upload as a whole."""

_OWN_FAULT = ("ungraded",)

_UNREAD = frozenset(
    "syntax-error cell-lost odd-character tabs-and-spaces python2 newer-python newer-quotes".split()  # noqa: SIM905
)
"""Notes about code that Python cannot read: they say why a function is missing, and stand at its line."""


def render(report: Report, lang: str = "es", *, folder: str = "", token: str | None = None) -> str:
    """Write the text for the step's log.

    Parameters
    ----------
    report : Report
    lang : language of the text.
    folder : where the submission lies in the repository; it makes the annotations' file names.
    token : 32 hexadecimal digits that end the fence; random unless given.
    """
    token = token or secrets.token_hex(16)
    report = for_students(report)
    lines = [f"::stop-commands::{token}", terminal.render(report, lang).rstrip("\n"), f"::{token}::"]
    return "\n".join([*lines, *_annotations(report, lang, folder)]) + "\n"


def _annotations(report: Report, lang: str, folder: str) -> list[str]:
    found = list(_found(report, lang, folder))
    if len(found) <= ANNOTATIONS:
        return found
    rest = word("more-annotations", lang, count=len(found) - ANNOTATIONS + 1)
    return [*found[: ANNOTATIONS - 1], _command("error", rest, title="grader")]


def _found(report: Report, lang: str, folder: str) -> Iterator[str]:
    unread = tuple(note for note in report.notes if note.code in _UNREAD)
    for note in unread:
        file, line = _place(note, report, folder)
        yield _command("error", say(note, lang), title="grader", file=file, line=line)
    if not report.exercises:
        others = tuple(note for note in report.notes if note not in unread)
        said = " ".join([word("nothing", lang), *findings.notes(others, lang)])
        yield _command("error", said, title="grader")
    whole = report.exercises
    for score in sorted(whole, key=lambda score: score.status not in _OWN_FAULT):
        if score.status == "missing" or (not score.verdicts and score.status != "passed"):
            yield _missing(score, report, lang, folder)
            continue
        told = [verdict for verdict in findings.failures(score).told if verdict.status != "skipped"]
        for number, verdict in enumerate(told):
            file, line = _place(verdict.message, report, folder)
            text = findings.message_and_hint(score, verdict, lang, first=number == 0)
            title = f"{plain(score.id)} · {plain(verdict.name)}"
            yield _command("error", text, title=title, file=file, line=line)


def _missing(score: Score, report: Report, lang: str, folder: str) -> str:
    said = [findings.fact(verdict, lang) for verdict in score.verdicts] + findings.notes(score.notes, lang)
    text = " ".join(dict.fromkeys(filter(None, said))) or word("status-missing", lang)
    why = next((verdict.message for verdict in score.verdicts), None)
    file, line = _place(why, report, folder)
    return _command("error", text, title=plain(score.id), file=file, line=line)


def _place(why: Phrase | None, report: Report, folder: str) -> tuple[str | None, int | None]:
    where = why.params.get("where") if why else None
    file, line = file_and_line(where if isinstance(where, str) else None)
    if file is None and len(report.files) == 1:
        file = plain(report.files[0])
    return (str(PurePosixPath(folder) / file) if file else None), line


def _command(name: str, message: str, *, title: str, file: str | None = None, line: int | None = None) -> str:
    properties = {"file": file, "line": line if file else None, "title": title}
    said = ",".join(
        f"{key}={_escape_property(str(value))}" for key, value in properties.items() if value is not None
    )
    return f"::{name} {said}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report, lang: str = "es", *, room_bytes: int = SUMMARY_BYTES) -> str:
    """Write the Markdown to append to ``$GITHUB_STEP_SUMMARY``, at most ``room_bytes`` long in UTF-8."""
    text = markdown.render(report, lang)
    if len(text.encode()) <= room_bytes:
        return text
    note = f"\n{word('more-annotations', lang, count=text.count(chr(10)))}\n"
    room = max(room_bytes - len(note.encode()), 0)
    kept = text.encode()[:room].decode(errors="ignore")
    return (kept[: kept.rfind("\n") + 1] + note)[:room_bytes]
