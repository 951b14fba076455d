"""Whose file is it? The names that learning platforms give to the files of their download archives."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

_MOODLE = re.compile(
    r"^(?P<name>[^_/]*)_(?P<id>\d+)_(?P<sub>assignsubmission|assignfeedback)_(?P<plugin>[a-z]+)"
    r"(?:_/|/|_)(?P<rest>.+)$",
    re.DOTALL,
)
_MOODLE_GROUP = re.compile(
    r"^(?P<name>[^_/]*)_(?P<sub>assignsubmission)_(?P<plugin>[a-z]+)(?:_/|/|_)(?P<rest>.+)$",
    re.DOTALL,
)
_MOODLE_FOLDER = re.compile(r"^(?P<name>[^_/]*)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)_?$")
_CANVAS = re.compile(
    r"^(?:(?!LATE_|anon_)(?P<user>.+?)_)?(?P<late>LATE_)?(?:anon_(?P<anon>[^_]+)|(?P<uid>\d+))_"
    r"(?:(?P<aid>\d+)_(?P<file>.+)|(?P<kind>text|link)\.html)$",
    re.DOTALL,
)
_VERSION = re.compile(r"-\d+(?=\.[^.]+$)")


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
    """Read a name of Canvas's "Download submissions"; what is handed in later carries a higher number."""
    match = None if "/" in path else _CANVAS.match(path)
    if match is None:
        return None
    name, number = (match["user"] or "", match["uid"]) if match["uid"] else ("anon", match["anon"])
    file = match["file"] or f"{match['kind']}.html"
    late = bool(match["late"]) or path.startswith("LATE_")
    return Owner(
        name, number, file, path[: match.start("file")] if match["file"] else "", late, int(match["aid"] or 0)
    )


def counting(owned: Sequence[tuple[Owner, Any]]) -> list[tuple[Owner, Any]]:
    """Keep what counts: of one student's folders on Gradescope the last, of one's files on Canvas all."""
    newest = max((owner.order for owner, _ in owned), default=0)
    if not newest:
        return list(owned)
    if any(owner.prefix.endswith("/") for owner, _ in owned):
        return [(owner, what) for owner, what in owned if owner.order == newest]
    return _versions(owned)


def _versions(owned: Sequence[tuple[Owner, Any]]) -> list[tuple[Owner, Any]]:
    """Give every file of Canvas a path of its own, the newest of several versions the last of them.

    Canvas adds ``-1`` to a file that is handed in again, and students call their files so themselves:
    ``lab-1.py`` beside ``lab-2.py`` are two files. So nothing is dropped but an older one of the same name.
    """
    newest: dict[str, tuple[Owner, Any]] = {}
    for owner, what in sorted(owned, key=lambda each: each[0].order):
        newest[owner.path] = (owner, what)
    families = Counter(_VERSION.sub("", path) for path in newest)
    kept = []
    for path, (owner, what) in newest.items():
        plain = _VERSION.sub("", path)
        shown = path
        if families[plain] == 1:
            shown = plain
        elif plain in newest and owner.order > newest[plain][0].order:
            # Of two definitions the one in the last path counts, and - stands before the full stop.
            later = _VERSION.sub(lambda found: "_" + found[0][1:], path)
            shown = later if later not in newest else path
        kept.append((replace(owner, path=shown), what))
    return kept


def nbgrader(names: Collection[str]) -> bool:
    """Whether a folder with these names in it is a course of nbgrader, whose ``submitted`` has the students."""
    others = set(names) - {"submitted"}
    known = {"source", "release", "autograded", "feedback", "gradebook.db", "nbgrader_config.py"}
    return "submitted" in names and (not others or bool(others & known))


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
        named = [(name, number) for name, number in map(_person, people) if name or number]
        if named:
            submission = str(folder).rpartition("_")[2]
            owners[str(folder)] = Owner(
                " + ".join("_".join(filter(None, person)) for person in named),
                # A name alone may be that of several people.
                "" if any(number for _, number in named) else submission,
                "",
                f"{folder}/",
                order=int(submission) if submission.isdecimal() else 0,
            )
    return owners


def _person(person: Mapping[str, Any]) -> tuple[str, str]:
    # Nothing but a text or a number is written out: lists of aliases of lists could be of any length.
    said = {key: str(value).strip() for key, value in person.items() if isinstance(value, (str, int))}
    return said.get(":name", ""), said.get(":sid") or said.get(":email", "")
