"""Whose line of another system's gradebook is it? A grade that might be another's is given to nobody, and said."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from grader.model import Report

_KEY = re.compile(r"(?P<name>.*)_(?P<id>\d+)", re.DOTALL)
_LAST_NUMBER = re.compile(r"\d+(?=\s*$)")


class Line(NamedTuple):
    """A student in a gradebook: the row, the cell with the system's own number, names and addresses.

    Where it is not known which columns have names, ``cells`` are all there are: they may confirm a number.
    """

    row: int
    identifier: str
    names: tuple[str, ...]
    cells: tuple[str, ...] = ()


class Match(NamedTuple):
    """The report of each row; who stands nowhere, and who might be several or is not the only one.

    ``idle`` are the students of the gradebook whom no report can belong to.
    """

    found: Mapping[int, Report]
    absent: tuple[str, ...]
    doubtful: tuple[str, ...]
    idle: tuple[str, ...]


def match(lines: Sequence[Line], reports: Sequence[Report]) -> Match:
    """Give each report at most one line, and each line at most one report.

    A student whom the platform gave a number is found by it alone, and only where the names agree: a group's
    number may be a person's as well. Anybody else is found by name or address.
    """
    by_number: dict[str, list[Line]] = defaultdict(list)
    by_name: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if number := _LAST_NUMBER.search(line.identifier):
            by_number[number[0]].append(line)
        for letters in {_letters(part) for name in line.names for part in (name, _before_at(name))} - {""}:
            by_name[letters].append(line)
    fitting: dict[str, list[Line]] = {}
    for report in reports:
        key = _KEY.fullmatch(report.student)
        fitting[report.student] = (
            [line for line in by_number[key["id"]] if _agree(report.student, key["name"], line)]
            if key
            else by_name[_letters(report.student)]
        )
    claims = Counter(line.row for fit in fitting.values() for line in fit)
    alone = {s for s, fit in fitting.items() if len(fit) == 1 and claims[fit[0].row] == 1}
    return Match(
        {fitting[r.student][0].row: r for r in reports if r.student in alone},
        tuple(sorted(student for student, fit in fitting.items() if not fit)),
        tuple(sorted(student for student, fit in fitting.items() if fit and student not in alone)),
        tuple(name for line in lines if not claims[line.row] and (name := _name_of(line))),
    )


def _agree(student: str, name: str, line: Line) -> bool:
    """Whether a line with the right number may be that student, by a name or by the word before the number."""
    if _letters(student) == _letters(line.identifier):
        return True
    ours = set(_words(name))
    for other in line.names or line.cells:
        theirs = set(_words(other))
        if sorted(_letters(name)) == sorted(_letters(other)) or (
            ours and theirs and (ours <= theirs or theirs <= ours)
        ):
            return True
    return False


def _name_of(line: Line) -> str:
    return next(filter(None, (*line.names, line.identifier)), "")


def _before_at(name: str) -> str:
    return name.partition("@")[0] if "@" in name else ""


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", normalize("NFKC", name).casefold())


def _letters(name: str) -> str:
    """Write a name as the systems write it into file names: no blanks, no punctuation, lower case."""
    return "".join(_words(name))
