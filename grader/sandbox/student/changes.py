"""What a piece of code changes in place (``table["a"] = 1``, ``rows.append(x)``), read off its syntax tree.

Objects have several names: after ``row = table[0]`` and inside of ``for row in table.values():`` a change of
``row`` is one of ``table``. Such *links* lead a change from the name that it is made through to the others.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

CHANGING_METHODS = frozenset(
    """
    append extend insert add update pop popitem popleft appendleft extendleft remove discard clear
    sort reverse fill setdefault put itemset resize setflags partition load_state_dict load_weights
    fit train compile build register set_weights setattr difference_update intersection_update
    symmetric_difference_update seed add_module
    """.split()  # noqa: SIM905
)
"""Methods that change their object wherever they are called."""

SHOWING_METHODS = frozenset(
    """
    show plot imshow summary info head tail describe print display savefig save close scatter hist
    bar set_title predict evaluate forward copy sum mean max min shape dump write flush join start
    """.split()  # noqa: SIM905
)
"""Methods whose call as a statement of its own only shows or computes something."""

CHANGING_FUNCTIONS = frozenset(
    """
    fill_diagonal copyto put place putmask put_along_axis shuffle setattr delattr heappush heapify
    insort setitem delitem
    """.split()  # noqa: SIM905
)
"""Functions that change their first argument."""

VIEWING_METHODS = frozenset(
    "get setdefault values items ravel reshape view transpose swapaxes squeeze diagonal".split()  # noqa: SIM905
)
"""Methods that give a part of their object, not a copy."""

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


_LINKING = (ast.For, ast.AsyncFor, ast.comprehension, ast.withitem, ast.Assign, ast.AnnAssign, ast.NamedExpr)


class Changes(NamedTuple):
    """What a piece of code changes; ``links`` lead from a name to those of the same objects."""

    names: frozenset[str]
    links: Mapping[str, frozenset[str]]
    calls: tuple[ast.Call, ...]


NOTHING = Changes(frozenset(), {}, ())


def find_changes(node: ast.AST) -> Changes:
    """Find assignments to parts of an object, calls that change one, and every other call."""
    names: set[str] = set()
    links: dict[str, set[str]] = {}
    calls: list[ast.Call] = []
    updated = (
        {node.target.id} if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) else set()
    )
    looped: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Subscript, ast.Attribute)):
            if not isinstance(inner.ctx, ast.Load):
                names.add(root_name(inner))
        elif isinstance(inner, ast.Call):
            calls.append(inner)
            names.update(_changed_by_call(inner))
        elif isinstance(inner, ast.For):
            looped.update(bound_names(inner.target))
        elif isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name):
            updated.update({inner.target.id} & looped)  # ``row /= 2`` may be done in place
        if isinstance(inner, _LINKING):
            for name, other in _links(inner):
                links.setdefault(name, set()).add(other)
    names |= updated
    names.discard("")
    frozen = {name: frozenset(others) for name, others in links.items()}
    return Changes(follow(names, frozen), frozen, tuple(calls))


def follow(names: Iterable[str], links: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the names and all those that their links lead to."""
    found = set(names)
    todo = list(found)
    while todo and links:
        for other in links.get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return frozenset(found)


def _changed_by_call(call: ast.Call) -> Iterator[str]:
    func = call.func
    called = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    if isinstance(func, ast.Attribute) and called in CHANGING_METHODS:
        yield root_name(func)
    if called in CHANGING_FUNCTIONS and call.args:
        yield root_name(call.args[0])
    for keyword in call.keywords:
        if keyword.arg == "out":
            yield from _names(keyword.value)


def _links(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        yield from _parts(node.target, node.iter)
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield from _parts(node.optional_vars, node.context_expr)
    elif isinstance(node, ast.Assign):
        yield from _same(node.targets, node.value)
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
        yield from _same([node.target], node.value)


def _parts(target: ast.expr, whole: ast.expr) -> Iterator[tuple[str, str]]:
    for name in bound_names(target):
        for other in _names(whole):
            yield name, other


def _same(targets: list[ast.expr], value: ast.expr) -> Iterator[tuple[str, str]]:
    """Link what ``a = b = c[0]`` gives the same object, or parts of one, and what ``table["c"] = c`` puts in."""
    whole = root_name(value) if _is_part(value) else ""
    same = {target.id for target in targets if isinstance(target, ast.Name)} | {whole} - {""}
    yield from ((name, other) for name in same for other in same if name != other)
    for target in targets:
        if isinstance(target, (ast.Subscript, ast.Attribute)) and isinstance(value, ast.Name):
            yield value.id, root_name(target)
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
            for part, own in zip(target.elts, value.elts, strict=False):
                yield from _same([part], own)
        elif isinstance(target, (ast.Tuple, ast.List)) and whole:
            yield from ((name, whole) for name in bound_names(target) if name != whole)


def _is_part(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr in VIEWING_METHODS
    return isinstance(value, (ast.Name, ast.Attribute, ast.Subscript))


def _names(node: ast.expr) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def bound_names(target: ast.expr) -> Iterator[str]:
    """Yield the plain names among the targets of an assignment."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from bound_names(element)
    elif isinstance(target, ast.Starred):
        yield from bound_names(target.value)


def root_name(node: ast.expr) -> str:
    """Return the name at the bottom of ``a.b[0].c(…)``, or an empty text."""
    current: Any = node
    while True:
        if isinstance(current, (ast.Attribute, ast.Subscript, ast.Starred)):
            current = current.value
        elif isinstance(current, ast.Call):
            current = current.func
        else:
            return current.id if isinstance(current, ast.Name) else ""


def dotted(node: ast.expr) -> str:
    """Return ``np.random.seed`` for such an expression, an empty text for any other."""
    parts: list[str] = []
    current: Any = node
    while isinstance(current, ast.Attribute):
        parts.append(current.attr)
        current = current.value
    if not isinstance(current, ast.Name):
        return ""
    parts.append(current.id)
    return ".".join(reversed(parts))
