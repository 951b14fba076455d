"""Which statements of a file a name needs, transitively: definitions, not scripts.

A name needed at a position needs the statements before it that bind the name, back to the last one that
leaves nothing of an earlier value, and those after that one which change it in place. What such a statement
loads is needed before it; what the body of a function loads is needed where the function is (at the end,
for what is graded).
"""

import ast
import builtins
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from grader.sandbox.student.changes import DEFINITIONS, dotted, follow, root_name
from grader.sandbox.student.effects import Effects
from grader.sandbox.student.statements import Statement

_BUILTINS = frozenset(dir(builtins))

_EVERYTHING = frozenset({"eval", "exec", "globals", "vars", "locals"})
"""A function that calls one of these can need any definition of its file."""

_UNSEEN = "exec()"
"""Stands for every name that only running a statement tells."""

_NAMESPACES = frozenset({"globals", "vars", "locals"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Selector:
    """The index of one file: who binds a name and who changes it."""

    def __init__(
        self,
        statements: list[Statement],
        exported: Callable[[ast.ImportFrom], Iterable[str] | None],
        *,
        sets_globals: bool = True,
    ) -> None:
        self.statements = statements
        self.end = len(statements)
        self.binders: dict[str, list[int]] = {}
        self.changers: dict[str, list[int]] = {}
        self.stars: list[int] = []
        self.star_like: set[int] = set()
        self.settings: list[int] = []
        self.callers: list[int] = []
        self.guarded_callers: list[int] = []
        self.unseen: list[int] = []
        """Statements that bind names which only running them tells: ``exec(text)``, ``globals()[name] = f``."""
        self.results: dict[str, frozenset[int]] = {}
        """Statements that store a result under the name of a function: the functions see nothing of them."""
        links: dict[str, set[str]] = {}
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
            changes = statement.changes()
            if statement.guarded:
                if changes.calls:
                    self.guarded_callers.append(index)
                continue
            if statement.is_setting():
                self.settings.append(index)
                continue
            for name in changes.names:
                self.changers.setdefault(name, []).append(index)
            for name, others in changes.links.items():
                links.setdefault(name, set()).update(others)
            if changes.calls:
                self.callers.append(index)
                if changes.names & _NAMESPACES or any(
                    root_name(call.func) == "exec" for call in changes.calls
                ):
                    self.unseen.append(index)
        # ``if __name__ == "__main__":`` counts only for names that nothing else binds.
        for name, indices in guarded.items():
            self.binders.setdefault(name, indices)
        self._effects = Effects(statements, self.binders, links)
        if self.changers:
            self._spread(links)
        if sets_globals:
            self._bind_by_calls()

    def _bind_by_calls(self) -> None:
        """Take ``init()`` for what binds a name that nothing but ``global`` inside of it binds."""
        callers = self.callers + self.guarded_callers
        functions = [s for s in self.statements if callers and isinstance(s.node, _FUNCTIONS)]
        unbound = {name for statement in functions for name in statement.globals_set()} - self.binders.keys()
        for name in unbound:
            found = self._by_effect(self.callers, name, -1, self.end)
            found = found or self._by_effect(self.guarded_callers, name, -1, self.end)
            if found:
                self.binders[name] = found

    def _spread(self, links: dict[str, set[str]]) -> None:
        """Count a change of an object for all its names."""
        modules: dict[str, str] = {}
        for statement in self.statements:
            node = statement.node
            if isinstance(node, ast.Import):
                for alias in node.names:
                    name = alias.asname or alias.name
                    other = modules.setdefault(alias.name, name)
                    if other != name:  # ``import numpy`` beside ``import numpy as np``
                        links.setdefault(name, set()).add(other)
                        links.setdefault(other, set()).add(name)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                for name in self._held(node.value):
                    for maker in statement.binds:
                        links.setdefault(maker, set()).add(name)
        if links:
            spread: dict[str, set[int]] = {}
            for name, indices in self.changers.items():
                for other in follow([name], links):
                    spread.setdefault(other, set()).update(indices)
            self.changers = {name: sorted(indices) for name, indices in spread.items()}

    def _held(self, call: ast.Call) -> Iterable[str]:
        """Return the names whose objects an object of a class of this file is given."""
        makers = self.binders.get(dotted(call.func), ())
        if not any(isinstance(self.statements[i].node, ast.ClassDef) for i in makers):
            return ()
        return {root_name(a) for a in (*call.args, *(k.value for k in call.keywords))} - {""}

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
                todo += [(n, position) for n in self.definitions()]
                todo.append((_UNSEEN, position))
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

    def called_by_functions(self, names: set[str]) -> set[str]:
        """Return those of the names that functions of this file call, as they are at the top level."""
        found: set[str] = set()
        for statement in self.statements:
            if statement.holds_functions() and (wanted := statement.uses()[1] & names):
                found |= wanted & {
                    inner.func.id
                    for inner in ast.walk(statement.node)
                    if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)
                }
        return found

    def inside_functions(self, name: str) -> Iterator[ast.stmt]:
        """Yield what functions of this file define as a global name."""
        for statement in self.statements:
            if isinstance(statement.node, _FUNCTIONS) and name in statement.globals_set():
                yield from (inner for inner in ast.walk(statement.node) if isinstance(inner, ast.stmt))

    def definitions(self) -> list[str]:
        """Return the names that something else than a computed result is bound to."""
        return [
            name
            for name, indices in self.binders.items()
            if any(self._is_definition(self.statements[i].node) for i in indices)
        ]

    def _is_definition(self, node: ast.stmt) -> bool:
        """Whether this is an import, a definition, or an assignment for which nothing of this file runs."""
        if isinstance(node, (*DEFINITIONS, ast.Import, ast.ImportFrom)):
            return True
        return isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
            isinstance(inner, ast.Call) and self._is_own(root_name(inner.func)) for inner in ast.walk(node)
        )

    def _is_own(self, name: str) -> bool:
        nodes = (self.statements[i].node for i in self.binders.get(name, ()))
        return any(not isinstance(node, (ast.Import, ast.ImportFrom)) for node in nodes)

    def _for(self, name: str, position: int) -> list[int]:
        """Return the statements before a position that make the value of a name."""
        if name == _UNSEEN:
            return [i for i in self.unseen if i < position]
        indices = self.binders.get(name)
        if indices is None:
            # Unknown here: a builtin, or one of the names that ``import *`` or ``exec`` brings.
            found = [i for i in self.stars if i < position]
            if name in _BUILTINS:
                return found
            found += self._for(_UNSEEN, position)
            effects = self._by_effect(self.callers, name, -1, position)
            return found + (effects or self._by_effect(self.guarded_callers, name, -1, position))
        if position == self.end and (results := self.results.get(name)):
            indices = [i for i in indices if i not in results]
            if not indices:
                return []
            position = min((i for i in results if i > indices[-1]), default=position)
        found = []
        floor = -1
        for k in range(bisect_left(indices, position) - 1, -1, -1):
            index = indices[k]
            found.append(index)
            if self.statements[index].star is None and self.statements[index].replaces(name):
                floor = index
                break
        found += [i for i in self.changers.get(name, ()) if floor < i < position]
        if not found or not isinstance(
            self.statements[found[0]].node, (*_FUNCTIONS, ast.Import, ast.ImportFrom)
        ):
            found += self._by_effect(self.callers, name, floor, position)
        return found

    def _by_effect(self, callers: list[int], name: str, floor: int, position: int) -> list[int]:
        """Return the statements that set or change a global name by a call of this file's functions."""
        return [i for i in callers if floor < i < position and name in self._effects.of_statement(i)]


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
