"""A report as GitHub-flavoured Markdown: a table of exercises, then what to improve."""

import re
from collections.abc import Iterator

from grader.model import Report, Score
from grader.report import findings
from grader.report.clean import number, plain
from grader.report.hidden import for_students
from grader.report.phrases import Style, pick, word

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#+!|~@&$^]|:(?=/)|(?<=www)\.")
_SIGNS = {"passed": "✅", "failed": "❌", "missing": "⚪", "ungraded": "⚠️", "skipped": "➖"}


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link, no mention."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], plain(text, 2000))


def code(text: str) -> str:
    """Make a code span; nothing in it is obeyed, not even in a table."""
    return "`" + plain(text).replace("`", "'").replace("|", "¦") + "`"


MARKDOWN = Style(escape, code)


def render(report: Report, lang: str = "es") -> str:
    """Write the report for a pull request, a job summary or an LMS that reads Markdown."""
    report = for_students(report)
    return "\n".join(line.rstrip() for line in _lines(report, lang)).rstrip("\n") + "\n"


def _lines(report: Report, lang: str) -> Iterator[str]:
    course = escape(report.grader.get("course", "")) or word("report", lang)
    yield f"## {course}: {findings.points(report.score, report.max_score, lang)}"
    yield ""
    if report.student:
        yield f"{word('student', lang)}: {code(report.student)}"
        yield ""
    if not report.exercises:
        yield word("nothing", lang)
        yield ""
    else:
        yield f"| | {word('exercise', lang)} | {word('score', lang)} |"
        yield "|---|---|---:|"
        for score in report.exercises:
            points = f"{number(score.score)} / {number(score.max_score)}"
            yield f"| {_SIGNS[score.status]} | {_name(score, lang)} | {points} |"
        yield ""
    for score in report.exercises:
        if score.status != "passed" or score.notes:
            yield from _exercise(score, lang)
    if report.notes:
        yield f"### {word('notes', lang)}"
        yield ""
        yield from (f"- {note}" for note in findings.notes(report.notes, lang, MARKDOWN))
        yield ""


def _name(score: Score, lang: str) -> str:
    title = pick(score.title, lang)
    return code(score.id) + (f" {escape(title)}" if title else "")


def _exercise(score: Score, lang: str) -> Iterator[str]:
    yield f"### {_SIGNS[score.status]} {_name(score, lang)}"
    yield ""
    right = findings.passed(score)
    if right:
        yield word("cases-passed", lang, passed=len(right), count=len(score.verdicts))
        yield ""
    found = findings.failures(score)
    for position, verdict in enumerate(found.told):
        name = escape(verdict.name) + (f" ({word('hidden', lang)})" if verdict.hidden else "")
        yield f"- {_SIGNS[verdict.status]} **{name}** {findings.fact(verdict, lang, MARKDOWN)}".rstrip()
        where, pairs = findings.evidence(verdict.mismatch, lang)
        values = ", ".join(f"{label} {code(value)}" for label, value in pairs)
        if values:
            yield f"  - {escape(where) + ': ' if where else ''}{values}"
        if verdict.status == "failed":
            yield from _advice(findings.advice(score, verdict, lang, MARKDOWN, first=position == 0), lang)
    for status in ("failed", "skipped", "ungraded"):
        names = [escape(verdict.name) for verdict in found.others if verdict.status == status]
        if names:
            said = word("more-cases", lang, count=len(names), status=word(f"status-{status}", lang))
            yield f"- {_SIGNS[status]} {said}: {' · '.join(names)}"
    yield from (f"- {note}" for note in findings.notes(score.notes, lang, MARKDOWN))
    yield ""


def _advice(advice: findings.Advice, lang: str) -> Iterator[str]:
    if advice.equals:
        yield f"  - {advice.equals}"
    yield from (f"  - {word('hint', lang)}: {hint}" for hint in advice.hints)
    if advice.see:
        yield f"  - {word('see', lang)}: {advice.see}"
    yield from (
        f"  - {word('more', lang)}: `grader explain {plain(each).replace('`', '')}`" for each in advice.codes
    )
