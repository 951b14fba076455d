"""Reports of every outcome, by name."""

from dataclasses import replace

import numpy as np

from grader.model import Diagnosis, Foreign, Mismatch, Phrase, Report, Score, Smallest, Verdict

TITLE = {"es": "Capa convolucional 2D", "en": "2D convolution layer"}
GRADER = {
    "version": "0.1.0",
    "isolation": "full",
    "course": "Redes convolucionales",
    "course_sha256": "ab" * 32,
}


def passed(name="7x7, filter 3x3", score=1.0, **more):
    return Verdict(
        name, more.pop("hidden", False), "passed", score, score, "returned", seconds=0.00123, **more
    )


def failed(name="slide example", outcome="returned", message=None, max_score=2.0, **more):
    return Verdict(
        name, more.pop("hidden", False), "failed", 0.0, max_score, outcome, message=message, **more
    )


def score(*verdicts, exercise="conv2d-layer", **more):
    total = sum(v.score for v in verdicts)
    of = sum(v.max_score for v in verdicts)
    status = more.pop("status", "passed" if total == of else "failed")
    reached = more.pop("score", total)
    title = more.pop("title", TITLE)
    return Score(exercise, title, status, reached, of, tuple(verdicts), **more)


def report(*scores, student="Ada Lovelace", files=("conv.py",), notes=(), **more):
    graded = [s.score for s in scores]
    total = None if None in graded else float(sum(graded))
    return Report(
        GRADER,
        student,
        files,
        "cd" * 32,
        total,
        float(sum(s.max_score for s in scores)),
        scores,
        notes,
        **more,
    )


WRONG_VALUES = Mismatch("value", "19.0", "5.0", (0, 0), 14.0, 1.0, 4, 4, shape=(2, 2))
SOME_VALUES = Mismatch("value", "1.0", "nan", (2, 3), float("nan"), 0.04, 1, 25, shape=(5, 5))
SHAPE = Mismatch("shape", "(3, 3)", "(4, 4)")
TYPE = Mismatch("type", "array", "dict")
DTYPE = Mismatch("dtype", "int", "float64", shape=())
PART = Mismatch("value", "2.0", "-2.0", (1,), 4.0, 0.5, 1, 2, part="[1]", shape=(2,))
SCALAR = Mismatch("value", "6", "5", (), 1.0, 1.0, 1, 1, shape=())

FLIPPED = Diagnosis(
    ("kernel-flipped",),
    9,
    9,
    (
        {
            "es": "¿Giras el kernel? Este curso usa correlación cruzada.",
            "en": "Do you flip the kernel? This course uses cross-correlation.",
        },
    ),
    'deck 000, "Convolución 2D"',
    ({"es": "kernel girado 180°", "en": "kernel rotated by 180°"},),
)
PAIR = Diagnosis(
    ("stride-ignored", "bias-missing"),
    9,
    9,
    (
        {"es": "¿Usas el paso (stride)?", "en": "Do you use the stride?"},
        {"es": "¿Sumas el sesgo?", "en": "Do you add the bias?"},
    ),
    None,
    ({"es": "paso ignorado", "en": "stride ignored"}, {"es": "sesgo olvidado", "en": "bias missing"}),
)

X = np.arange(9.0).reshape(3, 3)
W = np.arange(4.0).reshape(2, 2)
SMALLEST = Smallest(
    "conv2d_layer",
    {"x": X, "w": W, "b": 0.5, "stride": 1},
    np.array([[19.5, 25.5], [37.5, 43.5]]),
    np.array([[5.5, 11.5], [23.5, 43.5]]),
    WRONG_VALUES,
)
BIG = Smallest(
    "conv2d_layer",
    {"x": np.linspace(-1, 1, 24 * 20).reshape(24, 20), "w": W},
    np.linspace(-1, 1, 23 * 19).reshape(23, 19),
    np.linspace(-1, 1, 23 * 19).reshape(23, 19)[::-1].copy(),
    WRONG_VALUES,
)
DEEP = Smallest(
    "bank",
    {"x": np.arange(24).reshape(2, 3, 4), "mode": "same"},
    np.arange(12.0).reshape(3, 2, 2),
    Phrase("raised", {"type": "IndexError", "text": "index 3 is out of bounds", "where": "conv.py, line 7"}),
    None,
)
PARTS = Smallest(
    "backward", {"dy": W}, (np.ones(2), np.array([1.0, 2.0])), (np.ones(2), np.array([1.0, -2.0])), PART
)
FOREIGN = Smallest("relu", {"z": 1.0}, 1.0, Foreign("dict"), TYPE)

RAISED = Phrase(
    "raised",
    {
        "type": "IndexError",
        "text": "index 3 is out of bounds for axis 0 with size 3",
        "where": "conv.py, line 12",
    },
)
HINT = Phrase("say", {"say": {"es": "¿Cuántas ventanas caben?", "en": "How many windows fit?"}})

REPORTS = {
    "all-right": report(score(passed(), passed("slide example"))),
    "flipped-kernel": report(
        score(
            passed(),
            failed(
                mismatch=WRONG_VALUES, message=Phrase("wrong-values"), source='deck 000, "Convolución 2D"'
            ),
            failed("another", mismatch=SOME_VALUES, message=Phrase("wrong-values")),
            failed(
                "any size, stride and padding",
                hidden=True,
                mismatch=WRONG_VALUES,
                message=Phrase("wrong-values"),
                hint=HINT,
            ),
            diagnosis=(FLIPPED,),
            smallest=SMALLEST,
            see="deck 000",
        ),
        score(passed(), exercise="relu", title={"es": "ReLU"}),
    ),
    "pair": report(
        score(failed(mismatch=SHAPE, message=Phrase("wrong-shape")), diagnosis=(PAIR,), smallest=BIG)
    ),
    "mismatches": report(
        score(
            failed("shape", mismatch=SHAPE),
            failed("type", mismatch=TYPE, hint=HINT),
            failed("dtype", mismatch=DTYPE),
            failed("part", mismatch=PART),
            failed("scalar", mismatch=SCALAR, source="deck 003"),
            failed("some", mismatch=SOME_VALUES),
            smallest=PARTS,
            see="deck 001",
        )
    ),
    "exceptions": report(
        score(
            failed("edge", "raised", RAISED, trace=("conv.py, line 20", "conv.py, line 12")),
            failed("edge again", "raised", RAISED),
            failed("too large", "returned", Phrase("not-raised", {"type": "ValueError"})),
            failed(
                "wrong one",
                "raised",
                Phrase(
                    "wrong-raise",
                    {
                        "expected": "ValueError",
                        "type": "TypeError",
                        "text": "no",
                        "where": "hw.ipynb, cell 3, line 5",
                    },
                ),
            ),
            failed("hidden", "raised", RAISED, hidden=True, hint=HINT),
            smallest=DEEP,
        )
    ),
    "stopped": report(
        score(
            failed("a", "timeout", Phrase("timeout", {"seconds": 5.0}), limit="wall"),
            failed("b", "timeout", Phrase("timeout", {"seconds": 5.0}), limit="wall"),
            Verdict("c", False, "skipped", 0.0, 1.0, message=Phrase("skipped-timeouts", {"count": 2})),
            Verdict("d", True, "skipped", 0.0, 1.0, message=Phrase("skipped-timeouts", {"count": 2})),
        ),
        score(
            failed("m", "memory", Phrase("memory", {"memory_mb": 512}), limit="memory"),
            failed("c", "crashed", Phrase("crashed")),
            failed(
                "f",
                "forbidden",
                Phrase("forbidden", {"name": "numpy.convolve", "where": "conv.py, line 3"}),
                limit=None,
            ),
            failed("o", "crashed", Phrase("output", {"output_mb": 64}), limit="output"),
            exercise="pool2d",
        ),
        score(
            failed("x", "missing", Phrase("missing", {"name": "elu"})),
            exercise="elu",
            status="missing",
            notes=(Phrase("near-name", {"name": "elu", "found": "Elu"}),),
        ),
    ),
    "ungraded": report(
        score(
            passed(),
            Verdict(
                "broken",
                False,
                "ungraded",
                0.0,
                1.0,
                message=Phrase("ungraded", {"reason": "the reference raised ValueError"}),
            ),
            Verdict(
                "hidden",
                True,
                "ungraded",
                0.0,
                1.0,
                message=Phrase("ungraded", {"reason": "secret input 42"}),
            ),
            score=None,
            status="ungraded",
        ),
    ),
    "notes": report(
        score(
            passed(),
            failed(
                "misprint",
                mismatch=SCALAR,
                message=Phrase(
                    "misprint",
                    {
                        "say": {
                            "es": "Coincide con la diapositiva, que está mal.",
                            "en": "It matches the slide, which is wrong.",
                        }
                    },
                ),
            ),
            notes=(Phrase("inputs-changed", {"names": ["x"]}),),
            output="hola\n\x1b[31mrojo\n::error::no\n",
            smallest=FOREIGN,
        ),
        notes=(
            Phrase("encoding", {"file": "a.py", "encoding": "latin-1"}),
            Phrase("not-regular", {"file": "b", "kind": "fifo"}),
            Phrase("cell-lost", {"file": "hw.ipynb", "cell": 3, "line": 2, "text": "def f(:"}),
            Phrase("odd-thing", {"a": 1}),
        ),
        files=("a.py", "hw.ipynb"),
    ),
    "unread": report(
        score(
            failed(
                "slide example", "missing", Phrase("unread", {"name": "conv2d", "where": "conv.py, line 3"})
            ),
            status="missing",
        ),
        notes=(
            Phrase(
                "syntax-error",
                {"where": "conv.py, line 3", "text": "def conv2d(x, w)", "detail": "expected ':'"},
            ),
        ),
        files=("conv.py", "more.py"),
    ),
    "nothing": report(files=(), notes=(Phrase("empty-submission"),)),
    "training": report(
        score(
            passed("0.90", 5.0),
            failed("0.97", message=None, max_score=5.0),
            exercise="train-numpy",
            training={
                "accuracies": [0.951, 0.962, 0.948],
                "interval": [0.944, 0.963],
                "device": "cpu",
                "seconds": 12.3,
                "memory_mb": 312,
                "borderline": True,
                "confusion": [[40, 2, 0], [1, 38, 3], [0, 0, 45]],
                "labels": ["0", "1", "2"],
            },
        )
    ),
}


def poisoned(text):
    """The richest report, with ``text`` wherever a student's text can stand."""
    raised = Phrase("raised", {"type": text, "text": text, "where": text})
    verdicts = (
        passed(),
        failed("visible", "raised", raised, trace=(text, text)),
        failed(
            "syntax",
            "missing",
            Phrase("syntax-error", {"where": f"{text}, line 3", "text": text, "detail": text}),
        ),
        failed(
            "values", mismatch=replace(WRONG_VALUES, actual=text, part=text), message=Phrase("wrong-values")
        ),
        failed("type", mismatch=replace(TYPE, actual=text), message=Phrase("wrong-type")),
        failed("unknown", message=Phrase("odd", {"text": text, "names": [text, text]})),
        failed("hidden", "raised", raised, hidden=True, trace=(text,), hint=Phrase("say", {"say": text})),
    )
    small = Smallest("f", {"x": X, "s": text}, W, Foreign(text), replace(TYPE, actual=text))
    one = score(
        *verdicts,
        diagnosis=(FLIPPED,),
        smallest=small,
        output=text,
        notes=(Phrase("near-name", {"name": "f", "found": text}),),
    )
    two = score(
        failed("x", "raised", raised), exercise="relu", smallest=replace(small, actual=text, mismatch=None)
    )
    return report(
        one,
        two,
        student=text,
        files=(text, "b.py"),
        notes=(Phrase("unreadable", {"file": text, "why": text}),),
    )
