"""What a statement makes of a name: a definition, an import, or a value that merely carries the name.

``relu = np.vectorize(lambda z: max(z, 0))`` defines a function; ``softmax = softmax(scores)`` stores a
result. Decided from the syntax tree alone, so that the survey runs nothing.
"""

import ast
import builtins
import sys
from collections.abc import Iterator
from typing import Literal

from grader.sandbox.student.changes import DEFINITIONS, bound_names, dotted, root_name
from grader.sandbox.student.scopes import Scope
from grader.sandbox.student.selection import Selector

Role = Literal["definition", "import", "value", ""]
Thing = Literal["function", "class", "object"]
"""What is looked for: something to call, something that makes objects, an object of a class of this file."""

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

_LOOKING_UP = frozenset({"get", "pop", "setdefault"})
_COMPUTING = sys.stdlib_module_names | {"numpy"}
"""Packages whose functions, where they are no wrappers, compute values, also from functions."""

_DEPTH = 8
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_Assignment = ast.Assign | ast.AnnAssign | ast.NamedExpr


def role(selector: Selector, index: int, name: str, kind: str) -> Role:
    """Say what a statement makes of ``name``, for a target of kind function, class or variable."""
    statement = selector.statements[index]
    if statement.star is not None or name in statement.binds:
        return _role(selector, statement.node, name, kind)
    inside = {
        _role(selector, one, name, kind) for one in selector.inside_functions(name) if name in _binds(one)
    }
    return "definition" if "definition" in inside else "value"


def _role(selector: Selector, node: ast.stmt, name: str, kind: str) -> Role:
    if isinstance(node, _IMPORTS):
        return "import"
    if kind == "variable":
        return "definition"
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
        return "value"
    thing: Thing = "class" if kind == "class" else "function"
    scope = Scope(selector)
    if isinstance(node, DEFINITIONS):
        if node.name != name:
            return "value"
        return "definition" if _defines(scope, node, thing, _DEPTH) else "value"
    if any(_makes(scope, value, thing, _DEPTH, position) for value, position in _assigned(node, name)):
        return "definition"
    roles = {_role(selector, one, name, kind) for one in _nested(node) if name in _binds(one)}
    return next((r for r in ("definition", "import") if r in roles), "value")


def results(selector: Selector, name: str, kind: str) -> frozenset[int]:
    """Return the statements that store a result under the name of a definition that the file also has."""
    if kind == "variable":
        return frozenset()
    roles = {i: role(selector, i, name, kind) for i in selector.binders.get(name, ())}
    stored = frozenset(i for i, r in roles.items() if r == "value")
    return stored if "definition" in roles.values() else frozenset()


def helper_results(selector: Selector) -> dict[str, frozenset[int]]:
    """Return, for each name that the functions of a file call, the statements that store a result under it.

    A name with nothing but results is a builtin's (``sum = 0``); to call it means the builtin.
    """
    found: dict[str, frozenset[int]] = {}
    doubtful = {name for name, indices in selector.binders.items() if len(indices) > 1 or _is_builtin(name)}
    for name in selector.called_by_functions(doubtful) if doubtful else ():
        indices = selector.binders[name]
        roles = {i: {role(selector, i, name, kind) for kind in ("function", "class")} for i in indices}
        stored = frozenset(i for i, r in roles.items() if r == {"value"})
        if stored and (len(stored) < len(indices) or _is_builtin(name)):
            found[name] = stored
    return found


def _is_builtin(name: str) -> bool:
    return callable(getattr(builtins, name, None))


def _nested(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yield the statements inside a compound statement, not those inside functions."""
    stack: list[ast.AST] = [node]
    while stack:
        current = stack.pop()
        if current is not node and isinstance(current, ast.stmt):
            yield current
        if not isinstance(current, DEFINITIONS):
            stack.extend(c for c in ast.iter_child_nodes(current) if not isinstance(c, ast.expr))


def _binds(node: ast.stmt) -> set[str]:
    if isinstance(node, DEFINITIONS):
        return {node.name}
    if isinstance(node, _IMPORTS):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    return {name for one in _assignments(node) for target in _targets(one) for name in bound_names(target)}


def _assignments(node: ast.stmt) -> list[_Assignment]:
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return [node]
    walked = ast.walk(node) if isinstance(node, ast.Expr) else ()
    return [inner for inner in walked if isinstance(inner, ast.NamedExpr)]


def _targets(node: _Assignment) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _assigned(node: ast.stmt, name: str) -> Iterator[tuple[ast.expr, int | None]]:
    """Yield the expressions that a statement gives to ``name``, or of which it gives it one part."""
    for one in _assignments(node):
        for target in _targets(one) if one.value is not None else ():
            yield from _given(target, one.value, name)


def _given(target: ast.expr, value: ast.expr | None, name: str) -> Iterator[tuple[ast.expr, int | None]]:
    if value is None:
        return
    if isinstance(target, ast.Name) and target.id == name:
        yield value, None
    elif isinstance(target, (ast.Tuple, ast.List)):
        for position, part in enumerate(target.elts):
            if isinstance(value, (ast.Tuple, ast.List)):
                if position < len(value.elts):
                    yield from _given(part, value.elts[position], name)
            elif isinstance(part, ast.Name) and part.id == name:
                yield value, position


# ---------------------------------------------------------------- what an expression makes


def _makes(scope: Scope, value: ast.expr, thing: Thing, depth: int, position: int | None = None) -> bool:
    """Whether an expression, or one part of it, looks like the thing."""
    if depth == 0:
        return False
    if position is not None:
        return _part_makes(scope, value, thing, depth - 1, position)
    if isinstance(value, ast.Lambda):
        return thing == "function" or (
            thing == "class" and _makes(scope.of(value), value.body, "object", depth - 1)
        )
    if isinstance(value, ast.Name):
        return _name_makes(scope, value.id, thing, depth)
    if isinstance(value, ast.Attribute):
        root = root_name(value)
        if thing == "object":
            return False
        return _is_namespace(scope, root) or (thing == "function" and _is_method(scope, value, depth))
    if isinstance(value, ast.IfExp):
        return any(_makes(scope, part, thing, depth - 1) for part in (value.body, value.orelse))
    if isinstance(value, ast.BoolOp):
        return any(_makes(scope, part, thing, depth - 1) for part in value.values)
    if isinstance(value, ast.NamedExpr):
        return _makes(scope, value.value, thing, depth - 1)
    if isinstance(value, ast.Subscript):
        return any(_makes(scope, one, thing, depth - 1) for one in _held(scope, value.value, depth - 1))
    return isinstance(value, ast.Call) and _call_makes(scope, value, thing, depth - 1)


def _part_makes(scope: Scope, value: ast.expr, thing: Thing, depth: int, position: int) -> bool:
    """Whether ``a, b = value`` gives the name at a position the thing."""
    if isinstance(value, ast.Call):
        if dotted(value.func) == "map" and value.args:
            return _result_makes(scope, value.args[0], thing, depth)
        for inner, returned in scope.returned(value):
            parts = returned.elts if isinstance(returned, (ast.Tuple, ast.List)) else None
            if parts is None:
                if _makes(inner, returned, thing, depth, position):
                    return True
            elif position < len(parts) and _makes(inner, parts[position], thing, depth):
                return True
    return any(_makes(scope, one, thing, depth) for one in _held(scope, value, depth))


def _result_makes(scope: Scope, function: ast.expr, thing: Thing, depth: int) -> bool:
    """Whether what ``function`` returns, whatever it is called with, is the thing."""
    if dotted(function).rpartition(".")[2] in (_CLASS_MAKERS if thing == "class" else _WRAPPERS):
        return True
    call = ast.Call(function, [], [])
    return any(_makes(inner, returned, thing, depth - 1) for inner, returned in scope.returned(call))


def _name_makes(scope: Scope, name: str, thing: Thing, depth: int) -> bool:
    given = scope.argument(name)
    if given is not None:
        return _makes(given[0], given[1], thing, depth - 1)
    nodes = scope.nodes(name)
    if not scope.is_new(name, thing):
        return False
    if nodes is None:
        return thing != "object" and (_is_builtin(name) or bool(scope.selector.stars))
    return any(_node_makes(scope, node, name, thing, depth - 1) for node in nodes)


def _node_makes(scope: Scope, node: ast.stmt, name: str, thing: Thing, depth: int) -> bool:
    if isinstance(node, _IMPORTS):
        return thing != "object"
    if isinstance(node, DEFINITIONS):
        return _defines(scope, node, thing, depth)
    if any(_makes(scope, value, thing, depth, position) for value, position in _assigned(node, name)):
        return True
    return any(
        _node_makes(scope, one, name, thing, depth - 1)
        for one in _nested(node)
        if depth and name in _binds(one)
    )


def _defines(
    scope: Scope, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, thing: Thing, depth: int
) -> bool:
    """Whether a definition is the thing; a function that returns objects stands for a class."""
    if isinstance(node, ast.ClassDef):
        return thing == "class" or (thing == "function" and _callable_class(scope, node, depth))
    if thing == "class":
        inner = scope.of(node)
        return any(_makes(inner, returned, "object", depth - 1) for returned in inner.returns())
    return thing == "function"


def _is_namespace(scope: Scope, root: str) -> bool:
    """Whether ``root.name`` reads a module's or a class's attribute, not a variable's."""
    return any(isinstance(n, (*_IMPORTS, ast.ClassDef, ast.Try)) for n in scope.nodes(root) or ())


def _is_method(scope: Scope, value: ast.Attribute, depth: int) -> bool:
    """Whether ``layer.forward`` reads a method of an object that the file makes."""
    if isinstance(value.value, ast.Call):
        makers = [value.value]
    else:
        nodes = scope.nodes(root_name(value)) or ()
        assigned = [one for node in nodes for one, _ in _assigned(node, root_name(value))]
        makers = [one for one in assigned if isinstance(one, ast.Call)]
    for maker in makers:
        for node in scope.nodes(dotted(maker.func)) or ():
            if isinstance(node, _IMPORTS):
                return True
            if isinstance(node, ast.ClassDef) and scope.method(node, value.attr, depth) is not None:
                return True
    return False


def _callable_class(scope: Scope, node: ast.ClassDef, depth: int) -> bool:
    return any(scope.method(node, name, depth) is not None for name in ("__call__", "__new__"))


def _held(scope: Scope, value: ast.expr, depth: int) -> Iterator[ast.expr]:
    """Yield what a container holds: the functions of ``{"relu": relu}``, of ``dict(relu=relu)``."""
    if depth <= 0:
        return
    if isinstance(value, ast.Dict):
        yield from value.values
    elif isinstance(value, (ast.List, ast.Tuple, ast.Set)):
        yield from value.elts
    elif isinstance(value, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        yield value.elt
    elif isinstance(value, ast.DictComp):
        yield value.value
    elif isinstance(value, ast.Call) and dotted(value.func) in {"dict", "list", "tuple", "zip", "iter"}:
        yield from (keyword.value for keyword in value.keywords)
        for argument in value.args:
            yield from _held(scope, argument, depth - 1)
    elif isinstance(value, ast.Name):
        for node in scope.nodes(value.id) or ():
            for one, position in _assigned(node, value.id):
                if position is None:
                    yield from _held(scope, one, depth - 1)


def _call_makes(scope: Scope, call: ast.Call, thing: Thing, depth: int) -> bool:
    func = call.func
    name = dotted(func).rpartition(".")[2]
    if thing == "object":
        return isinstance(func, ast.Name) and any(
            isinstance(node, ast.ClassDef) for node in scope.nodes(func.id) or ()
        )
    if name in (_CLASS_MAKERS if thing == "class" else _WRAPPERS):
        return True
    if name == "getattr" and call.args:
        return _is_namespace(scope, root_name(call.args[0])) or _makes(scope, call.args[0], "object", depth)
    if isinstance(func, ast.Attribute) and name in _LOOKING_UP:
        return any(
            _makes(scope, one, thing, depth) for one in (*_held(scope, func.value, depth), *call.args[1:])
        )
    known = scope.called(call)
    if known:
        classes = ((one.scope, one.node) for one in known if isinstance(one.node, ast.ClassDef))
        if thing == "function" and any(_callable_class(where, node, depth) for where, node in classes):
            return True
        if not all(one.scope.is_new(id(one.node), thing) for one in known):
            return False
        return any(_makes(inner, returned, thing, depth) for inner, returned in scope.returned(call))
    return _foreign_call_makes(scope, call, depth)


def _foreign_call_makes(scope: Scope, call: ast.Call, depth: int) -> bool:
    """Whether a call of something that is not defined in this file gives a function."""
    if dotted(call.func).rpartition(".")[2] == "reduce" and call.args:
        return _result_makes(scope, call.args[0], "function", depth)
    nodes = scope.nodes(root_name(call.func))
    modules = [m for node in nodes or () if isinstance(node, _IMPORTS) for m in _modules(node)]
    if nodes is None or any(module in _COMPUTING for module in modules):
        return isinstance(call.func, ast.Call) and any(_is_function(scope, a, depth) for a in call.args)
    if any(_is_function(scope, a, depth) for a in call.args):
        return True
    # A factory of another file takes settings; what takes data computes a value.
    is_factory = isinstance(call.func, ast.Call) or (isinstance(call.func, ast.Name) and bool(modules))
    return is_factory and all(isinstance(a, ast.Constant) for a in call.args)


def _is_function(scope: Scope, value: ast.expr, depth: int) -> bool:
    if isinstance(value, ast.Lambda):
        return True
    known = isinstance(value, ast.Name) and (scope.nodes(value.id) or scope.argument(value.id))
    return bool(known) and _makes(scope, value, "function", min(depth, 2))


def _modules(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return ["." if node.level else (node.module or "").partition(".")[0]]
    return [alias.name.partition(".")[0] for alias in node.names] if isinstance(node, ast.Import) else []
