"""Expected values, mistakes and their pairs, steps on objects, and faults of the reference."""

import numpy as np
import pytest
from tinycourse import REFERENCE, SCALE, course_of

from grader.course import inputs
from grader.course.golden import Golden
from grader.errors import ReferenceFault

STACK = """\
id: stack
title: {es: Pila, en: Stack}
module: stacks
points: 3
submit:
  classes:
    Stack: {init: "(start=0.0)", push: "(x)", total: "(scale=1)"}
reference: stacks
cases:
  - name: pushes
    values: {X: [1, 2], Y: [3, 4]}
    steps:
      - {new: Stack, args: {start: 10}, keep: stack}
      - {call: stack.push, args: {x: X}, return: first}
      - {call: stack.push, args: {x: Y}}
      - {call: stack.total, args: {scale: 2}, return: total}
      - {get: stack.seen, return: seen}
      - {get: "stack.grads['x'][0]", return: element}
    expect: reference
mistakes:
  - {code: start-ignored, of: Stack, args: {start: "0.0"}}
  - {code: sign, of: Stack.push, args: {x: "-x"}}
  - {code: scale-ignored, of: Stack.total, args: {scale: "1"}}
  - {code: doubled, of: Stack.total, result: "2*result"}
  - {code: wrong-class, of: Stack, variant: StackOfOnes}
  - {code: wrong-method, of: Stack.push, variant: push_nothing}
  - {code: swapped, result: "(result[1], result[0], result[2], result[3])"}
"""

STACKS = """\
class Stack:
    def __init__(self, start=0.0):
        self.sum = start
        self.seen = 0
        self.grads = {}

    def push(self, x):
        self.sum = self.sum + x.sum()
        self.seen += 1
        self.grads["x"] = x
        x += 100
        return self.sum

    def total(self, scale=1):
        return scale * self.sum
"""

STACK_MISTAKES = """\
from ..stacks import Stack


class StackOfOnes(Stack):
    def push(self, x):
        self.grads["x"] = x
        return 1


def push_nothing(self, x):
    self.grads["x"] = x
    return 0.0
"""


@pytest.fixture
def golden_scale(tmp_path):
    course = course_of(tmp_path)
    return Golden(course), course.exercises[0]


@pytest.fixture
def golden_stack(tmp_path):
    reference = {**REFERENCE, "stacks.py": STACKS, "mistakes/stacks.py": STACK_MISTAKES}
    course = course_of(tmp_path, {"stacks/stack": STACK}, reference=reference)
    return Golden(course), course.exercises[0]


def test_a_literal_and_the_reference(golden_scale, capsys):
    golden, scale = golden_scale
    literal, drawn = scale.cases
    assert golden.expected(scale, literal, 0).tolist() == [2, 4, 6]
    arguments = inputs.draw(scale, drawn, 2)
    before = arguments["x"].copy()
    expected = golden.expected(scale, drawn, 2)
    np.testing.assert_allclose(expected, before * arguments["k"] + arguments["shift"])
    assert golden.expected(scale, drawn, 2) is expected
    assert capsys.readouterr() == ("", "")


def test_the_reference_cannot_change_the_arguments_nor_anyone_what_is_expected(golden_scale):
    golden, scale = golden_scale
    x = np.ones(3)
    golden.call(scale, "scale", {"x": x})
    assert x.tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match="read-only"):
        golden.expected(scale, scale.cases[1], 0)[0] = 7


X = np.array([1.0, -2.0, 3.0])
MISTAKEN = {
    "none": ([], 3 * X + 1),
    "an argument": (["shift-forgotten"], 3 * X),
    "an argument from itself": (["factor-squared"], 9 * X + 1),
    "the result": (["last-lost"], (3 * X + 1)[:-1]),
    "a variant": (["absolute"], 3 * abs(X) + 1),
    "two arguments": (["shift-forgotten", "factor-squared"], 9 * X),
    "an argument and the result": (["last-lost", "factor-squared"], (9 * X + 1)[:-1]),
    "an argument and a variant": (["factor-squared", "absolute"], 9 * abs(X) + 1),
}


@pytest.mark.parametrize("name", MISTAKEN)
def test_mistakes_and_pairs(name, golden_scale):
    codes, expected = MISTAKEN[name]
    golden, scale = golden_scale
    mistakes = [mistake for mistake in scale.mistakes if mistake.code in codes]
    for order in (mistakes, mistakes[::-1]):
        found = golden.mistaken(scale, scale.cases[1], {"x": X, "k": 3, "shift": 1.0}, order)
        np.testing.assert_allclose(found, expected)
    assert X.tolist() == [1, -2, 3]


def test_a_mistake_sees_defaults(golden_scale):
    golden, scale = golden_scale
    found = golden.mistaken(scale, scale.cases[0], {"x": X}, [scale.mistakes[1]])
    np.testing.assert_allclose(found, 4 * X)


def test_what_a_mistake_raises_is_its_answer(golden_scale):
    golden, scale = golden_scale
    found = golden.mistaken(scale, scale.cases[0], {"x": 3, "k": 1, "shift": 0}, [scale.mistakes[0]])
    assert isinstance(found, AttributeError)


def test_two_variants_do_not_compose(golden_scale):
    golden, scale = golden_scale
    with pytest.raises(ValueError, match="two variants"):
        golden.mistaken(scale, scale.cases[0], {"x": X}, [scale.mistakes[3], scale.mistakes[3]])


def test_each_expression_sees_what_came_in_to_its_own_mistake(tmp_path):
    text = SCALE + '  - {code: shift-scaled, args: {shift: "0.0"}, result: "result + k*shift"}\n'
    scale = (course := course_of(tmp_path, {"sums/scale": text})).exercises[0]
    by_code = {mistake.code: mistake for mistake in scale.mistakes}
    golden, arguments = Golden(course), {"x": X, "k": 3, "shift": 2.0}
    alone = golden.mistaken(scale, scale.cases[1], arguments, [by_code["shift-scaled"]])
    np.testing.assert_allclose(alone, 3 * X + 6)
    pair = golden.mistaken(
        scale, scale.cases[1], arguments, [by_code["shift-scaled"], by_code["factor-squared"]]
    )
    np.testing.assert_allclose(pair, 9 * X + 9 * 2)


def test_steps_run_on_the_reference(golden_stack):
    golden, stack = golden_stack
    case = stack.cases[0]
    assert [name for name, _ in stack.functions["Stack"].methods["push"]] == ["x"]
    values = inputs.draw(stack, case, 0)
    assert golden.expected(stack, case, 0) == (13, 40, 2, 103)
    assert values["X"].tolist() == [1, 2]


STEPS = {
    "the constructor": ("start-ignored", (3, 20, 2, 103)),
    "an argument of a method": ("sign", (7, 0, 2, 97)),
    "another method": ("scale-ignored", (13, 20, 2, 103)),
    "the result of a method": ("doubled", (13, 80, 2, 103)),
    "a class": ("wrong-class", (1, 20, 0, 3)),
    "a method": ("wrong-method", (0, 20, 0, 3)),
    "all that is returned": ("swapped", (40, 13, 2, 103)),
}


@pytest.mark.parametrize("name", STEPS)
def test_mistakes_in_steps(name, golden_stack):
    code, expected = STEPS[name]
    golden, stack = golden_stack
    (mistake,) = [mistake for mistake in stack.mistakes if mistake.code == code]
    case = stack.cases[0]
    assert golden.mistaken(stack, case, inputs.draw(stack, case, 0), [mistake]) == expected
    assert golden.steps(stack, case, inputs.draw(stack, case, 0), mistake) == expected


def test_a_reference_that_raises_is_ours(tmp_path):
    text = SCALE.replace("sums.scale", "sums.raises")
    course = course_of(tmp_path, {"sums/scale": text})
    scale = course.exercises[0]
    with pytest.raises(ReferenceFault, match=r"scale, case 'any': the reference raises TypeError"):
        Golden(course).expected(scale, scale.cases[1], 0)


def test_a_reference_that_does_not_load_is_ours(tmp_path):
    course = course_of(tmp_path, reference={**REFERENCE, "sums.py": "def scale(x):\n    return x\n1/0\n"})
    scale = course.exercises[0]
    with pytest.raises(ReferenceFault, match=r"sums of the reference does not load: ZeroDivisionError"):
        Golden(course).expected(scale, scale.cases[1], 0)
    assert Golden(course).expected(scale, scale.cases[0], 0).tolist() == [2, 4, 6]


def test_two_courses_live_side_by_side(tmp_path):
    one = course_of(tmp_path / "one")
    changed = REFERENCE["sums.py"].replace("return out + shift", "return out - shift")
    two = course_of(tmp_path / "two", reference={**REFERENCE, "sums.py": changed})
    answers = [
        Golden(c).call(c.exercises[0], "scale", {"x": X, "k": 1, "shift": 5.0}).tolist() for c in (one, two)
    ]
    assert answers == [(X + 5).tolist(), (X - 5).tolist()]


def test_a_reference_that_changed_is_loaded_anew(tmp_path):
    before = course_of(tmp_path)
    Golden(before).expected(before.exercises[0], before.exercises[0].cases[1], 0)
    changed = {**REFERENCE, "sums.py": REFERENCE["sums.py"].replace("return out + shift", "return 0.0 * out")}
    after = course_of(tmp_path, reference=changed)
    assert before.sha256 != after.sha256
    assert not Golden(after).expected(after.exercises[0], after.exercises[0].cases[1], 0).any()


def test_properties(golden_scale):
    golden, _ = golden_scale
    triples = list(golden.property("linear")(lambda x: 3 * x, 1, 2))
    assert triples == [({"es": "suma", "en": "sum"}, 9, 9)]
    with pytest.raises(ReferenceFault, match="no nonlinear"):
        golden.property("nonlinear")


def test_a_shape_is_worked_out_with_the_drawn_sizes(tmp_path):
    text = SCALE.replace("expect: reference", 'expect: {shape: [N, "M + 1"], dtype: float}')
    course = course_of(tmp_path, {"sums/scale": text})
    scale = course.exercises[0]
    sizes = inputs.drawn_sizes(scale.cases[1], 1)
    assert Golden(course).expected(scale, scale.cases[1], 1) == (sizes["N"], 2 * sizes["N"] + 1)
    assert scale.cases[1].dtype == scale.cases[1].expect.dtype == "float"
