"""What makes a kernel the filter it is called: many kernels are right, so properties are asked, not numbers.

Each property is given the student's function and the arguments of the case, and yields what is looked at (in
Spanish and English), what it has to be, and what it is. It raises for no answer whatever: an answer that is
no kernel ends at its shape.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from ..convolution import conv2d

Array = npt.NDArray[Any]
Finding = tuple[dict[str, str], Any, Any]
Function = Callable[..., Any]

# Bright on the left or above, dark on the other side, with the step in the middle.
VERTICAL_STEP = np.repeat([[9.0, 9.0, 9.0, 0.0, 0.0, 0.0]], 6, axis=0)
HORIZONTAL_STEP = VERTICAL_STEP.T
FLAT = np.full((6, 6), 7.0)
SILENCE = np.zeros((4, 4))

NUMBERS = {"es": "la forma de un array de números", "en": "the shape of an array of numbers"}
FINITE = {"es": "todos los pesos son números finitos", "en": "all weights are finite numbers"}
SUM = {"es": "la suma de los pesos", "en": "the sum of the weights"}
ON_FLAT = {"es": "la respuesta a una imagen constante", "en": "the response to a constant image"}
ON_VERTICAL = {"es": "la respuesta a un borde vertical", "en": "the response to a vertical edge"}
ON_HORIZONTAL = {"es": "la respuesta a un borde horizontal", "en": "the response to a horizontal edge"}
SEES_VERTICAL = {"es": "responde a un borde vertical", "en": "it answers to a vertical edge"}
SEES_HORIZONTAL = {"es": "responde a un borde horizontal", "en": "it answers to a horizontal edge"}
TURNED = {"es": "igual a sí mismo girado 90°", "en": "equal to itself turned by 90°"}
OPPOSITE = {"es": "los bordes con el signo cambiado", "en": "the edges with the opposite sign"}
EVEN = {"es": "todos los pesos son iguales", "en": "all weights are equal"}
NOT_NEGATIVE = {"es": "ningún peso es negativo", "en": "no weight is negative"}
PEAK = {"es": "el peso mayor es el del centro, y solo ese", "en": "the largest weight is the centre's alone"}
DIAGONAL = {"es": "simétrico respecto a la diagonal", "en": "symmetric about the diagonal"}
RANK_ONE = {"es": "columna central por fila central", "en": "centre column times centre row"}
PROFILE = {"es": "la fila central, según exp(-d²/(2σ²))", "en": "the centre row, by exp(-d²/(2σ²))"}
STRONG_CENTRE = {"es": "el peso del centro es mayor que 1", "en": "the centre's weight is above 1"}


def edge_vertical(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Vertical edges answer, horizontal edges and flat surfaces do not; the sign is free."""
    kernel, finding = _kernel(f(**arguments), 3)
    yield finding
    if kernel is not None:
        yield from _silent_on_flat(kernel)
        yield ON_HORIZONTAL, SILENCE, conv2d(HORIZONTAL_STEP, kernel)
        yield SEES_VERTICAL, True, _answers(kernel, VERTICAL_STEP)


def edge_horizontal(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Horizontal edges answer, vertical edges and flat surfaces do not; the sign is free."""
    kernel, finding = _kernel(f(**arguments), 3)
    yield finding
    if kernel is not None:
        yield from _silent_on_flat(kernel)
        yield ON_VERTICAL, SILENCE, conv2d(VERTICAL_STEP, kernel)
        yield SEES_HORIZONTAL, True, _answers(kernel, HORIZONTAL_STEP)


def edge_all(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Edges of every direction answer alike, flat surfaces do not; the sign is free."""
    kernel, finding = _kernel(f(**arguments), 3)
    yield finding
    if kernel is not None:
        yield from _silent_on_flat(kernel)
        yield TURNED, np.rot90(kernel), kernel
        yield SEES_VERTICAL, True, _answers(kernel, VERTICAL_STEP)


def edge_dark(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Dark edges are the edges with the opposite sign."""
    yield from edge_all(f, **arguments)
    kernel, _ = _kernel(f(**arguments), 3)
    bright, finding = _kernel(f(**arguments | {"name": "edges"}), 3)
    yield finding
    if kernel is not None and bright is not None:
        yield OPPOSITE, -bright, kernel


def blur_box(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Every cell weighs the same, and all together weigh 1."""
    kernel, finding = _kernel(f(**arguments), arguments.get("size", 3))
    yield finding
    if kernel is not None:
        yield SUM, 1.0, float(kernel.sum())
        yield EVEN, np.full_like(kernel, kernel[0, 0]), kernel


def blur_gaussian(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Ask for a bell: positive, of sum 1, highest in the centre, alike all round, row times column."""
    size = arguments.get("size", 3)
    kernel, finding = _kernel(f(**arguments), size)
    yield finding
    if kernel is not None:
        centre = size // 2
        top = kernel[centre, centre]
        others = np.delete(kernel.ravel(), centre * size + centre)
        yield SUM, 1.0, float(kernel.sum())
        yield NOT_NEGATIVE, True, bool((kernel >= 0).all())
        yield PEAK, True, bool((others < top).all())
        yield TURNED, np.rot90(kernel), kernel
        yield DIAGONAL, kernel.T, kernel
        yield RANK_ONE, np.outer(kernel[:, centre], kernel[centre]), top * kernel


def gaussian_profile(f: Function, **arguments: Any) -> Iterator[Finding]:
    """From the centre outwards the weights fall as exp(-d² / 2σ²)."""
    size, sigma = arguments.get("size", 3), arguments.get("sigma", 1.0)
    kernel, finding = _kernel(f(**arguments), size)
    yield finding
    if kernel is not None:
        centre = size // 2
        distance = np.arange(size) - centre
        yield PROFILE, kernel[centre, centre] * np.exp(-(distance**2) / (2 * sigma**2)), kernel[centre]
        yield SUM, 1.0, float(kernel.sum())


def sharpening(f: Function, **arguments: Any) -> Iterator[Finding]:
    """Flat surfaces keep their brightness, and the centre weighs more than 1."""
    kernel, finding = _kernel(f(**arguments), 3)
    yield finding
    if kernel is not None:
        yield SUM, 1.0, float(kernel.sum())
        yield ON_FLAT, FLAT[1:-1, 1:-1], conv2d(FLAT, kernel)
        yield STRONG_CENTRE, True, bool(kernel[1, 1] > 1)


def _kernel(answer: Any, size: int) -> tuple[Array | None, Finding]:
    """Take an answer as a kernel of the size asked for, or as None; the finding says what it lacks."""
    try:
        kernel = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        return None, (NUMBERS, [size, size], [])
    shape = list(kernel.shape)
    if shape == [size, size] and not np.isfinite(kernel).all():
        return None, (FINITE, True, False)
    return (kernel if shape == [size, size] else None), (NUMBERS, [size, size], shape)


def _silent_on_flat(kernel: Array) -> Iterator[Finding]:
    yield SUM, 0.0, float(kernel.sum())
    yield ON_FLAT, SILENCE, conv2d(FLAT, kernel)


def _answers(kernel: Array, picture: Array) -> bool:
    return bool(np.abs(conv2d(picture, kernel)).max() > 1e-6)
