"""What has to fit together in the ``mistakes`` of an exercise."""

from collections.abc import Mapping
from typing import Any

from grader import expressions
from grader.course.faults import FileFaults, KeyPath, listed, nearest
from grader.course.referencenames import ReferenceNames
from grader.course.submitted import Asked
from grader.course.yamltree import Map, Seq
from grader.expressions import ExpressionError


def check_mistakes(
    document: Map, asked: Mapping[str, Asked], reference: ReferenceNames, faults: FileFaults
) -> None:
    """Report mistakes that refer to what is not there."""
    mistakes = document.get("mistakes")
    if not isinstance(mistakes, Seq):
        return
    codes = [str(mistake.get("code")) for mistake in mistakes if isinstance(mistake, Map)]
    extra = _extra_names(document, asked)
    for index, mistake in enumerate(mistakes):
        if isinstance(mistake, Map):
            _check_mistake(mistake, ((None, "mistakes"), index), asked, extra, faults)
            _check_references(mistake, ((None, "mistakes"), index), codes, reference, faults)


def _check_mistake(
    mistake: Map, path: KeyPath, asked: Mapping[str, Asked], extra: set[str], faults: FileFaults
) -> None:
    of = mistake.get("of")
    owner, _, method = of.partition(".") if isinstance(of, str) else ("", "", "")
    if owner and (owner not in asked or (method and method not in asked[owner].methods)):
        owners = [*asked, *[f"{one.name}.{name}" for one in asked.values() for name in one.methods]]
        faults.add(mistake.line_of("of"), (path, "of"), f"{of} is not asked for{nearest(str(of), owners)}")
        return
    known = _parameters(asked, owner, method) | extra
    for name, text in mistake["args"].items() if isinstance(mistake.get("args"), Map) else ():
        line, where = mistake["args"].line_of(name), ((path, "args"), name)
        if name not in known:
            faults.add(line, where, f"no parameter {name}{nearest(name, known)}")
        _check_expression(str(text), known, line, where, faults)
    if (
        "variant" in mistake
        and not owner
        and len(asked) > 1
        and any(one.kind == "class" for one in asked.values())
    ):
        faults.add(mistake.line_of("variant"), (path, "variant"), f"say of: {listed(list(asked))}")
    if isinstance(mistake.get("result"), str):
        line = mistake.line_of("result")
        _check_expression(mistake["result"], known | {"result"}, line, (path, "result"), faults)


def _check_references(
    mistake: Map, path: KeyPath, codes: list[str], reference: ReferenceNames, faults: FileFaults
) -> None:
    if isinstance(mistake.get("variant"), str):
        fault = reference.named_fault("mistakes", mistake["variant"])
        if fault:
            faults.add(mistake.line_of("variant"), (path, "variant"), fault)
    for code in mistake.get("same_as") or ():
        if isinstance(code, str) and code not in codes:
            faults.add(
                mistake.line_of("same_as"), (path, "same_as"), f"no mistake {code} here{nearest(code, codes)}"
            )


def _check_expression(text: str, names: set[str], line: int, path: KeyPath, faults: FileFaults) -> None:
    try:
        expressions.parse(text, names=names)
    except ExpressionError as error:
        faults.add(line, path, str(error))


def _parameters(asked: Mapping[str, Asked], owner: str, method: str) -> set[str]:
    """Return the names that a mistake of ``owner`` may change; of all names, where it has no owner."""
    found: set[str] = set()
    for one in [asked[owner]] if owner else asked.values():
        signatures = [one.methods[method]] if method else [one.signature, *one.methods.values()]
        found |= {name for signature in signatures for name, _ in signature.parameters}
    return found


def _extra_names(document: Map, asked: Mapping[str, Asked]) -> set[str]:
    """Return what else the cases name: values of steps, and arguments that a ``**`` takes."""
    found: set[str] = set()
    more = any(one.signature.more for one in asked.values())
    cases: Any = document.get("cases")
    for case in cases if isinstance(cases, Seq) else ():
        for key in ("values", "args") if more else ("values",):
            if isinstance(case, Map) and isinstance(case.get(key), Map):
                found |= set(case[key])
    return found
