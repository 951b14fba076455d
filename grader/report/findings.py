"""What there is to say about one case and one exercise: fact, evidence, one hint, source.

Every renderer says the same things in the same order; only the shape of the text differs.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from grader.model import Diagnosis, Mismatch, Phrase, Score, Verdict
from grader.report.clean import number, plain
from grader.report.phrases import PLAIN, Style, joined, pick, say, shown, word

_READ_FROM_MISMATCH = frozenset({"wrong-type", "wrong-shape", "wrong-dtype", "wrong-values"})
TOLD_IN_FULL = 6
_TUPLE = re.compile(r"tuple \((\d+)\)")
_LAZY = frozenset({"generator", "map", "filter", "zip", "enumerate", "reversed"})
_INTEGER = re.compile(r"\d+")


class Advice(NamedTuple):
    """What to do about a failed exercise.

    ``equals`` names the mistake that explains the answers; ``grader explain`` knows more about ``codes``.
    """

    equals: str
    hints: tuple[str, ...]
    see: str
    codes: tuple[str, ...]


class Failures(NamedTuple):
    """The cases that did not pass: those to tell in full, and those that only repeat one of them."""

    told: tuple[Verdict, ...]
    others: tuple[Verdict, ...]


def fact(verdict: Verdict, lang: str, style: Style = PLAIN) -> str:
    """Say in one sentence what is right, then what is not; empty for a case that passed without a remark."""
    message, mismatch = verdict.message, verdict.mismatch
    if mismatch is not None and (message is None or message.code in _READ_FROM_MISMATCH):
        said = say(_DIFFERENCES[mismatch.kind](mismatch), lang, style)
        if not mismatch.part:
            return said
        where = say(Phrase("in-part", {"part": mismatch.part}), lang, style)
        return f"{where} {said[:1].lower()}{said[1:]}"
    return say(message, lang, style) if message is not None else ""


def _type(mismatch: Mismatch) -> Phrase:
    several = _TUPLE.fullmatch(mismatch.actual)
    if several and not mismatch.expected.startswith(("tuple", "list", "dict")):
        return Phrase("wrong-type-tuple", {"count": several[1]})
    if mismatch.actual in _LAZY:
        return Phrase("wrong-type-lazy", {"actual": mismatch.actual})
    if mismatch.actual == "array of object":
        return Phrase("wrong-type-object")
    return Phrase("wrong-type")


def _shape(mismatch: Mismatch) -> Phrase:
    if mismatch.expected.startswith("{") or mismatch.actual.startswith("{"):
        return Phrase("wrong-keys")
    expected, actual = (
        [int(size[:18]) for size in _INTEGER.findall(text)] for text in (mismatch.expected, mismatch.actual)
    )
    if expected and len(expected) == len(actual):
        return Phrase("wrong-shape-axes")
    if expected and actual and _product(expected) == _product(actual):
        return Phrase("wrong-shape-size")
    return Phrase("wrong-shape")


def _product(sizes: list[int]) -> int:
    product = 1
    for size in sizes:
        product *= size
    return product


def _dtype(mismatch: Mismatch) -> Phrase:
    return Phrase("wrong-dtype" if mismatch.shape else "wrong-dtype-scalar")


def _value(mismatch: Mismatch) -> Phrase:
    wrong, total = mismatch.wrong, mismatch.total
    if wrong is None or total is None:
        return Phrase("wrong-values")
    if not mismatch.shape:
        return Phrase("wrong-value")
    params = {
        "shape": str(tuple(mismatch.shape)), "wrong": wrong, "right": total - wrong, "total": total,
    }  # fmt: skip
    return Phrase("wrong-values-all" if wrong == total else "wrong-values-some", params)


_DIFFERENCES: Mapping[str, Callable[[Mismatch], Phrase]] = {
    "type": _type, "shape": _shape, "dtype": _dtype, "value": _value,
}  # fmt: skip


def evidence(mismatch: Mismatch | None, lang: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Where the first difference is (may be empty), and what is found there: pairs of label and value."""
    if mismatch is None:
        return "", ()
    where = ""
    if mismatch.kind == "value" and mismatch.first_index:
        where = word("at-index", lang, index=str(list(mismatch.first_index)))
    both = [plain(text, 120) for text in (mismatch.actual, mismatch.expected)]
    pairs = [(word("yours", lang), both[0]), (word("expected", lang), both[1])]
    error = mismatch.max_abs_error
    several = mismatch.total is not None and mismatch.total > 1
    if mismatch.kind == "value" and several and error is not None and math.isfinite(error):
        pairs.append((word("largest-difference", lang), str(float(f"{error:.6g}"))))
    return where, tuple(pairs)


def message(verdict: Verdict, lang: str) -> str:
    """Fact and evidence in one line, for formats that have room for one."""
    if verdict.message is None and verdict.mismatch is None:
        return ""
    where, pairs = evidence(verdict.mismatch, lang)
    found = ", ".join(f"{label} {value}" for label, value in pairs)
    found = f"{where}: {found}" if where else found
    return " ".join(part for part in (fact(verdict, lang), f"[{found}]" if found else "") if part)


def message_and_hint(score: Score, verdict: Verdict, lang: str, *, first: bool = True) -> str:
    """`message`, and what to do about it, one piece a line: for formats where each case stands alone."""
    advised = advice(score, verdict, lang, first=first)
    lines = [message(verdict, lang), advised.equals]
    lines += [f"{word('hint', lang)}: {hint}" for hint in advised.hints]
    lines += [f"{word('see', lang)}: {advised.see}"] if advised.see else []
    return "\n".join(line for line in lines if line)


def equals(diagnosis: Diagnosis, lang: str, style: Style = PLAIN) -> str:
    """Say which known mistake gives the same output: a match is evidence, no accusation."""
    names = [_inside_a_sentence(title) for title in titles(diagnosis, lang)]
    if len(names) == 1:
        return say(Phrase("output-equals", {"title": {lang: names[0]}}), lang, style)
    named = joined([style.prose(f"«{name}»" if lang == "es" else f'"{name}"') for name in names], lang)
    said = say(Phrase("output-equals-pair", {"titles": {lang: "\ufffc"}}), lang, style)
    return said.replace("\ufffc", named)


def _inside_a_sentence(title: str) -> str:
    """``Kernel flipped`` after a colon is ``kernel flipped``; ``ReLU`` and ``ELU`` stay."""
    first = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if first[1:] == first[1:].lower() and len(first) > 1 else title


def titles(diagnosis: Diagnosis, lang: str) -> list[str]:
    """Names of the mistakes, with the code where there is no name."""
    named = [pick(title, lang) for title in diagnosis.titles]
    named += [""] * (len(diagnosis.codes) - len(named))
    return [
        (name or plain(code)).strip().rstrip(".") for name, code in zip(named, diagnosis.codes, strict=False)
    ]


def advice(score: Score, verdict: Verdict, lang: str, style: Style = PLAIN, *, first: bool = True) -> Advice:
    """Advise on a failed case: its own hint, or that of a diagnosis, on the first case told that it explains."""
    see = style.prose(pick(verdict.source or (score.see if first else None), lang))
    own = (say(verdict.hint, lang, style),) if verdict.hint is not None else ()
    found = _explaining(score, verdict)
    if found is None or verdict.status != "failed":
        return Advice("", own, see, ())
    if verdict is not next((v for v in failures(score).told if _explaining(score, v) is found), verdict):
        return Advice("", own if verdict.hidden else (), "", ())
    hints = tuple(style.prose(hint) for hint in (pick(text, lang) for text in found.say) if hint)
    return Advice(
        equals(found, lang, style), hints or own, style.prose(pick(found.source, lang)) or see, found.codes
    )


def _explaining(score: Score, verdict: Verdict) -> Diagnosis | None:
    """Return the diagnosis that explains a case; one that names no cases explains all."""
    return next((d for d in score.diagnosis if not d.cases or verdict.name in d.cases), None)


def failures(score: Score) -> Failures:
    """Choose what to tell of an exercise: each way of not being right once, visible cases first.

    A student needs the first cause, not thirty copies of it.
    """
    seen: set[object] = set()
    told: list[Verdict] = []
    others: list[Verdict] = []
    wrong = [verdict for verdict in score.verdicts if verdict.status != "passed"]
    for verdict in sorted(wrong, key=lambda verdict: (verdict.status != "failed", verdict.hidden)):
        explained = _explaining(score, verdict)
        way = (_way_of_failing(verdict), explained.codes if explained else ())
        (told if way not in seen and len(told) < TOLD_IN_FULL else others).append(verdict)
        seen.add(way)
    return Failures(tuple(told), tuple(others))


def _way_of_failing(verdict: Verdict) -> object:
    message, mismatch, hint = verdict.message, verdict.mismatch, verdict.hint
    params = message.params if message is not None else {}
    return (
        verdict.status,
        message.code if message is not None else "",
        str([params.get(name) for name in ("type", "where", "name", "what", "say", "text")]),
        (mismatch.kind, mismatch.part) if mismatch is not None else None,
        str(hint.params) if hint is not None else "",
    )


def passed(score: Score) -> list[Verdict]:
    """Pick the cases that passed."""
    return [verdict for verdict in score.verdicts if verdict.status == "passed"]


@lru_cache(maxsize=1024)
def points(score: float | None, max_score: float, lang: str) -> str:
    """Write ``7.5 / 10 points``; an em dash where there is no score."""
    return word("points", lang, points=number(score), of=number(max_score), count=max_score)


def notes(found: tuple[Phrase, ...], lang: str, style: Style = PLAIN) -> list[str]:
    """Say notes as sentences, each once."""
    return list(dict.fromkeys(say(note, lang, style) for note in found))


def signature_of_call(of: str, arguments: Mapping[str, object]) -> str:
    """``conv2d(x, w, stride=2)``: small arguments in full, arrays by their name."""
    inside = [
        name if _is_large(value) else f"{name}={shown_value(value)}" for name, value in arguments.items()
    ]
    return plain(f"{of}({', '.join(inside)})", 200)


def _is_large(value: object) -> bool:
    return hasattr(value, "shape") or (isinstance(value, (list, tuple, dict)) and len(str(value)) > 24)


def shown_value(value: object) -> str:
    """Write a small plain value as Python writes it."""
    return shown(repr(value), "en") if not isinstance(value, Phrase) else say(value, "en")


def training(score: Score, lang: str) -> list[tuple[str, str]]:
    """Say what a training run reports, in rows of label and text; pictures are the renderer's."""
    return [row for part in training_parts(score) for row in _training_rows(part, lang)]


def training_parts(score: Score) -> list[Mapping[str, Any]]:
    """Return what was trained: the data sets of an exercise, in order."""
    found = score.training or {}
    before = found.get("before")
    parts = [*(before if isinstance(before, (list, tuple)) else ()), found]
    return [part for part in parts if isinstance(part, Mapping) and part]


def _training_rows(found: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    rows = []
    if found.get("set"):
        rows.append((word("set", lang), plain(str(found["set"]), 80)))
    accuracies = found.get("accuracies")
    if isinstance(accuracies, (list, tuple)) and accuracies:
        rows.append((word("accuracies", lang), ", ".join(shown(value, "en") for value in accuracies)))
    for key in ("interval", "wilson"):
        interval = found.get(key)
        if isinstance(interval, (list, tuple)) and len(interval) == 2:
            rows.append((word(key, lang), f"{shown(interval[0], 'en')} – {shown(interval[1], 'en')}"))
    rows += [
        (word("parameters-word" if key == "parameters" else key, lang), shown(found[key], "en"))
        for key in ("tier", "device", "seconds", "memory_mb", "gpu_memory_mb", "parameters")
        if found.get(key)
    ]
    if found.get("borderline"):
        rows.append((word("training", lang), word("training-borderline", lang)))
    return rows
