"""What a name stands for at the top level of a file, and inside one of its functions while that is called."""

import ast
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from grader.sandbox.student.changes import DEFINITIONS, bound_names, dotted
from grader.sandbox.student.selection import Selector

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_Definition = _Function | ast.ClassDef


class Called(NamedTuple):
    """A definition, the scope that it stands in, and for a method its class."""

    scope: "Scope"
    node: _Definition
    owner: ast.ClassDef | None = None


class Scope:
    """The names that an expression sees."""

    def __init__(
        self,
        selector: Selector,
        seen: set[Any] | None = None,
        outer: "Scope | None" = None,
        function: _Function | None = None,
        owner: ast.ClassDef | None = None,
    ) -> None:
        self.selector = selector
        self._seen = set() if seen is None else seen
        self._outer = outer
        self._function = function
        self._owner = owner
        self._arguments: dict[str, tuple[Scope, ast.expr]] = {}

    def of(self, function: _Function, owner: ast.ClassDef | None = None) -> "Scope":
        """Return the scope of a function that stands in this one; for a method with its class."""
        return Scope(self.selector, self._seen, self, function, owner)

    def take(self, call: ast.Call, caller: "Scope") -> None:
        """Take the arguments of a call of the function."""
        given = [
            *zip(self._parameters(), call.args, strict=False),
            *((k.arg, k.value) for k in call.keywords),
        ]
        self._arguments = {name: (caller, value) for name, value in given if name}

    def is_new(self, *key: Any) -> bool:
        """Say so once: a circle of names ends."""
        is_new = (id(self._function), *key) not in self._seen
        self._seen.add((id(self._function), *key))
        return is_new

    def nodes(self, name: str) -> list[ast.stmt] | None:
        """Return the statements that bind a name; None for a name that nothing here binds."""
        return self.find(name)[1]

    def argument(self, name: str) -> "tuple[Scope, ast.expr] | None":
        """Return what a parameter was given, and where."""
        if self._outer is None:
            return None
        return self._arguments.get(name) or (
            None if name in self._parameters() else self._outer.argument(name)
        )

    def returns(self) -> Iterator[ast.expr]:
        """Yield what the function returns."""
        if isinstance(self._function, ast.Lambda):
            yield self._function.body
        for node in self._own_nodes():
            if isinstance(node, ast.Return) and node.value is not None:
                yield node.value

    def called(self, call: ast.Call) -> "list[Called]":
        """Return the definitions of this file that a call may mean."""
        func = call.func
        if isinstance(func, ast.Lambda):
            return [Called(self, func)]
        if isinstance(func, ast.Name):
            scope, nodes = self.find(func.id)
            return [Called(scope, one) for node in nodes or () if (one := _definition(node)) is not None]
        if isinstance(func, ast.Attribute):
            return list(self._methods(self._classes(func.value), func.attr))
        return self._called_twice(func) if isinstance(func, ast.Call) else []

    def _called_twice(self, maker: ast.Call) -> "list[Called]":
        """Return what ``maker(…)(…)`` calls: an object, or a function that was returned."""
        if not self.is_new(id(maker)):
            return []
        known = self.called(maker)
        classes = ((one.scope, one.node) for one in known if isinstance(one.node, ast.ClassDef))
        found = list(self._methods(classes, "__call__"))
        for inner, value in self.returned(maker):
            found += inner.called(ast.Call(value, [], []))
        return found

    def _methods(self, classes: "Iterable[tuple[Scope, ast.ClassDef]]", name: str) -> "Iterator[Called]":
        for scope, node in classes:
            method = scope.method(node, name)
            if method is not None:
                yield Called(scope, method, node)

    def returned(self, call: ast.Call) -> "Iterator[tuple[Scope, ast.expr]]":
        """Yield what the functions return that a call may mean, each with the scope in which to read it."""
        for scope, node, owner in self.called(call):
            if not isinstance(node, ast.ClassDef):
                inner = scope.of(node, owner)
                if owner is None:
                    inner.take(call, self)
                yield from ((inner, value) for value in inner.returns())

    def method(self, node: ast.ClassDef, name: str, depth: int = 8) -> _Function | None:
        """Return the method of a class, its own or one that it inherits from a class of this file."""
        for inner in node.body:
            if isinstance(inner, _FUNCTIONS) and inner.name == name:
                return inner
        for base in node.bases if depth else ():
            for parent in self.nodes(dotted(base)) or ():
                if isinstance(parent, ast.ClassDef) and (found := self.method(parent, name, depth - 1)):
                    return found
        return None

    def find(self, name: str) -> "tuple[Scope, list[ast.stmt] | None]":
        """Return the statements that bind a name (see ``nodes``), and where they stand."""
        if self._outer is None:
            indices = self.selector.binders.get(name)
            return self, None if indices is None else [self.selector.statements[i].node for i in indices]
        parameters = self._parameters()
        if parameters and name == parameters[0] and self._owner is not None:
            return self, [self._owner]
        own = [node for node in self._own_nodes() if isinstance(node, ast.stmt) and name in _bound_by(node)]
        if own or name in parameters:
            return self, own
        return self._outer.find(name)

    def _classes(self, value: ast.expr) -> "Iterator[tuple[Scope, ast.ClassDef]]":
        """Yield the classes that an expression names, or an object of which it is."""
        if isinstance(value, ast.Call):
            value = value.func
        if not isinstance(value, ast.Name):
            return
        scope, nodes = self.find(value.id)
        for node in nodes or ():
            if isinstance(node, ast.ClassDef):
                yield scope, node
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                inner, classes = scope.find(dotted(node.value.func))
                yield from ((inner, one) for one in classes or () if isinstance(one, ast.ClassDef))

    def _parameters(self) -> list[str]:
        if self._function is None:
            return []
        arguments = self._function.args
        return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]

    def _own_nodes(self) -> Iterator[ast.AST]:
        """Yield the statements of the function, not those of the functions inside it."""
        stack: list[ast.AST] = list(self._function.body) if isinstance(self._function, _FUNCTIONS) else []
        while stack:
            node = stack.pop()
            yield node
            if not isinstance(node, DEFINITIONS):
                stack.extend(c for c in ast.iter_child_nodes(node) if not isinstance(c, ast.expr))


def _definition(node: ast.stmt) -> _Definition | None:
    if isinstance(node, DEFINITIONS):
        return node
    return node.value if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda) else None


def _bound_by(node: ast.stmt) -> set[str]:
    if isinstance(node, DEFINITIONS):
        return {node.name}
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return {name for target in targets for name in bound_names(target)}
