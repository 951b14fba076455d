"""What is right: expected values from the reference, and what it would answer with mistakes in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from grader.course import inputs
from grader.course.replay import run_call, run_steps
from grader.course.solution import Solution, describe
from grader.errors import GraderError, ReferenceFault
from grader.model import Case, Course, Exercise, Mistake


class Golden:
    """The golden answers of one course; the reference's modules are loaded when they are first needed."""

    def __init__(self, course: Course) -> None:
        self._solution = Solution(course.reference_folder, course.sha256)
        self._expected: dict[tuple[str, str, int], Any] = {}

    def expected(self, exercise: Exercise, case: Case, index: int = 0) -> Any:
        """Return what draw ``index`` of a case must give; computed once, and read-only.

        Returns
        -------
        Any
            By the kind of the expectation. reference: the value, or for steps the tuple of what they return;
            value: the literal; shape: a tuple of whole numbers; dtype: its name; raises: the names of the
            exceptions; figure: its description; property, differences: None.

        Raises
        ------
        ReferenceFault
            Where the reference raises though nothing says that it should.
        """
        key = (exercise.id, case.name, index)
        if key not in self._expected:
            self._expected[key] = _frozen(self._compute(exercise, case, index))
        return self._expected[key]

    def _compute(self, exercise: Exercise, case: Case, index: int) -> Any:
        kind = case.expect.kind
        if kind == "reference":
            return self.answer(exercise, case, inputs.draw(exercise, case, index))
        if kind in {"property", "differences"}:
            return None
        return inputs.literal(exercise, case, index)

    def answer(self, exercise: Exercise, case: Case, arguments: Mapping[str, Any]) -> Any:
        """Return the reference's answer to a case with these arguments (or values, where it has steps)."""
        if case.steps:
            return self.steps(exercise, case, arguments)
        return self.call(exercise, case.of, arguments, case=case)

    def call(
        self, exercise: Exercise, of: str, arguments: Mapping[str, Any], *, case: Case | None = None
    ) -> Any:
        """Call the reference of one function; it gets copies of the arguments."""
        self._needs_reference(exercise, of)
        return self._checked(exercise, case, lambda: run_call(exercise, of, arguments, self._solution))

    def steps(
        self, exercise: Exercise, case: Case, values: Mapping[str, Any], mistake: Mistake | None = None
    ) -> Any:
        """Run the steps of a case on the reference's own classes and functions; return what they return.

        With a ``mistake`` the result may be an exception, which is returned.
        """
        if mistake is not None:
            return self.mistaken(exercise, case, values, [mistake])
        return self._checked(exercise, case, lambda: run_steps(exercise, case, values, self._solution))

    def mistaken(
        self, exercise: Exercise, case: Case, arguments: Mapping[str, Any], mistakes: Sequence[Mistake]
    ) -> Any:
        """Return what the reference with these mistakes in it answers, or the exception that it raises.

        Without mistakes it is the reference's own answer, or exception.

        Raises
        ------
        ValueError
            Where two of the mistakes are variants: at most one function can stand in for another.
        ReferenceFault
            Where a variant is not there, or its module does not load.
        """
        if sum(mistake.variant is not None for mistake in mistakes) > 1:
            raise ValueError(
                f"two variants do not compose: {', '.join(mistake.code for mistake in mistakes)}"
            )
        ordered = [mistake for mistake in exercise.mistakes if any(mistake is one for one in mistakes)]
        ordered += [mistake for mistake in mistakes if not any(mistake is one for one in ordered)]
        self._needs_reference(exercise, None if case.steps else case.of)
        try:
            with np.errstate(all="ignore"):
                if case.steps:
                    return run_steps(exercise, case, arguments, self._solution, ordered)
                return run_call(exercise, case.of, arguments, self._solution, ordered)
        except GraderError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a wrong variant raises is its answer
            return error

    def property(self, name: str) -> Callable[..., Any]:
        """Return a property of the course: ``name(f, **arguments)`` gives (what, expected, actual)."""
        return self._solution.named("properties", name)

    def dataset(self, name: str) -> Callable[..., Any]:
        """Return a loader of the course's data sets: it gives images, labels and the names of the classes."""
        return self._solution.named("datasets", name)

    def _needs_reference(self, exercise: Exercise, of: str | None) -> None:
        if of is not None and of not in exercise.reference:
            raise ReferenceFault(f"{exercise.id}: the exercise names no reference for {of}")

    def _checked(self, exercise: Exercise, case: Case | None, run: Callable[[], Any]) -> Any:
        where = f"{exercise.id}, case {case.name!r}" if case else exercise.id
        try:
            with np.errstate(all="ignore"):
                return run()
        except GraderError as fault:
            raise ReferenceFault(f"{where}: {fault}") from fault
        except Exception as error:
            raise ReferenceFault(f"{where}: the reference raises {describe(error)}") from error


def _frozen(value: Any) -> Any:
    """Make the arrays of an expected value read-only: it is shared by every submission."""
    if isinstance(value, np.ndarray):
        value = value.view()
        value.flags.writeable = False
    elif type(value) is dict:
        return {key: _frozen(element) for key, element in value.items()}
    elif type(value) in {list, tuple}:
        return type(value)([_frozen(element) for element in value])
    return value
