"""What a statement makes of a name: a definition, an import, or a value that merely carries the name.

``relu = np.vectorize(lambda z: max(z, 0))`` defines a function; ``softmax = softmax(scores)`` stores a
result. Decided from the syntax tree alone, so that the survey runs nothing.
"""

import ast
import builtins
import sys
from collections.abc import Iterator
from typing import Literal

from grader.sandbox.selection import Selector
from grader.sandbox.statements import dotted, root_name

Role = Literal["definition", "import", "value", ""]

_WRAPPERS = frozenset(
    """
    partial vectorize frompyfunc jit njit lru_cache cache wraps compile function staticmethod
    classmethod singledispatch cached memoize guvectorize no_grad inference_mode update_wrapper
    methodcaller itemgetter attrgetter lambdify vmap pmap contextmanager errstate
    """.split()  # noqa: SIM905
)
"""Calls whose result is a function."""

_CLASS_MAKERS = frozenset(
    "type new_class make_dataclass namedtuple partial dataclass jitclass".split()  # noqa: SIM905
)
"""Calls whose result makes objects."""

_DEPTH = 6
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def role(selector: Selector, index: int, name: str, kind: str) -> Role:
    """Say what a statement makes of ``name``, for a target of kind function, class or variable."""
    return _role(selector, selector.statements[index].node, name, kind)


def _role(selector: Selector, node: ast.stmt, name: str, kind: str) -> Role:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return "import"
    if kind == "variable":
        return "definition"
    if isinstance(node, _FUNCTIONS):
        return "definition" if kind == "function" else "value"
    if isinstance(node, ast.ClassDef):
        return "definition" if kind == "class" or _callable_class(node) else "value"
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        value = _assigned(node, name)
        return "definition" if value is not None and _makes(selector, value, kind, _DEPTH) else "value"
    roles = {_role(selector, inner, name, kind) for inner in _nested(node) if name in _binds(inner)}
    return next((r for r in ("definition", "import") if r in roles), "value")


def results(selector: Selector, name: str, kind: str) -> list[int]:
    """Return the statements that store a result under the name of a definition that the file also has."""
    if kind == "variable":
        return []
    roles = {i: role(selector, i, name, kind) for i in selector.binders.get(name, ())}
    return [i for i, r in roles.items() if r == "value"] if "definition" in roles.values() else []


def _nested(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yield the statements inside a compound statement, not those inside functions."""
    stack: list[ast.AST] = [node]
    while stack:
        current = stack.pop()
        if current is not node and isinstance(current, ast.stmt):
            yield current
        if not isinstance(current, (*_FUNCTIONS, ast.ClassDef)):
            stack.extend(c for c in ast.iter_child_nodes(current) if not isinstance(c, ast.expr))


def _binds(node: ast.stmt) -> set[str]:
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return {inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name)}


def _assigned(node: ast.Assign | ast.AnnAssign, name: str) -> ast.expr | None:
    """Return the expression that an assignment gives to ``name``, or None when it cannot be told."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Name) and target.id == name:
            return node.value
        if isinstance(target, (ast.Tuple, ast.List)) and isinstance(node.value, (ast.Tuple, ast.List)):
            for part, value in zip(target.elts, node.value.elts, strict=False):
                if isinstance(part, ast.Name) and part.id == name:
                    return value
    return None


def _makes(selector: Selector, value: ast.expr, kind: str, depth: int) -> bool:
    """Whether an expression looks like a function (or, for ``kind`` class, a class)."""
    if depth == 0:
        return False
    if isinstance(value, ast.Lambda):
        return kind == "function"
    if isinstance(value, ast.Name):
        if value.id not in selector.binders:
            return callable(getattr(builtins, value.id, None)) or bool(selector.stars)
        nodes = [selector.statements[i].node for i in selector.binders[value.id]]
        return any(_node_makes(selector, node, value.id, kind, depth) for node in nodes)
    if isinstance(value, ast.Attribute):
        return _is_namespace(selector, root_name(value)) or _is_method(selector, value)
    if isinstance(value, ast.IfExp):
        return _makes(selector, value.body, kind, depth - 1) or _makes(
            selector, value.orelse, kind, depth - 1
        )
    if isinstance(value, ast.BoolOp):
        return any(_makes(selector, part, kind, depth - 1) for part in value.values)
    if isinstance(value, ast.Subscript):
        return _in_table(selector, value, kind, depth)
    if isinstance(value, ast.Call):
        if kind == "class":
            return dotted(value.func).rpartition(".")[2] in _CLASS_MAKERS
        return _call_makes(selector, value, depth)
    return False


def _node_makes(selector: Selector, node: ast.stmt, name: str, kind: str, depth: int) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if isinstance(node, ast.ClassDef):
        return kind == "class" or _callable_class(node)
    if isinstance(node, _FUNCTIONS):
        return kind == "function"
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        value = _assigned(node, name)
        return value is not None and _makes(selector, value, kind, depth - 1)
    return any(name in _binds(inner) and not isinstance(inner, ast.Assign) for inner in _nested(node))


def _is_namespace(selector: Selector, root: str) -> bool:
    """Whether ``root.name`` reads a module's or a class's attribute, not a variable's."""
    nodes = [selector.statements[i].node for i in selector.binders.get(root, ())]
    return any(isinstance(n, (ast.Import, ast.ImportFrom, ast.ClassDef, ast.Try)) for n in nodes)


def _is_method(selector: Selector, value: ast.Attribute) -> bool:
    """Whether ``layer.forward`` reads a method of an object that the file makes."""
    for index in selector.binders.get(root_name(value), ()):
        node = selector.statements[index].node
        made = node.value if isinstance(node, ast.Assign) else None
        if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Name)):
            continue
        for maker in selector.binders.get(made.func.id, ()):
            kind = selector.statements[maker].node
            if isinstance(kind, ast.ClassDef):
                return any(isinstance(n, _FUNCTIONS) and n.name == value.attr for n in kind.body)
            if isinstance(kind, (ast.Import, ast.ImportFrom)):
                return True
    return False


def _in_table(selector: Selector, value: ast.Subscript, kind: str, depth: int) -> bool:
    """Whether ``FUNCTIONS["relu"]`` reads a dict that holds functions."""
    for index in selector.binders.get(root_name(value), ()):
        node = selector.statements[index].node
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            return any(_makes(selector, v, kind, depth - 1) for v in node.value.values)
    return False


def _call_makes(selector: Selector, call: ast.Call, depth: int) -> bool:
    func = call.func
    name = dotted(func).rpartition(".")[2]
    if name in _WRAPPERS or isinstance(func, ast.Call):
        return True
    below = min(depth - 1, 2)
    for a in call.args:
        if isinstance(a, ast.Lambda):
            return True
        if isinstance(a, ast.Name) and a.id in selector.binders and _makes(selector, a, "function", below):
            return True
    if not isinstance(func, ast.Name):
        return False
    for index in selector.binders.get(func.id, ()):
        node = selector.statements[index].node
        if isinstance(node, _FUNCTIONS):
            return _returns_function(node)
        if isinstance(node, ast.ClassDef):
            return _callable_class(node)
        if isinstance(node, ast.ImportFrom):
            # A factory of another file takes settings; what takes data computes a value.
            root = (node.module or "").partition(".")[0]
            own = node.level > 0 or root not in sys.stdlib_module_names
            return own and all(isinstance(a, ast.Constant) for a in call.args)
        if isinstance(node, ast.Assign) and depth > 1 and isinstance(node.value, ast.Lambda):
            return isinstance(node.value.body, ast.Lambda)
    return False


def _callable_class(node: ast.ClassDef) -> bool:
    return any(isinstance(n, _FUNCTIONS) and n.name in {"__call__", "__new__"} for n in node.body)


def _returns_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    inner = {n.name for n in ast.walk(node) if isinstance(n, _FUNCTIONS) and n is not node}
    for part in ast.walk(node):
        if isinstance(part, ast.Return) and part.value is not None:
            if isinstance(part.value, ast.Lambda) or (
                isinstance(part.value, ast.Name) and part.value.id in inner
            ):
                return True
            if isinstance(part.value, ast.Call) and dotted(part.value.func).rpartition(".")[2] in _WRAPPERS:
                return True
    return False
