"""The way back: an object of ``grader/report/v1`` becomes a Report again.

What a reader of reports can see survives: `to_dict` of the rebuilt report is the object it was made of.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.model import Diagnosis, Foreign, Mismatch, Phrase, Report, Score, Smallest, Verdict

_WORDS_FOR_NUMBERS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def from_json(whole: Mapping[str, Any]) -> Report:
    """Rebuild a report.

    Raises
    ------
    ValueError
        If the object is no report of this version.
    """
    if whole.get("schema") != "grader/report/v1":
        raise ValueError(f"not a grader/report/v1 object: schema is {whole.get('schema')!r}")
    try:
        return Report(
            grader=dict(whole["grader"]),
            student=whole["submission"]["student"],
            files=tuple(whole["submission"]["files"]),
            sha256=whole["submission"]["sha256"],
            score=_number(whole["score"]),
            max_score=_number(whole["max_score"]),
            exercises=tuple(_score(exercise) for exercise in whole["exercises"]),
            notes=_phrases(whole.get("notes", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"not a complete grader/report/v1 object: {type(error).__name__}: {error}"
        ) from error


def _score(exercise: Mapping[str, Any]) -> Score:
    return Score(
        id=exercise["id"],
        title=exercise.get("title") or {},
        status=exercise["status"],
        score=_number(exercise["score"]),
        max_score=_number(exercise["max_score"]),
        verdicts=tuple(_verdict(case) for case in exercise["cases"]),
        diagnosis=tuple(_diagnosis(found) for found in exercise.get("diagnosis", ())),
        smallest=_smallest(exercise["smallest"]) if exercise.get("smallest") else None,
        notes=_phrases(exercise.get("notes", ())),
        output=exercise.get("output") or "",
        training=exercise.get("training"),
        see=exercise.get("see"),
    )


def _verdict(case: Mapping[str, Any]) -> Verdict:
    return Verdict(
        name=case["name"],
        hidden=case["hidden"],
        status=case["status"],
        score=_number(case["score"]),
        max_score=_number(case["max_score"]),
        outcome=case["outcome"],
        limit=case["limit"],
        message=_phrase(case.get("phrase")),
        hint=_phrase(case.get("hint")),
        mismatch=_mismatch(case["mismatch"]),
        seconds=_number(case["seconds"]),
        source=case.get("source"),
        trace=tuple(case.get("trace", ())),
    )


def _mismatch(found: Mapping[str, Any] | None) -> Mismatch | None:
    if found is None:
        return None
    return Mismatch(
        kind=found["kind"],
        expected=found["expected"],
        actual=found["actual"],
        first_index=_sizes(found["first_index"]),
        max_abs_error=_number(found["max_abs_error"]),
        share_wrong=_number(found["share_wrong"]),
        wrong=found.get("wrong"),
        total=found.get("total"),
        part=found.get("part", ""),
        shape=_sizes(found.get("shape")),
    )


def _diagnosis(found: Mapping[str, Any]) -> Diagnosis:
    return Diagnosis(
        codes=tuple(found["codes"]),
        explains=found["explains"],
        of=found["of"],
        say=tuple(found.get("say", ())),
        source=found.get("source") or None,
        titles=tuple(found.get("titles", ())),
        cases=tuple(found.get("cases", ())),
    )


def _smallest(small: Mapping[str, Any]) -> Smallest:
    return Smallest(
        of=small["of"],
        arguments={name: _value(value) for name, value in small["arguments"].items()},
        expected=_value(small["expected"]),
        actual=_value(small["actual"]),
        mismatch=_mismatch(small["mismatch"]),
    )


def _phrase(found: Mapping[str, Any] | None) -> Phrase | None:
    return Phrase(found["code"], found.get("params", {})) if found else None


def _phrases(found: Sequence[Mapping[str, Any]]) -> tuple[Phrase, ...]:
    return tuple(Phrase(note["code"], note.get("params", {})) for note in found)


def _number(value: Any) -> Any:
    return _WORDS_FOR_NUMBERS.get(value, value) if isinstance(value, str) else value


def _sizes(value: Sequence[int] | None) -> tuple[int, ...] | None:
    return None if value is None else tuple(value)


def _value(value: Any) -> Any:
    """Rebuild a value: rectangular lists of numbers are arrays, words for non-finite numbers are numbers."""
    if isinstance(value, Mapping):
        if set(value) == {"phrase"}:
            return _phrase(value["phrase"])
        if set(value) == {"foreign"}:
            return Foreign(**value["foreign"])
        return {key: _value(item) for key, item in value.items()}
    if not isinstance(value, list):
        return _number(value)
    kinds: set[type] = set()
    numbers = _numbers(value, kinds)
    if len(kinds) != 1:
        return [_value(item) for item in value]
    try:
        array = np.array(numbers)
    except (ValueError, OverflowError):
        return [_value(item) for item in value]
    return array if array.dtype.kind in "biuf" and array.size else [_value(item) for item in value]


def _numbers(value: Any, kinds: set[type]) -> Any:
    if isinstance(value, list):
        return [_numbers(item, kinds) for item in value]
    value = _number(value)
    kinds.add(type(value))
    return value
