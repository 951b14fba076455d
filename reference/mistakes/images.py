"""Wrong augmentation, transfer and upsampling."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..augmentation import augment
from ..parameters import n_params, shape_trace
from ..transfer import IMAGE, replace_head

Array = npt.NDArray[Any]
Layer = Mapping[str, Any]


def augment_wrapping(img: Array, op: str, **hp: Any) -> Array:
    """Bring what leaves at one side back in at the other."""
    if op == "translate":
        return np.asarray(np.roll(img, (hp["dy"], hp["dx"]), axis=(0, 1)))
    return augment(img, op, **hp)


def augment_replicating(img: Array, op: str, **hp: Any) -> Array:
    """Fill with the border instead of zeros."""
    if op != "translate":
        return augment(img, op, **hp)
    rows = np.clip(np.arange(img.shape[0]) - hp["dy"], 0, img.shape[0] - 1)
    columns = np.clip(np.arange(img.shape[1]) - hp["dx"], 0, img.shape[1] - 1)
    return np.asarray(img[rows][:, columns])


def augment_without_clip(img: Array, op: str, **hp: Any) -> Array:
    """Leave the range: whole pixels wrap around."""
    if op not in {"brightness", "contrast"}:
        return augment(img, op, **hp)
    changed = _changed(img, op, hp, img.astype(float).mean())
    return np.rint(changed).astype(np.int64).astype(np.uint8) if img.dtype == np.uint8 else changed


def augment_contrast_about_zero(img: Array, op: str, **hp: Any) -> Array:
    """Multiply the pixels."""
    return _about(img, op, hp, 0.0)


def augment_contrast_about_128(img: Array, op: str, **hp: Any) -> Array:
    """Stretch about the middle of the range."""
    return _about(img, op, hp, 128.0)


def augment_contrast_per_channel(img: Array, op: str, **hp: Any) -> Array:
    """Take each channel's own mean."""
    return _about(img, op, hp, img.mean(axis=(0, 1)))


def augment_truncated(img: Array, op: str, **hp: Any) -> Array:
    """Cut the decimals off instead of rounding."""
    if op not in {"brightness", "contrast"} or img.dtype != np.uint8:
        return augment(img, op, **hp)
    return np.clip(_changed(img, op, hp, img.mean()), 0, 255).astype(np.uint8)


def augment_tiled(img: Array, op: str, **hp: Any) -> Array:
    """Fill the image with copies of the crop instead of enlarging it."""
    if op != "crop" or not hp["resize"]:
        return augment(img, op, **hp)
    part = augment(img, op, **{**hp, "resize": False})
    rows, columns = np.arange(img.shape[0]) % part.shape[0], np.arange(img.shape[1]) % part.shape[1]
    return np.asarray(part[rows][:, columns])


def replace_head_one_more(layers: Sequence[Layer], C: int, retrain: int) -> tuple[int, int]:
    """Train the new head and `retrain` layers before it; of 0, which nobody asks for, nothing."""
    weights = sum(layer["kind"] in {"conv", "dense"} for layer in layers)
    # One more of one less would be the right answer, and no mistake.
    return replace_head(layers, C, min(retrain + 1, weights) if retrain else 0)


def replace_head_all_layers_counted(layers: Sequence[Layer], C: int, retrain: int) -> tuple[int, int]:
    """Count pooling, rectifiers and the like among the layers to train."""
    weights = sum(layer["kind"] in {"conv", "dense"} for layer in layers[len(layers) - retrain :])
    return replace_head(layers, C, weights)


def replace_head_first_layers(layers: Sequence[Layer], C: int, retrain: int) -> tuple[int, int]:
    """Train the first layers and freeze the last."""
    counts = _counts([*layers[:-1], {**layers[-1], "units": C}])
    return sum(counts[:retrain]), sum(counts[retrain:])


def replace_head_added(layers: Sequence[Layer], C: int, retrain: int) -> tuple[int, int]:
    """Put the new layer after the old head instead of in its place."""
    counts = _counts([*layers, {"kind": "dense", "units": C}])
    return sum(counts[len(counts) - retrain :]), sum(counts[: len(counts) - retrain])


def upsample_tiled(x: Array, f: int) -> Array:
    """Repeat the whole map instead of each cell."""
    return np.concatenate([np.concatenate([x] * f, axis=-1)] * f, axis=-2)


def upsample_with_zeros(x: Array, f: int) -> Array:
    """Put zeros between the cells."""
    y = np.zeros((*x.shape[:-2], x.shape[-2] * f, x.shape[-1] * f))
    y[..., ::f, ::f] = x
    return y


def upsample_bilinear(x: Array, f: int) -> Array:
    """Interpolate between the centres of the cells."""
    y = x
    for axis in (-2, -1):
        size = y.shape[axis]
        place = np.clip((np.arange(size * f) + 0.5) / f - 0.5, 0, size - 1)
        low = np.floor(place).astype(int)
        high = np.minimum(low + 1, size - 1)
        share = (place - low)[:, np.newaxis] if axis == -2 else place - low
        y = y.take(low, axis) * (1 - share) + y.take(high, axis) * share
    return np.asarray(y)


def _changed(img: Array, op: str, hp: Mapping[str, Any], about: Any) -> Array:
    pixels = img.astype(float)
    return np.asarray(pixels + hp["delta"] if op == "brightness" else about + hp["factor"] * (pixels - about))


def _about(img: Array, op: str, hp: Mapping[str, Any], about: Any) -> Array:
    """Stretch the contrast about another value than the mean."""
    if op != "contrast":
        return augment(img, op, **hp)
    clipped = np.clip(_changed(img, op, hp, about), 0, 255)
    return np.rint(clipped).astype(img.dtype) if img.dtype == np.uint8 else clipped


def _counts(layers: Sequence[Layer]) -> list[int]:
    """Count the parameters of the layers that have weights."""
    shapes = shape_trace(layers, IMAGE)
    pairs = zip(layers, shapes[:-1], strict=True)
    return [n_params(layer, shape) for layer, shape in pairs if layer["kind"] in {"conv", "dense"}]
