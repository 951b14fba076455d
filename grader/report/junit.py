"""A report as JUnit XML, in the subset that pytest, GitLab, Jenkins and the GitHub actions all read.

A wrong answer is a ``failure``; an exception, a limit or a fault of the grader is an ``error``.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from grader.model import Report, Score, Verdict
from grader.report import findings
from grader.report.clean import plain
from grader.report.hidden import for_students
from grader.report.phrases import file_and_line, pick, word

_ELEMENTS = {"failed": "failure", "skipped": "skipped", "ungraded": "error"}


def render(report: Report, lang: str = "es") -> str:
    """Write the report as one XML document; hidden cases show topic and hint."""
    report = for_students(report)
    suites = [_Suite(score, lang) for score in report.exercises] or [_Suite(_nothing(report, lang), lang)]
    counts = sum((suite.counts for suite in suites), Counter[str]())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="grader"{_totals(counts, sum(suite.seconds for suite in suites))}>',
    ]
    for suite in suites:
        lines += suite.lines()
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _nothing(report: Report, lang: str) -> Score:
    """Stand for a run that graded nothing, which is no green run."""
    why = report.notes[-1] if report.notes else None
    empty = Verdict(word("nothing", lang), False, "failed", 0.0, 0.0, outcome="missing", message=why)
    return Score("submission", {}, "missing", 0.0, 0.0, (empty,))


class _Suite:
    """One exercise."""

    def __init__(self, score: Score, lang: str) -> None:
        self.score = score
        self.lang = lang
        self.verdicts = score.verdicts or (_whole(score),)
        self.first = next((verdict for verdict in self.verdicts if verdict.status == "failed"), None)
        self.counts = Counter(_element(verdict) for verdict in self.verdicts)
        self.seconds = sum(verdict.seconds for verdict in self.verdicts)

    def lines(self) -> Iterator[str]:
        name = plain(self.score.id)
        yield f"  <testsuite name={quoteattr(name)}{_totals(self.counts, self.seconds)}>"
        title = pick(self.score.title, self.lang)
        properties = [("title", title)] if title else []
        properties += [
            ("misconception", plain(code)) for found in self.score.diagnosis for code in found.codes
        ]
        if properties:
            yield "    <properties>" + "".join(_property(*each) for each in properties) + "</properties>"
        seen: Counter[str] = Counter()
        for verdict in self.verdicts:
            case = plain(verdict.name)
            seen[case] += 1
            # GitLab keeps only the first of two cases with one name.
            yield from self._case(verdict, case if seen[case] == 1 else f"{case} ({seen[case]})")
        yield "  </testsuite>"

    def _case(self, verdict: Verdict, name: str) -> Iterator[str]:
        where = verdict.message.params.get("where") if verdict.message else None
        file, line = file_and_line(where if isinstance(where, str) else None)
        place = f" file={quoteattr(file)}" if file else ""
        place += f' line="{line}"' if file and line else ""
        yield (
            f"    <testcase classname={quoteattr(plain(self.score.id))} name={quoteattr(name)}{place}"
            f' time="{verdict.seconds:.3f}">'
        )
        if verdict.status != "ungraded":
            score = _property("score", f"{verdict.score:g}") + _property(
                "max_score", f"{verdict.max_score:g}"
            )
            yield f"      <properties>{score}</properties>"
        element = _element(verdict)
        if element != "passed":
            text = findings.message_and_hint(self.score, verdict, self.lang, first=verdict is self.first)
            text = text or word(f"status-{verdict.status}", self.lang)
            first = quoteattr(text.splitlines()[0])
            kind = "" if element == "skipped" else f" type={quoteattr(_type(verdict))}"
            yield f"      <{element} message={first}{kind}>{escape(text)}</{element}>"
        yield "    </testcase>"


def _whole(score: Score) -> Verdict:
    """Make one case of an exercise without cases of its own."""
    status: Literal["passed", "failed", "ungraded"] = (
        "ungraded" if score.score is None else "passed" if score.status == "passed" else "failed"
    )
    outcome = "missing" if score.status == "missing" else None
    message = score.notes[0] if score.notes else None
    return Verdict(
        score.id, False, status, score.score or 0.0, score.max_score, outcome=outcome, message=message
    )


def _element(verdict: Verdict) -> str:
    if verdict.status == "failed" and verdict.outcome not in (None, "returned", "missing"):
        return "error"
    return _ELEMENTS.get(verdict.status, "passed")


def _type(verdict: Verdict) -> str:
    if verdict.status == "ungraded":
        return "Ungraded"
    if verdict.mismatch is not None:
        return f"Wrong{verdict.mismatch.kind.capitalize()}"
    return "WrongAnswer" if verdict.outcome in (None, "returned") else str(verdict.outcome).capitalize()


def _totals(counts: "Counter[str]", seconds: float) -> str:
    return (
        f' tests="{counts.total()}" failures="{counts["failure"]}" errors="{counts["error"]}"'
        f' skipped="{counts["skipped"]}" time="{seconds:.3f}"'
    )


def _property(name: str, value: str) -> str:
    return f"<property name={quoteattr(name)} value={quoteattr(value)}/>"
