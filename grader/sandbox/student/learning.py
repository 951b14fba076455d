"""A training, and the predictions asked of it afterwards. Runs in the student's process.

What is counted here (parameters, memory) is counted where the student's code can lie: the counts are shown,
and hold honest code to a budget, but no point hangs on them. What decides are predictions on images that
arrive when the training is over, compared outside.
"""

import math
import os
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from grader.sandbox.student.calling import shape_of

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MARK = "\x1eprogress"
"""Begins a line of the log that tells how far a training is."""

_MOST_LINES = 10_000
_MOST_OBJECTS = 200_000
_PLAIN = (str, bytes, bool, int, float, complex, type(None), types.ModuleType, type, np.ndarray)
_REPORT = "report"

_os_write = os.write
_flush = sys.stdout.flush


class Learner:
    """Keeps what a training returned."""

    def __init__(self) -> None:
        self._predict: Callable[[Any], Any] | None = None

    def arguments(self, function: Any, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments, and the callback for progress where the function takes one."""
        shape = shape_of(function)
        wants = shape is not None and _REPORT in shape.named and _REPORT not in given
        return {**given, _REPORT: _reporter()} if wants else dict(given)

    def keep(self, result: Any, device: str) -> dict[str, Any]:
        """Keep what predicts, and describe it.

        Returns
        -------
        ``callable``, the ``type`` of what came, ``parameters``, ``memory_mb`` and ``gpu_memory_mb`` (0: not
        used).
        """
        self._predict = _predictor(result)
        return {
            "callable": self._predict is not None,
            "type": type(result).__name__,
            "parameters": 0 if self._predict is None else parameters(self._predict),
            "memory_mb": _memory_mb(),
            "gpu_memory_mb": _gpu_memory_mb() if device == "cuda" else 0.0,
        }

    def predict(self, images: Any) -> Any:
        """Ask the kept predictor."""
        if self._predict is None:
            raise RuntimeError("nothing was trained in this process")
        torch = sys.modules.get("torch")
        if torch is None:
            return self._predict(images)
        with torch.no_grad():
            return self._predict(images)


def limit_gpu(memory_mb: int) -> None:
    """Let this process take so much of the GPU's memory, and no more."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        total = torch.cuda.get_device_properties(0).total_memory
        torch.cuda.set_per_process_memory_fraction(min(1.0, memory_mb * 2**20 / total))


def _predictor(result: Any) -> Callable[[Any], Any] | None:
    if isinstance(result, (tuple, list)) and result:
        return _predictor(result[0])
    method = getattr(result, "predict", None)
    if callable(method):
        found: Callable[[Any], Any] = method
        return found
    return result if callable(result) else None


def _reporter() -> Callable[..., None]:
    lines = 0

    def report(epoch: Any, loss: Any = None, accuracy: Any = None) -> None:
        """Tell how far the training is; numbers that are none are left out."""
        nonlocal lines
        if lines < _MOST_LINES:
            lines += 1
            words = " ".join(_number(value) for value in (epoch, loss, accuracy))
            _flush()
            _os_write(1, f"{MARK} {words}\n".encode())

    return report


def _number(value: Any) -> str:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return "-"
    return repr(number) if math.isfinite(number) else "-"


def _memory_mb() -> float:
    if resource is None:
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10  # bytes there, KiB elsewhere
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def _gpu_memory_mb() -> float:
    torch = sys.modules.get("torch")
    return round(torch.cuda.max_memory_allocated() / 2**20, 1) if torch is not None else 0.0


# ---------------------------------------------------------------- counting


def parameters(predict: Any) -> int:
    """Count the trainable numbers of the PyTorch modules and tensors that a predictor reaches.

    Through closures, attributes, containers and the globals that it names. Without PyTorch nothing can be
    counted: an array may be a weight, or what a layer keeps for its backward pass.
    """
    torch = sys.modules.get("torch")
    if torch is None:
        return 0
    seen: dict[int, Any] = {}
    counted: dict[int, int] = {}
    stack = [predict]
    while stack and len(seen) < _MOST_OBJECTS:
        value = stack.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        if isinstance(value, torch.nn.Module):
            counted.update({id(weights): weights.numel() for weights in value.parameters()})
        elif isinstance(value, torch.Tensor):
            if value.requires_grad and value.is_leaf:
                counted[id(value)] = value.numel()
        elif not isinstance(value, _PLAIN):
            stack.extend(_parts(value))
    return sum(counted.values())


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from list(value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from list(value)[:_MOST_OBJECTS]
    elif isinstance(value, types.FunctionType):
        yield from _of_function(value)
    elif isinstance(value, types.MethodType):
        yield from (value.__self__, value.__func__)
    else:
        attributes = getattr(value, "__dict__", None)
        if isinstance(attributes, dict):
            yield from list(attributes.values())
        function = getattr(type(value), "__call__", None)  # noqa: B004 — the function itself is wanted
        if isinstance(function, types.FunctionType) and not _is_library(function):
            yield function


def _of_function(function: types.FunctionType) -> Iterator[Any]:
    if _is_library(function):
        return
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue
    yield from function.__defaults__ or ()
    yield from (function.__kwdefaults__ or {}).values()
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        for name in code.co_names:
            if name in function.__globals__:
                yield function.__globals__[name]
        codes += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]


def _is_library(function: types.FunctionType) -> bool:
    """Whether a function stands in an installed package: what it names is not the student's."""
    package = str(function.__globals__.get("__name__", "")).partition(".")[0]
    return package in {"numpy", "torch"} or package in sys.stdlib_module_names
