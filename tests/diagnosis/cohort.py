"""The students of this folder, read from their files, and what each of them did."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from grader.model import Cell, Score, SourceFile, Submission

HERE = Path(__file__).parent
FULL_MARKS = "full marks"
NOTHING = "nothing"


@dataclass(frozen=True)
class Student:
    """One student's answer to one exercise, and what is expected of its diagnosis."""

    exercise: str
    number: int
    code: str
    expected: str

    @property
    def name(self) -> str:
        return f"{self.exercise} {self.number}"

    @property
    def kind(self) -> str:
        if self.expected in {FULL_MARKS, NOTHING}:
            return self.expected
        return "pair" if "+" in self.expected.partition(" or ")[0] else "single"

    @property
    def submission(self) -> Submission:
        return Submission(self.name, (SourceFile("answer.py", (Cell(None, self.code),)),), "")


def students() -> Iterator[Student]:
    """Read every student: ``# %% NUMBER`` begins one, and what stands above the first is all students'."""
    expected = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
    for file in sorted((HERE / "students").glob("*.py")):
        shared, *parts = re.split(r"^# %% ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        wanted = dict(expected.pop(file.stem))
        for part in parts:
            number, _, code = part.partition("\n")
            yield Student(file.stem, int(number), shared + code, str(wanted.pop(int(number))))
        assert not wanted, f"{file.name} has no student {', '.join(map(str, wanted))}"
    assert not expected, f"no students of {', '.join(expected)}"


def found(score: Score) -> str:
    """Say what came out in the words of ``expected.yaml``."""
    if score.score == score.max_score:
        return FULL_MARKS
    claims = [" + ".join(sorted(one.codes)) for one in score.diagnosis]
    return "; ".join(sorted(claims)) or NOTHING


def is_right(expected: str, answer: str) -> bool:
    """Compare what was found with what was expected, in whatever order the codes stand."""
    return answer in {
        "; ".join(sorted(" + ".join(sorted(claim.split(" + "))) for claim in either.split("; ")))
        for either in expected.split(" or ")
    }
