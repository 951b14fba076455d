"""Other people's signatures, graded through ``call`` and ``result`` alone, in a second course."""

import textwrap
from pathlib import Path

import pytest

from grader.course.catalog import load_course
from grader.grade import Grading
from grader.intake.submission import read_submission
from grader.sandbox import Sandbox

COURSE = Path(__file__).with_name("course")

CS231N = """
    import numpy as np

    def conv_forward_naive(x, w, b, conv_param):
        stride, pad = conv_param["stride"], {pad}
        N, C, H, W = x.shape
        F, _, HH, WW = w.shape
        xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
        Ho, Wo = 1 + (H + 2 * pad - HH) // stride, 1 + (W + 2 * pad - WW) // stride
        out = np.zeros((N, F, Ho, Wo))
        for n in range(N):
            for f in range(F):
                for i in range(Ho):
                    for j in range(Wo):
                        window = xp[n, :, i * stride:i * stride + HH, j * stride:j * stride + WW]
                        out[n, f, i, j] = np.sum(window * w[f]) {bias}
        cache = (x, w, b, conv_param)
        return {answer}
"""
CHANNELS_LAST = """
    import numpy as np

    def {name}(A_prev, W, b, hparameters):
        (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
        (f, f, n_C_prev, n_C) = W.shape
        stride = hparameters["stride"]
        pad = {pad}
        n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
        n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
        Z = np.zeros((m, n_H, n_W, n_C))
        A_prev_pad = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
        for i in range(m):
            for h in range(n_H):
                for w in range(n_W):
                    for c in range(n_C):
                        a = A_prev_pad[i, h * stride:h * stride + f, w * stride:w * stride + f, :]
                        Z[i, h, w, c] = np.sum(a * W[..., c]) {bias}
        return Z, (A_prev, W, b, hparameters)
"""
RIGHT = {"pad": "conv_param['pad']", "bias": "+ b[f]", "answer": "out, cache"}
LAST_RIGHT = {"name": "conv_forward", "pad": "hparameters['pad']", "bias": "+ float(b[..., c].item())"}

SUBMISSIONS = {
    "cs231n, right": ("cs231n-conv", CS231N.format(**RIGHT), 10, []),
    "cs231n, no bias": ("cs231n-conv", CS231N.format(**RIGHT | {"bias": ""}), 0, ["bias-missing"]),
    "cs231n, padding ignored": ("cs231n-conv", CS231N.format(**RIGHT | {"pad": "0"}), 5, ["padding-ignored"]),
    "cs231n, no cache": ("cs231n-conv", CS231N.format(**RIGHT | {"answer": "out"}), 0, []),
    "cs231n, returns nothing": ("cs231n-conv", CS231N.format(**RIGHT | {"answer": "None"}), 0, []),
    "channels last, right": ("channels-last-conv", CHANNELS_LAST.format(**LAST_RIGHT), 10, []),
    "channels last, alias": (
        "channels-last-conv",
        CHANNELS_LAST.format(**LAST_RIGHT | {"name": "conv_fwd"}),
        10,
        [],
    ),
    "channels last, no bias": (
        "channels-last-conv",
        CHANNELS_LAST.format(**LAST_RIGHT | {"bias": ""}),
        0,
        ["bias-missing"],
    ),
}


@pytest.fixture(scope="module")
def grading():
    with Sandbox() as sandbox:
        yield Grading(load_course(COURSE), sandbox)


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_adapters(grading, tmp_path, name):
    exercise, source, points, codes = SUBMISSIONS[name]
    path = tmp_path / "work.py"
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    report = grading.grade(read_submission(path))
    (score,) = report.exercises
    assert score.id == exercise
    assert score.score == points, [(v.name, v.message, v.mismatch) for v in score.verdicts]
    assert [code for found in score.diagnosis for code in found.codes] == codes
