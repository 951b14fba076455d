"""Small expressions that authors write in course files, read without ever running text as code.

``parse`` walks Python's syntax tree and turns each node of a closed list into a function of the names; what
is not on the list has no translation and is refused. Calls reach some built-ins, pure array functions of
NumPy, a few attributes of values, and the names that the caller hands in. What could make far more than it
was given is bounded before it runs.

This file is also read inside a student's process: it imports the standard library and NumPy alone.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

MAX_TEXT = 2_000
MAX_DEPTH = 60
MAX_BITS = 4_096
MAX_ELEMENTS = 1 << 24
MAX_ROUNDS = 100_000

Names = Mapping[str, Any]
Translation = Callable[[Names], Any]


class ExpressionError(ValueError):
    """The text is no expression of the small language, or asks for more than it allows."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text, the free names in it, and how to compute it."""

    text: str
    names: frozenset[str]
    compute: Translation


BUILTINS: Mapping[str, Callable[..., Any]] = {
    "abs": abs, "bool": bool, "dict": dict, "float": float, "int": int, "len": len, "list": list, "max": max,
    "min": min, "range": range, "round": round, "sorted": sorted, "sum": sum, "tuple": tuple, "zip": zip,
}  # fmt: skip

_ARRAY_WORDS = """
abs absolute all allclose amax amin any arange argmax argmin argsort argwhere around array array_equal
asarray atleast_1d atleast_2d atleast_3d average bincount broadcast_to ceil clip column_stack concatenate
convolve copy correlate cos cosh count_nonzero cross cumprod cumsum deg2rad diag diagonal diff digitize
divide dot dsplit dstack einsum equal exp exp2 expand_dims expm1 eye fix flatnonzero flip fliplr flipud
floor floor_divide fmax fmin full full_like gradient greater greater_equal heaviside hsplit hstack hypot
identity indices inner interp isclose isfinite isinf isnan kron less less_equal linspace log log10 log1p
log2 logical_and logical_not logical_or logical_xor matmul max maximum mean median meshgrid min minimum mod
moveaxis multiply nan_to_num nanmax nanmean nanmin nansum ndim negative nonzero not_equal ones ones_like
outer pad percentile power prod ptp quantile rad2deg ravel reciprocal remainder repeat reshape rint roll
rollaxis rot90 round searchsorted shape sign sin sinh size sort split sqrt square squeeze stack std subtract
sum swapaxes take take_along_axis tan tanh tensordot tile trace transpose tri tril triu trunc unique var
vstack where zeros zeros_like linalg.norm lib.stride_tricks.sliding_window_view bool_ int8 int16 int32 int64
uint8 uint16 uint32 uint64 float16 float32 float64 e inf nan newaxis pi
"""
ARRAY_NAMES = frozenset(_ARRAY_WORDS.split())

_ATTRIBUTE_WORDS = """
T dtype imag ndim real shape size all any argmax argmin argsort astype clip copy cpu cumprod cumsum detach
diagonal dot flatten get index item items keys max mean min nonzero numpy prod ravel reshape round
squeeze std sum swapaxes take tolist trace transpose values var
"""
ATTRIBUTES = frozenset(_ATTRIBUTE_WORDS.split())

_BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor, ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
}  # fmt: skip
_UNARY: Mapping[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.UAdd: operator.pos, ast.USub: operator.neg, ast.Not: operator.not_, ast.Invert: operator.invert,
}  # fmt: skip
_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
    ast.In: lambda a, b: a in b, ast.NotIn: lambda a, b: a not in b,
}  # fmt: skip


def parse(text: str, *, names: Collection[str] | None = None, source: str = "") -> Expression:
    """Read an expression; with ``names``, every free name must be one of them.

    Parameters
    ----------
    text
        One Python expression of the small language.
    names
        The names that will be there when it is computed; None checks nothing.
    source
        Where the text stands; it opens the error's message.

    Raises
    ------
    ExpressionError
        On anything outside the language, or an unknown name (the nearest one is said).

    Examples
    --------
    >>> evaluate(parse("(H + 2*P - KH)//S + 1"), {"H": 7, "P": 0, "KH": 3, "S": 2})
    3
    """
    try:
        expression = _read(text)
        if names is not None:
            for name in sorted(expression.names.difference(names)):
                raise ExpressionError(f"unknown name {name!r}{_nearest(name, names)}")
    except ExpressionError as error:
        where = f"{source}: " if source else ""
        raise ExpressionError(f"{where}{error} in {_shorten(text)!r}") from None
    return expression


def evaluate(expression: Expression, names: Names) -> Any:
    """Compute a parsed expression over ``names``; what its operations raise is not caught."""
    return expression.compute(names)


def follow(target: str, names: Names) -> Any:
    """Return what a step's target leads to: a name, then attributes and elements of what it stands for.

    Examples
    --------
    >>> follow("layer.grads['w'][0]", {"layer": type("Layer", (), {"grads": {"w": [3]}})})
    3
    """
    head, links = split_target(target)
    value = names[head]
    for link in links:
        value = getattr(value, link[1:]) if link[0] == "." else value[ast.literal_eval(link[1:-1])]
    return value


def split_target(target: str) -> tuple[str, tuple[str, ...]]:
    """Split ``layer.grads["w"]`` into its name and its links (``.grads``, ``["w"]``)."""
    found = _TARGET.fullmatch(target.strip())
    if not found:
        raise ExpressionError(f"{_shorten(target)!r} is no name with attributes and elements")
    return found[1], tuple(_LINK.findall(found[2]))


_LINK = re.compile(r"""\.[A-Za-z]\w*|\[-?\d+\]|\['[^'\\\]]*'\]|\["[^"\\\]]*"\]""")
_TARGET = re.compile(rf"([A-Za-z]\w*)((?:{_LINK.pattern})*)")


@lru_cache(maxsize=4_096)
def _read(text: str) -> Expression:
    if len(text) > MAX_TEXT:
        raise ExpressionError(f"an expression has at most {MAX_TEXT} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        detail = error.msg if isinstance(error, SyntaxError) else "it cannot be read"
        raise ExpressionError(f"no expression ({detail})") from None
    reader = _Reader()
    compute = reader.translate(tree)
    return Expression(text, frozenset(reader.names), compute)


def _nearest(name: str, known: Collection[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."


class _Reader:
    """One pass over a syntax tree: what it allows it translates, and it collects the free names."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._bound: list[str] = []
        self._depth = 0

    def translate(self, node: ast.AST) -> Translation:
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise ExpressionError(f"{_called(node)} is not allowed")
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError("it is nested too deeply")
        translation: Translation = method(node)
        self._depth -= 1
        return translation

    def _constant(self, node: ast.Constant) -> Translation:
        value = node.value
        if not (value is None or value is ... or isinstance(value, (bool, int, float, str))):
            raise ExpressionError(f"the literal {value!r} is not allowed")
        return lambda _: value

    def _name(self, node: ast.Name) -> Translation:
        name = node.id
        _no_dunder(name)
        if name == "np" or (name in BUILTINS and name not in self._bound):
            raise ExpressionError(f"{name!r} cannot stand alone")
        if name not in self._bound:
            self.names.add(name)
        return lambda names: names[name]

    def _tuple(self, node: ast.Tuple) -> Translation:
        parts = [self.translate(part) for part in node.elts]
        return lambda names: tuple([part(names) for part in parts])

    def _list(self, node: ast.List) -> Translation:
        parts = [self.translate(part) for part in node.elts]
        return lambda names: [part(names) for part in parts]

    def _dict(self, node: ast.Dict) -> Translation:
        if None in node.keys:
            raise ExpressionError("** is not allowed")
        keys = [self.translate(key) for key in node.keys if key]
        pairs = list(zip(keys, [self.translate(value) for value in node.values], strict=True))
        return lambda names: {key(names): value(names) for key, value in pairs}

    def _binop(self, node: ast.BinOp) -> Translation:
        left, right = self.translate(node.left), self.translate(node.right)
        kind = type(node.op)
        apply = _BINARY[kind]

        def compute(names: Names) -> Any:
            a, b = left(names), right(names)
            _bound_operation(kind, a, b)
            return apply(a, b)

        return compute

    def _unaryop(self, node: ast.UnaryOp) -> Translation:
        operand, apply = self.translate(node.operand), _UNARY[type(node.op)]
        return lambda names: apply(operand(names))

    def _boolop(self, node: ast.BoolOp) -> Translation:
        parts = [self.translate(part) for part in node.values]
        stops = bool if isinstance(node.op, ast.Or) else operator.not_

        def compute(names: Names) -> Any:
            value = None
            for part in parts:
                value = part(names)
                if stops(value):
                    break
            return value

        return compute

    def _compare(self, node: ast.Compare) -> Translation:
        first = self.translate(node.left)
        parts = [self.translate(part) for part in node.comparators]
        rest = [(_COMPARE[type(op)], part) for op, part in zip(node.ops, parts, strict=True)]

        def compute(names: Names) -> Any:
            left, value = first(names), True
            for position, (apply, part) in enumerate(rest):
                right = part(names)
                value = apply(left, right)
                if position < len(rest) - 1 and not value:
                    break
                left = right
            return value

        return compute

    def _ifexp(self, node: ast.IfExp) -> Translation:
        test, then, other = (self.translate(part) for part in (node.test, node.body, node.orelse))
        return lambda names: then(names) if test(names) else other(names)

    def _subscript(self, node: ast.Subscript) -> Translation:
        value, index = self.translate(node.value), self.translate(node.slice)
        return lambda names: value(names)[index(names)]

    def _slice(self, node: ast.Slice) -> Translation:
        parts = [self.translate(part) if part else None for part in (node.lower, node.upper, node.step)]
        return lambda names: slice(*[part(names) if part else None for part in parts])

    def _attribute(self, node: ast.Attribute) -> Translation:
        path = _array_path(node)
        if path is not None:
            constant = _array_name(path)
            return lambda _: constant
        _no_dunder(node.attr)
        if node.attr not in ATTRIBUTES:
            raise ExpressionError(f".{node.attr} is not allowed{_nearest(node.attr, ATTRIBUTES)}")
        value, name = self.translate(node.value), node.attr
        return lambda names: getattr(value(names), name)

    def _call(self, node: ast.Call) -> Translation:
        keys = [keyword.arg for keyword in node.keywords]
        if None in keys or any(isinstance(part, ast.Starred) for part in node.args):
            raise ExpressionError("* and ** are not allowed in a call")
        if "out" in keys:
            raise ExpressionError("out= is not allowed: it would change an argument")
        positional = [self.translate(part) for part in node.args]
        named = [(str(k.arg), self.translate(k.value)) for k in node.keywords]
        function, name = self._callee(node.func)

        def compute(names: Names) -> Any:
            called = function(names)
            args = [part(names) for part in positional]
            kwargs = {key: part(names) for key, part in named}
            _bound_call(name, called, args, kwargs)
            return called(*args, **kwargs)

        return compute

    def _callee(self, node: ast.expr) -> tuple[Translation, str]:
        if isinstance(node, ast.Name) and node.id in BUILTINS and node.id not in self._bound:
            builtin = BUILTINS[node.id]
            return (lambda _: builtin), node.id
        if isinstance(node, ast.Name):
            return self._name(node), ""
        if isinstance(node, ast.Attribute):
            return self._attribute(node), node.attr
        raise ExpressionError("only a name or a method can be called")

    def _listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> Translation:
        if len(node.generators) != 1 or not isinstance(node.generators[0].target, ast.Name):
            raise ExpressionError("a comprehension has one loop over one name")
        loop = node.generators[0]
        name = node.generators[0].target.id
        _no_dunder(name)
        items = self.translate(loop.iter)
        self._bound.append(name)
        conditions = [self.translate(test) for test in loop.ifs]
        element = self.translate(node.elt)
        self._bound.pop()

        def compute(names: Names) -> Any:
            inner, found = dict(names), []
            for rounds, inner[name] in enumerate(items(names)):
                if rounds >= MAX_ROUNDS:
                    raise ExpressionError(f"a comprehension runs over at most {MAX_ROUNDS} items")
                if all(test(inner) for test in conditions):
                    found.append(element(inner))
            return found

        return compute

    _generatorexp = _listcomp


def _called(node: ast.AST) -> str:
    kind = {"Lambda": "lambda", "NamedExpr": ":=", "JoinedStr": "an f-string", "Starred": "*"}
    return kind.get(type(node).__name__, type(node).__name__)


def _no_dunder(name: str) -> None:
    if name.startswith("_"):
        raise ExpressionError(f"the name {name!r} is not allowed: it starts with an underscore")


def _array_path(node: ast.Attribute) -> str | None:
    """``np.linalg.norm`` → ``linalg.norm``; None where the chain does not start at ``np``."""
    parts: list[str] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    if isinstance(inner, ast.Name) and inner.id == "np":
        return ".".join(reversed(parts))
    return None


def _array_name(path: str) -> Any:
    if path not in ARRAY_NAMES:
        raise ExpressionError(f"np.{path} is not allowed{_nearest(path, ARRAY_NAMES)}")
    value: Any = np
    for part in path.split("."):
        value = getattr(value, part, None)
        if value is None and path != "newaxis":
            raise ExpressionError(f"this NumPy has no np.{path}")
    return value


def _size(value: Any) -> int:
    """How many elements a value holds; 1 for scalars."""
    if isinstance(value, np.ndarray):
        return value.size
    return len(value) if isinstance(value, (str, list, tuple, dict, range)) else 1


def _refuse_above(count: float) -> None:
    if count > MAX_ELEMENTS:
        raise ExpressionError(f"a result has at most {MAX_ELEMENTS} elements")


def _bound_operation(kind: type[ast.operator], a: Any, b: Any) -> None:
    if isinstance(a, str) and kind is ast.Mod:
        raise ExpressionError("text is not formatted here")
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.size * b.size > MAX_ELEMENTS and kind is not ast.MatMult:
            _refuse_above(math.prod(np.broadcast_shapes(a.shape, b.shape)))
        return
    if kind is ast.Mult and (isinstance(a, (str, list, tuple)) or isinstance(b, (str, list, tuple))):
        _refuse_above(math.prod(_size(v) if isinstance(v, (str, list, tuple)) else v for v in (a, b)))
    if isinstance(a, int) and isinstance(b, int):
        grown = {ast.Pow: a.bit_length() * abs(b), ast.LShift: a.bit_length() + abs(b)}.get(kind, 0)
        if grown > MAX_BITS:
            raise ExpressionError("the number is too large")


_SHAPED = frozenset({"zeros", "ones", "full", "eye", "identity", "tri", "indices", "broadcast_to"})
_MULTIPLYING = frozenset({"outer", "kron", "tile", "repeat", "meshgrid"})


def _bound_call(name: str, called: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Refuse, before it runs, a call that would make far more than it was given."""
    if called is range or name in {"arange", "linspace"}:
        numbers = [v for v in (*args, *kwargs.values()) if isinstance(v, (int, float, np.number))]
        step = float(numbers[2]) if len(numbers) > 2 and name != "linspace" else 1.0
        _refuse_above(max([abs(float(v)) for v in numbers], default=0.0) * 2 / max(abs(step), 1e-300))
    elif name in _SHAPED:
        shapes = [*args, *[kwargs[key] for key in ("shape", "N", "M") if key in kwargs]]
        shape = shapes[1] if name == "broadcast_to" and len(shapes) > 1 else shapes[0] if shapes else 0
        _refuse_above(_shape_size(shape) * (_shape_size(shape) if name in {"eye", "identity", "tri"} else 1))
    elif name in _MULTIPLYING:
        counts = [np.asarray(v) for v in (*args, *kwargs.values()) if not isinstance(v, (str, type(None)))]
        grown = counts[0].size if counts else 0
        for count in counts[1:]:
            repeats = name in {"tile", "repeat"}
            grown *= int(np.prod(np.abs(count.astype(float)))) if repeats and count.size < 8 else count.size
        _refuse_above(grown)
    elif name == "pad" and args:
        width = np.abs(np.asarray(args[1] if len(args) > 1 else kwargs.get("pad_width", 0), dtype=float))
        sides = np.asarray(args[0]).shape
        _refuse_above(math.prod(side + 2 * float(width.max(initial=0)) for side in sides))


def _shape_size(shape: Any) -> float:
    sizes = np.abs(np.asarray(shape, dtype=float)).ravel()
    return float(np.prod(sizes))
