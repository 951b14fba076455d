"""What the values of a course file become, and that draws are the same everywhere."""

import numpy as np
import pytest
from tinycourse import course_of

from grader.course import inputs
from grader.errors import ReferenceFault

EXERCISE = """\
id: taker
title: {{es: T}}
module: sums
points: 1
submit: {{function: taker, signature: "(x)"}}
cases:
  - name: one
    sizes: {{N: 3, M: [2, 2]}}
    let: {{S: "N + M"}}
    args: {{x: {spec}}}
    expect: {{shape: []}}
"""

A = np.array

# name: (the YAML of a value, what it becomes)
LITERALS = {
    "a list of numbers": ("[1, 2, 3]", A([1.0, 2.0, 3.0])),
    "rows": ("[[1, 2], [3, 4.5]]", A([[1.0, 2.0], [3.0, 4.5]])),
    "no numbers": ("[]", np.zeros(0)),
    "true and false": ("[true, false]", A([True, False])),
    "not a number": ("[1, .nan, -.inf]", A([1.0, np.nan, -np.inf])),
    "names among numbers": ("[N, M, 1]", A([3.0, 2.0, 1.0])),
    "words": ("[same, valid]", ["same", "valid"]),
    "a list of dicts": ("[{kind: conv, k: N}, {kind: relu}]", [{"kind": "conv", "k": 3}, {"kind": "relu"}]),
    "whole number": ("3", 3),
    "number": ("2.5", 2.5),
    "true": ("true", True),
    "nothing": ("null", None),
    "text": ("same", "same"),
    "the name of a size": ("N", 3),
    "a derived name": ("S", 5),
    "text that is no name": ("'N + M'", "N + M"),
    "a date is text": ("2026-03-01", "2026-03-01"),
    "a dict": ("{a: 1, b: [1, 2]}", {"a": 1, "b": A([1.0, 2.0])}),
    "a dict of text": ("{text: hello}", {"text": "hello"}),
    "tuple": ("{tuple: [28, N, 1]}", (28, 3, 1)),
    "tuple of arrays": ("{tuple: [[1, 2], [3]]}", (A([1.0, 2.0]), A([3.0]))),
    "tuple of tuples": ("{tuple: [{tuple: [1, 2]}, same]}", ((1, 2), "same")),
    "list": ("{list: [[3, 1], [2, N]]}", [[3, 1], [2, 3]]),
    "list of arrays": ("{list: [{zeros: [2]}, 1]}", [np.zeros(2), 1]),
    "array of a dtype": ("{array: [[1, 300]], dtype: uint16}", A([[1, 300]], dtype=np.uint16)),
    "array": ("{array: [1, 2]}", A([1.0, 2.0])),
    "plain data": ("{value: {normal: [N, 3], a: [1, 2]}}", {"normal": ["N", 3], "a": [1, 2]}),
    "zeros": ("{zeros: [2, N]}", np.zeros((2, 3))),
    "ones of one side": ("{ones: N}", np.ones(3)),
    "an expression as a side": ('{zeros: ["N*M - 1"]}', np.zeros(5)),
    "full": ("{full: {shape: [2], value: 7}}", A([7.0, 7.0])),
    "full of a dtype": ("{full: {shape: [2], value: 7, dtype: uint8}}", A([7, 7], dtype=np.uint8)),
    "full of an expression": ('{full: {shape: [1], value: "N/2"}}', A([1.5])),
    "arange of a shape": ("{arange: [2, 3]}", A([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])),
    "arange from to": ("{arange: {start: 1, stop: 7, step: 2}}", A([1.0, 3.0, 5.0])),
    "one hot of labels": ("{one_hot: {labels: [0, 2], classes: 3}}", A([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])),
    "a scalar": ("{full: {shape: [], value: 2}}", 2.0),
    "an option beside the shape": ("{ones: [2], dtype: float32}", A([1, 1], dtype=np.float32)),
}


def same(a, b):
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return (
            type(a) is type(b) and a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
        )
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, (list, tuple)) and type(a) is type(b):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


def drawn(folder, spec, **options):
    course = course_of(folder, {"sums/taker": EXERCISE.format(spec=spec)})
    exercise = course.exercises[0]
    return inputs.draw(exercise, exercise.cases[0], 0, **options)["x"]


@pytest.mark.parametrize("name", LITERALS)
def test_a_value(name, tmp_path):
    spec, expected = LITERALS[name]
    found = drawn(tmp_path, spec)
    assert same(found, expected), found


# name: (the YAML of a random value, its shape, dtype, and what holds of it)
RANDOM = {
    "normal": ("{normal: [200, N]}", (200, 3), float, lambda v: abs(v.mean()) < 0.2 and 0.8 < v.std() < 1.2),
    "normal elsewhere": (
        "{normal: {shape: [500], mean: 5, std: 0.1}}",
        (500,),
        float,
        lambda v: 4.9 < v.mean() < 5.1,
    ),
    "uniform": ("{uniform: [100]}", (100,), float, lambda v: v.min() >= 0 and v.max() < 1),
    "uniform from to": (
        "{uniform: {shape: [99], low: -N, high: 2}}",
        (99,),
        float,
        lambda v: v.min() < -1 < 1 < v.max(),
    ),
    "integers": ("{integers: [300]}", (300,), np.int64, lambda v: set(v) == set(range(10))),
    "integers from to": (
        "{integers: {shape: [99], low: 1, high: M}}",
        (99,),
        np.int64,
        lambda v: set(v) == {1, 2},
    ),
    "bytes": ("{integers: {shape: [9], low: 0, high: 255, dtype: uint8}}", (9,), np.uint8, lambda v: True),
    "permutation": ("{permutation: [4, 5]}", (4, 5), float, lambda v: sorted(v.ravel()) == list(range(20))),
    "one hot": (
        "{one_hot: [50, 4]}",
        (50, 4),
        float,
        lambda v: (v.sum(1) == 1).all() and (v.sum(0) > 0).all(),
    ),
    "probabilities": (
        "{probabilities: [9, 4]}",
        (9, 4),
        float,
        lambda v: np.allclose(v.sum(1), 1) and v.min() > 0,
    ),
}


@pytest.mark.parametrize("name", RANDOM)
def test_a_random_value(name, tmp_path):
    spec, shape, dtype, holds = RANDOM[name]
    value = drawn(tmp_path, spec.replace("-N", '"-N"'))
    assert value.shape == shape
    assert value.dtype == dtype
    assert holds(value)


@pytest.mark.parametrize(
    ("spec", "kind"), [("{normal: []}", float), ("{integers: []}", int), ("{ones: []}", float)]
)
def test_a_drawn_scalar_is_a_plain_number(spec, kind, tmp_path):
    assert type(drawn(tmp_path, spec)) is kind


def test_draws_are_the_same_on_every_machine(tmp_path):
    """These numbers were drawn once: they change only where everybody's grades may change."""
    value = drawn(tmp_path, "{tuple: [{normal: [2]}, {integers: [4]}]}")
    np.testing.assert_allclose(value[0], [0.8460060977905973, -0.6354774616204247], rtol=1e-12)
    assert value[1].tolist() == [2, 7, 4, 9]


@pytest.fixture
def scale(tmp_path):
    exercise = course_of(tmp_path).exercises[0]
    return exercise, exercise.cases[1]


def test_a_draw_repeats_and_shares_nothing(scale):
    first, second = (inputs.draw(*scale, 1) for _ in range(2))
    assert same(first, second)
    assert first["x"] is not second["x"]
    assert type(first["k"]) is int


def test_draws_differ_by_number_and_by_freshness(scale):
    found = [
        inputs.draw(*scale, 0),
        inputs.draw(*scale, 1),
        inputs.draw(*scale, 0, fresh=1),
        inputs.draw(*scale, 0, fresh=2),
    ]
    assert len({draw["shift"] for draw in found}) == len(found)


def test_sizes_can_be_replaced_and_what_follows_from_them_too(scale):
    drawn_sizes = inputs.drawn_sizes(scale[1], 0)
    assert 2 <= drawn_sizes["N"] <= 6
    assert inputs.draw(*scale, 0)["x"].shape == (drawn_sizes["N"], 2 * drawn_sizes["N"])
    small = inputs.draw(*scale, 0, sizes={"N": 1})
    assert small["x"].shape == (1, 2)
    assert small["k"] == inputs.draw(*scale, 0)["k"]


def test_a_size_that_makes_no_sense_is_ours_and_says_where(scale):
    with pytest.raises(ReferenceFault, match=r"scale, case 'any': its input cannot be drawn: .*negative"):
        inputs.draw(*scale, 0, sizes={"N": -1})


def test_a_question_holds_nothing_of_what_is_expected(scale):
    exercise, case = scale
    question = inputs.question(exercise, case, inputs.draw(exercise, case, 0))
    assert question.function == "scale"
    assert question.hidden
    assert question.limits.seconds == 3
    assert set(question.arguments) == {"x", "k", "shift"}


def test_files_of_an_exercise_and_images_of_the_course(tmp_path):
    import io

    from PIL import Image

    stream = io.BytesIO()
    np.save(stream, np.arange(3))
    picture = io.BytesIO()
    Image.fromarray(np.full((2, 3, 3), 200, dtype=np.uint8)).save(picture, "PNG")
    packed = io.BytesIO()
    np.savez(packed, a=np.ones(2), b=np.zeros(1))
    text = EXERCISE.format(
        spec="{tuple: [{file: data.npy}, {image: cat.png}, {image: {path: cat.png, mode: gray}},"
        " {file: {path: d.npz, key: b}}]}"
    )
    more = {
        "exercises/sums/taker/data.npy": stream.getvalue(),
        "exercises/sums/taker/d.npz": packed.getvalue(),
        "exercises/images/cat.png": picture.getvalue(),
    }
    exercise = course_of(tmp_path, {"sums/taker": text}, more=more).exercises[0]
    data, colour, gray, zero = inputs.draw(exercise, exercise.cases[0], 0)["x"]
    assert data.tolist() == [0, 1, 2]
    assert (colour.shape, colour.dtype, gray.shape, gray.dtype) == ((2, 3, 3), np.uint8, (2, 3), np.uint8)
    assert zero.tolist() == [0.0]
