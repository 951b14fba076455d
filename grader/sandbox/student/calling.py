"""How a student's callable is given the canonical arguments, whatever he named or ordered his parameters.

Exact names decide first; what has no name of its own goes by position, in canonical order.
"""

import contextlib
import dis
import functools
import inspect
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_PLAIN = frozenset({int, float, bool, str, type(None)})


class Parameter(NamedTuple):
    """One canonical parameter; ``default`` means nothing where it is ``required``."""

    name: str
    required: bool
    default: Any = None


class Shape(NamedTuple):
    """What a callable takes: its positional parameters, those taken by name, and whether it takes any."""

    positional: tuple[str, ...]
    named: frozenset[str]
    any_positional: bool
    any_named: bool


def call(function: Callable[..., Any], parameters: Sequence[Parameter], arguments: Mapping[str, Any]) -> Any:
    """Call ``function`` with ``arguments``, given by canonical name.

    Parameters
    ----------
    parameters : the canonical parameters in order; they fill the gaps between given arguments
    arguments : those that are given
    """
    args, kwargs = bind(shape_of(function), parameters, arguments)
    return function(*args, **kwargs)


def bind(
    shape: Shape | None, parameters: Sequence[Parameter], arguments: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Divide the arguments into those by position and those by name.

    All by name where all names are taken; else each name that is taken goes by name and the others, in
    canonical order with gaps filled, take the positions that are left. Without a signature all go by
    position.
    """
    if shape is not None and all(
        name in shape.named or (shape.any_named and not shape.any_positional) for name in arguments
    ):
        return [], dict(arguments)
    known = {parameter.name for parameter in parameters}
    order = [*parameters, *(Parameter(name, required=True) for name in arguments if name not in known)]
    by_name = {} if shape is None else {name: v for name, v in arguments.items() if name in shape.named}
    rest = [parameter for parameter in order if parameter.name not in by_name]
    while rest and not _told(rest[-1], arguments):
        rest.pop()
    places = None if shape is None or shape.any_positional else _free(shape, by_name)
    if places is not None:
        while len(rest) > places and not rest[-1].required and _equal(rest[-1], arguments):
            rest.pop()
        if by_name and len(rest) > places:  # too many for what is left: plain positions explain themselves
            return bind(None, parameters, arguments)
    if by_name and shape is not None and any(name in by_name for name in shape.positional[: len(rest)]):
        if shape.any_positional and rest:  # f(x, *args): what stands behind x can only go by position
            return bind(None, parameters, arguments)
        return _interleaved(shape, by_name, rest, arguments)
    return [_value(parameter, arguments) for parameter in rest if _has(parameter, arguments)], by_name


def _interleaved(
    shape: Shape, by_name: dict[str, Any], rest: Sequence[Parameter], arguments: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Give by name also what would stand behind a parameter that is already taken."""
    free = [name for name in shape.positional if name not in by_name]
    lead = 0
    while lead < len(shape.positional) and shape.positional[lead] not in by_name:
        lead += 1
    args = [_value(parameter, arguments) for parameter in rest[:lead] if _has(parameter, arguments)]
    kwargs = dict(by_name)
    for name, parameter in zip(free[lead:], rest[lead:], strict=False):
        if name not in shape.named:  # positional-only behind a named one: there is no such call
            break
        if _has(parameter, arguments):
            kwargs[name] = _value(parameter, arguments)
    return args, kwargs


def _free(shape: Shape, by_name: Mapping[str, Any]) -> int:
    return sum(name not in by_name for name in shape.positional)


def _told(parameter: Parameter, arguments: Mapping[str, Any]) -> bool:
    return parameter.name in arguments


def _has(parameter: Parameter, arguments: Mapping[str, Any]) -> bool:
    return parameter.name in arguments or not parameter.required


def _value(parameter: Parameter, arguments: Mapping[str, Any]) -> Any:
    return arguments.get(parameter.name, parameter.default)


def _equal(parameter: Parameter, arguments: Mapping[str, Any]) -> bool:
    value = _value(parameter, arguments)
    if type(value) in _PLAIN and type(parameter.default) in _PLAIN:
        return bool(value == parameter.default)
    return False


# ---------------------------------------------------------------- signatures


def shape_of(function: Any, decorators: int = 16) -> Shape | None:
    """Return what a callable takes, or None where nobody knows; so many decorators are looked through."""
    if type(function) is types.FunctionType:
        registry = function.__dict__.get("registry")
        if "dispatch" in function.__dict__ and isinstance(registry, types.MappingProxyType):
            return _shape_of_dispatch(registry)
        own = _shape_of_code(function)
        passed_on = _passed_on(function, function.__dict__, _closed_over(function)) if decorators else None
        return own if passed_on is None else shape_of(passed_on, decorators - 1)
    if type(function) is types.MethodType:
        return _behind_self(shape_of(function.__func__, decorators))
    if isinstance(function, functools.partial):
        return _shape_of_signature(function)
    if isinstance(function, type):
        return _shape_of_signature(function)
    method = getattr(type(function), "__call__", None)  # noqa: B004 — the method itself is wanted
    if type(method) is types.FunctionType:
        attributes = getattr(function, "__dict__", {})
        passed_on = _passed_on(method, attributes, attributes.values()) if decorators else None
        if passed_on is None:
            return _behind_self(_shape_of_code(method))
        return shape_of(passed_on, decorators - 1)
    if type(function).__name__ in {"builtin_function_or_method", "ufunc", "vectorize"}:
        return None
    return _shape_of_signature(function)


def _behind_self(shape: Shape | None) -> Shape | None:
    return None if shape is None else shape._replace(positional=shape.positional[1:])


def _passed_on(function: types.FunctionType, attributes: Mapping[str, Any], held: Iterable[Any]) -> Any:
    """Return what a decorator's function passes everything on to, or None.

    ``functools.wraps`` says what that is; without it, it is the only function that the decorator ``held``.
    """
    code = function.__code__
    if not (code.co_flags & inspect.CO_VARARGS and code.co_flags & inspect.CO_VARKEYWORDS):
        return None
    wrapped = attributes.get("__wrapped__")
    if wrapped is not None:
        return wrapped
    functions = [f for f in held if type(f) is types.FunctionType and f is not function]
    return functions[0] if len(functions) == 1 and _reads_all(code) else None


def _closed_over(function: types.FunctionType) -> Iterator[Any]:
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):  # it has no value yet
            yield cell.cell_contents


def _reads_all(code: types.CodeType) -> bool:
    """Whether a function reads both its ``*args`` and its ``**kwargs``."""
    count = code.co_argcount + code.co_kwonlyargcount
    read = [step.argval for step in dis.get_instructions(code) if step.opname.startswith("LOAD_")]
    loaded = {name for value in read for name in (value if type(value) is tuple else (value,))}
    return loaded.issuperset(code.co_varnames[count : count + 2])


def _shape_of_dispatch(registry: Mapping[type, Any]) -> Shape | None:
    """Return what a ``functools.singledispatch`` takes: the first by position, by name what all of its take so."""
    shapes = [shape_of(function) for function in registry.values()]
    known = [shape for shape in shapes if shape is not None]
    if len(known) < len(shapes):
        return None
    common = frozenset.intersection(*(shape.named for shape in known))
    return known[0]._replace(named=common - set(known[0].positional[:1]))


def _shape_of_code(function: types.FunctionType) -> Shape:
    code = function.__code__
    names = code.co_varnames
    positional = names[: code.co_argcount]
    last = code.co_argcount + code.co_kwonlyargcount
    return Shape(
        positional,
        frozenset(names[code.co_posonlyargcount : last]),
        bool(code.co_flags & inspect.CO_VARARGS),
        bool(code.co_flags & inspect.CO_VARKEYWORDS),
    )


def _shape_of_signature(function: Any) -> Shape | None:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return None
    kind = inspect.Parameter
    return Shape(
        tuple(p.name for p in parameters if p.kind in {kind.POSITIONAL_ONLY, kind.POSITIONAL_OR_KEYWORD}),
        frozenset(p.name for p in parameters if p.kind in {kind.POSITIONAL_OR_KEYWORD, kind.KEYWORD_ONLY}),
        any(p.kind is kind.VAR_POSITIONAL for p in parameters),
        any(p.kind is kind.VAR_KEYWORD for p in parameters),
    )
