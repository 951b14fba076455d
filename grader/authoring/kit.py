"""What students get: statements, starters, and the visible cases with what they expect written out.

A kit is a course of its own: ``grader check --course KIT`` grades the visible cases as the whole course does,
without a reference and without a word of the hidden ones. Without a reference there is no diagnosis.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.authoring import kit_texts
from grader.authoring.kit_exercise import ExerciseKit, exercise_kit, read_document
from grader.authoring.kit_folder import write_kit
from grader.authoring.literals import yaml_text
from grader.course.catalog import load_course
from grader.course.golden import Golden
from grader.errors import CallerError, CourseError, OwnFault
from grader.model import Course

COURSE = "exercises"
"""Where the course stands in a kit."""


def make_kit(course: Course, folder: Path) -> list[str]:
    """Write the kit of a course; return the ids of the exercises that students cannot check themselves.

    Raises
    ------
    CallerError
        Where the folder holds something else, or lies inside the course.
    OwnFault
        Where an expected value cannot be had or written.
    """
    own = Path(course.folder).resolve()
    if own in (folder.resolve(), *folder.resolve().parents):
        raise CallerError(f"{folder} lies inside the course; choose another folder")
    golden = Golden(course)
    kits = {exercise.id: exercise_kit(exercise, golden, course.languages) for exercise in course.exercises}
    write_kit(folder, kit_files(course, kits))
    try:
        load_course(folder / COURSE)
    except CourseError as fault:
        raise OwnFault(f"the kit does not load:\n{fault}") from fault
    return [name for name, kit in kits.items() if not kit.checked]


def kit_files(course: Course, kits: Mapping[str, ExerciseKit]) -> dict[str, bytes]:
    """Return every file of a kit by its path."""
    root = Path(course.folder)
    checked = {name for name, kit in kits.items() if kit.checked}
    files = {
        f"{COURSE}/course.yaml": yaml_text(_course(read_document(root / "course.yaml"), checked)).encode(),
        "README.md": kit_texts.readme(course, kits).encode(),
        ".github/workflows/grade.yml": kit_texts.WORKFLOW.encode(),
    }
    for file in sorted((root / "mistakes").glob("*.y*ml")):
        files[f"{COURSE}/mistakes/{file.name}"] = yaml_text(read_document(file)).encode()
    for exercise in course.exercises:
        place = f"{COURSE}/{Path(exercise.folder).resolve().relative_to(root.resolve()).as_posix()}"
        for name, content in kits[exercise.id].files.items():
            files[f"{place}/{name}"] = content
    return files


def _course(document: Mapping[str, Any], checked: set[str]) -> dict[str, Any]:
    """Rewrite ``course.yaml``: no reference, and of every list the exercises that are there."""
    written = {key: value for key, value in document.items() if key not in {"reference", "not_exercises"}}
    written["modules"] = [
        {**module, "exercises": [name for name in module["exercises"] if name in checked]}
        if isinstance(module, dict) and "exercises" in module
        else module
        for module in document["modules"]
    ]
    assignments: dict[str, Any] = {}
    for name, spec in document.get("assignments", {}).items():
        listed = spec if isinstance(spec, list) else spec["exercises"]
        kept = [one for one in listed if one in checked]
        if kept:
            assignments[name] = kept if isinstance(spec, list) else {**spec, "exercises": kept}
    written.pop("assignments", None)
    return {**written, **({"assignments": assignments} if assignments else {})}
