"""Finding a course, loading it, and picking exercises from it.

YAML text → (``yamltree``) plain data with lines → (``keys``, ``soundness``) faults → (``build``) ``Course``.
A course that was checked before is kept (``cache``) and only built again.
"""

import contextlib
import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.course import cache
from grader.course.build import CourseDefaults, build_exercise, prose
from grader.course.faults import Faults, nearest
from grader.course.files import CourseFiles, read_files, reference_folder
from grader.course.referencenames import ReferenceNames
from grader.errors import CallerError, CourseError
from grader.model import Assignment, Course, Exercise

Plain = Mapping[str, Any]
_OWN_CHECKOUT = Path(__file__).resolve().parents[2]


def find_course(folder: str | None = None) -> Path:
    """Find the folder that holds ``course.yaml``.

    Where ``folder`` (or ``$GRADER_COURSE``) says so, it is that one, or its ``exercises``. Else the nearest
    one from the current folder upward, else the one beside the program.

    Raises
    ------
    CallerError
        Where there is none.
    """
    stated = folder or os.environ.get("GRADER_COURSE")
    if stated:
        given = Path(stated).expanduser()
        if given.name == "course.yaml" and given.is_file():
            return given.parent.resolve()
        if not given.is_dir():
            raise CallerError(f"--course: there is no folder {stated}")
        found = _course_in(given)
        if found is None:
            raise CallerError(f"--course: {stated} holds no course.yaml, nor exercises/course.yaml")
        return found
    try:
        here = Path.cwd()
    except OSError:
        here = Path("/")
    for candidate in (here, *here.parents, _OWN_CHECKOUT):
        found = _course_in(candidate)
        if found is not None:
            return found
    raise CallerError("no course.yaml here or above; say --course DIR, or set GRADER_COURSE")


def _course_in(folder: Path) -> Path | None:
    for candidate in (folder, folder / "exercises"):
        if (candidate / "course.yaml").is_file():
            return candidate.resolve()
    return None


def course_for(graded: Sequence[Path], folder: str | None = None) -> Course:
    """Find and load the course that submissions are to be graded by.

    A reference is code, and runs as the grader. One that a submission brings along must not, so a course with a
    reference that nobody named counts only where it cannot be a student's: in the current folder, above nothing of
    what is graded unless one stands in it, and inside none of it.

    Raises
    ------
    CallerError
        Where there is no course, or it may be the student's own.
    """
    course = load_course(find_course(folder))
    named = folder or os.environ.get("GRADER_COURSE")
    if not named and course.reference_folder is not None:
        root = Path(course.folder)
        home = root.parent if root.name == "exercises" else root
        if home != _OWN_CHECKOUT and any(_may_bring(Path(path), root, home) for path in graded):
            raise CallerError(
                f"the course found here ({root}) could belong to the submission, and its reference would run with "
                f"your rights; if it is yours, say --course {home}"
            )
    return course


def _may_bring(path: Path, root: Path, home: Path) -> bool:
    """Say whether the course in ``root`` may have come with the submission ``path``."""
    real = Path(os.path.realpath(path))
    if not real.exists():  # which is said elsewhere
        return False
    if real == root or real in root.parents:
        return True
    return home in real.parents and Path(os.path.realpath(".")) != home


def load_course(folder: Path) -> Course:
    """Load and check a course.

    Parameters
    ----------
    folder
        The folder that holds ``course.yaml``.

    Raises
    ------
    CourseError
        With every fault of every file, each as ``file:line: key: what``.
    """
    with _collected_later():
        return _load(Path(folder).resolve())


@contextlib.contextmanager
def _collected_later() -> Iterator[None]:
    """Put the garbage collector off: a course is many small objects, none of them garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load(folder: Path) -> Course:
    try:
        files = read_files(folder)
    except OSError as error:
        raise CourseError([f"{error.filename}:1: it cannot be read ({error.strerror})"]) from None
    kept = cache.load(folder)
    if kept is not None:
        reference = reference_folder(folder, kept["course"].get("reference"))
        if files.digest(reference) == kept["digest"]:
            return _build(folder, kept, reference)
    kept = _check(files)
    cache.save(folder, kept)
    return _build(folder, kept, reference_folder(folder, kept["course"].get("reference")))


def _check(files: CourseFiles) -> dict[str, Any]:
    """Check every file; return them as plain data, with the digest of what they were read from."""
    from grader.course.checking import check_course

    faults = Faults()
    kept = check_course(files, faults)
    if faults or kept is None:
        raise CourseError(faults.lines())
    reference = reference_folder(files.folder, kept["course"].get("reference"))
    return {**kept, "digest": files.digest(reference)}


def _build(folder: Path, kept: Plain, reference: Path | None) -> Course:
    plain: Plain = kept["course"]
    stated: Plain = plain.get("defaults", {})
    languages = tuple(plain.get("languages", ("es",)))
    catalogue = {
        code: {key: text if key == "see" else prose(text, languages) for key, text in entry.items()}
        for code, entry in kept["mistakes"].items()
    }
    defaults = CourseDefaults(
        languages=languages,
        points=stated.get("points"),
        forbid=tuple(stated.get("forbid", ())),
        limits=stated.get("limits", {}),
        tolerance=stated.get("tolerance", {}),
        mistakes=catalogue,
    )
    names = ReferenceNames(reference)
    modules = [module if isinstance(module, dict) else {"id": module} for module in plain["modules"]]
    exercises = [
        build_exercise(document, str((folder / path).parent), defaults, names)
        for path, document in kept["exercises"].items()
    ]
    order = {module["id"]: (place, module.get("exercises", [])) for place, module in enumerate(modules)}
    exercises.sort(key=lambda exercise: _place(exercise, order))
    return Course(
        title=prose(plain["title"], languages),
        languages=languages,
        modules=tuple(
            (module["id"], prose(module.get("title", module["id"]), languages)) for module in modules
        ),
        exercises=tuple(exercises),
        assignments={
            name: _assignment(name, spec, languages) for name, spec in plain.get("assignments", {}).items()
        },
        packages=tuple(plain.get("packages", stated.get("packages", ("numpy",)))),
        mistakes=catalogue,
        not_exercises={entry["id"]: entry["why"] for entry in plain.get("not_exercises", ())},
        folder=str(folder),
        reference_folder=str(reference) if reference else None,
        sha256=kept["digest"],
    )


def _place(exercise: Exercise, order: Mapping[str, tuple[int, list[str]]]) -> tuple[int, int, str]:
    module, listed = order[exercise.module]
    return module, listed.index(exercise.id) if exercise.id in listed else len(listed), exercise.id


def _assignment(name: str, spec: Any, languages: tuple[str, ...]) -> Assignment:
    if isinstance(spec, list):
        return Assignment(name, tuple(spec))
    return Assignment(
        name,
        tuple(spec["exercises"]),
        prose(spec.get("title"), languages),
        spec.get("due"),
        spec.get("policy", {}),
    )


def find_exercise(course: Course, exercise_id: str) -> Exercise:
    """Return one exercise of a course.

    Raises
    ------
    CallerError
        Where there is none of this id; the nearest one is said.
    """
    for exercise in course.exercises:
        if exercise.id == exercise_id:
            return exercise
    near = nearest(exercise_id, [exercise.id for exercise in course.exercises])
    raise CallerError(f"no exercise {exercise_id} in this course{near or '; `grader list` shows them'}")


def select(
    course: Course, exercise_ids: Sequence[str] = (), assignments: Sequence[str] = ()
) -> tuple[Exercise, ...] | None:
    """Return the exercises that ``-e`` and ``-a`` name, in course order; None where nothing is named."""
    if not exercise_ids and not assignments:
        return None
    wanted = [find_exercise(course, exercise_id).id for exercise_id in exercise_ids]
    for name in assignments:
        if name not in course.assignments:
            near = (
                nearest(name, course.assignments) or f"; known are {', '.join(course.assignments) or 'none'}"
            )
            raise CallerError(f"no assignment {name} in this course{near}")
        wanted += course.assignments[name].exercises
    return tuple(exercise for exercise in course.exercises if exercise.id in wanted)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``exercise.yaml``; ``docs/exercise.schema.json`` is this, written out."""
    from grader.course import keys

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "exercise.schema.json",
        "title": "exercise.yaml",
        **keys.EXERCISE.schema(),
    }
