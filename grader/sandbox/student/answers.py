"""What a student's function returned or raised, made into values. Runs in the student's process.

Objects can lie about themselves (``__class__``, ``__len__``, ``__array__``, ``__str__``), so nothing here
asks them: types are read with ``type``, and the base class's own methods are called. A lie that hangs costs
its author the time limit.
"""

import io
import sys
from collections import deque
from types import MappingProxyType
from typing import Any

import numpy as np

from grader.sandbox.wire import MAX_PLACES, Opaque

_ARRAY_PACKAGES = frozenset({"jax", "jaxlib", "pandas", "tensorflow"})
_BUFFERS = (("array", "array"), ("_ctypes", "Array"))
_MESSAGE_CHARACTERS = 4_000
_MOST_BASES = 32
_MOST_AXES = 64

_class_name = type.__dict__["__name__"].__get__
_class_module = type.__dict__["__module__"].__get__
_class_bases = type.__dict__["__mro__"].__get__


def type_name(kind: type) -> str:
    """Return the name of a class, whatever its metaclass says."""
    return str.__str__(_class_name(kind))[:200]


def convert(value: Any) -> Any:
    """Make a value, or an ``Opaque``, out of an object that is not one of the plain types."""
    kind = type(value)
    bases = _class_bases(kind)
    if str in bases:
        return str.__str__(value)
    if np.ndarray in bases or np.generic in bases:
        return _array(value, kind)
    if int in bases:
        return int.__add__(value, 0)
    if float in bases:
        return float.__mul__(value, 1.0)
    if tuple in bases:
        return tuple(tuple.__iter__(value))
    if list in bases:
        return list(list.__iter__(value))
    if dict in bases:
        return dict(dict.items(value))
    if kind is range and len(value) <= MAX_PLACES:
        return list(value)
    if deque in bases:
        return list(deque.__iter__(value))
    if kind is MappingProxyType:
        return dict(value)
    if kind is memoryview or any(_known(*name) in bases for name in _BUFFERS):
        return _array(np.asarray(memoryview(value)), np.ndarray)
    for module, name in (("decimal", "Decimal"), ("fractions", "Fraction")):
        if kind is _known(module, name):
            return float(value)
    torch = sys.modules.get("torch")
    if torch is not None and torch.Tensor in bases:
        return _tensor(torch, value, kind)
    if _package(kind) in _ARRAY_PACKAGES:
        return _array(np.asarray(value), np.ndarray)
    return Opaque(type_name(kind), "type")


def _known(module: str, name: str) -> Any:
    """Return a class of a module; of one that nobody has imported there are no objects."""
    return getattr(sys.modules.get(module), name, Opaque)


def _package(kind: type) -> str:
    module = _class_module(kind)
    return module.partition(".")[0] if type(module) is str else ""


def _array(value: Any, kind: type) -> Any:
    masked = _known("numpy.ma", "MaskedArray")
    if masked in _class_bases(kind) and not (kind is masked and not np.any(value.mask)):
        return Opaque(type_name(kind), "type")
    plain = np.asarray(value)
    if plain.dtype == np.longdouble:
        return plain.astype(np.float64)
    if plain.dtype.kind == "U":
        return plain.tolist()
    if plain.dtype.kind not in "biuf":
        return Opaque(f"array of {plain.dtype.name}"[:200], "dtype")
    return plain


def _tensor(torch: Any, value: Any, kind: type) -> Any:
    plain = value.detach()
    if plain.is_sparse:
        plain = plain.to_dense()
    plain = plain.cpu().resolve_conj().resolve_neg()
    if plain.dtype is torch.bfloat16:
        plain = plain.float()
    if plain.dtype.is_complex or plain.is_quantized:
        return Opaque(type_name(kind), "dtype")
    return plain.numpy()


# ---------------------------------------------------------------- exceptions


def error_name(error: BaseException) -> str:
    """Return the class name of an exception."""
    return type_name(type(error))


def bases_of(error: BaseException) -> list[str]:
    """Return the names of an exception's classes, its own first, ``object`` left out."""
    return [type_name(kind) for kind in _class_bases(type(error)) if kind is not object][:_MOST_BASES]


def message_of(error: BaseException) -> str:
    """Return the text of an exception; whatever its ``__str__`` does, there is one."""
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001 — a hostile __str__ may raise anything
        return ""
    return str.__str__(text)[:_MESSAGE_CHARACTERS]


# ---------------------------------------------------------------- figures


def figure(value: Any) -> Any:
    """Describe a matplotlib figure; anything else but None is no value.

    Returns
    -------
    ``axes`` (their number), ``images`` (for each of the axes the shapes of its pictures), ``digests`` (the same
    for equal pictures), ``titles``, ``labels``, ``suptitle``, ``lines`` (for each of the axes), and ``png``, the
    rendered picture as uint8.
    """
    found = _figure_of(value)
    if found is None:
        return None if value is None else Opaque(type_name(type(value)), "type")
    axes = [a for a in found.axes if a.get_label() != "<colorbar>"][:_MOST_AXES]
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawn: list[Any] = []

    def digest(image: Any) -> str:
        cells = np.asarray(image.get_array())
        found = next((i for i, one in enumerate(drawn) if np.array_equal(one, cells)), len(drawn))
        drawn.append(cells)
        return str(found)

    picture = io.BytesIO()
    FigureCanvasAgg(found).print_png(picture)  # type: ignore[no-untyped-call]
    return {
        "axes": len(axes),
        "images": [[[int(n) for n in np.shape(image.get_array())] for image in a.images] for a in axes],
        "digests": [[digest(image) for image in a.images] for a in axes],
        "labels": [[a.get_xlabel(), a.get_ylabel()] for a in axes],
        "lines": [len(a.lines) for a in axes],
        "titles": [a.get_title() for a in axes],
        "suptitle": found._suptitle.get_text() if found._suptitle is not None else "",  # noqa: SLF001
        "png": np.frombuffer(picture.getvalue(), np.uint8),
    }


def _figure_of(value: Any) -> Any:
    module = sys.modules.get("matplotlib.figure")
    if module is None:
        return None
    pyplot = sys.modules.get("matplotlib.pyplot")
    if value is None and pyplot is not None and pyplot.get_fignums():
        return pyplot.gcf()
    for candidate in value if type(value) in {tuple, list} else (value,):
        bases = _class_bases(type(candidate))
        if module.Figure in bases:
            return candidate
        if type(candidate) is np.ndarray and candidate.dtype == object and candidate.size:
            candidate = candidate.reshape(-1)[0]  # noqa: PLW2901 — an array of axes
        owner = getattr(candidate, "figure", None)
        if owner is not None and module.Figure in _class_bases(type(owner)):
            return owner
    return None
