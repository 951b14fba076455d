"""Checked, plain data → the frozen types of ``model``."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from grader.course.expectation import read_expectation
from grader.course.referencenames import ReferenceNames
from grader.course.submitted import read_submit
from grader.course.values import Scope, resolve
from grader.model import Case, Exercise, Limits, Misprint, Mistake, Step, Target, Text, Tolerance

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CourseDefaults:
    """What an exercise takes from its course where it says nothing itself."""

    languages: tuple[str, ...] = ("es",)
    points: float | None = None
    forbid: tuple[str, ...] = ()
    limits: Plain = field(default_factory=dict)
    tolerance: Plain = field(default_factory=dict)
    mistakes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def prose(spec: Any, languages: tuple[str, ...]) -> Text:
    """Return prose by language; a text alone is meant for every language."""
    if spec is None:
        return {}
    return dict.fromkeys(languages, spec) if isinstance(spec, str) else dict(spec)


def build_exercise(
    document: Plain, folder: str, defaults: CourseDefaults, reference: ReferenceNames
) -> Exercise:
    """Build one exercise from its checked file."""
    targets = _targets(document["submit"])
    points = float(document.get("points", defaults.points))
    plain_cases = document.get("cases", [])
    training = document.get("kind") == "training"
    share = 0.0 if training else _share(points, plain_cases)
    inherited = _Inherited(
        document=document,
        targets=targets,
        limits=Limits(**{**defaults.limits, **document.get("limits", {})}),
        tolerance=Tolerance(**{**defaults.tolerance, **document.get("tolerance", {})}),
        share=share,
        languages=defaults.languages,
        folder=folder,
    )
    cases = tuple([_case(case, inherited) for case in plain_cases])
    return Exercise(
        id=document["id"],
        title=prose(document["title"], defaults.languages),
        module=document["module"],
        points=points,
        functions=targets,
        cases=cases,
        kind=document.get("kind", "function"),
        reference=_reference(document.get("reference"), targets, reference),
        forbid=tuple(document.get("forbid", defaults.forbid)),
        packages=tuple(document.get("packages", ())),
        covers=tuple(document.get("covers", ())),
        mistakes=tuple([_mistake(mistake, defaults) for mistake in document.get("mistakes", ())]),
        training={key: document[key] for key in ("data", "budget", "seeds", "tiers") if key in document}
        if training
        else None,
        see=document.get("see"),
        folder=folder,
    )


def _targets(submit: Plain) -> dict[str, Target]:
    asked, _ = read_submit(submit)
    return {
        name: Target(
            name=name,
            kind=one.kind,
            parameters=one.signature.parameters,
            aliases=one.aliases,
            call=one.call,
            result=one.result,
            signature=one.text,
            methods={method: signature.parameters for method, signature in one.methods.items()},
        )
        for name, one in asked.items()
    }


def _reference(spec: Any, targets: Mapping[str, Target], reference: ReferenceNames) -> dict[str, str]:
    """Return ``module.name`` for each name that the reference serves."""
    if isinstance(spec, str):
        spec = dict.fromkeys(targets, spec)
    return {
        name: f"{path}.{name}" if reference.is_module(path) else path for name, path in (spec or {}).items()
    }


def _share(points: float, cases: Any) -> float:
    """Return what each case without points is worth: an equal share of the rest."""
    stated = sum(case["points"] for case in cases if "points" in case)
    sharing = sum("points" not in case for case in cases)
    return float((points - stated) / sharing) if sharing else 0.0


def seed_of(exercise_id: str, start: Any) -> int:
    """Return the number from which the draws of a case start; it depends on nothing but the two texts."""
    digest = hashlib.sha256(f"{exercise_id}\0{start}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


class _Inherited(NamedTuple):
    """What the cases of one exercise take from it."""

    document: Plain
    targets: Mapping[str, Target]
    limits: Limits
    tolerance: Tolerance
    share: float
    languages: tuple[str, ...]
    folder: str


def _case(case: dict[str, Any], inherited: _Inherited) -> Case:
    document, targets = inherited.document, inherited.targets
    expect = read_expectation(case)
    compares_values = expect.kind in {"reference", "value", "differences"}
    steps = tuple([_step(step) for step in case["steps"]]) if "steps" in case else ()
    return Case(
        name=case["name"],
        expect=expect,
        points=float(case.get("points", inherited.share)),
        of=case.get("of") or _owner(steps, targets),
        args=case.get("args", {}),
        values=case.get("values", {}),
        sizes={
            name: (bounds[0], bounds[1]) if isinstance(bounds, list) else (bounds, bounds)
            for name, bounds in case.get("sizes", {}).items()
        },
        let={name: str(text) for name, text in case.get("let", {}).items()},
        steps=steps,
        hidden=case.get("hidden", False),
        repeat=case.get("repeat", 1),
        seed=seed_of(document["id"], case.get("seed", case["name"])),
        source=case.get("source"),
        say=prose(case.get("say"), inherited.languages),
        pure=bool(case.get("pure", document.get("pure", False))),
        dtype=case.get("dtype") or expect.dtype or (document.get("dtype") if compares_values else None),
        limits=replace(inherited.limits, **case["limits"]) if "limits" in case else inherited.limits,
        tolerance=replace(inherited.tolerance, **case["tolerance"])
        if "tolerance" in case
        else inherited.tolerance,
        misprint=_misprint(case["misprint"], inherited.folder, inherited.languages)
        if "misprint" in case
        else None,
        line=case.get("line", 0),
    )


def _misprint(misprint: Plain, folder: str, languages: tuple[str, ...]) -> Misprint:
    return Misprint(resolve(misprint["value"], Scope(folder=folder)), prose(misprint["say"], languages))


def _owner(steps: tuple[Step, ...], targets: Mapping[str, Target]) -> str:
    """Return whose case it is where it does not say: the first name asked for among its steps."""
    heads = [step.target.partition(".")[0].partition("[")[0] for step in steps]
    return next((head for head in heads if head in targets), next(iter(targets), ""))


def _step(step: Plain) -> Step:
    op = next(key for key in ("new", "call", "get") if key in step)
    # Literals become values here; a text that names a value or a kept object is resolved where the step runs.
    args = {name: resolve(spec, Scope()) for name, spec in step.get("args", {}).items()}
    return Step(op=op, target=step[op], args=args, keep=step.get("keep"), returns=step.get("return"))  # type: ignore[arg-type]


def _mistake(mistake: Plain, defaults: CourseDefaults) -> Mistake:
    code = mistake["code"]
    known = defaults.mistakes.get(code, {})
    say, own = known.get("say", {}), mistake.get("say")
    return Mistake(
        code=code,
        args={name: str(text) for name, text in mistake.get("args", {}).items()},
        result=mistake.get("result"),
        variant=mistake.get("variant"),
        of=mistake.get("of"),
        say={**say, **prose(own, defaults.languages)} if own else say,
        source=mistake.get("see") or known.get("see"),
        same_as=tuple(mistake.get("same_as", ())),
        hidden_only=mistake.get("hidden_only"),
        title=known.get("title", {}),
    )
