"""The prose of a kit: its README, in the course's languages, and the workflow that grades a repository."""

from collections.abc import Mapping
from pathlib import Path

from grader.authoring.kit_exercise import ExerciseKit
from grader.model import Course, Exercise, Text

WORKFLOW = """\
# Grades this repository at every push: the visible cases of the kit.
#
# GRADER_PACKAGE is a variable of the repository or the organisation: what pip installs, such as
# git+https://example.org/cnn-grader. It has no default: a name alone installs what anyone published under it.
# A run that grades nothing is red.
name: grade
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  grade:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
        with: {persist-credentials: false}
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install -q "${GRADER_PACKAGE:?set the repository variable GRADER_PACKAGE}"
        env:
          GRADER_PACKAGE: ${{ vars.GRADER_PACKAGE }}
      - run: grader check . --course . --format github --min-score 0.8
"""

_HOW = {
    "es": """\
El enunciado de cada ejercicio está en `exercises/<módulo>/<ejercicio>/statement.es.md`. Para instalar
`grader`, empezar un ejercicio y comprobarlo:

```sh
pip install <lo que indique quien imparte el curso>
grader list
grader start {slug}
grader check {starter}
```

`grader start` copia aquí el archivo en el que se escribe. También sirve un notebook:
`grader check tarea.ipynb`. `grader check .` corrige todo lo que hay en esta carpeta; eso hace
`.github/workflows/grade.yml` en cada push.

Aquí están los casos visibles, con lo que se espera en cada uno. La nota se calcula con otros más, ocultos:
los puntos de esta lista son los de los casos visibles.
""",
    "en": """\
The statement of each exercise is `exercises/<module>/<exercise>/statement.en.md`. To install `grader`, to
start an exercise and to check it:

```sh
pip install <what your instructor names>
grader list
grader start {slug}
grader check {starter}
```

`grader start` copies the file to write in into this folder. A notebook will do as well:
`grader check homework.ipynb`. `grader check .` grades all that is in this folder, which is what
`.github/workflows/grade.yml` does at every push.

Here are the visible cases, with what each of them expects. The mark counts others too, hidden ones: the
points of this list are those of the visible cases.
""",
}
_HEAD = {"es": "| ejercicio | puntos visibles |", "en": "| exercise | visible points |"}
_UNCHECKED = {
    "es": "Estos se corrigen solo al entregar; junto al enunciado está `starter.py`, que se copia: {names}.",
    "en": "These are graded only when handed in; beside the statement lies `starter.py`, to copy: {names}.",
}


def readme(course: Course, kits: Mapping[str, ExerciseKit]) -> str:
    """Write the README, once for each language that there are words for."""
    spoken = [language for language in course.languages if language in _HOW] or ["en"]
    return "\n".join(_section(course, kits, language) for language in spoken)


def _section(course: Course, kits: Mapping[str, ExerciseKit], language: str) -> str:
    checked = [exercise for exercise in course.exercises if kits[exercise.id].checked]
    lines = [f"# {_pick(course.title, language)}", ""]
    if checked:
        slug = checked[0].id
        how = _HOW[language].format(slug=slug, starter=f"{slug.replace('-', '_')}.py")
        lines += [how, _HEAD[language], "|---|---|"]
    for exercise in checked:
        title = _pick(exercise.title, language)
        lines.append(f"| {_link(course, exercise, language)}: {title} | {kits[exercise.id].points:g} |")
    unchecked = [
        _link(course, exercise, language) for exercise in course.exercises if not kits[exercise.id].checked
    ]
    if unchecked:
        lines += ["", _UNCHECKED[language].format(names=", ".join(unchecked))]
    return "\n".join(lines) + "\n"


def _link(course: Course, exercise: Exercise, language: str) -> str:
    place = Path(exercise.folder).resolve().relative_to(Path(course.folder).resolve()).as_posix()
    return f"[{exercise.id}](exercises/{place}/statement.{language}.md)"


def _pick(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")
