"""Whose file is it? The names that learning platforms give to the files of their download archives."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_MOODLE = re.compile(
    r"^(?P<name>[^_/]*)_(?P<id>\d+)_(?P<sub>assignsubmission|assignfeedback)_(?P<plugin>[a-z]+)"
    r"(?:_/|/|_)(?P<rest>.+)$"
)
_MOODLE_GROUP = re.compile(
    r"^(?P<name>[^_/]*)_(?P<sub>assignsubmission)_(?P<plugin>[a-z]+)(?:_/|/|_)(?P<rest>.+)$"
)
_MOODLE_FOLDER = re.compile(r"^(?P<name>[^_/]*)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)_?$")
_CANVAS = re.compile(
    r"^(?:(?!LATE_|anon_)(?P<user>.+?)_)?(?P<late>LATE_)?(?:anon_(?P<anon>[^_]+)|(?P<uid>\d+))_"
    r"(?:(?P<aid>\d+)_(?P<file>.+)|(?P<kind>text|link)\.html)$"
)
_RESUBMISSION = re.compile(r"-\d+(?=\.[^.]+$)")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is, as the platform says it.

    ``path`` is the file's path inside the submission, ``prefix`` what stands before it in the archive
    (feedback goes back under the same), ``order`` tells a resubmission from what it replaces.
    """

    name: str
    id: str
    path: str
    prefix: str = ""
    late: bool = False
    order: int = 0

    @property
    def student(self) -> str:
        """The key of a student: the name and the id that the platform gives."""
        return f"{self.name}_{self.id}" if self.name and self.id else self.name or self.id


def moodle(path: str) -> Owner | None:
    """Read a path of Moodle's "Download all submissions"."""
    match = _MOODLE.match(path)
    if match is None:
        match = _MOODLE_GROUP.match(path)
        if match is None:
            return None
        return Owner(match["name"].strip(), "", match["rest"], path[: match.start("rest")])
    return Owner(match["name"].strip(), match["id"], match["rest"], path[: match.start("rest")])


def moodle_folder(name: str) -> Owner | None:
    """Read the name of a folder of such an archive that somebody has unpacked."""
    match = _MOODLE_FOLDER.match(name)
    return None if match is None else Owner(match["name"].strip(), match["id"] or "", "", name + "/")


def canvas(path: str) -> Owner | None:
    """Read a name of Canvas's "Download submissions"; a resubmission carries a suffix and a higher number."""
    match = None if "/" in path else _CANVAS.match(path)
    if match is None:
        return None
    name, number = (match["user"] or "", match["uid"]) if match["uid"] else ("anon", match["anon"])
    file = _RESUBMISSION.sub("", match["file"]) if match["file"] else f"{match['kind']}.html"
    late = bool(match["late"]) or path.startswith("LATE_")
    return Owner(
        name, number, file, path[: match.start("file")] if match["file"] else "", late, int(match["aid"] or 0)
    )


def latest(owned: Sequence[tuple[Owner, Any]]) -> list[tuple[Owner, Any]]:
    """Keep, of files with one name, the one handed in last."""
    newest: dict[str, tuple[Owner, Any]] = {}
    for owner, what in owned:
        if owner.path not in newest or owner.order >= newest[owner.path][0].order:
            newest[owner.path] = (owner, what)
    return list(newest.values())


def gradescope(metadata: str) -> Mapping[str, Owner]:
    """Read ``submission_metadata.yml``: the folder of a submission → who handed it in.

    Anything unexpected in it is passed over: a folder that it does not name keeps its own name.
    """
    import yaml

    try:
        content = yaml.load(metadata, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 — safe
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    owners: dict[str, Owner] = {}
    for folder, about in content.items() if isinstance(content, dict) else ():
        submitters = about.get(":submitters") if isinstance(about, dict) else None
        people = [p for p in submitters if isinstance(p, dict)] if isinstance(submitters, list) else []
        named = [_person(p) for p in people]
        keys = [key for key in named if key]
        if keys:
            number = str(folder).rpartition("_")[2]
            owners[str(folder)] = Owner(
                " + ".join(keys), "", "", f"{folder}/", order=int(number) if number.isdigit() else 0
            )
    return owners


def _person(person: Mapping[str, Any]) -> str:
    # Nothing but a text or a number is written out: lists of aliases of lists could be of any length.
    said = {key: str(value).strip() for key, value in person.items() if isinstance(value, (str, int))}
    name = said.get(":name", "")
    number = said.get(":sid") or said.get(":email", "")
    return f"{name}_{number}" if name and number else name or number
