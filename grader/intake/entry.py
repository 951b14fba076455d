"""One student of a cohort, not read yet, and the cohort."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.intake import lms
from grader.intake.folder import file_at, files_under, with_archives
from grader.intake.sources import RawFile, assemble
from grader.model import Phrase, Submission


@dataclass(frozen=True, slots=True)
class Entry:
    """One student of a cohort. It holds paths only, so it travels to a worker, which reads the files.

    ``folders`` and ``files`` are (path on disk, path inside the submission); ``members`` are those of
    ``archive`` (index, path inside the submission, why refused). ``lms`` says what the platform calls the
    student: ``system``, ``name``, ``id``, ``prefix``.
    """

    student: str
    folders: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    archive: str = ""
    members: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[Phrase, ...] = ()
    lms: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> Submission:
        """Read what the student handed in; what is wrong with it becomes notes."""
        raw_files: list[RawFile] = []
        for folder, prefix in self.folders:
            raw_files += files_under(Path(folder), prefix)
        for file, shown in self.files:
            raw_files.append(file_at(Path(file), shown))
        if self.archive:
            from grader.intake import archive

            opened = archive.open_archive(Path(self.archive))
            raw_files += archive.raw_files(opened, self.members)
        return assemble(self.student, with_archives(raw_files), self.notes)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The students found at a path, sorted by name; ``notes`` say what belongs to none of them."""

    path: Path
    layout: str
    entries: tuple[Entry, ...]
    notes: tuple[Phrase, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def notes_of(owners: Collection[lms.Owner]) -> tuple[Phrase, ...]:
    """Say what the names alone tell: handed in late, or a group that no id stands for."""
    notes = []
    if any(owner.late for owner in owners):
        notes.append(Phrase("late"))
    if any("assignsubmission" in owner.prefix and not owner.id for owner in owners):
        notes.append(Phrase("no-lms-id"))
    return tuple(notes)


def said_by_lms(owner: lms.Owner) -> dict[str, str]:
    """Return what an exporter needs to give a grade back."""
    if not owner.prefix:
        return {}
    return {"name": owner.name, "id": owner.id, "prefix": owner.prefix}
