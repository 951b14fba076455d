"""A training exercise, judged: seed after seed until every tier is settled.

Accuracy is computed here, from predictions; the test labels never leave this process. A seed that ends
without predictions (an exception, a limit, an answer of the wrong form) is replaced by another one, once;
the second ends the exercise, which then fails with that outcome. What no other seed would change (a
forbidden name, a missing function, a file that does not load) ends it at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import stdev
from typing import Any

from grader.judge import sequential
from grader.judge.oneseed import Device, Examples, Fault, Room, Trained, limits, train
from grader.judge.predictions import confusion
from grader.judge.verdict import skipped, stop_phrase, verdict
from grader.model import Case, Exercise, Expectation, Limits, Phrase, Raised, Stopped, Trial, Verdict

DEFAULT_SEEDS = {"min": 3, "max": 10}
FAULTS_ALLOWED = 1
QUICK_SECONDS = 3.0
"""A training this short is done twice, to see whether its seed decides everything."""
MEMORISED, GAP = 0.95, 0.1
_DIGITS, _TEXT_CHARACTERS = 6, 200

Points = list[dict[str, float | None]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a training came to: a verdict for each tier, the report's numbers, remarks, and output.

    ``ended``: no accuracy could be had, and other data would not change that.
    """

    verdicts: tuple[Verdict, ...]
    training: Mapping[str, Any]
    notes: tuple[Phrase, ...] = ()
    output: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One data set of an exercise, its tiers, and the case that each tier is."""

    data: Mapping[str, Any]
    tiers: tuple[Mapping[str, Any], ...]
    cases: tuple[Case, ...]


def parts(exercise: Exercise) -> tuple[Part, ...]:
    """Divide an exercise by its data sets; a tier that names no ``set`` belongs to the first.

    A tier is worth what it adds to the one before it in the list.
    """
    plan = exercise.training or {}
    listed = plan.get("data", ())
    specs = [listed] if isinstance(listed, Mapping) else list(listed)
    below, tiers = 0.0, []
    for tier in plan.get("tiers", ()):
        name = tier.get("set", specs[0]["set"] if specs else "")
        title = (
            f"{name}: accuracy {float(tier['accuracy']):g}"
            if len(specs) > 1
            else f"accuracy {float(tier['accuracy']):g}"
        )
        of = next(iter(exercise.functions), "")
        points = float(tier["points"])
        tiers.append((name, tier, Case(title, Expectation("property"), points - below, of)))
        below = points
    return tuple(
        Part(
            spec,
            tuple(tier for name, tier, _ in tiers if name == spec["set"]),
            tuple(case for name, _, case in tiers if name == spec["set"]),
        )
        for spec in specs
    )


def tier_cases(exercise: Exercise) -> tuple[Case, ...]:
    """Return a case for each tier; none for an exercise without training."""
    return tuple(case for part in parts(exercise) for case in part.cases)


def judge_training(
    exercise: Exercise,
    part: Part,
    data: Examples,
    open_room: Callable[[Points], Room],
    next_seed: Callable[[], int],
    *,
    device: Device = "cpu",
) -> Judged:
    """Train on one data set until every tier of it is settled.

    Parameters
    ----------
    open_room : gives a fresh process, and puts the progress it hears of into the list
    next_seed : gives the next training seed
    """
    plan = exercise.training or {}
    budget = dict(plan["budget"].get(device) or plan["budget"].get("cpu") or {})
    allowed = limits(budget, device)
    least, most = (int({**DEFAULT_SEEDS, **plan.get("seeds", {})}[key]) for key in ("min", "max"))
    thresholds = [float(tier["accuracy"]) for tier in part.tiers]
    standing = sequential.start(thresholds)
    runs: list[Trained] = []
    faults: list[Trained] = []
    curves: list[Points] = []
    output, repeated = "", None

    def one(seed: int, *, look_closer: bool = False) -> tuple[Trained, Points, str]:
        points: Points = []
        room = open_room(points)
        try:
            trained = train(exercise, data, room, seed, device=device, budget=budget, look_closer=look_closer)
            return trained, points, room.output()
        finally:
            room.close()

    while not standing.settled and len(faults) <= FAULTS_ALLOWED:
        trained, points, printed = one(next_seed(), look_closer=not runs)
        output = output or printed
        if trained.fault is not None:
            faults.append(trained)
            if _is_final(trained.fault):
                break
            continue
        runs.append(trained)
        curves.append(points)
        if len(runs) == 1 and trained.seconds < QUICK_SECONDS:
            repeated = one(trained.seed)[0]
        accuracies = [run.accuracy for run in runs]
        standing = sequential.decide(standing, accuracies, thresholds, least=least, most=most)
    report = _report(part, data, runs, standing, device)
    report |= {"faults": len(faults), "curves": [curve for curve in curves if curve]}
    ended = len(faults) > FAULTS_ALLOWED or (faults and _is_final(faults[-1].fault))
    seconds = sum(run.seconds for run in (*runs, *faults))
    if ended:
        verdicts = failed(exercise, part.cases, faults[-1], allowed, seconds)
        report |= {"tier": None, "borderline": False}
    else:
        verdicts = _by_tier(part, standing, runs, seconds)
    notes = _notes(runs, faults if not ended else faults[:0], repeated, data, allowed)
    return Judged(verdicts, report, notes, output, bool(ended))


# ---------------------------------------------------------------- verdicts


def _by_tier(
    part: Part, standing: sequential.Standing, runs: list[Trained], seconds: float
) -> tuple[Verdict, ...]:
    mean = sum(run.accuracy for run in runs) / len(runs)
    found = []
    for case, decision, tier in zip(part.cases, standing.decisions, part.tiers, strict=True):
        passed = decision == "passed"
        below = Phrase(
            "accuracy-below",
            {"mean": f"{mean:.4f}", "threshold": f"{tier['accuracy']:g}", "seeds": len(runs)},
        )
        found.append(
            Verdict(
                case.name, hidden=False, status="passed" if passed else "failed",
                score=case.points if passed else 0.0, max_score=case.points,
                outcome="returned", message=None if passed else below, seconds=seconds,
            )
        )  # fmt: skip
        seconds = 0.0
    return tuple(found)


def failed(
    exercise: Exercise, cases: Sequence[Case], last: Trained, allowed: Limits, seconds: float
) -> tuple[Verdict, ...]:
    """Fail every tier with the outcome that ended the training, which is told once."""
    fault = last.fault
    if fault is None:
        raise ValueError("nothing failed")
    first, *others = [replace(case, limits=allowed) for case in cases]
    if fault.message is not None:
        told = Verdict(
            first.name, hidden=False, status="failed", score=0.0, max_score=first.points, outcome="returned",
            message=fault.message, seconds=seconds,
        )  # fmt: skip
    else:
        told = replace(verdict(exercise, first, [Trial(first, 0, {}, None, fault.outcome)]), seconds=seconds)
    if isinstance(fault.outcome, Stopped) and fault.outcome.outcome == "missing":
        return tuple(replace(told, name=case.name, max_score=case.points) for case in (first, *others))
    return (told, *(skipped(case, Phrase("skipped-training")) for case in others))


def _is_final(fault: Fault | None) -> bool:
    outcome = fault.outcome if fault else None
    return isinstance(outcome, Stopped) and (
        outcome.outcome in {"forbidden", "missing"} or outcome.limit == "load"
    )


# ---------------------------------------------------------------- what the report shows


def _report(
    part: Part, data: Examples, runs: list[Trained], standing: sequential.Standing, device: Device
) -> dict[str, Any]:
    tiers = part.tiers
    reached = [t["accuracy"] for t, d in zip(tiers, standing.decisions, strict=True) if d == "passed"]
    found: dict[str, Any] = {
        "set": part.data["set"],
        "device": device,
        "seeds": [run.seed for run in runs],
        "accuracies": [round(run.accuracy, _DIGITS) for run in runs],
        "seconds_per_seed": [round(run.seconds, 2) for run in runs],
        "seconds": round(sum(run.seconds for run in runs), 2),
        "tier": max(reached, default=None),
        "borderline": any(standing.borderline),
        "tiers": [
            {"accuracy": t["accuracy"], "points": t["points"], "decision": d, "borderline": b}
            for t, d, b in zip(tiers, standing.decisions, standing.borderline, strict=True)
        ],
        "classes": list(data.classes),
        "train_images": len(data.train_labels),
        "test_images": len(data.test_labels),
    }
    if not runs:
        return found
    accuracies = [run.accuracy for run in runs]
    mean = sum(accuracies) / len(runs)
    middle = sorted(runs, key=lambda run: run.accuracy)[len(runs) // 2]
    interval = sequential.seed_interval(accuracies)
    wilson = sequential.wilson_interval(mean * len(data.test_labels), len(data.test_labels))
    found |= {
        "mean": round(mean, _DIGITS),
        "spread": round(stdev(accuracies), _DIGITS) if len(runs) > 1 else None,
        "interval": None if interval is None else [round(end, _DIGITS) for end in interval],
        "wilson": [round(end, _DIGITS) for end in wilson],
        "confusion": confusion(middle.answers, data.test_labels, len(data.classes)),  # type: ignore[arg-type]
    }
    for name in ("memory_mb", "gpu_memory_mb", "parameters"):
        largest = max((run.facts.get(name, 0.0) for run in runs), default=0.0)
        if largest:
            found[name] = int(largest) if name == "parameters" else largest
    if runs[0].train_accuracy is not None:
        found["train_accuracy"] = round(runs[0].train_accuracy, _DIGITS)
    return found


def _notes(
    runs: list[Trained], faults: list[Trained], repeated: Trained | None, data: Examples, allowed: Limits
) -> tuple[Phrase, ...]:
    """Say what the predictions show besides their accuracy."""
    notes = [phrase for one in faults for phrase in (Phrase("seed-replaced"), _why(one, allowed))]
    answers = [run.answers for run in runs if run.answers is not None]
    if answers and all((one == one[0]).all() for one in answers):
        label = int(answers[0][0])
        notes.append(Phrase("constant-answers", {"label": data.classes[label]}))
    elif runs and not runs[0].follows_order:
        notes.append(Phrase("answers-by-position"))
    first = runs[0] if runs else None
    if first is not None and first.train_accuracy is not None:
        seen, unseen = first.train_accuracy, first.accuracy
        if seen >= MEMORISED and seen - unseen >= GAP:
            notes.append(Phrase("memorised", {"train": f"{seen:.3f}", "test": f"{unseen:.3f}"}))
    if (
        repeated is not None
        and repeated.answers is not None
        and answers
        and (repeated.answers != answers[0]).any()
    ):
        notes.append(Phrase("not-reproducible", {"count": int((repeated.answers != answers[0]).sum())}))
    return tuple(notes)


def _why(trained: Trained, allowed: Limits) -> Phrase:
    fault = trained.fault
    if fault is None or fault.message is not None:
        return fault.message if fault and fault.message else Phrase("crashed")
    if isinstance(fault.outcome, Stopped):
        return stop_phrase(fault.outcome, allowed)
    if isinstance(fault.outcome, Raised):
        text = fault.outcome.message[:_TEXT_CHARACTERS]
        return Phrase("raised", {"type": fault.outcome.type, "text": text, "where": fault.outcome.where})
    return Phrase("crashed")
