"""``grader list``, ``show``, ``start`` and ``explain``: the course as its readers see it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from grader.commands.language import language
from grader.course.catalog import find_course, find_exercise, load_course
from grader.errors import CallerError
from grader.model import Case, Course, Exercise, Text

_WORDS = {
    "exercises": {"es": "ejercicios", "en": "exercises"},
    "points": {"es": "puntos", "en": "points"},
    "cases": {"es": "Casos", "en": "Cases"},
    "hidden": {"es": "oculto", "en": "hidden"},
    "started": {
        "es": "Escribe tu respuesta en {path} y compruébala con:",
        "en": "Write your answer in {path} and check it with:",
    },
    "assignments": {"es": "Tareas (-a)", "en": "Assignments (-a)"},
    "example": {"es": "Ejemplo", "en": "Example"},
    "see": {"es": "Repasa", "en": "See"},
    "in": {"es": "Aparece en", "en": "Occurs in"},
}


def _word(key: str, lang: str) -> str:
    return _pick(_WORDS[key], lang)


def _pick(text: Text, lang: str) -> str:
    return text.get(lang) or next(iter(text.values()), "")


def _load(course: str | None, lang: str | None) -> tuple[Course, str]:
    loaded = load_course(find_course(course))
    return loaded, language(lang, loaded.languages)


def list_exercises(*, course: str | None, lang: str | None, no_color: bool) -> None:
    """Print the exercises, module by module."""
    del no_color
    loaded, spoken = _load(course, lang)
    total = sum(exercise.points for exercise in loaded.exercises)
    print(  # noqa: T201
        f"{_pick(loaded.title, spoken)}: {len(loaded.exercises)} {_word('exercises', spoken)}, "
        f"{total:g} {_word('points', spoken)}"
    )
    width = max((len(exercise.id) for exercise in loaded.exercises), default=0)
    for module, title in loaded.modules:
        inside = [exercise for exercise in loaded.exercises if exercise.module == module]
        if inside:
            print(f"\n{_pick(title, spoken)}")  # noqa: T201
        for exercise in inside:
            print(f"  {exercise.id:<{width}}  {exercise.points:>3g}  {_pick(exercise.title, spoken)}")  # noqa: T201
    if loaded.assignments:
        print(f"\n{_word('assignments', spoken)}")  # noqa: T201
    for name, assignment in loaded.assignments.items():
        print(f"  {name}: {', '.join(assignment.exercises)}")  # noqa: T201


def show_exercise(slug: str, *, course: str | None, lang: str | None, no_color: bool) -> None:
    """Print an exercise's statement and its cases."""
    del no_color
    loaded, spoken = _load(course, lang)
    exercise = find_exercise(loaded, slug)
    print(_statement(exercise, spoken, loaded.languages).rstrip())  # noqa: T201
    print(f"\n{_word('cases', spoken)}:")  # noqa: T201
    for line in _cases(exercise, spoken):
        print(line)  # noqa: T201


def _statement(exercise: Exercise, lang: str, languages: tuple[str, ...]) -> str:
    for code in (lang, *languages):
        path = Path(exercise.folder) / f"statement.{code}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return _pick(exercise.title, lang)


def _cases(exercise: Exercise, lang: str) -> Iterator[str]:
    for case in exercise.cases:
        yield f"  {case.points:>5g}  {case.name}{_remark(case, lang)}"


def _remark(case: Case, lang: str) -> str:
    remarks = [_word("hidden", lang)] if case.hidden else []
    if case.source:
        remarks.append(case.source)
    return f"  ({'; '.join(remarks)})" if remarks else ""


def start_exercise(slug: str, folder: Path, *, course: str | None, lang: str | None, no_color: bool) -> None:
    """Copy an exercise's starter into a folder.

    Raises
    ------
    CallerError
        If the file exists: what a student wrote is never overwritten.
    """
    del no_color
    loaded, spoken = _load(course, lang)
    exercise = find_exercise(loaded, slug)
    starter = Path(exercise.folder) / "starter.py"
    target = folder / f"{slug.replace('-', '_')}.py"
    if not starter.is_file():
        raise CallerError(f"{slug} has no starter; `grader show {slug}` says what to write")
    if target.exists() or target.is_symlink():
        raise CallerError(f"{target} exists already and is left as it is")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(starter, target)
    except OSError as error:
        raise CallerError(f"{target}: {error.strerror}") from None
    print(_word("started", spoken).format(path=target))  # noqa: T201
    where = f" --course {course}" if course else ""
    print(f"  grader check {target} -e {slug}{where}")  # noqa: T201


def explain_mistake(code: str, *, course: str | None, lang: str | None, no_color: bool) -> None:
    """Print what a misconception is.

    Raises
    ------
    CallerError
        If the course knows no such code; the nearest one is said.
    """
    from grader.course.faults import nearest

    del no_color
    loaded, spoken = _load(course, lang)
    where = [exercise for exercise in loaded.exercises if any(m.code == code for m in exercise.mistakes)]
    entry = loaded.mistakes.get(code)
    if entry is None and not where:
        known = {*loaded.mistakes, *(m.code for e in loaded.exercises for m in e.mistakes)}
        raise CallerError(f"no mistake {code} in this course{nearest(code, sorted(known))}")
    entry = entry or {}
    mistake = next((m for e in where for m in e.mistakes if m.code == code), None)
    print(f"{code}: {_pick(entry.get('title', {}), spoken)}".rstrip(": "))  # noqa: T201
    say = entry.get("say") or (mistake.say if mistake else {})
    if say:
        print(f"\n{_pick(say, spoken).strip()}")  # noqa: T201
    if entry.get("example"):
        print(f"\n{_word('example', spoken)}:\n{_indented(_pick(entry['example'], spoken))}")  # noqa: T201
    see = entry.get("see") or (mistake.source if mistake else None)
    if see:
        print(f"\n{_word('see', spoken)}: {see}")  # noqa: T201
    if where:
        print(f"{_word('in', spoken)}: {', '.join(exercise.id for exercise in where)}")  # noqa: T201


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.strip().splitlines())
