"""What the calls that a file makes at its top level set or change, through its own functions and classes."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from grader.sandbox.student.changes import (
    CHANGING_METHODS,
    DEFINITIONS,
    Changes,
    bound_names,
    find_changes,
    follow,
    root_name,
)
from grader.sandbox.student.statements import Statement

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Effects:
    """The effects of one file's calls, found when they are asked for."""

    def __init__(
        self,
        statements: Sequence[Statement],
        binders: Mapping[str, Sequence[int]],
        links: Mapping[str, set[str]],
    ) -> None:
        self._statements = statements
        self._binders = binders
        self._links = links
        self._of_statement: dict[int, frozenset[str]] = {}
        self._of_name: dict[str, frozenset[str]] = {}
        self._inside: dict[int, Changes] = {}
        self._parts: dict[int, dict[str, set[str]]] = {}

    @cached_property
    def _own_classes(self) -> list[ast.ClassDef]:
        return [s.node for s in self._statements if isinstance(s.node, ast.ClassDef)]

    def of_statement(self, index: int) -> frozenset[str]:
        """Return the names that the calls of a statement set or change."""
        if index not in self._of_statement:
            found: set[str] = set()
            for call in self._statements[index].changes().calls:
                found |= self._of_call(call)
            self._of_statement[index] = follow(found, self._links)
        return self._of_statement[index]

    def of(self, name: str) -> frozenset[str]:
        """Return the globals that a call of ``name`` binds or changes in place, through others too."""
        if name not in self._of_name:
            found: set[str] = set()
            seen = {name}
            todo = [name]
            while todo:
                own, used = self._own(todo.pop())
                found |= own
                todo += used - seen
                seen |= used
            self._of_name[name] = frozenset(found)
        return self._of_name[name]

    def _own(self, name: str) -> tuple[set[str], set[str]]:
        found: set[str] = set()
        used: set[str] = set()
        for index in self._binders.get(name, ()):
            statement = self._statements[index]
            node = statement.node
            if isinstance(node, DEFINITIONS) or _lambda(node):
                later = statement.uses()[1]
                found |= statement.globals_set()
                inside = self._changes_inside(node)
                found |= inside.names & later
                found |= {handed for call in inside.calls for handed in self._handed(call) if handed in later}
                used |= {other for other in later if other in self._binders}
                if isinstance(node, ast.ClassDef) and _tables(node) & self._all_parts(node):
                    found.add(name)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                # An object, a partial, a thread: what it was made of is at work when it is called.
                mentioned = {other for other in statement.uses()[0] if other in self._binders}
                makers = {other for other in mentioned if any(self._definitions(other))}
                used |= makers
                if any(self._changes_what_it_holds(maker) for maker in makers):
                    found |= mentioned - makers
                if any(self._parts_of(c).get("__call__") for m in makers for c in self._classes(m)):
                    found.add(name)
        return found, used

    def _of_call(self, call: ast.Call) -> set[str]:
        found = set(self._handed(call))
        root = root_name(call.func)
        if root in self._binders:
            found |= self.of(root)
            if isinstance(call.func, ast.Attribute):
                found.update(self._of_method(call.func.attr, root))
        for value in (*call.args, *(keyword.value for keyword in call.keywords)):
            if isinstance(value, ast.Name) and any(self._definitions(value.id)):
                found |= self.of(value.id)  # ``map(fill, names)``, ``Thread(target=fill)``
        return found

    def _of_method(self, method: str, root: str) -> Iterator[str]:
        """Yield what a method of a class of this file changes of its object, and of its class."""
        for node in self._own_classes:
            if changed := self._parts_of(node).get(method):
                yield root
                if changed & _tables(node):
                    yield node.name

    def _handed(self, call: ast.Call) -> Iterator[str]:
        """Yield the names whose objects ``fill(table)`` hands to parameters that the function changes."""
        if not isinstance(call.func, ast.Name):
            return
        for node in self._definitions(call.func.id):
            if isinstance(node, ast.ClassDef):
                changed = self._changes_what_it_holds(node.name)
                values = [*call.args, *(k.value for k in call.keywords)] if changed else []
            else:
                changing = self._changes_inside(node).names
                parameters = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                values = [a for p, a in zip(parameters, call.args, strict=False) if p in changing]
                values += [k.value for k in call.keywords if k.arg in changing]
            yield from {root_name(value) for value in values} - {""}

    def _changes_what_it_holds(self, name: str) -> bool:
        for node in self._definitions(name):
            if isinstance(node, ast.ClassDef):
                if self._all_parts(node):
                    return True
            elif {a.arg for a in (*node.args.posonlyargs, *node.args.args)} & self._changes_inside(
                node
            ).names:
                return True
        return False

    def _definitions(self, name: str) -> Iterator[_Function | ast.ClassDef]:
        for index in self._binders.get(name, ()):
            node = self._statements[index].node
            if isinstance(node, DEFINITIONS):
                yield node
            elif (function := _lambda(node)) is not None:
                yield function

    def _classes(self, name: str) -> list[ast.ClassDef]:
        return [node for node in self._definitions(name) if isinstance(node, ast.ClassDef)]

    def _changes_inside(self, node: ast.AST) -> Changes:
        if id(node) not in self._inside:
            self._inside[id(node)] = find_changes(node)
        return self._inside[id(node)]

    def _all_parts(self, node: ast.ClassDef) -> set[str]:
        return set().union(*self._parts_of(node).values())

    def _parts_of(self, node: ast.ClassDef) -> dict[str, set[str]]:
        """Return, for each method of a class, the attributes that it changes a part of; "" for the object."""
        if id(node) not in self._parts:
            self._parts[id(node)] = {
                method.name: set(_changed_attributes(method))
                for method in node.body
                if isinstance(method, _FUNCTIONS)
            }
        return self._parts[id(node)]


def _lambda(node: ast.stmt) -> ast.Lambda | None:
    return node.value if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda) else None


def _tables(node: ast.ClassDef) -> set[str]:
    """Return what the body of a class gives a value: all its objects share it."""
    return {
        name
        for inner in node.body
        if isinstance(inner, (ast.Assign, ast.AnnAssign)) and inner.value is not None
        for target in (inner.targets if isinstance(inner, ast.Assign) else [inner.target])
        for name in bound_names(target)
    }


def _changed_attributes(method: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Yield ``table`` for ``self.table["a"] = 1``; ``self.cache = x`` keeps nothing of what was before."""
    parameters = [*method.args.posonlyargs, *method.args.args]
    own = parameters[0].arg if parameters else ""
    for node in ast.walk(method):
        changed: ast.expr | None = None
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            changed = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            changed = node.func.value if node.func.attr in CHANGING_METHODS else None
        if changed is not None and own and root_name(changed) == own:
            if not isinstance(changed, ast.Name):
                yield _first_attribute(changed)
            elif not isinstance(node, ast.Attribute):
                yield ""


def _first_attribute(node: ast.expr) -> str:
    """Return ``a`` for ``self.a.b[0]``."""
    current, attribute = node, ""
    while not isinstance(current, ast.Name):
        if isinstance(current, ast.Attribute):
            attribute = current.attr
        current = current.func if isinstance(current, ast.Call) else current.value  # type: ignore[attr-defined]
    return attribute
