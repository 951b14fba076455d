"""A report as Gradescope's ``results.json``."""

import json
from typing import Literal

from grader.model import Report, Score, Verdict
from grader.report import findings
from grader.report.clean import plain
from grader.report.hidden import for_students
from grader.report.phrases import pick, word


def render(report: Report, lang: str = "es") -> str:
    """Write the text of ``/autograder/results/results.json``.

    Hidden cases are visible tests that show topic and hint: one hidden test would hide the student's total.
    Where something is ungraded there is no score at all: the platform asks for a person and takes no points.
    """
    report = for_students(report)
    graded = report.score is not None
    tests = [
        _test(score, verdict, f"{number}.{place}", lang, graded=graded)
        for number, score in enumerate(report.exercises, start=1)
        for place, verdict in enumerate(score.verdicts or (_whole(score),), start=1)
    ]
    seconds = sum(verdict.seconds for score in report.exercises for verdict in score.verdicts)
    said = [f"{word('total', lang)}: {findings.points(report.score, report.max_score, lang)}"]
    said += [] if report.exercises else [word("nothing", lang)]
    said += findings.notes(report.notes, lang)
    said += [note for score in report.exercises for note in findings.notes(score.notes, lang)]
    whole = {
        **({"score": report.score} if graded else {}),
        "execution_time": round(seconds, 3),
        "output": "\n".join(said),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"sha256": plain(report.sha256), "grader": plain(report.grader.get("version", ""))},
    }
    return json.dumps(whole, indent=1) + "\n"


def _whole(score: Score) -> Verdict:
    status: Literal["passed", "failed"] = "passed" if score.status == "passed" else "failed"
    return Verdict(score.id, False, status, score.score or 0.0, score.max_score)


def _test(score: Score, verdict: Verdict, number: str, lang: str, *, graded: bool) -> dict[str, object]:
    name = verdict.name + (f" ({word('hidden', lang)})" if verdict.hidden else "")
    title = pick(score.title, lang) or plain(score.id)
    first = next((v for v in score.verdicts if v.status == "failed"), None) is verdict
    passed = verdict.status == "passed"
    codes = (
        [f"misconception:{plain(code)}" for found in score.diagnosis for code in found.codes] if first else []
    )
    points = {"score": round(verdict.score, 6), "max_score": round(verdict.max_score, 6)} if graded else {}
    return {
        **points,
        "status": "passed" if passed else "failed",
        "name": f"{title}: {plain(name)}",
        "number": number,
        "output": "" if passed else findings.message_and_hint(score, verdict, lang, first=first),
        "tags": [plain(score.id), *codes],
        "visibility": "visible",
    }
