# ruff: noqa: E501, FBT002 - tables read better in rows

from pathlib import Path

import numpy as np
import pytest
from students import Student, trials_of

from grader.course.catalog import load_course
from grader.course.golden import Golden
from grader.judge.diagnose import diagnose
from grader.judge.shrink import smallest
from grader.judge.verdict import fails


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        course = load_course(Path(__file__).parents[2] / "exercises")
    return {exercise.id: exercise for exercise in course.exercises}, Golden(course)


def corr1(x, w, step=1, stop=None):
    return np.array(
        [sum(x[i + j] * w[j] for j in range(len(w))) for i in range(0, len(x) - len(w) + 1, step)]
    )[:stop]


def corr2(x, w):
    rows, columns = w.shape
    height, width = x.shape[0] - rows + 1, x.shape[1] - columns + 1
    y = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            y[i, j] = np.sum(x[i : i + rows, j : j + columns] * w)
    return y


def swapped_limits(x, w):
    height, width = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    y = np.zeros((height, width))
    for i in range(width):
        for j in range(height):
            y[i, j] = np.sum(x[i : i + w.shape[0], j : j + w.shape[1]] * w)
    return y


def cell_by_cell(x, w, *, swapped=False, extra=0):
    height, width = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1 + extra
    rows, columns = (width, height) if swapped else (height, width)
    y = []
    for i in range(rows):
        y.append([])
        for j in range(columns):
            y[-1].append(sum(x[i + a, j + b] * w[a, b] for a in range(len(w)) for b in range(len(w[0]))))
    return np.array(y)


def layer(x, w, b=0, stride=1, padding=0, pads=None, steps=None, flip=False):
    x = np.pad(x, padding if pads is None else [(padding * a, padding * z) for a, z in pads])
    if w.shape[0] > x.shape[0] or w.shape[1] > x.shape[1]:
        raise ValueError("the kernel is larger than the image")
    down, right = steps or (stride, stride)
    return corr2(x, w[::-1, ::-1] if flip else w)[::down, ::right] + b


def bank(x, w, b, reduce=np.sum):
    return np.stack(
        [reduce([corr2(x[c], w[f, c]) for c in range(len(x))], axis=0) + b[f] for f in range(len(w))]
    )


def pool(x, k=2, s=None, op="max", start=None, ops=None):
    s = s or k
    choose = ops or {"max": np.max, "min": np.min, "avg": np.mean, "sum": np.sum}
    rows = range(0, x.shape[-2] - k + 1, s)
    y = np.array(
        [
            [choose[op](x[..., i : i + k, j : j + k], (-2, -1)) for j in range(0, x.shape[-1] - k + 1, s)]
            for i in rows
        ]
    )
    y = np.moveaxis(y, (0, 1), (-2, -1))
    return y if start is None or op != "max" else np.maximum(y, start)


def sized(i, k, p=0, s=1, strict=False, formula=None):
    if k > i + 2 * p or (strict and (i + 2 * p - k) % s):
        raise ValueError("does not fit")
    return (formula or (lambda: (i + 2 * p - k) // s + 1))()


def soft(y, axis=-1, base=np.e):
    e = base ** (y - y.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def loss(y, p, log=np.log, mean=True):
    each = -(y * log(np.clip(p, 1e-12, 1))).sum(1)
    return each.mean() if mean else each.sum()


# name: exercise, function, code, codes
STUDENTS = {
    "conv1d, right": ("conv1d-valid", "conv1d", corr1, set()),
    "conv1d, flipped": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w[::-1]), {"kernel-flipped"}),
    "conv1d, last lost": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w, 1, -1), {"last-window-lost"}),
    "conv1d, averaged": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w) / len(w), {"mean-for-sum"}),
    "conv1d, steps of k": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w, len(w)), {"stride-equals-kernel"}),
    "conv1d, flipped and averaged": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w[::-1]) / len(w), {"kernel-flipped", "mean-for-sum"}),
    "conv1d, flipped and last lost": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w[::-1], 1, -1), {"kernel-flipped", "last-window-lost"}),
    "conv1d, maximum": ("conv1d-valid", "conv1d", lambda x, w: np.array([max(x[i : i + len(w)] * w) for i in range(len(x) - len(w) + 1)]), set()),
    "conv1d, one too much": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w) + 1, set()),
    "conv1d, every other": ("conv1d-valid", "conv1d", lambda x, w: corr1(x, w, 2), set()),
    "conv2d, right": ("conv2d-valid", "conv2d", corr2, set()),
    "conv2d, flipped": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w[::-1, ::-1]), {"kernel-flipped"}),
    "conv2d, flipped, single precision": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w[::-1, ::-1]).astype(np.float32), {"kernel-flipped"}),
    "conv2d, flipped, as a list": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, np.flip(w)).tolist(), {"kernel-flipped"}),
    "conv2d, rows flipped": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w[::-1]), {"kernel-rows-flipped"}),
    "conv2d, transposed": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w.T), {"kernel-transposed"}),
    "conv2d, limits swapped": ("conv2d-valid", "conv2d", swapped_limits, {"height-width-swapped"}),
    "conv2d, limits swapped, cell by cell": ("conv2d-valid", "conv2d", lambda x, w: cell_by_cell(x, w, swapped=True), {"height-width-swapped"}),
    "conv2d, cell by cell, no edge": ("conv2d-valid", "conv2d", lambda x, w: cell_by_cell(x, w, extra=1), set()),
    "conv2d, last lost": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w)[:-1, :-1], {"last-window-lost"}),
    "conv2d, flipped, last lost": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w[::-1, ::-1])[:-1, :-1], {"kernel-flipped", "last-window-lost"}),
    "conv2d, absolute": ("conv2d-valid", "conv2d", lambda x, w: np.abs(corr2(x, w)), set()),
    "conv2d, squared kernel": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w**2), set()),
    "conv2d, sorted": ("conv2d-valid", "conv2d", lambda x, w: np.sort(corr2(x, w)), set()),
    "conv2d, squares only": ("conv2d-valid", "conv2d", lambda x, w: corr2(x, w) if x.shape[0] == x.shape[1] else 1 / 0, set()),
    "conv2d, clipped": ("conv2d-valid", "conv2d", lambda x, w: np.minimum(corr2(x, w), 5), set()),
    "layer, right": ("conv2d-layer", "conv2d_layer", layer, set()),
    "layer, no bias": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, 0, stride, padding), {"bias-missing"}),
    "layer, no stride": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, b, 1, padding), {"stride-ignored"}),
    "layer, rows only": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, b, stride, padding, steps=(stride, 1)), {"stride-one-axis"}),
    "layer, pads the end": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, b, stride, padding, [(0, 1), (0, 1)]), {"padding-one-side"}),
    "layer, flipped, no bias": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, 0, stride, padding, flip=True), {"kernel-flipped", "bias-missing"}),
    "layer, no bias, no stride": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, 0, 1, padding), {"bias-missing", "stride-ignored"}),
    "layer, bias subtracted": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, -b, stride, padding), set()),
    "layer, from the middle": ("conv2d-layer", "conv2d_layer", lambda x, w, b=0, stride=1, padding=0: layer(x, w, b, 1, padding)[stride - 1 :: stride, stride - 1 :: stride], set()),
    "bank, averaged": ("conv2d-bank", "conv2d_bank", lambda x, w, b: bank(x, w, b, np.mean), {"channels-averaged"}),
    "bank, averaged, bias per channel": ("conv2d-bank", "conv2d_bank", lambda x, w, b: bank(x, w, b * len(x), np.mean), {"channels-averaged", "bias-per-channel"}),
    "bank, maximum": ("conv2d-bank", "conv2d_bank", lambda x, w, b: bank(x, w, b, np.max), set()),
    "bank, filters backwards": ("conv2d-bank", "conv2d_bank", lambda x, w, b: bank(x, w, b)[::-1], set()),
    "pool, right": ("pool2d", "pool2d", pool, set()),
    "pool, from zero": ("pool2d", "pool2d", lambda x, k=2, s=None, op="max": pool(x, k, s, op, 0), {"max-starts-at-zero"}),
    "pool, stride 1": ("pool2d", "pool2d", lambda x, k=2, s=None, op="max": pool(x, k, 1, op), {"stride-one"}),
    "pool, medians": ("pool2d", "pool2d", lambda x, k=2, s=None, op="max": pool(x, k, s, op, ops=dict.fromkeys(("max", "min", "avg", "sum"), np.median)), set()),
    "size, right": ("out-size", "out_size", sized, set()),
    "size, no plus one": ("out-size", "out_size", lambda i, k, p=0, s=1, strict=False: sized(i, k, p, s, strict) - 1, {"plus-one-forgotten"}),
    "size, float": ("out-size", "out_size", lambda i, k, p=0, s=1, strict=False: sized(i, k, p, s, strict, lambda: (i + 2 * p - k) / s + 1), {"float-returned"}),
    "size, ceil": ("out-size", "out_size", lambda i, k, p=0, s=1, strict=False: sized(i, k, p, s, strict, lambda: -(-(i + 2 * p - k) // s) + 1), {"ceil-for-floor"}),
    "size, two more": ("out-size", "out_size", lambda i, k, p=0, s=1, strict=False: sized(i, k, p, s, strict) + 1, set()),
    "size, zero for large strides": ("out-size", "out_size", lambda i, k, p=0, s=1, strict=False: sized(i, k, p, s, strict) * (s < 3), set()),
    "softmax, other axis": ("softmax", "softmax", lambda y: soft(y, 0), {"wrong-axis"}),
    "softmax, base 2": ("softmax", "softmax", lambda y: soft(y, base=2.0), set()),
    "softmax, of the opposite": ("softmax", "softmax", lambda y: soft(-y), set()),
    "loss, base 2": ("cross-entropy", "cross_entropy", lambda y, p: loss(y, p, np.log2), {"log-base-2"}),
    "loss, sum": ("cross-entropy", "cross_entropy", lambda y, p: loss(y, p, mean=False), {"sum-for-mean"}),
    "loss, base 2, sum": ("cross-entropy", "cross_entropy", lambda y, p: loss(y, p, np.log2, mean=False), {"log-base-2", "sum-for-mean"}),
    "loss, base 10": ("cross-entropy", "cross_entropy", lambda y, p: loss(y, p, np.log10), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", STUDENTS)
def test_what_the_courses_mistakes_are_called(name, real):
    exercises, golden = real
    slug, function, code, codes = STUDENTS[name]
    exercise = exercises[slug]
    student = Student(**{function: code})
    trials = trials_of(exercise, golden, student)
    assert any(fails(trial) for trial in trials) == ("right" not in name)
    found = diagnose(exercise, trials, golden, student)
    assert [set(one.codes) for one in found] == ([codes] if codes else [])
    shown = smallest(exercise, trials, golden, student, found)
    assert (shown is None) == ("right" in name)
