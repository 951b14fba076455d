"""What a student may see of hidden cases: their topic and their hint, nothing else.

Texts that the student's code made while it saw a hidden input (exceptions, forbidden names, places) could
carry that input out, so they go as well. What was decided before any input was sent stays.
"""

from collections.abc import Mapping
from dataclasses import replace

from grader.model import Phrase, Report, Score, Verdict

SAID_BEFORE_ANY_INPUT = frozenset(
    """
    missing syntax-error cell-lost cell-magic unread only-method only-inside only-function only-value
    only-text only-imported load-timeout skipped-timeouts
    """.split()  # noqa: SIM905
)

ENDINGS = {"returned": "hidden-returned", "raised": "hidden-raised", "timeout": "hidden-timeout"}
"""How a hidden case may be said to have ended; the outcome alone carries nothing of its input."""

PRECISION = Phrase("single-precision")
"""A hint of the judge's that tells nothing of an input."""

AUTHORS_HINT = "say"
"""A hint that the exercise's author wrote, by language; others are made from the exception that was raised."""


def for_students(report: Report) -> Report:
    """Reduce the hidden cases of a report to topic and hint; doing it twice changes nothing more."""
    if not any(verdict.hidden for score in report.exercises for verdict in score.verdicts):
        return report
    return replace(report, exercises=tuple(_score(score) for score in report.exercises))


def _score(score: Score) -> Score:
    if not any(verdict.hidden for verdict in score.verdicts):
        return score
    return replace(score, verdicts=tuple(_verdict(v) if v.hidden else v for v in score.verdicts))


def _verdict(verdict: Verdict) -> Verdict:
    message = verdict.message
    if verdict.status == "ungraded":
        message = message if message and message.code == "package-absent" else Phrase("ungraded")
    elif verdict.status == "passed":
        message = None
    elif message is None or message.code not in SAID_BEFORE_ANY_INPUT:
        message = Phrase(ENDINGS.get(verdict.outcome or "", "hidden-case"))
    hint = verdict.hint if _is_authors(verdict.hint) or verdict.hint == PRECISION else None
    return replace(verdict, message=message, hint=hint, mismatch=None, source=None, trace=())


def _is_authors(hint: Phrase | None) -> bool:
    """Say whether a hint is the author's: what comes out of a student's process is no mapping."""
    return hint is not None and hint.code == AUTHORS_HINT and isinstance(hint.params.get("say"), Mapping)
