"""Students in this process: plain functions and classes that answer as a sandbox would."""

import copy
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.course import inputs
from grader.course.golden import Golden
from grader.model import Case, Exercise, Foreign, Outcome, Raised, Returned, Stopped, Trial


class Student:
    """Answers questions with functions (or classes) by name; counts them."""

    def __init__(self, **code: Any) -> None:
        self.code = code
        self.asked = 0

    def __call__(self, case: Case, arguments: Mapping[str, Any]) -> Outcome:
        self.asked += 1
        given = copy.deepcopy(dict(arguments))
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                answer = self._steps(case, given) if case.steps else self.code[case.of](**given)
        except Exception as error:  # noqa: BLE001 - whatever a student raises
            if isinstance(error.args[0] if error.args else None, Stopped):
                return error.args[0]
            bases = tuple(kind.__name__ for kind in type(error).__mro__)
            return Raised(type(error).__name__, str(error), bases, "answer.py, line 3")
        return Returned(as_value(answer))

    def _steps(self, case: Case, values: dict[str, Any]) -> tuple[Any, ...]:
        kept, returned = dict(values), []
        for step in case.steps:
            args = {name: kept.get(v, v) if isinstance(v, str) else v for name, v in step.args.items()}
            head, _, attribute = step.target.partition(".")
            found = kept[head] if head in kept else self.code[head]
            if attribute:
                found = getattr(found, attribute)
            result = found if step.op == "get" else found(**args)
            if step.keep:
                kept[step.keep] = result
            if step.returns:
                returned.append(copy.deepcopy(result))
        return tuple(returned)


def as_value(answer: Any) -> Any:
    """What the wire would make of an answer."""
    if isinstance(answer, np.generic):
        return answer.item()
    if isinstance(answer, (list, tuple)):
        return type(answer)(as_value(item) for item in answer)
    if isinstance(answer, dict):
        return {key: as_value(item) for key, item in answer.items()}
    if isinstance(answer, np.ndarray) and answer.dtype.kind not in "biuf":
        return Foreign("ndarray")
    known = answer is None or isinstance(answer, (bool, int, float, str, np.ndarray))
    return answer if known else Foreign(type(answer).__name__)


def trials_of(exercise: Exercise, golden: Golden, ask: Callable[..., Outcome]) -> list[Trial]:
    """Put every draw of every plain case to a student."""
    trials = []
    for case in exercise.cases:
        if case.expect.kind in {"property", "differences", "figure"}:
            continue
        for index in range(case.repeat):
            arguments = inputs.draw(exercise, case, index)
            expected = golden.expected(exercise, case, index)
            trials.append(Trial(case, index, arguments, expected, ask(case, arguments)))
    return trials
