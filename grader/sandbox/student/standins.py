"""What an import gives when the package is not there, is not allowed, or only shows things.

- ``Inert`` accepts everything and does nothing: plots, ``google.colab``. Showing is not graded.
- ``Absent`` can be named, subclassed and annotated with; using it raises ``ModuleNotFoundError``, as a plain
  import would have, but only then.
- ``Forbidden`` is an ``Absent`` whose use is reported and ends the process.
"""

# ruff: noqa: ARG001, ARG002, D102, SLF001 — a stand-in takes every argument and uses none

import functools
import opcode
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from grader.sandbox.student.packagenames import HARMLESS, TRANSPARENT

_UNPACK = opcode.opmap["UNPACK_SEQUENCE"]
_UNPACK_EX = opcode.opmap["UNPACK_EX"]


class Inert(types.ModuleType):
    """Accepts every use and does nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__dict__["__path__"] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        child = _inert_child(self.__name__, name)
        self.__dict__[name] = child
        return child

    def __setattr__(self, name: str, value: Any) -> None:
        pass

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # ``@pytest.mark.slow``, ``@interact``: what is decorated stays as it is.
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]
        return self

    def __iter__(self) -> Iterator[Any]:
        # ``fig, axes = plt.subplots()``: as many values as the line wants; a loop over axes has none.
        return iter([self] * _wanted(sys._getframe(1)))

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return () if len(bases) > 1 else (object,)

    def __getitem__(self, key: Any) -> Any:
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __delitem__(self, key: Any) -> None:
        pass

    def __contains__(self, item: Any) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __int__(self) -> int:
        return 0

    def __index__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def __repr__(self) -> str:
        return f"<{self.__name__}: not shown while grading>"

    def __format__(self, spec: str) -> str:
        return ""

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __lt__(self, other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def _itself(self, *_: Any) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _itself
    __or__ = __ror__ = __and__ = __neg__ = __mod__ = __matmul__ = __pow__ = __floordiv__ = _itself


def _wanted(frame: types.FrameType) -> int:
    """Return how many values the instruction that is running unpacks."""
    code, at = frame.f_code.co_code, frame.f_lasti
    if not 0 <= at < len(code) - 1:
        return 0
    if code[at] == _UNPACK:
        return code[at + 1]
    return code[at + 1] & 0xFF if code[at] == _UNPACK_EX else 0


class _Reader(Inert):
    """``plt.imread``: shows nothing, reads a file that is not there."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name = args[0] if args else kwargs.get("fname", "")
        raise FileNotFoundError(2, "No such file or directory", str(name))


class _Progress(Inert):
    """``tqdm``: iterates over what it was given."""

    def __call__(self, iterable: Any = None, *args: Any, **kwargs: Any) -> Any:
        return _Bar(self.__name__, iterable)


class _Bar(Inert):
    def __init__(self, name: str, iterable: Any) -> None:
        super().__init__(name)
        self.__dict__["iterable"] = () if iterable is None else iterable

    def __iter__(self) -> Iterator[Any]:
        return iter(self.__dict__["iterable"])

    def __len__(self) -> int:
        return len(self.__dict__["iterable"])


def _progress_range(*args: Any, **kwargs: Any) -> Any:
    return _Bar("tqdm.trange", range(*[a for a in args if isinstance(a, int)]))


def _inert_child(parent: str, name: str) -> Any:
    root = parent.partition(".")[0]
    full = f"{parent}.{name}"
    if root == "tqdm":
        if name in {"tqdm", "tqdm_notebook", "tqdm_gui"}:
            return _Progress(full)
        if name in {"trange", "tnrange"}:
            return _progress_range
    if root == "typing_extensions" and hasattr(typing, name):
        return getattr(typing, name)
    if root == "pylab" and hasattr(np, name):
        return getattr(np, name)
    if name == "imread":
        return _Reader(full)
    return Inert(full)


def inert(name: str) -> Any:
    """Return the stand-in of a package that only shows things; the same kind for its submodules."""
    standin: Any = _Progress(name) if name == "tqdm" else Inert(name)
    if name == "pylab":
        standin.__dict__["__all__"] = [n for n in dir(np) if not n.startswith("_")] + ["plt", "np"]
        standin.__dict__["np"] = np
    return standin


class Absent(types.ModuleType):
    """Stands for a package, or a part of one, that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__dict__["__path__"] = []

    def _refuse(self) -> typing.NoReturn:
        root = self.__name__.partition(".")[0]
        error = ModuleNotFoundError(f"No module named '{root}'", name=root)
        error.absent_package = root  # type: ignore[attr-defined]
        raise error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        child: Any
        if name == "error" or name.endswith(("Error", "Exception")):
            child = type(name, (Exception,), {})  # ``except cv2.error:`` needs a class
        else:
            child = type(self)(f"{self.__name__}.{name}")
        self.__dict__[name] = child
        return child

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__"):
            super().__setattr__(name, value)
        # ``plt.rcParams``-like settings of a package that is not there change nothing.

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.__name__ in HARMLESS:
            return HARMLESS[self.__name__]
        if self.__name__ in TRANSPARENT and not any(isinstance(a, Absent) for a in args):
            # Both ``@tf.function`` and ``@tf.function(jit_compile=True)``.
            return args[0] if len(args) == 1 and not kwargs and callable(args[0]) else _UNCHANGED
        return self._refuse()

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        # The class can be written down; making an instance of it cannot work.
        parents = [b for b in bases if isinstance(b, Absent)]
        return (_base(parents[0]),) if parents[0] is self else ()

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def __or__(self, other: Any) -> Any:
        return self

    __ror__ = __or__

    def __repr__(self) -> str:
        return f"<{self.__name__}: not available while grading>"

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class _Unchanged:
    """Leaves a function as it is, and a block: ``@torch.no_grad()``, ``with torch.no_grad():``."""

    def __call__(self, function: Any) -> Any:
        return function

    def __enter__(self) -> None:
        pass

    def __exit__(self, *args: object) -> None:
        pass


_UNCHANGED = _Unchanged()


def _base(standin: Absent) -> type:
    def refuse(cls: type, *args: Any, **kwargs: Any) -> Any:
        standin._refuse()

    return type(standin.__name__.rpartition(".")[2], (), {"__new__": refuse, "__init_subclass__": _accept})


@classmethod  # type: ignore[misc]
def _accept(cls: type, **kwargs: Any) -> None:
    """Accept ``class Net(Model, metaclass_option=1)``."""


def _refusing(name: str) -> Callable[..., Any]:
    def method(self: Absent, *args: Any, **kwargs: Any) -> Any:
        self._refuse()

    method.__name__ = name
    return method


for _name in """
    getitem setitem delitem iter len contains enter exit add radd sub rsub mul rmul truediv rtruediv
    matmul rmatmul pow neg lt gt le ge int float index array next await aenter
    """.split():  # noqa: SIM905
    setattr(Absent, f"__{_name}__", _refusing(f"__{_name}__"))


class Forbidden(Absent):
    """Stands for a package that the exercise forbids: a use of it is reported, and that is the end."""

    on_use: Callable[[str], Any] = staticmethod(lambda _: None)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._refuse() if "__used__" in self.__dict__ else super().__call__(*args, **kwargs)

    def _refuse(self) -> typing.NoReturn:
        self.__dict__["__used__"] = True  # from now on it stands for what it was used to make
        type(self).on_use(self.__name__)
        error = ImportError(f"{self.__name__} is not allowed in this exercise", name=self.__name__)
        error.standin = self  # type: ignore[attr-defined]
        raise error


class Numba(Absent):
    """Numba's decorators leave a function as it is, its types are only names; the rest of it is absent."""

    def __getattr__(self, name: str) -> Any:
        if self.__name__ == "numba":
            if name in {"jit", "njit", "generated_jit", "stencil", "jit_module"}:
                return _decorating
            if name in {"vectorize", "guvectorize"}:
                return _vectorizing
            if name == "prange":
                return range
            if name not in {"cuda", "roc"} and not name.startswith("__"):
                return Inert(f"numba.{name}")
        return super().__getattr__(name)


def _decorating(*args: Any, **kwargs: Any) -> Any:
    if len(args) == 1 and isinstance(args[0], types.FunctionType):
        return args[0]
    return _UNCHANGED


def _vectorizing(*args: Any, **kwargs: Any) -> Any:
    if len(args) == 1 and isinstance(args[0], types.FunctionType):
        return functools.wraps(args[0])(np.vectorize(args[0]))
    return np.vectorize


def absent(name: str) -> Absent:
    """Return the stand-in of a package that is not there."""
    return Numba(name) if name == "numba" else Absent(name)


def star_names(module: Any) -> Iterable[str]:
    """Return the names that ``from module import *`` gives."""
    names = module.__dict__.get("__all__")
    return list(names) if names is not None else [n for n in module.__dict__ if not n.startswith("_")]
