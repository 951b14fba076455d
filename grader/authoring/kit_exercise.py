"""An exercise as students get it: its visible cases with what they expect written out, and nothing else.

Reference, mistakes and hidden cases stay behind. The points are those of the visible cases. A case that asks
for a property needs a function of the course: what remains of it is the shape of a right answer, under a name
that says so. A repeated case becomes one case a draw.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from grader.authoring.literals import FILE, Shelf, expectation, literal, plain, yaml_text
from grader.course import inputs, pictures
from grader.course.faults import Faults
from grader.course.golden import Golden
from grader.course.operators import FILES, OPERATORS
from grader.course.values import operator_of
from grader.course.yamltree import read
from grader.errors import OwnFault
from grader.model import Case, Exercise

LEFT_OUT = ("reference", "mistakes", "cases", "points", "data", "budget", "seeds", "tiers")
KEPT_OF_CASES = ("source", "of", "limits", "tolerance", "pure", "say", "misprint")
SHAPE_ALONE = "the shape alone"


@dataclass(slots=True)
class ExerciseKit:
    """The files of one exercise, by name; ``checked`` is False where students cannot check it themselves."""

    files: dict[str, bytes] = field(default_factory=dict)
    checked: bool = False
    points: float = 0.0


def exercise_kit(exercise: Exercise, golden: Golden, languages: tuple[str, ...]) -> ExerciseKit:
    """Make the files of one exercise.

    Raises
    ------
    OwnFault
        Where the reference raises, or a value cannot be written.
    """
    folder = Path(exercise.folder)
    found = ExerciseKit()
    names = [*(f"statement.{language}.md" for language in languages), "starter.py"]
    for name in names:
        if (folder / name).is_file():
            found.files[name] = (folder / name).read_bytes()
    document = read_document(folder / "exercise.yaml")
    bench = _Bench(exercise, golden)
    cases: list[dict[str, Any]] = []
    by_name = {case["name"]: case for case in document.get("cases", ())}
    for case in exercise.cases:
        if not case.hidden:
            cases += bench.cases(case, by_name[case.name])
    if not cases or exercise.kind == "training":
        return found
    found.points = round(math.fsum(case["points"] for case in cases), 9)
    if found.points <= 0:
        return found
    head = {key: value for key, value in document.items() if key not in LEFT_OUT}
    found.files["exercise.yaml"] = yaml_text({**head, "points": found.points, "cases": cases}).encode()
    if bench.shelf.arrays:
        found.files[FILE] = bench.shelf.content()
    for name in sorted(bench.pictured):
        found.files |= _data_file(name, exercise.folder)
    found.checked = True
    return found


def read_document(file: Path) -> Any:
    """Read a course file that was checked when the course was loaded."""
    return plain(read(file, file.read_bytes(), Faults().of(file)))


class _Bench:
    """Where the cases of one exercise are written out; it gathers the arrays and pictures that they need."""

    def __init__(self, exercise: Exercise, golden: Golden) -> None:
        self.exercise = exercise
        self.golden = golden
        self.shelf = Shelf()
        self.pictured: set[str] = set()

    def cases(self, case: Case, document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Write out a case, once for each of its draws; ``document`` is what the author wrote."""
        for index in range(case.repeat):
            try:
                expected = self._expected(case, index, document)
                given = self._inputs(case, index, document)
            except ValueError as error:
                raise OwnFault(f"{self.exercise.id}, case {case.name!r}: {error}") from None
            if expected is None:
                continue
            number = f" ({index + 1} of {case.repeat})" if case.repeat > 1 else ""
            alone = f" ({SHAPE_ALONE})" if case.expect.kind == "property" else ""
            written: dict[str, Any] = {"name": f"{case.name}{alone}{number}"}
            written |= {key: document[key] for key in KEPT_OF_CASES if key in document}
            written |= {"points": case.points / case.repeat, **given}
            if case.dtype is not None and case.expect.kind not in {"shape", "dtype"}:
                written["dtype"] = case.dtype
            yield {**written, **expected}

    def _expected(self, case: Case, index: int, document: Mapping[str, Any]) -> dict[str, Any] | None:
        """Write out what a draw of a case expects; None where nothing of it can be said."""
        kind = case.expect.kind
        if kind == "raises":
            return {"raises": document["raises"]}
        if kind == "differences":
            return {"expect": "differences"}
        if kind == "property":
            return self._shape_alone(case, index)
        expected = self.golden.expected(self.exercise, case, index)
        if kind == "figure":
            size = {"size": list(expected["size"])} if "size" in expected else {}
            return {"expect": {"figure": {**plain(expected), **size}}}
        if kind == "dtype":
            return {"expect": {"dtype": case.expect.value}}
        if kind == "shape":
            dtype = {"dtype": case.expect.dtype} if case.expect.dtype else {}
            return {"expect": {"shape": list(expected), **dtype}}
        return {"expect": expectation(expected, self.shelf)}

    def _shape_alone(self, case: Case, index: int) -> dict[str, Any] | None:
        arguments = inputs.draw(self.exercise, case, index)
        known = {name for name, _ in self.exercise.functions[case.of].parameters}
        if case.steps or not set(arguments) <= known or case.of not in self.exercise.reference:
            return None
        answer = self.golden.call(self.exercise, case.of, arguments, case=case)
        if not isinstance(answer, (np.ndarray, np.generic)):
            return None
        return {"expect": {"shape": list(np.shape(answer))}}

    def _inputs(self, case: Case, index: int, document: Mapping[str, Any]) -> dict[str, Any]:
        """Write the arguments of a draw: as the author wrote them where nothing in them is drawn."""
        key = "values" if case.steps else "args"
        drawn = inputs.draw(self.exercise, case, index)
        written = {}
        for name, spec in document.get(key, {}).items():
            if case.sizes or case.let or _has_random(spec):
                written[name] = literal(drawn[name], self.shelf)
            else:
                written[name] = spec
                self.pictured.update(_files_in(spec))
        steps = {"steps": document["steps"]} if case.steps else {}
        return ({key: written} if written else {}) | steps


def _parts(spec: Any) -> Iterator[Any]:
    yield spec
    for part in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
        yield from _parts(part)


def _has_random(spec: Any) -> bool:
    names = [operator_of(part) for part in _parts(spec)]
    return any(name in OPERATORS and OPERATORS[name].random for name in names if name)


def _files_in(spec: Any) -> Iterator[str]:
    for part in _parts(spec):
        name = operator_of(part)
        if name in FILES and name is not None:
            inner = part[name]
            yield str(inner["path"] if isinstance(inner, dict) else inner)


def _data_file(name: str, folder: str) -> dict[str, bytes]:
    """Read a picture or an array that a visible case shows, and the licence that stands beside it."""
    file = pictures.locate(name, folder)
    licence = file.with_name(f"{file.stem}.license.txt")
    beside = {str(Path(name).with_name(licence.name)): licence.read_bytes()} if licence.is_file() else {}
    return {name: file.read_bytes(), **beside}
