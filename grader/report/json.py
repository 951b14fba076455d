"""A report as JSON, ``grader/report/v1``, and back.

The object is the contract between the grader and whatever reads its results. Beside the prose stand the codes
and params that it was made of, so that a report can be rebuilt and said in another language.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.model import Diagnosis, Foreign, Mismatch, Phrase, Report, Score, Smallest, Verdict
from grader.report import findings
from grader.report.hidden import for_students
from grader.report.phrases import language, pick, say

SCHEMA = "grader/report/v1"
CELLS_OF_AN_ARRAY = 1024
"""Larger arrays of a smallest input are named by shape and dtype."""

_NOT_ASCII = re.compile(r"[^\x20-\x7e\n]")

CHARACTERS_OF_A_TEXT = 4000


def render(report: Report, lang: str = "es", *, show_hidden: bool = False) -> str:
    """Write the report as indented JSON with a line end: what ``grader check --format json`` prints."""
    return _text(to_dict(report, lang, show_hidden=show_hidden), indent=1) + "\n"


def line(report: Report, lang: str = "es", *, show_hidden: bool = True) -> str:
    """Write the report in one line, without a line end, for ``results.jsonl``, which is the instructor's."""
    return _text(to_dict(report, lang, show_hidden=show_hidden), indent=None)


def _text(whole: Mapping[str, Any], indent: int | None) -> str:
    text = json.dumps(whole, ensure_ascii=False, indent=indent, allow_nan=False)
    return _NOT_ASCII.sub(_kept, text)


def _kept(found: re.Match[str]) -> str:
    """Keep what is printable; escape what a terminal would obey; half a character is none."""
    character = found[0]
    if character.isprintable():
        return character
    if "\ud800" <= character <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return json.dumps(character)[1:-1]


def to_dict(report: Report, lang: str = "es", *, show_hidden: bool = False) -> dict[str, Any]:
    """Make the object of the contract; ``show_hidden=False`` is what a student may read."""
    if not show_hidden:
        report = for_students(report)
    lang = language(lang)
    return {
        "schema": SCHEMA,
        "grader": {
            key: report.grader.get(key, "") for key in ("version", "isolation", "course", "course_sha256")
        },
        "submission": {"student": report.student, "files": list(report.files), "sha256": report.sha256},
        "score": _number(report.score),
        "max_score": _number(report.max_score),
        "exercises": [_exercise(score, lang) for score in report.exercises],
        "notes": [_note(note, lang) for note in report.notes],
        "lang": lang,
    }


def _exercise(score: Score, lang: str) -> dict[str, Any]:
    return {
        "id": score.id,
        "status": score.status,
        "score": _number(score.score),
        "max_score": _number(score.max_score),
        "diagnosis": [_diagnosis(found, lang) for found in score.diagnosis],
        "cases": [_case(verdict, lang) for verdict in score.verdicts],
        "title": dict(score.title),
        "see": score.see,
        "notes": [_note(note, lang) for note in score.notes],
        "smallest": _smallest(score.smallest) if score.smallest is not None else None,
        "output": score.output,
        "training": jsonable(score.training) if score.training is not None else None,
    }


def _diagnosis(found: Diagnosis, lang: str) -> dict[str, Any]:
    return {
        "codes": list(found.codes),
        "explains": found.explains,
        "of": found.of,
        "message": findings.equals(found, lang),
        "help": " ".join(pick(text, lang) for text in found.say),
        "source": found.source or "",
        "titles": [dict(text) for text in found.titles],
        "cases": list(found.cases),
        "say": [dict(text) for text in found.say],
    }


def _case(verdict: Verdict, lang: str) -> dict[str, Any]:
    return {
        "name": verdict.name,
        "hidden": verdict.hidden,
        "status": verdict.status,
        "outcome": verdict.outcome,
        "score": _number(verdict.score),
        "max_score": _number(verdict.max_score),
        "limit": verdict.limit,
        "message": findings.message(verdict, lang),
        "seconds": round(verdict.seconds, 4) if math.isfinite(verdict.seconds) else 0.0,
        "mismatch": _mismatch(verdict.mismatch) if verdict.mismatch is not None else None,
        "phrase": _phrase(verdict.message),
        "hint": _note(verdict.hint, lang) if verdict.hint is not None else None,
        "source": verdict.source,
        "trace": list(verdict.trace),
    }


def _mismatch(mismatch: Mismatch) -> dict[str, Any]:
    return {
        "kind": mismatch.kind,
        "first_index": list(mismatch.first_index) if mismatch.first_index is not None else None,
        "expected": mismatch.expected,
        "actual": mismatch.actual,
        "max_abs_error": _number(mismatch.max_abs_error),
        "share_wrong": _number(mismatch.share_wrong),
        "wrong": mismatch.wrong,
        "total": mismatch.total,
        "part": mismatch.part,
        "shape": list(mismatch.shape) if mismatch.shape is not None else None,
    }


def _smallest(small: Smallest) -> dict[str, Any]:
    return {
        "of": small.of,
        "arguments": {name: jsonable(value) for name, value in small.arguments.items()},
        "expected": jsonable(small.expected),
        "actual": jsonable(small.actual),
        "mismatch": _mismatch(small.mismatch) if small.mismatch is not None else None,
    }


def _phrase(phrase: Phrase | None) -> dict[str, Any] | None:
    return None if phrase is None else {"code": phrase.code, "params": jsonable(phrase.params)}


def _note(phrase: Phrase, lang: str) -> dict[str, Any]:
    return {"code": phrase.code, "message": say(phrase, lang), "params": jsonable(phrase.params)}


def _number(value: float | None) -> float | str | None:
    return value if value is None or math.isfinite(value) else str(float(value))


def jsonable(value: Any) -> Any:
    """Turn a value into what JSON can hold; arrays are nested lists, large ones their shape and dtype."""
    if isinstance(value, str):
        return value if len(value) <= CHARACTERS_OF_A_TEXT else value[: CHARACTERS_OF_A_TEXT - 1] + "…"
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, np.generic):
        return value if isinstance(value, int) else _number(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return _array(value)
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        many = len(value) > CELLS_OF_AN_ARRAY
        return [jsonable(item) for item in value[:CELLS_OF_AN_ARRAY]] + (["…"] if many else [])
    if isinstance(value, Phrase):
        return {"phrase": _phrase(value)}
    if isinstance(value, Foreign):
        return {"foreign": {"type_name": value.type_name, "why": value.why}}
    return repr(value)


def _array(array: Any) -> Any:
    if array.size > CELLS_OF_AN_ARRAY or array.dtype.kind not in "biuf" or not array.size:
        return {
            "phrase": {
                "code": "array-summary",
                "params": {"shape": str(array.shape), "dtype": str(array.dtype)},
            }
        }
    if array.dtype.kind == "f" and array.dtype.itemsize < 8:
        return _shortest(array)
    return array.tolist() if array.dtype.kind != "f" or np.isfinite(array).all() else jsonable(array.tolist())


def _shortest(array: Any) -> Any:
    """Float32 numbers with the digits they have: 0.1, not 0.10000000149011612."""
    if array.ndim:
        return [_shortest(item) for item in array]
    return _number(float(str(array[()])))
