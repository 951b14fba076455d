"""A wanted name that no statement of the top level defines, though it is written somewhere.

A method, a function inside another one, a function where a class is asked for, a value that carries the
name, a text that ``exec`` runs, somebody else's function that is only imported: none of these can be graded,
and each deserves a sentence better than "not defined".
"""

import ast
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from grader.sandbox.student.changes import DEFINITIONS, dotted
from grader.sandbox.student.nearnames import is_written
from grader.sandbox.student.places import Places
from grader.sandbox.student.spaces import File
from grader.sandbox.student.statements import Statement

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = (ast.If, ast.Try, ast.With, ast.For, ast.While)
_RUNS_TEXT = frozenset({"exec", "eval"})


def find(
    statements: list[Statement],
    names: Mapping[str, str],
    places: Places,
    is_foreign: Callable[[ast.ImportFrom], bool],
) -> dict[str, dict[str, Any]]:
    """Return, for each of the names that is written elsewhere in a file, the phrase that says where.

    Parameters
    ----------
    names : each with what it is asked for as: function, class or variable.
    is_foreign : whether an import is from a package that no answer may come from.
    """
    found: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    for statement in statements:
        for name in names.keys() & statement.binds:
            if (bound := _bound_as(statement.node, names[name])) is not None:
                where = places.name(statement.filename, statement.node.lineno)
                found[name] = {"code": bound, "params": {"name": name, "where": where}}
        for name, code, params, line in _sightings(statement.node, names, texts, is_foreign):
            where = places.name(statement.filename, line)
            found.setdefault(name, {"code": code, "params": {"name": name, **params, "where": where}})
    return found


def in_several_files(owners: Mapping[str, Sequence[File]]) -> Iterator[dict[str, Any]]:
    """Yield what is to be said of names that several files define, each otherwise: which definition counts."""
    together: dict[tuple[str, ...], list[str]] = {}
    for name, files in owners.items():
        if len({_text_of(file, name) for file in files}) > 1:
            together.setdefault(tuple(file.path for file in files), []).append(name)
    for paths, names in together.items():
        params = {"names": names, "paths": list(paths), "where": paths[-1]}
        yield {"code": "defined-twice", "params": params}


def _text_of(file: File, name: str) -> str:
    return "\n".join(ast.dump(file.statements[index].node) for index in file.selector.binders[name])


def _bound_as(node: ast.stmt, kind: str) -> str | None:
    """Return the phrase for a top-level statement that binds a name, and not as what it is asked for."""
    if isinstance(node, _FUNCTIONS):
        return "only-function" if kind == "class" else None
    is_value = not isinstance(node, (ast.ClassDef, ast.Import, ast.ImportFrom, ast.Delete))
    return "only-value" if is_value and kind != "variable" else None


_Sighting = tuple[str, str, dict[str, Any], int]


def _sightings(
    node: ast.stmt,
    names: Collection[str],
    texts: dict[str, str],
    is_foreign: Callable[[ast.ImportFrom], bool],
) -> Iterator[_Sighting]:
    if isinstance(node, ast.ClassDef):
        for inner in _definitions(node.body):
            if inner.name in names:
                yield inner.name, "only-method", {"class": node.name}, inner.lineno
    elif isinstance(node, _FUNCTIONS):
        for inner in _definitions(node.body):
            if inner.name in names:
                yield inner.name, "only-inside", {"function": node.name}, inner.lineno
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            bound = alias.asname or alias.name
            if bound in names and is_foreign(node):
                yield bound, "only-imported", {"package": node.module or ""}, node.lineno
    elif isinstance(node, ast.Assign):
        text = node.value
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            texts.update((t.id, text.value) for t in node.targets if isinstance(t, ast.Name))
        target = node.targets[0]
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
            name = target.slice.value
            if name in names and dotted(getattr(target.value, "func", target.value)) in {"globals", "vars"}:
                yield str(name), "only-text", {"by": "globals()"}, node.lineno
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.value.args:
        call, text = node.value, node.value.args[0]
        if dotted(call.func) in _RUNS_TEXT:
            run = texts.get(text.id, "") if isinstance(text, ast.Name) else getattr(text, "value", "")
            if isinstance(run, str):
                for name in names:
                    if is_written(name, run):
                        yield name, "only-text", {"by": "exec()"}, node.lineno


def _definitions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in body:
        if isinstance(node, DEFINITIONS):
            yield node
        elif isinstance(node, _BLOCKS):
            yield from _definitions(node.body)
