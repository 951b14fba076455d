"""What has to fit together in one ``exercise.yaml``: names, arguments, points, what is expected.

Runs beside ``keys``, which checks the form of each value: what has the wrong form is passed over here, so
that one run says everything.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from grader import expressions
from grader.course import valuechecks
from grader.course.expectchecks import check_expectation
from grader.course.faults import FileFaults, KeyPath, listed, nearest
from grader.course.mistakechecks import check_mistakes
from grader.course.operators import RESERVED
from grader.course.referencenames import ReferenceNames
from grader.course.signature import Signature
from grader.course.stepchecks import check_arguments, check_steps
from grader.course.submitted import Asked, read_submit
from grader.course.valuechecks import Checking
from grader.course.yamltree import Map, Seq
from grader.expressions import ExpressionError

TRAINING_KEYS = ("data", "budget", "tiers")


class ExerciseChecks:
    """The checks of one exercise."""

    def __init__(
        self,
        document: Map,
        folder: Path,
        course: Mapping[str, Any],
        reference: ReferenceNames,
        faults: FileFaults,
    ) -> None:
        self.document = document
        self.folder = folder
        self.course = course
        self.reference = reference
        self.faults = faults
        submit = document.get("submit")
        self.asked, self._submit_faults = read_submit(submit) if isinstance(submit, Map) else ({}, [])

    def run(self) -> dict[str, Asked]:
        """Report every fault; return what the exercise asks for."""
        self._check_place()
        self._check_submit()
        self._check_reference()
        self._check_kind()
        self._check_points()
        names: list[str] = []
        for index, case in self._cases():
            self._check_case(case, ((None, "cases"), index))
            if case.get("name") in names:
                self.faults.add(
                    case.line_of("name"), (((None, "cases"), index), "name"), f"a second {case['name']!r}"
                )
            names.append(case.get("name", ""))
        check_mistakes(self.document, self.asked, self.reference, self.faults)
        return self.asked

    def _cases(self) -> Iterator[tuple[int, Map]]:
        cases = self.document.get("cases")
        for index, case in enumerate(cases if isinstance(cases, Seq) else ()):
            if isinstance(case, Map):
                yield index, case

    def _fault(self, key: str, what: str) -> None:
        self.faults.add(self.document.line_of(key), (None, key), what)

    def _check_place(self) -> None:
        found = self.document.get("id")
        if isinstance(found, str) and found != self.folder.name:
            self._fault("id", f"the folder is called {self.folder.name}, the exercise {found}")
        module, known = self.document.get("module"), self.course.get("modules", ())
        if isinstance(module, str) and known and module not in known:
            self._fault("module", f"course.yaml has no module {module}{nearest(module, known)}")
        languages = self.course.get("languages") or ("es",)
        if not any((self.folder / f"statement.{language}.md").is_file() for language in languages):
            names = listed([f"statement.{language}.md" for language in languages])
            self.faults.add(1, None, f"no statement: {names} is missing beside it")

    def _check_submit(self) -> None:
        submit = self.document.get("submit")
        for keys, what in self._submit_faults:
            path: KeyPath = (None, "submit")
            holder: Any = submit
            line = self.document.line_of("submit")
            for key in keys:
                path = (path, key)
                line = holder.line_of(key) if isinstance(holder, Map) else line
                holder = holder.get(key) if isinstance(holder, Map) else None
            self.faults.add(line, path, what)
        for name, one in self.asked.items():
            parameters = {parameter for parameter, _ in one.signature.parameters}
            for key, own in (("call", {"f"}), ("result", {"y", "result"})):
                text = one.call if key == "call" else one.result
                if isinstance(text, str):
                    path = ((None, "submit"), key)
                    line = submit.line_of(key) if isinstance(submit, Map) else 1
                    self._check_expression(text, parameters | own, path, line)
                    if key == "call" and "f" not in _free_names(text):
                        self.faults.add(line, path, f"does not call f, the student's {name}")

    def _check_expression(self, text: str, names: Collection[str], path: KeyPath, line: int) -> None:
        try:
            expressions.parse(text, names=names)
        except ExpressionError as error:
            self.faults.add(line, path, str(error))

    def _check_reference(self) -> None:
        spec = self.document.get("reference")
        line = self.document.line_of("reference")
        expected = [case.get("expect") for _, case in self._cases()]
        if self.reference.folder is None and "reference" not in expected and "mistakes" not in self.document:
            return  # nothing here asks for it, as in what students get
        if isinstance(spec, str):
            module = self.reference.is_module(spec)
            if not module and len(self.asked) > 1:
                self._fault("reference", "several names need a module that has them all, or {name: path}")
                return
            for path in [f"{spec}.{name}" for name in self.asked] if module else [spec]:
                fault = self.reference.fault(path)
                if fault:
                    self._fault("reference", fault)
        elif isinstance(spec, Map):
            for name, path in spec.items():
                where = ((None, "reference"), name)
                if name not in self.asked:
                    near = nearest(name, self.asked)
                    self.faults.add(spec.line_of(name), where, f"{name} is not asked for{near}")
                elif isinstance(path, str):
                    full = f"{path}.{name}" if self.reference.is_module(path) else path
                    fault = self.reference.fault(full)
                    if fault:
                        self.faults.add(spec.line_of(name), where, fault)
        elif spec is None and self.document.get("mistakes"):
            self.faults.add(
                line, (None, "mistakes"), "mistakes change a reference; the key reference is missing"
            )

    def _check_kind(self) -> None:
        training = self.document.get("kind") == "training"
        for key in TRAINING_KEYS:
            if training and key not in self.document:
                self.faults.add(self.document.line, None, f"kind: training needs the key {key}")
        for key in (*TRAINING_KEYS, "seeds"):
            if not training and key in self.document:
                self._fault(key, "belongs to kind: training")
        if not training and "cases" not in self.document:
            self.faults.add(self.document.line, None, "the key cases is missing")
        seeds = self.document.get("seeds")
        bounds = [seeds.get("min", 1), seeds.get("max", 10**6)] if isinstance(seeds, Map) else [1, 1]
        if all(isinstance(bound, int) for bound in bounds) and bounds[0] > bounds[1]:
            self._fault("seeds", f"min is {bounds[0]}, max is {bounds[1]}")
        tiers = self.document.get("tiers")
        listed = [tier for tier in tiers if isinstance(tier, Map)] if isinstance(tiers, Seq) else []
        sets = self._check_data() if training else []
        first = sets[0] if sets else None
        for key, groups in (
            ("points", [listed]),
            ("accuracy", [[t for t in listed if t.get("set", first) == name] for name in sets] or [listed]),
        ):
            rising = [
                all(a < b for a, b in _pairs([t.get(key) for t in group if _is_number(t.get(key))]))
                for group in groups
            ]
            if not all(rising):
                self._fault("tiers", f"the {key} of each tier is above the one before")
        for tier in listed:
            if training and tier.get("set", first) not in sets:
                self._fault("tiers", f"data has no set {tier['set']}{nearest(str(tier['set']), sets)}")

    def _check_data(self) -> list[str]:
        """Report a data set that the course does not have; return the names of all."""
        listed = self.document.get("data")
        specs = listed if isinstance(listed, Seq) else [listed]
        names = [spec["set"] for spec in specs if isinstance(spec, Map) and isinstance(spec.get("set"), str)]
        for name in names if self.reference.is_module("datasets") else ():
            fault = self.reference.named_fault("datasets", name)
            if fault:
                self._fault("data", fault)
        return names

    def _check_points(self) -> None:
        whole = self.document.get("points", self.course.get("points"))
        if whole is None:
            self.faults.add(self.document.line, None, "the key points is missing")
        if isinstance(whole, bool) or not isinstance(whole, (int, float)):
            return
        given = [case.get("points") for _, case in self._cases()]
        stated = sum(points for points in given if points is not None and _is_number(points))
        tiers: Any = self.document.get("tiers")
        if (
            isinstance(tiers, Seq)
            and tiers
            and isinstance(tiers[-1], Map)
            and _is_number(tiers[-1].get("points"))
        ):
            stated += tiers[-1]["points"]
            given = [points if points is not None else 0 for points in given]
        sharing = sum(points is None for points in given)
        if stated > whole + 1e-9 or (sharing and stated > whole - 1e-9):
            left = f", and {sharing} cases share the rest" if sharing else ""
            self._fault("points", f"the exercise is worth {whole:g}, its cases {stated:g}{left}")
        elif (given or stated) and not sharing and stated < whole - 1e-9:
            self._fault("points", f"the exercise is worth {whole:g}, its cases {stated:g} together")

    def _check_case(self, case: Map, path: KeyPath) -> None:
        names = self._check_sizes(case, path)
        one = self._owner(case, path)
        at = Checking(self.faults, case.line, names, str(self.folder))
        for key in ("args", "values"):
            for name, spec in case[key].items() if isinstance(case.get(key), Map) else ():
                line = case[key].line_of(name)
                valuechecks.check(spec, ((path, key), name), Checking(self.faults, line, names, at.folder))
        expect_at = Checking(self.faults, case.line_of("expect"), names, at.folder, random=False)
        if "expect" in case:
            check_expectation(case["expect"], (path, "expect"), expect_at)
            self._check_needs(case, one, path)
        if isinstance(case.get("misprint"), Map) and "value" in case["misprint"]:
            where: KeyPath = ((path, "misprint"), "value")
            valuechecks.check_fixed(case["misprint"]["value"], where, replace(expect_at, names=()))
        if "steps" in case:
            if "args" in case:
                self.faults.add(
                    case.line_of("args"), (path, "args"), "a case with steps has `values`, not `args`"
                )
            check_steps(case, self.asked, path, at)
            return
        if "values" in case:
            self.faults.add(case.line_of("values"), (path, "values"), "belongs to `steps`; a call has `args`")
        if one is not None:
            args = case["args"] if isinstance(case.get("args"), Map) else Map(case.line)
            asks_property = isinstance(case.get("expect"), Map) and "property" in case["expect"]
            known = Signature((), more=True) if asks_property else one.signature
            check_arguments(args, known, (path, "args"), at, of=one.name, whole=one.kind == "function")

    def _check_sizes(self, case: Map, path: KeyPath) -> set[str]:
        sizes = case["sizes"] if isinstance(case.get("sizes"), Map) else Map()
        for name, bounds in sizes.items():
            where = ((path, "sizes"), name)
            numbers = (
                isinstance(bounds, Seq) and len(bounds) == 2 and all(isinstance(side, int) for side in bounds)
            )
            if numbers and bounds[0] > bounds[1]:
                self.faults.add(
                    sizes.line_of(name), where, f"the range ends at {bounds[1]}, before {bounds[0]}"
                )
            if name in RESERVED:
                self.faults.add(sizes.line_of(name), where, f"{name} is the name of an operator")
        names = set(sizes)
        let = case["let"] if isinstance(case.get("let"), Map) else Map()
        for name, text in let.items():
            where = ((path, "let"), name)
            if name in names:
                self.faults.add(let.line_of(name), where, f"{name} is a size already")
            self._check_expression(str(text), names, where, let.line_of(name))
            names.add(name)
        return names

    def _owner(self, case: Map, path: KeyPath) -> Asked | None:
        of = case.get("of")
        if isinstance(of, str):
            if of not in self.asked:
                near = nearest(of, self.asked)
                self.faults.add(case.line_of("of"), (path, "of"), f"{of} is not asked for{near}")
            return self.asked.get(of)
        if len(self.asked) == 1:
            return next(iter(self.asked.values()))
        if self.asked and "steps" not in case:
            self.faults.add(case.line, path, f"the key of is missing: {listed(list(self.asked))}")
        return None

    def _check_needs(self, case: Map, one: Asked | None, path: KeyPath) -> None:
        """Report a case that expects something of the course which is not there."""
        expect, line = case["expect"], case.line_of("expect")
        if expect == "reference":
            spec = self.document.get("reference")
            if spec is None:
                self.faults.add(line, (path, "expect"), "the exercise has no key reference")
            elif isinstance(spec, Map):
                for name in self._used(case, one):
                    if name not in spec:
                        self.faults.add(line, (path, "expect"), f"reference says nothing of {name}")
        if isinstance(expect, Map) and isinstance(expect.get("property"), str) and len(expect) <= 2:
            fault = self.reference.named_fault("properties", expect["property"])
            if fault:
                self.faults.add(line, ((path, "expect"), "property"), fault)

    def _used(self, case: Map, one: Asked | None) -> list[str]:
        """Return which of the names asked for a case uses."""
        if not isinstance(case.get("steps"), Seq):
            return [one.name] if one else []
        targets = [step.get("new", step.get("call")) for step in case["steps"] if isinstance(step, Map)]
        return [name for name in self.asked if name in targets]


def _pairs(found: list[Any]) -> Iterator[tuple[Any, Any]]:
    return pairwise(found)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _free_names(text: str) -> Collection[str]:
    try:
        return expressions.parse(text).names
    except ExpressionError:
        return {"f"}
