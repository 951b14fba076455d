"""``"(x, w, b=0.0, stride=1)"`` → the parameters and their defaults."""

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grader.model import REQUIRED


class SignatureError(ValueError):
    """The text is no signature."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Parameters as (name, default) in order; ``more`` where any further keyword is taken (``**hp``)."""

    parameters: tuple[tuple[str, Any], ...] = ()
    more: bool = False


@lru_cache(maxsize=1024)
def read_signature(text: str) -> Signature:
    """Read the parameter list of a function; defaults are literals.

    Examples
    --------
    >>> read_signature("(x, b=0.0)").parameters
    (('x', REQUIRED), ('b', 0.0))
    """
    inner = text.strip()
    if not (inner.startswith("(") and inner.endswith(")")):
        raise SignatureError(f'expected parameters in parentheses such as "(x, w, b=0.0)", got "{text}"')
    try:
        tree = ast.parse(f"def f{inner}: pass").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        detail = error.msg if isinstance(error, SyntaxError) else "unreadable"
        raise SignatureError(f'"{text}" is no parameter list ({detail})') from None
    function = tree[0]
    if len(tree) != 1 or not isinstance(function, ast.FunctionDef):
        raise SignatureError(f'"{text}" is no parameter list')
    arguments = function.args
    if arguments.vararg:
        raise SignatureError(f"*{arguments.vararg.arg} is not allowed: a case gives its arguments by name")
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[Any] = [REQUIRED] * (len(plain) - len(arguments.defaults)) + [
        _literal(node) for node in arguments.defaults
    ]
    plain += arguments.kwonlyargs
    defaults += [REQUIRED if node is None else _literal(node) for node in arguments.kw_defaults]
    parameters = tuple((argument.arg, default) for argument, default in zip(plain, defaults, strict=True))
    return Signature(parameters, arguments.kwarg is not None)


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise SignatureError(f"the default {ast.unparse(node)} is no literal") from None
