"""Running an exercise the way its reference, or a reference with mistakes in it, would run.

A mistake is a transformation of one function: it changes the arguments on the way in, the result on the way
out, or stands in for the function altogether. Several compose: argument changes in file order, at most one
variant, then results in file order; each expression sees the arguments that came in to its own mistake.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from grader import expressions
from grader.course.solution import Solution, call_by_name
from grader.model import REQUIRED, Case, Exercise, Mistake, Target

Parameters = tuple[tuple[str, Any], ...]


def copied(value: Any) -> Any:
    """Return a deep copy of a value; what is no value is handed on as it is."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) is dict:
        return {key: copied(element) for key, element in value.items()}
    if type(value) in {list, tuple}:
        return type(value)([copied(element) for element in value])
    return value


def run_call(
    exercise: Exercise,
    of: str,
    arguments: Mapping[str, Any],
    solution: Solution,
    mistakes: Sequence[Mistake] = (),
) -> Any:
    """Call the reference of ``of``, changed by ``mistakes`` (in file order, already chosen)."""
    target = exercise.functions[of]
    mine = [mistake for mistake in mistakes if mistake.of in {None, of}]
    function = _function(exercise, of, mine, solution)
    return _changed_call(function, target.parameters, arguments, mine)


def run_steps(
    exercise: Exercise,
    case: Case,
    values: Mapping[str, Any],
    solution: Solution,
    mistakes: Sequence[Mistake] = (),
) -> tuple[Any, ...]:
    """Run a case's steps on the reference; return what its ``return`` steps gave, in order."""
    kept: dict[str, Any] = {name: copied(value) for name, value in values.items()}
    made: dict[str, str] = {}
    returned: list[Any] = []
    for step in case.steps:
        head, links = expressions.split_target(step.target)
        args = {name: _named(spec, kept) for name, spec in step.args.items()}
        if step.op == "get":
            result = expressions.follow(step.target, kept)
        else:
            owner, parameters = _callee(exercise, head, links, made)
            mine = [mistake for mistake in mistakes if _concerns(mistake, owner, parameters)]
            if head in kept:
                function = expressions.follow(step.target, kept)
            else:
                function = _function(exercise, head, mistakes, solution)
            result = _changed_call(function, parameters, args, mine)
        if step.keep:
            kept[step.keep] = result
            made.pop(step.keep, None)
            if step.op == "new":
                made[step.keep] = head
        if step.returns:
            returned.append(copied(result))
    whole: Any = tuple(returned)
    for mistake in mistakes:
        # Of no single call: the change is one of everything that was returned.
        if mistake.result and (mistake.of is None or _is_class(exercise, mistake.of)):
            whole = _evaluate(mistake.result, {**values, "result": whole})
    return tuple(whole)


def _changed_call(
    function: Callable[..., Any],
    parameters: Parameters,
    arguments: Mapping[str, Any],
    mistakes: Sequence[Mistake],
) -> Any:
    defaults = {name: default for name, default in parameters if default is not REQUIRED}
    current = {**defaults, **{name: copied(value) for name, value in arguments.items()}}
    seen: list[dict[str, Any]] = []
    for mistake in mistakes:
        seen.append(current)
        changes = {name: text for name, text in mistake.args.items() if name in current}
        if changes:
            current = {**current, **{name: _evaluate(text, current) for name, text in changes.items()}}
    # The function may change its arguments in place: the expressions over its result must not see that.
    given = (
        {name: copied(value) for name, value in current.items()}
        if any(m.result for m in mistakes)
        else current
    )
    result = call_by_name(function, given, [name for name, _ in parameters])
    for mistake, names in zip(mistakes, seen, strict=True):
        if mistake.result:
            result = _evaluate(mistake.result, {**names, "result": result})
    return result


def _evaluate(text: str, names: Mapping[str, Any]) -> Any:
    return expressions.evaluate(expressions.parse(text), names)


def _function(
    exercise: Exercise, name: str, mistakes: Sequence[Mistake], solution: Solution
) -> Callable[..., Any]:
    """Return the reference of a name, or the variant that stands in for it or for one of its methods."""
    variants = [mistake for mistake in mistakes if mistake.variant and _owner(mistake) in {None, name}]
    found: Any = None
    for mistake in variants:
        variant: Callable[..., Any] = solution.named("mistakes", str(mistake.variant))
        method = (mistake.of or "").partition(".")[2]
        if not method:
            return variant
        base = solution.get(exercise.reference[name])
        found = type(base.__name__, (base,), {method: variant})
    if found is None:
        found = solution.get(exercise.reference[name])
    return found  # type: ignore[no-any-return]


def _owner(mistake: Mistake) -> str | None:
    return mistake.of and mistake.of.partition(".")[0]


def _callee(
    exercise: Exercise, head: str, links: Sequence[str], made: Mapping[str, str]
) -> tuple[str | None, Parameters]:
    """Return whom a step calls, as a mistake's ``of`` names it, and the parameters where they are known."""
    if head in made and len(links) == 1 and links[0].startswith("."):
        owner: Target = exercise.functions[made[head]]
        return f"{owner.name}{links[0]}", owner.methods.get(links[0][1:], ())
    if head in exercise.functions and not links:
        return head, exercise.functions[head].parameters
    return None, ()


def _concerns(mistake: Mistake, owner: str | None, parameters: Parameters) -> bool:
    """Tell whether a mistake changes this one call (not the whole of what is returned)."""
    if mistake.of is not None:
        return mistake.of == owner
    names = {name for name, _ in parameters}
    return bool(names.intersection(mistake.args)) and not mistake.result


def _is_class(exercise: Exercise, of: str) -> bool:
    return of in exercise.functions and exercise.functions[of].kind == "class"


def _named(spec: Any, kept: Mapping[str, Any]) -> Any:
    """Resolve the texts of a step's argument that are names of values or kept objects."""
    if isinstance(spec, str):
        return kept.get(spec, spec)
    if type(spec) is dict:
        return {key: _named(value, kept) for key, value in spec.items()}
    if type(spec) in {list, tuple}:
        return type(spec)([_named(value, kept) for value in spec])
    return spec
