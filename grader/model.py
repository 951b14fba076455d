"""The types that travel between the rooms. All are frozen; nothing else is passed.

path → Submission → Question/Outcome → Trial → Verdict → Diagnosis → Score → Report → text

A *value* is what a case's argument or a student's answer can be: None, bool, int, float, str, a NumPy
array of a numeric or bool dtype, or a list, tuple or dict (text keys) of values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Text = Mapping[str, str]
"""Prose by language code, ``{"es": …, "en": …}``; either may be missing."""

REQUIRED: Any = type("Required", (), {"__repr__": lambda _: "REQUIRED"})()
"""The default of a parameter that has none."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence to be said: a code of ``report/phrases`` and what fills it."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


# ---------------------------------------------------------------- what is asked (course/)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one case may use."""

    seconds: float = 5.0
    cpu_seconds: float | None = None
    memory_mb: int = 512
    output_mb: int = 64
    answer_mb: int = 64
    threads: int = 16
    gpu_memory_mb: int = 2048


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How near an answer must come: ``|actual - expected| <= atol + rtol * |expected|``."""

    rtol: float = 1e-6
    atol: float = 1e-9


@dataclass(frozen=True, slots=True)
class Target:
    """One name that a submission has to define.

    ``parameters`` are (name, default) in order; ``call`` and ``result`` are adapter expressions;
    ``methods`` are
    the parameters of a class's methods, by name.
    """

    name: str
    kind: Literal["function", "class", "variable"] = "function"
    parameters: tuple[tuple[str, Any], ...] = ()
    aliases: tuple[str, ...] = ()
    call: str | None = None
    result: str | None = None
    signature: str = ""
    methods: Mapping[str, tuple[tuple[str, Any], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an object case; ``target`` is a class, ``layer.forward``, ``layer.grads``."""

    op: Literal["new", "call", "get"]
    target: str
    args: Mapping[str, Any] = field(default_factory=dict)
    keep: str | None = None
    returns: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case expects.

    ``kind`` reference: whatever the reference returns (for steps too); value: the literal ``value``;
    shape, dtype: only that of the answer; property: the course's function named ``value``;
    raises: one of the exception names in ``value``; differences: central differences of the student's own
    forward;
    figure: a description of a matplotlib figure.
    """

    kind: Literal["reference", "value", "shape", "dtype", "property", "raises", "differences", "figure"]
    value: Any = None
    dtype: str | None = None


@dataclass(frozen=True, slots=True)
class Misprint:
    """A wrong value that a deck prints: a student who returns exactly it is told that the slide is wrong."""

    value: Any
    say: Text


@dataclass(frozen=True, slots=True)
class Case:
    """One case of an exercise. ``args`` and ``values`` are specifications; ``course.inputs`` draws them."""

    name: str
    expect: Expectation
    points: float
    of: str
    args: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    let: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    hidden: bool = False
    repeat: int = 1
    seed: int = 0
    source: str | None = None
    say: Text = field(default_factory=dict)
    pure: bool = False
    dtype: str | None = None
    limits: Limits = field(default_factory=Limits)
    tolerance: Tolerance = field(default_factory=Tolerance)
    misprint: Misprint | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A catalogued misconception: the reference called otherwise, its result changed, or a wrong variant."""

    code: str
    args: Mapping[str, str] = field(default_factory=dict)
    result: str | None = None
    variant: str | None = None
    of: str | None = None
    say: Text = field(default_factory=dict)
    source: str | None = None
    same_as: tuple[str, ...] = ()
    hidden_only: str | None = None
    title: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as its ``exercise.yaml`` says it. ``functions`` has every name that it asks for.

    ``packages`` may be imported for it, beside those of the course.
    """

    id: str
    title: Text
    module: str
    points: float
    functions: Mapping[str, Target]
    cases: tuple[Case, ...]
    kind: Literal["function", "training", "figure"] = "function"
    reference: Mapping[str, str] = field(default_factory=dict)
    forbid: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    training: Mapping[str, Any] | None = None
    see: str | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A named set of exercises, with an optional due date and policy."""

    name: str
    exercises: tuple[str, ...]
    title: Text = field(default_factory=dict)
    due: str | None = None
    policy: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course, validated. ``exercises`` stand in course order."""

    title: Text
    languages: tuple[str, ...]
    modules: tuple[tuple[str, Text], ...]
    exercises: tuple[Exercise, ...]
    assignments: Mapping[str, Assignment]
    packages: tuple[str, ...]
    mistakes: Mapping[str, Mapping[str, Any]]
    not_exercises: Mapping[str, str]
    folder: str
    reference_folder: str | None
    sha256: str


# ---------------------------------------------------------------- what was handed in (intake/)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of source: a whole ``.py`` file (``number`` None) or one code cell of a notebook (from 1)."""

    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a submission: its path inside the submission, and its cells."""

    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in; ``notes`` say what was not read, and why."""

    student: str
    files: tuple[SourceFile, ...]
    sha256: str
    notes: tuple[Phrase, ...] = ()


# ---------------------------------------------------------------- running it (sandbox/)


@dataclass(frozen=True, slots=True)
class Question:
    """One call, or one sequence of steps, put to a student's process. It never holds an expected value.

    ``op`` train calls the function and keeps what it returns in the process; predict calls what was kept.
    """

    function: str
    arguments: Mapping[str, Any]
    steps: tuple[Step, ...] = ()
    limits: Limits = field(default_factory=Limits)
    hidden: bool = False
    describe: Literal["value", "figure"] = "value"
    op: Literal["ask", "train", "predict"] = "ask"
    device: Literal["cpu", "cuda"] = "cpu"


MOST_CELLS = 1 << 24
"""More numbers than any list that is asked for holds."""


def holds_numbers(value: Any) -> bool:
    """Look into nested lists before NumPy does, which would give every cell the room of the largest."""
    cells, todo = 0, [value]
    while todo:
        row = todo.pop()
        if not isinstance(row, (list, tuple)):
            return False
        cells += len(row)
        if not set(map(type, row)) <= {bool, int, float}:
            for item in row:
                if (dtype := getattr(item, "dtype", None)) is not None:
                    if dtype.kind not in "biuf":
                        return False
                    cells += item.size
                elif not isinstance(item, (bool, int, float)):
                    todo.append(item)
        if cells > MOST_CELLS:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Foreign:
    """Stands for a returned object that is no value: ``type_name`` as its author would write it."""

    type_name: str
    why: str = "type"


@dataclass(frozen=True, slots=True)
class Returned:
    """The student's code returned ``value``; ``changed`` names the arguments it changed in place."""

    value: Any
    seconds: float = 0.0
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """The student's code raised. ``bases`` are the names of the exception's classes, the first is ``type``.

    ``where`` is the innermost line of the student's own code (``conv.py, line 5``), ``trace`` its own frames.
    """

    type: str
    message: str
    bases: tuple[str, ...] = ()
    where: str | None = None
    trace: tuple[str, ...] = ()
    hint: Phrase | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """There is no answer: a limit ran out, the process died, a name was forbidden or is missing.

    ``limit`` is load, wall, cpu, memory, output, threads, answer, gpu_memory or parameters; ``name`` what was
    forbidden or missing; ``why`` says more where there is more to say (a syntax error, a near name).
    """

    outcome: Literal["timeout", "memory", "crashed", "forbidden", "missing"]
    limit: str | None = None
    name: str | None = None
    where: str | None = None
    why: Phrase | None = None
    seconds: float = 0.0


Outcome = Returned | Raised | Stopped


# ---------------------------------------------------------------- what it is worth (judge/)


@dataclass(frozen=True, slots=True)
class Trial:
    """One drawn input of a case, what was expected of it and what happened."""

    case: Case
    index: int
    arguments: Mapping[str, Any]
    expected: Any
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The first cause of a difference: type, then shape, then dtype, then values.

    ``part`` names the element of a tuple, list or dict that differs (``[1]``, ``["rows"]``), or is empty.
    """

    kind: Literal["type", "shape", "dtype", "value"]
    expected: str
    actual: str
    first_index: tuple[int, ...] | None = None
    max_abs_error: float | None = None
    share_wrong: float | None = None
    wrong: int | None = None
    total: int | None = None
    part: str = ""
    shape: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One case, judged. ``outcome`` is None where the case was skipped or is ungraded."""

    name: str
    hidden: bool
    status: Literal["passed", "failed", "skipped", "ungraded"]
    score: float
    max_score: float
    outcome: str | None = None
    limit: str | None = None
    message: Phrase | None = None
    hint: Phrase | None = None
    mismatch: Mismatch | None = None
    seconds: float = 0.0
    source: str | None = None
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A mistake, or a pair, that returns what the student's function returned on all ``of`` trials.

    ``say`` and ``titles`` have the hint and the name of each code; ``cases`` are the failed ones that it explains.
    """

    codes: tuple[str, ...]
    explains: int
    of: int
    say: tuple[Text, ...]
    source: str | None = None
    titles: tuple[Text, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest input found that fails: its arguments, both answers, and where they differ.

    ``expected`` is a value or a ``Phrase``; ``actual`` a value, a ``Foreign`` or a ``Phrase`` (an
    exception, a limit).
    """

    of: str
    arguments: Mapping[str, Any]
    expected: Any
    actual: Any
    mismatch: Mismatch | None


@dataclass(frozen=True, slots=True)
class Score:
    """One exercise of one submission, graded."""

    id: str
    title: Text
    status: Literal["passed", "failed", "missing", "ungraded"]
    score: float | None
    max_score: float
    verdicts: tuple[Verdict, ...] = ()
    diagnosis: tuple[Diagnosis, ...] = ()
    smallest: Smallest | None = None
    notes: tuple[Phrase, ...] = ()
    output: str = ""
    training: Mapping[str, Any] | None = None
    see: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One submission, graded. ``grader`` has version, isolation, course and course_sha256."""

    grader: Mapping[str, str]
    student: str
    files: tuple[str, ...]
    sha256: str
    score: float | None
    max_score: float
    exercises: tuple[Score, ...]
    notes: tuple[Phrase, ...] = ()
