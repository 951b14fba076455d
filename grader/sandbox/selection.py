"""Which statements of a file a name needs, transitively: definitions, not scripts.

A name needed at a position needs the statements before it that bind the name, back to the last one that
leaves nothing of an earlier value, and those after that one which change it in place. What such a statement
loads is needed before it; what the body of a function loads is needed where the function is (at the end,
for what is graded).
"""

import ast
import builtins
import contextlib
from bisect import bisect_left
from collections.abc import Callable, Iterable

from grader.sandbox.statements import DEFINITIONS, Statement, changed_parts, root_name, stored_globals

_BUILTINS = frozenset(dir(builtins))

_EVERYTHING = frozenset({"eval", "exec", "globals", "vars", "locals"})
"""A function that calls one of these can need any definition of its file."""


class Selector:
    """The index of one file: who binds a name and who changes it."""

    def __init__(
        self, statements: list[Statement], exported: Callable[[ast.ImportFrom], Iterable[str] | None]
    ) -> None:
        self.statements = statements
        self.end = len(statements)
        self.binders: dict[str, list[int]] = {}
        self.changers: dict[str, list[int]] = {}
        self.stars: list[int] = []
        self.star_like: set[int] = set()
        self.settings: list[int] = []
        self.callers: list[tuple[int, set[str]]] = []
        self.guarded_callers: list[tuple[int, set[str]]] = []
        guarded: dict[str, list[int]] = {}
        for index, statement in enumerate(statements):
            star = statement.star
            if star is not None:
                names = exported(star)
                self.star_like.add(index)
                if names is None:
                    self.stars.append(index)
                for name in names or ():
                    self.binders.setdefault(name, []).append(index)
                continue
            if statement.holds_star():
                self.stars.append(index)
            where = guarded if statement.guarded else self.binders
            for name in statement.binds:
                where.setdefault(name, []).append(index)
            if statement.guarded:
                if called := statement.calls():
                    self.guarded_callers.append((index, called))
                continue
            if statement.is_setting():
                self.settings.append(index)
                continue
            for name in statement.changes():
                self.changers.setdefault(name, []).append(index)
            if called := statement.calls():
                self.callers.append((index, called))
        # ``if __name__ == "__main__":`` counts only for names that nothing else binds.
        for name, indices in guarded.items():
            self.binders.setdefault(name, indices)
        self._effects: dict[str, frozenset[str]] = {}

    def without(self, name: str, indices: Iterable[int]) -> None:
        """Forget some binders of a name: results that a script stored under the name of a function."""
        dropped = set(indices)
        self.binders[name] = [i for i in self.binders[name] if i not in dropped]

    def closure(self, names: Iterable[str]) -> dict[int, set[str]]:
        """Return the statements that the names need, by index, each with the names it is needed for."""
        selected: dict[int, set[str]] = {}
        asked: set[tuple[str, int]] = set()
        added: set[tuple[int, int]] = set()
        todo = [(name, self.end) for name in names]
        for index in self.settings:
            selected[index] = set()
            todo += [(used, index) for used in self.statements[index].uses()[0]]
        while todo:
            name, position = todo.pop()
            if (name, position) in asked:
                continue
            asked.add((name, position))
            if name in _EVERYTHING and name not in self.binders:
                todo += [(n, position) for n in self._definitions()]
                continue
            for index in self._for(name, position):
                selected.setdefault(index, set()).add(name)
                if (index, position) in added:
                    continue
                added.add((index, position))
                if index in self.star_like:
                    continue
                now, later = self.statements[index].uses()
                todo += [(used, index) for used in now]
                todo += [(used, position) for used in later]
        return selected

    def _definitions(self) -> list[str]:
        return [
            name
            for name, indices in self.binders.items()
            if any(
                isinstance(self.statements[i].node, (*DEFINITIONS, ast.Import, ast.ImportFrom))
                or (
                    isinstance(n := self.statements[i].node, ast.Assign) and isinstance(n.value, ast.Constant)
                )
                for i in indices
            )
        ]

    def _for(self, name: str, position: int) -> list[int]:
        """Return the statements before a position that make the value of a name."""
        indices = self.binders.get(name)
        if indices is None:
            # Unknown here: a builtin, or one of the names that ``import *`` brings.
            found = [i for i in self.stars if i < position]
            if name in _BUILTINS:
                return found
            effects = self._by_effect(self.callers, name, -1, position)
            return found + (effects or self._by_effect(self.guarded_callers, name, -1, position))
        found = []
        floor = -1
        for k in range(bisect_left(indices, position) - 1, -1, -1):
            index = indices[k]
            found.append(index)
            if self.statements[index].star is None and self.statements[index].replaces(name):
                floor = index
                break
        changed = self.changers.get(name, ())
        found += [i for i in changed if floor < i < position]
        if not found or not isinstance(
            self.statements[found[0]].node, (*DEFINITIONS, ast.Import, ast.ImportFrom)
        ):
            found += self._by_effect(self.callers, name, floor, position)
        return found

    def _by_effect(
        self, callers: list[tuple[int, set[str]]], name: str, floor: int, position: int
    ) -> list[int]:
        """Return the bare calls of this file's functions that set or change a global name."""
        found = []
        for index, called in callers:
            if floor < index < position:
                node = self.statements[index].node
                if any(name in self.effects(function) for function in called) or (
                    _hands_over(node, name) and self._changes_argument(node, name)
                ):
                    found.append(index)
        return found

    def effects(self, function: str) -> frozenset[str]:
        """Return the globals that a function of this file binds or changes in place, through others too."""
        if function not in self._effects:
            found: set[str] = set()
            seen = {function}
            todo = [function]
            while todo:
                own, called = self._own_effects(todo.pop())
                found |= own
                todo += called - seen
                seen |= called
            self._effects[function] = frozenset(found)
        return self._effects[function]

    def _own_effects(self, function: str) -> tuple[set[str], set[str]]:
        found: set[str] = set()
        called: set[str] = set()
        for index in self.binders.get(function, ()):
            statement = self.statements[index]
            if isinstance(statement.node, DEFINITIONS):
                with contextlib.suppress(SyntaxError):
                    found |= stored_globals(statement.code)
                later = statement.uses()[1]
                found |= _changed_inside(statement.node) & later
                called |= {name for name in later if name in self.binders}
        return found, called

    def _changes_argument(self, node: ast.stmt, name: str) -> bool:
        """Whether a bare call ``fill(table)`` hands ``name`` to a parameter that the function changes."""
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
            return False
        call = node.value
        if not isinstance(call.func, ast.Name):
            return False
        for index in self.binders.get(call.func.id, ()):
            definition = self.statements[index].node
            if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
                parameters = [a.arg for a in (*definition.args.posonlyargs, *definition.args.args)]
                handed = {p for p, a in zip(parameters, call.args, strict=False) if root_name(a) == name}
                handed |= {k.arg for k in call.keywords if k.arg and root_name(k.value) == name}
                if handed & _changed_inside(definition):
                    return True
        return False


def _hands_over(node: ast.stmt, name: str) -> bool:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    call = node.value
    return any(root_name(a) == name for a in call.args) or any(
        root_name(k.value) == name for k in call.keywords
    )


def _changed_inside(node: ast.stmt) -> set[str]:
    return set(changed_parts(node)) - {""}


def flattened(nodes: Iterable[tuple[ast.stmt, str]]) -> Iterable[tuple[ast.stmt, str, bool]]:
    """Yield top-level statements; those under ``if __name__ == "__main__":`` one by one, as guarded."""
    for node, filename in nodes:
        if isinstance(node, ast.If) and _is_main_guard(node.test):
            yield from ((inner, filename, True) for inner in node.body)
            yield from ((inner, filename, False) for inner in node.orelse)
        elif not isinstance(node, ast.Pass):
            yield node, filename, False


def _is_main_guard(test: ast.expr) -> bool:
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return False
    sides = (test.left, test.comparators[0])
    names = [s.id for s in sides if isinstance(s, ast.Name)]
    texts = [s.value for s in sides if isinstance(s, ast.Constant)]
    return names == ["__name__"] and texts == ["__main__"]
