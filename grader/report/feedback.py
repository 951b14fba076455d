"""A student's page: what is right, the first cause of what is not, a hint, the slide to read again.

One file that needs no other: it opens from a USB stick. Of hidden cases it shows topic and hint.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from grader.model import Report, Score, Smallest, Verdict
from grader.report import findings
from grader.report.arrays import Panel, panels
from grader.report.charts import HTML, curves, escape, heat_map
from grader.report.clean import block, number, plain
from grader.report.hidden import for_students
from grader.report.pages import safe, style, template
from grader.report.phrases import language, pick, place, word

_WORDS = {
    "notes": "notes", "nothing": "nothing", "hidden": "hidden", "trace": "trace", "hint": "hint",
    "see": "see", "more": "more", "smallest": "smallest", "differs": "differs-cell", "training": "training",
    "output": "output-title",
}  # fmt: skip


def render(report: Report, lang: str = "es") -> str:
    """Write the page of one student, in ``lang``."""
    report = for_students(report)
    lang = language(lang)
    return template("feedback.html").render(
        lang=lang,
        student=plain(report.student) or "—",
        course=plain(report.grader.get("course", "")) or word("feedback", lang),
        total=number(report.score),
        of=number(report.max_score),
        unit=word("unit", lang, count=report.max_score),
        words=_words(lang),
        style=safe(style()),
        notes=_sentences(report.notes, lang),
        exercises=[_exercise(score, lang) for score in report.exercises],
        graded_by=word(
            "graded-by", lang, **{key: report.grader.get(key) for key in ("version", "isolation")}
        ),
        files=", ".join(plain(file) for file in report.files[:20]),
    )


@lru_cache(maxsize=4)
def _words(lang: str) -> dict[str, str]:
    return {name: word(key, lang) for name, key in _WORDS.items()}


def _sentences(notes: Any, lang: str) -> list[Any]:
    return [safe(note) for note in findings.notes(notes, lang, HTML)]


def _exercise(score: Score, lang: str) -> dict[str, Any]:
    right = findings.passed(score)
    whole = len(score.verdicts)
    others = _others(score, lang) if score.status != "missing" else []
    title = pick(score.title, lang)
    return {
        "id": plain(score.id),
        "title": title or plain(score.id),
        "status": score.status,
        "status_text": word(f"status-{score.status}", lang),
        "points": findings.points(score.score, score.max_score, lang),
        "passed_text": word("cases-passed", lang, passed=len(right), count=whole) if right else "",
        "passed": [plain(verdict.name) for verdict in right],
        "cases": list(_missing(score, lang) if score.status == "missing" else _cases(score, lang)),
        "others": others,
        "others_text": word("others", lang, count=len(others)),
        "smallest": _smallest(score.smallest, lang) if score.smallest and score.status == "failed" else None,
        "training": _training(score, lang) if score.training else None,
        "notes": _sentences(score.notes, lang),
        "output": block(score.output) if score.output else "",
    }


def _missing(score: Score, lang: str) -> Iterator[dict[str, Any]]:
    """Say what is not there, once and not for each case."""
    said = dict.fromkeys(findings.fact(verdict, lang, HTML) for verdict in score.verdicts)
    for fact in filter(None, said):
        yield {
            "status": "missing", "name": "", "hidden": False, "points": "", "fact": safe(fact),
            "where": "", "evidence": (), "trace": (), "advice": None,
        }  # fmt: skip


def _cases(score: Score, lang: str) -> Iterator[dict[str, Any]]:
    for position, verdict in enumerate(findings.failures(score).told):
        advice = None
        if verdict.status == "failed":
            advice = _escaped(findings.advice(score, verdict, lang, HTML, first=position == 0))
        yield _case(verdict, lang, advice)


def _others(score: Score, lang: str) -> list[dict[str, Any]]:
    return [_case(verdict, lang, None) for verdict in findings.failures(score).others]


def _case(verdict: Verdict, lang: str, advice: dict[str, Any] | None) -> dict[str, Any]:
    where, pairs = findings.evidence(verdict.mismatch, lang)
    points = None if verdict.status == "ungraded" else verdict.score
    return {
        "status": verdict.status,
        "name": plain(verdict.name),
        "hidden": verdict.hidden,
        "points": findings.points(points, verdict.max_score, lang),
        "fact": safe(findings.fact(verdict, lang, HTML)),
        "where": where,
        "evidence": pairs,
        "trace": [place(frame, lang) for frame in verdict.trace[-4:]] if len(verdict.trace) > 1 else (),
        "advice": advice,
    }


def _escaped(advice: findings.Advice) -> dict[str, Any] | None:
    if not any(advice):
        return None
    return {
        "equals": safe(advice.equals),
        "hints": [safe(hint) for hint in advice.hints],
        "see": safe(advice.see),
        "codes": [plain(code) for code in advice.codes],
    }


def _smallest(small: Smallest, lang: str) -> dict[str, Any]:
    shown = panels(small, lang)
    arguments = [
        panel for panel in shown.arguments if panel.cells or panel.matrix is not None or len(panel.text) > 24
    ]
    figures = _row(arguments, "") + _row(shown.actual, "actual", shown.expected)
    return {
        "call": findings.signature_of_call(small.of, small.arguments),
        "marked": shown.marked,
        "figures": safe(figures),
    }


def _row(shown: Sequence[Panel], kind: str, beside: Sequence[Panel] = ()) -> str:
    figures = [_figure(panel, kind) for panel in shown] + [_figure(panel, "expected") for panel in beside]
    return f'<div class="panels">{"".join(figures)}</div>' if figures else ""


def _figure(panel: Panel, kind: str) -> str:
    caption = f"<figcaption>{escape(panel.label)}</figcaption>"
    if panel.cells:
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td class="differs">{escape(cell)}</td>'
                if (r, c) in panel.marks
                else f"<td>{escape(cell)}</td>"
                for c, cell in enumerate(row)
            )
            + "</tr>"
            for r, row in enumerate(panel.cells)
        )
        return f'<figure>{caption}<table class="cells {kind}"><tbody>{rows}</tbody></table></figure>'
    text = f'<div class="small soft">{escape(panel.text)}</div>' if panel.text else ""
    if panel.matrix is not None:
        return f"<figure>{caption}{heat_map(panel.matrix, panel.label, panel.marks)}{text}</figure>"
    return f"<figure>{caption}<code>{escape(panel.text)}</code></figure>"


def _training(score: Score, lang: str) -> dict[str, Any]:
    figures = ""
    for part in findings.training_parts(score):
        confusion = part.get("confusion")
        if isinstance(confusion, (list, tuple)) and confusion:
            figures += _confusion(confusion, word("confusion", lang), part.get("classes"))
        for key in ("loss", "accuracy"):
            figures += curves(part.get("curves"), key, word(f"curve-{key}", lang))
    return {"rows": findings.training(score, lang), "figures": safe(figures)}


def _confusion(matrix: Sequence[Sequence[float]], title: str, classes: Any = None) -> str:
    """Write a confusion matrix as a table of counts, its cells shaded by the share of their row."""
    rows = []
    names = [plain(str(name), 20) for name in classes] if isinstance(classes, (list, tuple)) else []
    names += [str(number) for number in range(len(names), len(matrix))]
    for r, row in enumerate(matrix):
        total = sum(row) or 1
        kinds = ["hit" if r == c else "miss" for c in range(len(row))]
        cells = "".join(
            f'<td class="{kind}" style="--share:{count / total:.2f}">{number(count)}</td>'
            for kind, count in zip(kinds, row, strict=True)
        )
        rows.append(f'<tr><th scope="row">{escape(names[r])}</th>{cells}</tr>')
    head = "".join(f'<th scope="col">{escape(names[c])}</th>' for c in range(len(matrix[0])))
    head = f"<thead><tr><td></td>{head}</tr></thead>"
    table = f'<table class="cells confusion">{head}<tbody>{"".join(rows)}</tbody></table>'
    return f'<div class="panels"><figure><figcaption>{escape(title)}</figcaption>{table}</figure></div>'
