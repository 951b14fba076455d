"""What has to fit together in the ``steps`` of a case."""

import re
from collections.abc import Mapping
from typing import Any

from grader.course import valuechecks
from grader.course.faults import KeyPath, nearest
from grader.course.keys import NAME
from grader.course.signature import Signature
from grader.course.submitted import Asked
from grader.course.valuechecks import Checking
from grader.course.yamltree import Map, Seq
from grader.expressions import ExpressionError, split_target
from grader.model import REQUIRED


def check_arguments(
    given: Map, signature: Signature, path: KeyPath, at: Checking, *, of: str, whole: bool = True
) -> None:
    """Report arguments that the signature does not have, and required ones that are not given."""
    known = [name for name, _ in signature.parameters]
    for name in given:
        if name not in known and not signature.more:
            near = nearest(name, known) or f"; it has ({', '.join(known)})"
            at.faults.add(given.line_of(name), (path, name), f"{of} has no parameter {name}{near}")
    missing = [name for name, default in signature.parameters if default is REQUIRED and name not in given]
    if missing and whole:
        at.faults.add(given.line, path, f"{of} needs {', '.join(missing)}")


def check_steps(case: Map, asked: Mapping[str, Asked], path: KeyPath, at: Checking) -> None:
    """Report targets and arguments of steps that lead nowhere."""
    steps = case.get("steps")
    if not isinstance(steps, Seq):
        return
    values = case["values"] if isinstance(case.get("values"), Map) else Map(case.line)
    kept: dict[str, str | None] = {}
    for index, step in enumerate(steps):
        if not isinstance(step, Map):
            continue
        where: KeyPath = ((path, "steps"), index)
        operation = next((key for key in ("new", "call", "get") if isinstance(step.get(key), str)), None)
        if operation is not None:
            signature, made = _target(step, operation, asked=asked, kept=kept, where=where, at=at)
            if signature is not None and operation != "get":
                args = step["args"] if isinstance(step.get("args"), Map) else Map(step.line)
                check_arguments(args, signature, (where, "args"), at, of=str(step[operation]))
            for name, spec in step["args"].items() if isinstance(step.get("args"), Map) else ():
                line = step["args"].line_of(name)
                valuechecks.check(spec, ((where, "args"), name), Checking(at.faults, line, (), at.folder))
            _check_texts(step.get("args"), {*values, *kept}, (where, "args"), at)
            if isinstance(step.get("keep"), str):
                kept[step["keep"]] = made
        if step.get("keep") in list(values):
            at.faults.add(step.line, (where, "keep"), f"{step['keep']} is the name of a value already")
    if not any(isinstance(step, Map) and "return" in step for step in steps) and "raises" not in case:
        at.faults.add(steps.line, (path, "steps"), "no step has `return`, so nothing would be compared")


def _target(
    step: Map,
    operation: str,
    *,
    asked: Mapping[str, Asked],
    kept: Mapping[str, str | None],
    where: KeyPath,
    at: Checking,
) -> tuple[Signature | None, str | None]:
    """Return the signature that a step calls, where it is known, and the class that it makes."""
    target, line = step[operation], step.line_of(operation)
    try:
        head, links = split_target(target)
    except ExpressionError as error:
        at.faults.add(line, (where, operation), str(error))
        return None, None
    if operation == "new":
        classes = [name for name, one in asked.items() if one.kind == "class"]
        if head not in classes or links:
            at.faults.add(line, (where, "new"), f"no class {target} in submit{nearest(target, classes)}")
            return None, None
        return asked[head].signature, head
    if head in kept:
        made = asked.get(kept[head] or "")
        if made is None or len(links) != 1 or not re.fullmatch(rf"\.{NAME}", links[0]):
            return None, None
        if operation == "call" and made.methods and links[0][1:] not in made.methods:
            near = nearest(links[0][1:], made.methods)
            at.faults.add(
                line, (where, operation), f"{made.name} has no method {links[0][1:]} in submit{near}"
            )
        return made.methods.get(links[0][1:]), None
    functions = [name for name, one in asked.items() if one.kind == "function"]
    if operation == "call" and head in functions and not links:
        return asked[head].signature, None
    known = [*kept, *(functions if operation == "call" else [])]
    at.faults.add(line, (where, operation), f"nothing is called {head} here{nearest(head, known)}")
    return None, None


def _check_texts(spec: Any, known: set[str], path: KeyPath, at: Checking) -> None:
    """Report a size or an operator in a step: a step sees values and kept names alone."""
    if isinstance(spec, str) and spec in at.names and spec not in known:
        at.faults.add(at.line, path, f"steps see values and kept names alone; add `{spec}: {spec}` to values")
    elif isinstance(spec, Map) and (valuechecks.is_drawn(spec)):
        at.faults.add(
            spec.line, path, "steps see values and kept names alone; draw it under values, by a name"
        )
    elif isinstance(spec, dict):
        for key, value in spec.items():
            _check_texts(value, known, (path, key), at)
    elif isinstance(spec, list):
        for index, value in enumerate(spec):
            _check_texts(value, known, (path, index), at)
