"""One top-level statement: the names it binds, uses and changes.

What a statement uses is read off its compiled code, where the compiler has settled every scope: a name
loaded by the statement itself is needed *before* it runs, a global loaded inside a function body is needed
*when that runs*.
"""

import ast
import builtins
import opcode
import re
from collections.abc import Iterator
from types import CodeType

from grader.sandbox.student.changes import (
    DEFINITIONS,
    NOTHING,
    SHOWING_METHODS,
    Changes,
    bound_names,
    dotted,
    find_changes,
    root_name,
)

_LOAD_GLOBAL = opcode.opmap["LOAD_GLOBAL"]
_EXTENDED_ARG = opcode.opmap["EXTENDED_ARG"]
_LOAD_NAMES = tuple(
    opcode.opmap[name]
    for name in ("LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS", "LOAD_CLASSDEREF")
    if name in opcode.opmap and opcode.opmap[name] in opcode.hasname
)
_NAME = re.compile(r"[^\W\d]\w*")
_STORE_NAME = opcode.opmap["STORE_NAME"]
_STORE_GLOBAL = opcode.opmap["STORE_GLOBAL"]

_IMMEDIATE_CODE = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})

SETTINGS = frozenset(
    """
    np.seterr numpy.seterr np.set_printoptions numpy.set_printoptions np.random.seed
    numpy.random.seed random.seed warnings.filterwarnings warnings.simplefilter
    sys.setrecursionlimit torch.manual_seed tf.random.set_seed sys.path.append sys.path.insert
    torch.set_default_dtype torch.set_printoptions np.seterrcall
    """.split()  # noqa: SIM905
)
"""Calls that only configure: they run wherever they stand."""

_COMPOUND = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.AsyncFor, ast.AsyncWith, ast.Match)


class Statement:
    """A top-level statement of one file, analysed as far as it was asked about."""

    __slots__ = ("_changes", "_code", "_uses", "binds", "filename", "flags", "guarded", "node")

    def __init__(self, node: ast.stmt, filename: str, flags: int, *, guarded: bool) -> None:
        self.node = node
        self.filename = filename
        self.flags = flags
        self.guarded = guarded
        self._code: CodeType | None = None
        self._uses: tuple[frozenset[str], frozenset[str]] | None = None
        self._changes: Changes | None = None
        self.binds: tuple[str, ...] = tuple(_bound(node, self))

    @property
    def code(self) -> CodeType:
        """The compiled statement.

        Raises
        ------
        SyntaxError
            For what parses and still is no statement: ``return`` outside a function.
        """
        if self._code is None:
            self._code = self.compile()
        return self._code

    def compile(self, extra_flags: int = 0) -> CodeType:
        """Compile the statement alone, under its own file's future imports."""
        try:
            module = ast.Module([self.node], [])
            code = compile(module, self.filename, "exec", self.flags | extra_flags, dont_inherit=True)
        except SyntaxError:
            raise
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            raise SyntaxError(
                str(error) or "too deeply nested", (self.filename, self.node.lineno, 1, "")
            ) from None
        assert isinstance(code, CodeType)  # noqa: S101
        return code

    @property
    def is_definition(self) -> bool:
        """Whether this is a ``def`` or a ``class``."""
        return isinstance(self.node, DEFINITIONS)

    @property
    def star(self) -> ast.ImportFrom | None:
        """The node of ``from … import *``, or None."""
        node = self.node
        return node if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" else None

    def holds_star(self) -> bool:
        """Whether an ``import *`` stands inside this statement: ``try: from cupy import *``."""
        return isinstance(self.node, _COMPOUND) and any(
            isinstance(inner, ast.ImportFrom) and inner.names[0].name == "*" for inner in ast.walk(self.node)
        )

    def holds_functions(self) -> bool:
        """Whether functions are defined in it: by itself, or under a condition."""
        node = self.node
        return isinstance(node, (*DEFINITIONS, *_COMPOUND)) or (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)
        )

    def uses(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names needed before the statement runs, and those needed when its functions run."""
        if self._uses is None:
            try:
                now, later = _names_of(self.code)
            except SyntaxError:
                now = later = frozenset()
            if isinstance(self.node, ast.ClassDef):
                later |= frozenset(_annotating_names(self.node))
            self._uses = (now, later)
        return self._uses

    def globals_set(self) -> set[str]:
        """Return the names that its functions bind through ``global``."""
        try:
            return stored_globals(self.code)
        except SyntaxError:
            return set()

    def replaces(self, name: str) -> bool:
        """Whether after this statement nothing is left of an earlier value of ``name``."""
        node = self.node
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.Delete)):
            return True
        if isinstance(node, (ast.AnnAssign, ast.Assign)) or self.is_definition:
            return name not in self.uses()[0]
        return False

    def is_setting(self) -> bool:
        """Whether this is a harmless configuration call such as ``np.seterr(all="ignore")``."""
        node = self.node
        return (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and dotted(node.value.func) in SETTINGS
        )

    def changes(self) -> Changes:
        """Return what the statement changes in place, as far as its own text shows, and what it calls."""
        if self._changes is None:
            self._changes = self._find_changes()
        return self._changes

    def _find_changes(self) -> Changes:
        node = self.node
        if isinstance(node, DEFINITIONS):
            return _changes_of_definition(node)
        if isinstance(node, (ast.Import, ast.ImportFrom)) or _is_plain(node):
            return NOTHING
        found = find_changes(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            func = node.value.func
            if isinstance(func, ast.Attribute) and func.attr not in SHOWING_METHODS:
                return found._replace(names=found.names | ({root_name(func)} - {""}))
        return found


def _changes_of_definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Changes:
    """``@registry.register("a")`` changes the registry; a subclass is known to its base and its metaclass."""
    parents = [*node.bases, *(k.value for k in node.keywords)] if isinstance(node, ast.ClassDef) else []
    if not parents and not node.decorator_list:
        return NOTHING
    bases = frozenset(base.id for base in parents if isinstance(base, ast.Name))
    targets = [(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list]
    roots = {root_name(t) for t in targets if isinstance(t, ast.Attribute) and t.attr != "setter"} - {""}
    calls = [d if isinstance(d, ast.Call) else ast.Call(d, [], []) for d in node.decorator_list]
    return Changes(bases | roots, {node.name: bases} if bases else {}, tuple(calls))


def _is_plain(node: ast.stmt) -> bool:
    """Whether this is a text that stands alone, or a constant with a name."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and _all_names(node.targets)


def _all_names(targets: list[ast.expr]) -> bool:
    return all(isinstance(target, ast.Name) for target in targets)


def _bound(node: ast.stmt, statement: Statement) -> Iterator[str]:
    if isinstance(node, DEFINITIONS):
        yield node.name
    elif isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            if alias.name != "*":
                yield alias.asname or alias.name
    elif isinstance(node, ast.Assign) and not any(isinstance(t, ast.NamedExpr) for t in ast.walk(node.value)):
        for target in node.targets:
            yield from bound_names(target)
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        if node.value is not None:
            yield from bound_names(node.target)
    elif isinstance(node, ast.Delete):
        # The cure for ``sum = 0``. Another name that a script deletes at its end is one that functions still need.
        names = (name for target in node.targets for name in bound_names(target))
        yield from (name for name in names if hasattr(builtins, name))
    elif isinstance(node, (ast.Pass, ast.Expr)) and not _has_walrus(node):
        return
    else:
        try:
            yield from _stored(statement.code)
        except SyntaxError:
            yield from {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }


def _annotating_names(node: ast.ClassDef) -> Iterator[str]:
    """Yield the names in the annotations of fields, as texts too: who asks for their types needs them."""
    for field in node.body:
        for inner in ast.walk(field.annotation) if isinstance(field, ast.AnnAssign) else ():
            if isinstance(inner, ast.Name):
                yield inner.id
            elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield from _NAME.findall(inner.value)


def _has_walrus(node: ast.stmt) -> bool:
    return any(isinstance(inner, ast.NamedExpr) for inner in ast.walk(node))


# ---------------------------------------------------------------- names out of compiled code


def _arguments(code: bytes, operation: int) -> Iterator[int]:
    """Yield the arguments of every occurrence of one operation; two bytes an instruction."""
    operations = code[::2]
    at = operations.find(operation)
    while at >= 0:
        argument = code[2 * at + 1]
        if at and operations[at - 1] == _EXTENDED_ARG:
            argument |= code[2 * at - 1] << 8
            if at > 1 and operations[at - 2] == _EXTENDED_ARG:
                argument |= code[2 * at - 3] << 16
        yield argument
        at = operations.find(operation, at + 1)


def _loaded(code: CodeType) -> set[str]:
    names, raw = code.co_names, code.co_code
    count = len(names)
    # The low bit of LOAD_GLOBAL's argument says whether a call follows. A cache entry can look like an
    # instruction: what it would name is either out of range or one name too many, which costs nothing.
    found = {names[a >> 1] for a in _arguments(raw, _LOAD_GLOBAL) if a >> 1 < count}
    for operation in _LOAD_NAMES:
        found.update(names[a] for a in _arguments(raw, operation) if a < count)
    return found


def _inner(code: CodeType) -> Iterator[CodeType]:
    return (constant for constant in code.co_consts if isinstance(constant, CodeType))


def _names_of(code: CodeType) -> tuple[frozenset[str], frozenset[str]]:
    """Split the names that a statement loads: at once, and later inside the functions that it defines."""
    now: set[str] = set()
    later: set[str] = set()
    stack = [(code, False)]
    while stack:
        current, deferred = stack.pop()
        (later if deferred else now).update(_loaded(current))
        for inner in _inner(current):
            # A class body and a comprehension run at once, a function body when it is called.
            function = inner.co_flags & 0x02 and inner.co_name not in _IMMEDIATE_CODE
            stack.append((inner, deferred or bool(function)))
    return frozenset(now), frozenset(later)


def _stored(code: CodeType) -> set[str]:
    names, count = code.co_names, len(code.co_names)
    found = {names[a] for a in _arguments(code.co_code, _STORE_NAME) if a < count}
    for inner in _inner(code):
        if inner.co_name in _IMMEDIATE_CODE:
            found |= stored_globals(inner)
    return found | stored_globals(code)


def stored_globals(code: CodeType) -> set[str]:
    """Return the names that a function binds through ``global``, its inner functions' too."""
    found: set[str] = set()
    stack = [code]
    while stack:
        current = stack.pop()
        names, count = current.co_names, len(current.co_names)
        found.update(names[a] for a in _arguments(current.co_code, _STORE_GLOBAL) if a < count)
        stack.extend(_inner(current))
    return found
