"""What an audit finds: defects, which exit with 1, and remarks, which an author may want to know."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grader.course.faults import Faults
from grader.course.yamltree import Map, Seq, read
from grader.model import Exercise

Severity = Literal["defect", "remark"]
FILE = "exercise.yaml"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: which check, in words, and where; ``line`` 0 is the file as a whole."""

    severity: Severity
    check: str
    message: str
    file: Path
    line: int = 0


@dataclass(slots=True)
class ExerciseAudit:
    """Everything found in one exercise, and the counts behind it."""

    id: str
    findings: list[Finding] = field(default_factory=list)
    mistakes: int = 0
    caught: int = 0
    pairs: int = 0
    apart: int = 0
    same: int = 0
    cases: int = 0
    seconds: float = 0.0
    reference_seconds: float = 0.0

    @property
    def defects(self) -> list[Finding]:
        """Return what has to be mended."""
        return [finding for finding in self.findings if finding.severity == "defect"]

    @property
    def remarks(self) -> list[Finding]:
        """Return what may be as it should."""
        return [finding for finding in self.findings if finding.severity == "remark"]


class Pen:
    """Writes findings about one exercise, each with the line it speaks of."""

    def __init__(self, exercise: Exercise, audit: ExerciseAudit) -> None:
        self._audit = audit
        self.file = Path(exercise.folder) / FILE
        self._cases = {case.name: case.line for case in exercise.cases}
        self._mistakes = _mistake_lines(self.file.read_bytes()) if self.file.is_file() else []

    def defect(
        self, check: str, message: str, *, case: str = "", mistake: int | None = None, file: str = ""
    ) -> None:
        """Note what has to be mended; ``mistake`` is a position in the exercise's list."""
        where = self.file.parent / file if file else self.file
        self._audit.findings.append(Finding("defect", check, message, where, self._line(case, mistake)))

    def remark(self, check: str, message: str, *, case: str = "", mistake: int | None = None) -> None:
        """Note what the author may want to know."""
        found = Finding("remark", check, message, self.file, self._line(case, mistake))
        self._audit.findings.append(found)

    def _line(self, case: str, mistake: int | None) -> int:
        if mistake is not None and mistake < len(self._mistakes):
            return self._mistakes[mistake]
        return self._cases.get(case, 0)


def _mistake_lines(content: bytes) -> list[int]:
    """Return the line of each mistake: a checked course keeps those of the cases alone."""
    document = read(Path(FILE), content, Faults().of(Path(FILE)))
    mistakes = document.get("mistakes") if isinstance(document, Map) else None
    return list(mistakes.lines) if isinstance(mistakes, Seq) else []
