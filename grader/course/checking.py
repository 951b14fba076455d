"""Checks every file of a course, and what has to fit together between them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.course import keys
from grader.course.faults import Faults, FileFaults, KeyPath, nearest, shown_path
from grader.course.files import CourseFiles, reference_folder
from grader.course.referencenames import ReferenceNames
from grader.course.schema import Kind
from grader.course.soundness import ExerciseChecks
from grader.course.submitted import Asked
from grader.course.yamltree import Map, Seq, read


def check_course(files: CourseFiles, faults: Faults) -> dict[str, Any] | None:
    """Read and check a course; return its files as plain data, or None where there is none.

    Returns
    -------
    dict or None
        ``course``, ``mistakes`` (by code), ``exercises`` (by path); each case carries its line.
    """
    course = _read(files, "course.yaml", files.course, keys.COURSE, faults)
    if files.course is None:
        faults.add(shown_path(files.folder / "course.yaml"), 1, "no such file")
    mistakes = _mistakes(files, faults)
    plain = course if isinstance(course, Map) else Map()
    reference = _reference(files, plain, faults)
    context = _context(plain)
    documents: dict[str, Map] = {}
    owners: dict[str, str] = {}
    for path, content in files.exercises.items():
        document = _read(files, path, content, keys.EXERCISE, faults)
        if not isinstance(document, Map):
            continue
        folder, here = (files.folder / path).parent, faults.of(files.folder / path)
        asked = ExerciseChecks(document, folder, context, reference, here).run()
        _claim(document, asked, owners, path, here)
        _note_lines(document)
        documents[path] = document
    _check_ids(files, documents, faults)
    if isinstance(course, Map):
        _check_lists(files, course, documents, faults)
    return {"course": plain, "mistakes": mistakes, "exercises": documents}


def _read(files: CourseFiles, path: str, content: bytes | None, kind: Kind, faults: Faults) -> Any:
    if content is None:
        return None
    here = faults.of(files.folder / path)
    document = read(files.folder / path, content, here)
    if document is not None:
        kind.check(document, getattr(document, "line", 1), None, here)
    return document


def _mistakes(files: CourseFiles, faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    places: dict[str, str] = {}
    for path, content in files.mistakes.items():
        document = _read(files, path, content, keys.CATALOGUE, faults)
        for code, entry in document.items() if isinstance(document, Map) else ():
            if code in found:
                faults.of(files.folder / path).add(
                    document.line_of(code), (None, code), f"stands in {places[code]} too"
                )
            found[code], places[code] = entry, path
    return found


def _reference(files: CourseFiles, course: Map, faults: Faults) -> ReferenceNames:
    stated = course.get("reference")
    folder = reference_folder(files.folder, stated if isinstance(stated, str) else None)
    if isinstance(stated, str) and folder is None:
        where = faults.of(files.folder / "course.yaml")
        where.add(course.line_of("reference"), (None, "reference"), f"there is no folder {stated}")
    return ReferenceNames(folder)


def _context(course: Map) -> dict[str, Any]:
    """Return what the checks of an exercise need to know of its course."""
    modules = course["modules"] if isinstance(course.get("modules"), Seq) else []
    ids = [module.get("id") if isinstance(module, Map) else module for module in modules]
    languages = course.get("languages")
    defaults = course["defaults"] if isinstance(course.get("defaults"), Map) else {}
    points = defaults.get("points")
    return {
        "modules": [found for found in ids if isinstance(found, str)],
        "languages": [text for text in languages if isinstance(text, str)]
        if isinstance(languages, Seq)
        else ["es"],
        **({"points": points} if points is not None else {}),
    }


def _claim(
    document: Map, asked: Mapping[str, Asked], owners: dict[str, str], path: str, faults: FileFaults
) -> None:
    """Report a name that two exercises ask for: a notebook with all answers could not be graded."""
    line = document.line_of("submit")
    words = [word for name, one in asked.items() for word in (name, *one.aliases) if isinstance(word, str)]
    for place, word in enumerate(words):
        if owners.setdefault(word, path) != path:
            faults.add(line, (None, "submit"), f"{word} is asked for by {owners[word]} already")
        elif word in words[:place]:
            faults.add(line, (None, "submit"), f"{word} stands here twice")


def _note_lines(document: Map) -> None:
    cases: Any = document.get("cases")
    for case in cases if isinstance(cases, Seq) else ():
        if isinstance(case, Map):
            case["line"] = case.line


def _check_ids(files: CourseFiles, documents: Mapping[str, Map], faults: Faults) -> None:
    first: dict[str, str] = {}
    for path, document in documents.items():
        found = document.get("id")
        if isinstance(found, str) and first.setdefault(found, path) != path:
            faults.of(files.folder / path).add(
                document.line_of("id"), (None, "id"), f"a second {found} (the first: {first[found]})"
            )


def _check_lists(files: CourseFiles, course: Map, documents: Mapping[str, Map], faults: Faults) -> None:
    """Report assignments and modules that list exercises which are not there."""
    here = faults.of(files.folder / "course.yaml")
    known = {str(document.get("id")): document.get("module") for document in documents.values()}
    # An exercise whose file cannot be read still counts as being there.
    folders = {Path(path).parent.name for path in files.exercises}

    def check(listed: Any, path: KeyPath, module: str | None = None) -> None:
        for index, found in enumerate(listed if isinstance(listed, Seq) else ()):
            if not isinstance(found, str):
                continue
            if found not in known and found not in folders:
                near = nearest(found, [*known, *folders])
                here.add(listed.lines[index], (path, index), f"no exercise {found}{near}")
            elif module and found in known and known[found] != module:
                here.add(listed.lines[index], (path, index), f"{found} belongs to module {known[found]}")

    assignments: Any = course.get("assignments")
    for name, spec in assignments.items() if isinstance(assignments, Map) else ():
        path: KeyPath = ((None, "assignments"), name)
        if isinstance(spec, Map):
            check(spec.get("exercises"), (path, "exercises"))
        else:
            check(spec, path)
    modules: Any = course.get("modules")
    seen: set[str] = set()
    for index, module in enumerate(modules if isinstance(modules, Seq) else ()):
        found = module.get("id") if isinstance(module, Map) else module
        path = ((None, "modules"), index)
        if isinstance(found, str) and found in seen:
            here.add(modules.lines[index], path, f"a second module {found}")
        seen.add(str(found))
        if isinstance(module, Map):
            check(module.get("exercises"), (path, "exercises"), str(found))
