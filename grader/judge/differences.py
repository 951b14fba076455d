"""Gradients against central differences of the student's own forward pass.

A case of steps says ``expect: differences``. Its convention:

- A step that returns ``dX`` (in small or capital letters) returns the gradient with respect to the value X,
  an input or a parameter alike. It may be a call, or a ``get`` after one.
- The *backward* step is that call. ``DY`` is the value passed to it that no earlier step was given; where
  there are several, the first whose name starts with d.
- The *forward* step is the last ``call`` with a ``return`` before it.
- The gradient is that of L = sum(DY * forward): every step up to the forward one is run again with one
  element of X changed by ±h, in the student's process, many such runs in one question.

At most 40 elements of each array are tried, chosen by a seed; the others count as right. So does an element
at which the two one-sided differences disagree: the function has a kink there. Nothing is asked of what is
returned besides the gradients, except that the forward step gives an array of DY's shape.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.course import inputs
from grader.errors import OwnFault, ReferenceFault
from grader.judge import wording
from grader.judge.numbers import Array, as_floats, as_numbers, is_short
from grader.model import Case, Exercise, Outcome, Phrase, Returned, Step, Trial

Ask = Callable[[Case, Mapping[str, Any]], Outcome]

ELEMENTS = 40
"""Elements of an array that are tried."""
RUNS_PER_QUESTION = 40
"""Forward passes in one question: slow code must not run into the limit of a case."""
STEP = 1e-5
SINGLE_STEP = 1e-2
"""The change of an element, relative above 1; the second for a forward pass of single precision."""
KINK = 1e-3


@dataclass(frozen=True, slots=True)
class Gradient:
    """One gradient that a case returns: where it stands among the results, and what it is the gradient of."""

    position: int
    value: str
    upstream: str
    forward: int


def differences_trial(exercise: Exercise, case: Case, index: int, ask: Ask) -> Trial:
    """Run a case of gradients: its steps, and what its forward pass says of them.

    Returns
    -------
    Trial
        ``expected`` is the tuple of what the steps should have returned, by the student's own forward pass; a
        phrase where what they returned cannot be reckoned with.

    Raises
    ------
    ReferenceFault
        If the steps do not say what the gradient of what is meant.
    """
    values = inputs.draw(exercise, case, index)
    gradients = gradients_of(exercise, case, values)
    outcome = ask(case, values)
    trial = Trial(case, index, values, None, outcome)
    if not isinstance(outcome, Returned):
        return trial
    try:
        return _against_itself(exercise, trial, outcome.value, gradients, ask)
    except OwnFault:
        raise
    except Exception:  # noqa: BLE001 — all that is reckoned with is the student's
        what = wording.kind(outcome.value)
        return replace(trial, expected=Phrase("not-comparable", {"actual": what}))


def _against_itself(
    exercise: Exercise, trial: Trial, value: Any, gradients: Sequence[Gradient], ask: Ask
) -> Trial:
    """Reckon what the gradients of a trial should be."""
    case, values = trial.case, trial.arguments
    returning = [i for i, step in enumerate(case.steps) if step.returns]
    results = value if isinstance(value, (list, tuple)) else (value,)
    if len(results) != len(returning):
        raise ReferenceFault(f"{exercise.id}: {len(results)} results of {len(returning)} steps that return")
    expected: list[Any] = list(results)
    for gradient in gradients:
        forward = returning.index(gradient.forward)
        output, upstream = as_floats(results[forward]), np.asarray(values[gradient.upstream])
        if output is None or output.shape != upstream.shape:
            expected[forward] = np.zeros(upstream.shape)
            return replace(trial, expected=tuple(expected))
        step = SINGLE_STEP if is_short(as_numbers(results[forward])) else STEP
        probe = _Probe(case, values, gradient, step, ask)
        found = probe.gradient(output, results[gradient.position])
        if not isinstance(found, np.ndarray):
            return replace(trial, outcome=found)
        expected[gradient.position] = found
    return replace(trial, expected=tuple(expected))


def gradients_of(exercise: Exercise, case: Case, values: Mapping[str, Any]) -> list[Gradient]:
    """Read from the steps of a case which gradients it returns."""
    by_name = {f"d{name}".lower(): name for name in values}
    returning: list[str | None] = [step.returns for step in case.steps if step.returns]
    found = []
    for i, step in enumerate(case.steps):
        value = by_name.get((step.returns or "").lower())
        if value is None:
            continue
        calls = [j for j, earlier in enumerate(case.steps[: i + 1]) if earlier.op == "call"]
        backward = calls[-1] if calls else i
        forward = [j for j in calls if j < backward and case.steps[j].returns]
        upstream = _upstream(case.steps, backward, values)
        if not forward or upstream is None:
            raise ReferenceFault(
                f"{exercise.id}: case {case.name!r}: no forward call or no upstream for {step.returns}"
            )
        found.append(Gradient(returning.index(step.returns), value, upstream, forward[-1]))
    if not found:
        raise ReferenceFault(f"{exercise.id}: case {case.name!r}: no step returns the gradient of a value")
    return found


def _upstream(steps: Sequence[Step], backward: int, values: Mapping[str, Any]) -> str | None:
    earlier = {name for step in steps[:backward] for name in _texts(step.args)}
    names = [name for name in _texts(steps[backward].args) if name in values and name not in earlier]
    return next((name for name in names if name.lower().startswith("d")), names[0] if names else None)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for item in value for text in _texts(item)] if isinstance(value, (list, tuple)) else []


class _Probe:
    """Runs the forward pass again and again, with one element of one value changed."""

    def __init__(self, case: Case, values: Mapping[str, Any], of: Gradient, step: float, ask: Ask) -> None:
        self._case = case
        self._values = values
        self._of = of
        self._step = step
        self._ask = ask
        self._base = np.array(values[of.value], dtype=np.float64)

    def gradient(self, output: Array, answer: Any) -> Array | Outcome:
        """Return what the gradient should be, or how the student's code ended while it was asked.

        Elements that are not tried have the student's own value.
        """
        expected = as_floats(answer)
        if expected is None or expected.shape != self._base.shape:
            expected = np.zeros(self._base.shape)
        tried = self._elements()
        steps = [self._step * max(1.0, abs(float(self._base.flat[i]))) for i in tried]
        ends = [(i, sign * h) for i, h in zip(tried, steps, strict=True) for sign in (1, -1)]
        upstream = np.asarray(self._values[self._of.upstream], dtype=np.float64)
        losses: list[float] = []
        for first in range(0, len(ends), RUNS_PER_QUESTION):
            outcome = self._ask(*self._question(ends[first : first + RUNS_PER_QUESTION]))
            if not isinstance(outcome, Returned):
                return outcome
            losses += _losses(outcome.value, upstream)
        if len(losses) != len(ends):
            return expected
        with np.errstate(all="ignore"):
            middle = float((upstream * output).sum())
            for i, h, up, down in zip(tried, steps, losses[::2], losses[1::2], strict=True):
                right, left = (up - middle) / h, (middle - down) / h
                if abs(right - left) <= KINK * (1 + abs(right) + abs(left)) or self._step == SINGLE_STEP:
                    expected.flat[i] = (up - down) / (2 * h)
        return expected

    def _elements(self) -> list[int]:
        size = self._base.size
        if size <= ELEMENTS:
            return list(range(size))
        rng = np.random.Generator(np.random.PCG64(self._case.seed))
        return sorted(int(i) for i in rng.choice(size, ELEMENTS, replace=False))

    def _question(self, ends: Sequence[tuple[int, float]]) -> tuple[Case, dict[str, Any]]:
        """Put many runs of the forward pass into one sequence of steps, each with names of its own."""
        prefix = self._case.steps[: self._of.forward + 1]
        kept = {step.keep for step in prefix if step.keep}
        values = {name: value for name, value in self._values.items() if name != self._of.value}
        steps: list[Step] = []
        for run, (element, change) in enumerate(ends):
            changed = self._base.copy()
            changed.flat[element] += change
            own = {name: f"{name}_{run}_" for name in (*kept, self._of.value)}
            values[own[self._of.value]] = changed if changed.ndim else changed.item()
            for i, step in enumerate(prefix):
                head, dot, rest = step.target.partition(".")
                steps.append(
                    replace(
                        step,
                        target=f"{own[head] if head in kept else head}{dot}{rest}",
                        args={name: _renamed(value, own) for name, value in step.args.items()},
                        keep=own[step.keep] if step.keep else None,
                        returns=f"y_{run}_" if i == self._of.forward else None,
                    )
                )
        return replace(self._case, steps=tuple(steps)), values


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {key: _renamed(item, names) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_renamed(item, names) for item in value)
    return value


def _losses(outputs: Any, upstream: Array) -> list[float]:
    """Return L of each forward pass; none of what does not have the shape of the first one."""
    found = []
    for output in outputs if isinstance(outputs, (list, tuple)) else (outputs,):
        array = as_floats(output)
        if array is None or array.shape != upstream.shape:
            return []
        with np.errstate(all="ignore"):
            found.append(float((upstream * array).sum()))
    return found
