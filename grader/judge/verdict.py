"""One case, judged: what was expected of its trials, what happened, and what to say of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.errors import OwnFault, PackageAbsent
from grader.judge import wording
from grader.judge.compare import compare, compare_dtype, compare_shape, is_ragged, same
from grader.judge.figures import figure_fault
from grader.judge.numbers import SINGLE_ATOL, SINGLE_RTOL
from grader.judge.properties import Claim
from grader.judge.wording import clipped
from grader.model import (
    Case,
    Exercise,
    Limits,
    Mismatch,
    Phrase,
    Raised,
    Returned,
    Stopped,
    Tolerance,
    Trial,
    Verdict,
)

LOAD_SECONDS = 10
"""The limit of loading a submission, which no case can change."""

TEXT_WIDTH = 300
DIFFERENCES = Tolerance(rtol=1e-4, atol=1e-6)
"""The least tolerance of a gradient against central differences, which are no more exact than this."""

Fault = tuple[Phrase, Mismatch | None]
"""Why a trial fails: what to say, and where the values differ."""


def verdict(exercise: Exercise, case: Case, trials: Sequence[Trial]) -> Verdict:
    """Judge a case by its trials: all or nothing, and the first trial that fails is the one to show.

    Parameters
    ----------
    exercise : Exercise
    case : Case
    trials : sequence of Trial
        One for each draw, in order; it may end early at a draw that had no answer.

    Returns
    -------
    Verdict
        ``status`` is passed or failed. A hidden case keeps its mismatch: the report decides what to show.
    """
    del exercise  # what a case needs to know, it says itself
    seconds = sum(trial.outcome.seconds for trial in trials)
    fault: Fault | None = None
    trial = trials[-1]
    for tried in trials:
        fault = fault_of(tried)
        if fault is not None:
            trial = tried
            break
    outcome = trial.outcome
    if fault is None and len(trials) < case.repeat and case.expect.kind != "property":
        raise OwnFault(
            f"case {case.name!r}: {len(trials)} of {case.repeat} draws tried, and none of them failed"
        )
    message, mismatch = fault or (None, None)
    return Verdict(
        name=case.name,
        hidden=case.hidden,
        status="passed" if fault is None else "failed",
        score=case.points if fault is None else 0.0,
        max_score=case.points,
        outcome=_outcome_name(outcome),
        limit=outcome.limit if isinstance(outcome, Stopped) else None,
        message=message,
        hint=_hint(trial, mismatch) if fault is not None else None,
        mismatch=mismatch,
        seconds=seconds,
        source=case.source,
        trace=outcome.trace if isinstance(outcome, Raised) and fault is not None else (),
    )


def ungraded(case: Case, why: OwnFault | str) -> Verdict:
    """Say of a case that it could not be judged, through no fault of the student's."""
    params = {"reason": str(why)}
    if isinstance(why, PackageAbsent):
        return _without_outcome(
            case, "ungraded", Phrase("package-absent", {**params, "packages": list(why.packages)})
        )
    return _without_outcome(case, "ungraded", Phrase("ungraded", params))


def skipped(case: Case, why: Phrase) -> Verdict:
    """Say of a case that it was not tried any more, and why."""
    return _without_outcome(case, "skipped", why)


def _without_outcome(case: Case, status: Any, message: Phrase) -> Verdict:
    return Verdict(case.name, case.hidden, status, 0.0, case.points, message=message, source=case.source)


def _outcome_name(outcome: Returned | Raised | Stopped) -> str:
    if isinstance(outcome, Returned):
        return "returned"
    return "raised" if isinstance(outcome, Raised) else outcome.outcome


def _hint(trial: Trial, mismatch: Mismatch | None) -> Phrase | None:
    case, outcome = trial.case, trial.outcome
    if isinstance(outcome, Raised) and outcome.hint is not None:
        return outcome.hint
    if case.say:
        return Phrase("say", {"say": case.say})
    if mismatch is not None and mismatch.kind == "value" and case.expect.kind in {"value", "reference"}:
        single = Tolerance(SINGLE_RTOL, SINGLE_ATOL)
        if isinstance(outcome, Returned) and same(trial.expected, outcome.value, single):
            return Phrase("single-precision")
    return None


def fails(trial: Trial) -> bool:
    """Say whether a trial fails."""
    return fault_of(trial) is not None


def is_wrong(trial: Trial) -> bool:
    """Say whether what came of a trial is wrong; that its inputs were changed says nothing of the answer."""
    fault = fault_of(trial)
    return fault is not None and fault[0].code != "inputs-changed"


def fault_of(trial: Trial) -> Fault | None:
    """Find what is wrong with a trial; None where it is right."""
    case, outcome = trial.case, trial.outcome
    if isinstance(outcome, Stopped):
        return stop_phrase(outcome, case.limits), None
    if case.expect.kind == "raises":
        phrase = _wrong_exception(case, outcome)
        return None if phrase is None else (phrase, None)
    if isinstance(outcome, Raised):
        return Phrase("raised", _exception(outcome)), None
    fault = _compared(trial, outcome)
    if fault is None and case.pure and outcome.changed:
        return changed_inputs(outcome.changed), None
    return fault


def changed_inputs(names: Sequence[str]) -> Phrase:
    """Say which arguments were changed in place."""
    return Phrase("inputs-changed", {"names": sorted(set(names))})


def _exception(outcome: Raised) -> dict[str, Any]:
    return {
        "type": clipped(outcome.type),
        "text": clipped(outcome.message, TEXT_WIDTH),
        "where": outcome.where,
    }


def exception_names(case: Case) -> tuple[str, ...]:
    """Name the exceptions that a case expects."""
    value = case.expect.value
    return (value,) if isinstance(value, str) else tuple(value)


def _wrong_exception(case: Case, outcome: Returned | Raised) -> Phrase | None:
    names = exception_names(case)
    wanted = " / ".join(names)
    if isinstance(outcome, Returned):
        return Phrase("not-raised", {"type": wanted})
    raised = {outcome.type, *outcome.bases}
    if any(name in raised or name.rpartition(".")[2] in raised for name in names):
        return None
    return Phrase("wrong-raise", {"expected": wanted, **_exception(outcome)})


def _compared(trial: Trial, outcome: Returned) -> Fault | None:
    """Compare an answer with what was expected; one that cannot be compared is wrong.

    Raises
    ------
    OwnFault
        If it is the expected side that cannot be compared, with itself.
    """
    try:
        return _wrong_answer(trial, outcome.value)
    except Exception as error:  # noqa: BLE001 — whatever it is, the next lines find out whose it is
        if trial.case.expect.kind != "differences":  # there both sides are the student's
            try:
                _wrong_answer(trial, _harmless(trial))
            except Exception:  # noqa: BLE001
                raise OwnFault(f"case {trial.case.name!r}: {type(error).__name__}: {error}") from error
        return Phrase("not-comparable", {"actual": wording.kind(outcome.value)}), None


def _harmless(trial: Trial) -> Any:
    """Return an answer that no comparison fails at: the right one, or None where only its form is asked for."""
    if trial.case.expect.kind in {"shape", "dtype", "figure"}:
        return None
    return trial.expected.expected if isinstance(trial.expected, Claim) else trial.expected


def _wrong_answer(trial: Trial, value: Any) -> Fault | None:
    case = trial.case
    expect = case.expect
    if isinstance(trial.expected, Phrase):
        return trial.expected, None
    if expect.kind == "figure":
        phrase = figure_fault(trial.expected if isinstance(trial.expected, Mapping) else expect.value, value)
        return None if phrase is None else (phrase, None)
    if isinstance(trial.expected, Claim):
        return _false_claim(trial, trial.expected, value)
    if expect.kind in ("shape", "dtype"):
        mismatch = compare_shape(_shape(trial), value) if expect.kind == "shape" else None
        name = expect.dtype or (expect.value if expect.kind == "dtype" else None) or case.dtype
        mismatch = mismatch or (compare_dtype(str(name), value) if name else None)
    else:
        tolerance = case.tolerance
        if expect.kind == "differences":
            least = DIFFERENCES
            tolerance = Tolerance(max(tolerance.rtol, least.rtol), max(tolerance.atol, least.atol))
        mismatch = compare(trial.expected, value, tolerance, dtype=expect.dtype or case.dtype)
    if mismatch is None:
        return None
    if case.misprint is not None and compare(case.misprint.value, value, case.tolerance) is None:
        return Phrase("misprint", {"say": case.misprint.say}), mismatch
    return _mismatch_phrase(mismatch, value), mismatch


def _shape(trial: Trial) -> tuple[int, ...]:
    """Read the expected shape; the one that was resolved for this draw where there is one."""
    wanted = trial.expected if isinstance(trial.expected, (tuple, list)) else trial.case.expect.value
    return tuple(int(n) for n in wanted)


def _mismatch_phrase(mismatch: Mismatch, value: Any) -> Phrase:
    if mismatch.kind == "type" and value is None:
        return Phrase("nothing-returned", {"expected": mismatch.expected})
    if mismatch.kind == "type" and is_ragged(value):
        return Phrase("ragged-list", {"expected": mismatch.expected, "actual": mismatch.actual})
    code = "wrong-values" if mismatch.kind == "value" else f"wrong-{mismatch.kind}"
    return Phrase(code, {"expected": mismatch.expected, "actual": mismatch.actual, "part": mismatch.part})


def _false_claim(trial: Trial, claim: Claim, value: Any) -> Fault | None:
    mismatch = compare(claim.expected, value, trial.case.tolerance, dtype=trial.case.dtype)
    if mismatch is None and not claim.broken:
        return None
    if claim.nothing:
        return Phrase("nothing-returned", {"expected": wording.kind(claim.expected)}), mismatch
    return Phrase("property", {"name": claim.what or claim.name}), mismatch


def stop_phrase(outcome: Stopped, limits: Limits) -> Phrase:
    """Say why there is no answer."""
    if outcome.why is not None:
        return outcome.why
    sizes: Mapping[str | None, tuple[str, dict[str, Any]]] = {
        "load": ("load-timeout", {"seconds": LOAD_SECONDS}),
        "cpu": ("cpu", {"seconds": limits.cpu_seconds or limits.seconds}),
        "wall": ("timeout", {"seconds": limits.seconds}),
        "memory": ("memory", {"memory_mb": limits.memory_mb}),
        "gpu_memory": ("gpu_memory", {"memory_mb": limits.memory_mb}),
        "output": ("output", {"output_mb": limits.output_mb}),
        "threads": ("threads", {"threads": limits.threads}),
        "answer": ("answer", {"answer_mb": limits.answer_mb}),
        "parameters": ("parameters", {}),
    }
    if outcome.outcome == "forbidden":
        return Phrase("forbidden", {"name": outcome.name, "where": outcome.where})
    if outcome.outcome == "missing":
        return Phrase("missing", {"name": outcome.name})
    if outcome.limit in sizes and not (outcome.outcome == "crashed" and outcome.limit == "load"):
        return Phrase(*sizes[outcome.limit])
    if outcome.outcome == "crashed":
        return Phrase("crashed", {"limit": outcome.limit})
    return Phrase(*sizes["memory" if outcome.outcome == "memory" else "wall"])
