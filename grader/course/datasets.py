"""The data of a training exercise: loaded by the course, disturbed and split by us.

``data: {set: NAME, …}`` names a function of the course's ``datasets``; what stands beside it is given to that
function, save for what is ours:

- ``test``: how many examples are kept for the test (a quarter, unless given); ``train``: at most so many
  for training;
- ``perturb``: ``shift``, ``noise``, both in a list, or with their size: ``{shift: 1, noise: 0.02}``;
- ``split``: a text or number from which the split and the disturbance are drawn;
- ``folder``: where the original files lie, relative to the exercise; under ``$GRADER_DATA`` where that is
  set.

A public data set can be brought along. That its split and its pixels depend on a seed that stays outside
makes what is brought along worth less: no image equals its original, and which are asked is unknown. The
seed is the exercise's ``split`` together with ``$GRADER_TRAINING_SEED``, for who wants it secret from
readers of the course too.
"""

import hashlib
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.course.golden import Golden
from grader.errors import OwnFault, PackageAbsent, ReferenceFault
from grader.model import Exercise

Array = NDArray[Any]

OURS = frozenset({"set", "test", "train", "perturb", "split"})
"""The keys of ``data`` that are not given to the loader."""

DEFAULTS = {"shift": 1.0, "noise": 0.02}
_MOST_SETS = 2
_SAFE_SIDE = 16
"""From so many pixels on, losing one at the border loses nothing that matters."""

_cache: dict[tuple[str, ...], "Data"] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Data:
    """Images (N, H, W) or (N, C, H, W) as float32, labels (N,) from 0, and what the classes are called."""

    train_images: Array
    train_labels: Array
    test_images: Array
    test_labels: Array
    classes: tuple[str, ...]


def seeds(exercise: Exercise, spec: Mapping[str, Any]) -> np.random.Generator:
    """Return the stream of the training seeds: nobody can tune a network to them."""
    return np.random.default_rng([_secret(exercise, spec), 1])


def load(exercise: Exercise, spec: Mapping[str, Any], golden: Golden, *, version: str) -> Data:
    """Return the data that an entry of ``data`` asks for; loaded once, however many workers ask.

    Raises
    ------
    OwnFault
        Where it cannot be had: the loader's package or files are missing, or what it returns is no data set.
    """
    secret = _secret(exercise, spec)
    key = (version, exercise.folder, str(sorted(spec.items(), key=str)), str(secret))
    with _lock:
        if key not in _cache:
            while len(_cache) >= _MOST_SETS:  # they may be large
                _cache.pop(next(iter(_cache)))
            _cache[key] = _divided(spec, *_loaded(exercise, golden, spec), secret)
        return _cache[key]


def _secret(exercise: Exercise, spec: Mapping[str, Any]) -> int:
    stated = f"{exercise.id}\0{spec.get('split', '')}\0{os.environ.get('GRADER_TRAINING_SEED', '')}"
    return int.from_bytes(hashlib.sha256(stated.encode()).digest()[:8], "big")


def _loaded(
    exercise: Exercise, golden: Golden, spec: Mapping[str, Any]
) -> tuple[Array, Array, tuple[str, ...]]:
    options = {name: value for name, value in spec.items() if name not in OURS}
    if "folder" in options:
        base = os.environ.get("GRADER_DATA") or exercise.folder
        options["folder"] = str(Path(base, str(options["folder"])))
    name = spec["set"]
    try:
        images, labels, classes = golden.dataset(name)(**options)
    except ReferenceFault:
        raise
    except ModuleNotFoundError as error:
        raise PackageAbsent(
            [str(error.name)], f"{exercise.id}: the data set {name} needs a package: "
        ) from error
    except Exception as error:
        raise OwnFault(f"{exercise.id}: the data set {name} could not be loaded: {error}") from error
    images, labels = np.asarray(images, np.float32), np.asarray(labels)
    classes = tuple(map(str, classes))
    if images.ndim not in {3, 4} or labels.shape != images.shape[:1] or labels.dtype.kind not in "iu":
        raise OwnFault(
            f"{exercise.id}: the data set {name} has images {images.shape} and labels {labels.shape}"
        )
    if not len(labels) or labels.min() < 0 or labels.max() >= len(classes):
        raise OwnFault(f"{exercise.id}: the data set {name} has labels outside its {len(classes)} classes")
    return images, labels.astype(np.int64), classes


def _divided(
    spec: Mapping[str, Any], images: Array, labels: Array, classes: tuple[str, ...], secret: int
) -> Data:
    rng = np.random.default_rng([secret, 0])
    test = int(spec.get("test", len(images) // 4))
    if not 0 < test < len(images):
        raise OwnFault(f"{test} test examples of {len(images)} are asked for (data: test)")
    order = rng.permutation(len(images))
    chosen, rest = order[:test], order[test:][: spec.get("train")]
    images = perturbed(images, spec.get("perturb"), rng)
    return Data(images[rest], labels[rest], images[chosen], labels[chosen], classes)


# ---------------------------------------------------------------- disturbance


def sizes_of(perturb: Any) -> dict[str, float]:
    """Read ``perturb``: which disturbances, and how large."""
    if perturb is None:
        return {}
    if isinstance(perturb, Mapping):
        sizes = {str(name): float(size) for name, size in perturb.items()}
    else:
        names: Sequence[str] = [perturb] if isinstance(perturb, str) else list(perturb)
        sizes = {name: DEFAULTS.get(name, 0.0) for name in names}
    unknown = set(sizes) - set(DEFAULTS)
    if unknown:
        raise OwnFault(f"data: perturb: {', '.join(sorted(unknown))} is neither shift nor noise")
    return sizes


def perturbed(images: Array, perturb: Any, rng: np.random.Generator) -> Array:
    """Return images that were each moved by some pixels, or made noisy.

    A small image is only moved as far as nothing but background (its data set's least value) leaves it.
    """
    sizes = sizes_of(perturb)
    if sizes.get("shift"):
        images = _shifted(images, round(sizes["shift"]), rng)
    if sizes.get("noise"):
        low, high = float(images.min()), float(images.max())
        noise = rng.normal(0.0, sizes["noise"] * (high - low), images.shape).astype(np.float32)
        images = np.clip(images + noise, low, high)
    return images


def _shifted(images: Array, most: int, rng: np.random.Generator) -> Array:
    background = images.min()
    moves = rng.integers(-most, most + 1, (len(images), 2))
    result = images.copy()
    for down in range(-most, most + 1):
        for right in range(-most, most + 1):
            here = np.flatnonzero((moves == (down, right)).all(1))
            if (down or right) and len(here):
                result[here] = _moved(_moved(images[here], down, -2, background), right, -1, background)
    return result


def _moved(images: Array, by: int, axis: int, background: Any) -> Array:
    """Move images along an axis; those that would lose something stay where they are."""
    if not by:
        return images
    side = images.shape[axis]
    leaving = np.take(images, range(side - by, side) if by > 0 else range(-by), axis)
    empty = (leaving == background).reshape(len(images), -1).all(1)
    moved = np.roll(images, by, axis)
    entering: list[Any] = [slice(None)] * images.ndim
    entering[axis] = slice(0, by) if by > 0 else slice(by, None)
    moved[tuple(entering)] = background
    stays = np.zeros_like(empty) if min(images.shape[-2:]) >= _SAFE_SIDE else ~empty
    moved[stays] = images[stays]
    return moved
