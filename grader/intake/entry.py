"""One student of a cohort, not read yet, and the cohort."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import OwnFault
from grader.intake import lms
from grader.intake.folder import file_at, files_under, with_archives
from grader.intake.sources import RawFile, assemble
from grader.model import Phrase, Submission

METADATA = "submission_metadata.yml"
"""The file in which Gradescope says whose each submission is."""

WRAPPERS = 4
"""So many folders may lie around the students', one in another."""

IGNORED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One student of a cohort. It holds paths only, so it travels to a worker, which reads the files.

    ``folders`` and ``files`` are (path on disk, path inside the submission); ``members`` are those of
    ``archive`` (index, path inside the submission, why refused), as it was when it had ``stamp``. ``lms``
    says what the platform calls the student: ``name``, ``id``, ``prefix``.
    """

    student: str
    folders: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    archive: str = ""
    stamp: tuple[int, int] = (0, 0)
    members: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[Phrase, ...] = ()
    lms: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> Submission:
        """Read what the student handed in; what is wrong with it becomes notes.

        Raises
        ------
        OwnFault
            When the cohort went away or changed while it was read: what is missing is not the student's fault.
        """
        try:
            self._vouch()
            submission = assemble(self.student, with_archives(self._raw_files()), self.notes)
            self._vouch()
        except OSError as error:
            raise OwnFault(f"what was handed in went away while it was graded ({error.strerror})") from None
        return submission

    def _raw_files(self) -> Iterator[RawFile]:
        for folder, prefix in self.folders:
            yield from files_under(Path(folder), prefix)
        for file, shown in self.files:
            yield file_at(Path(file), shown)
        if self.archive:
            from grader.intake import archive

            opened, _ = archive.open_archive(Path(self.archive))
            yield from archive.raw_files(opened, self.members)

    def _vouch(self) -> None:
        """Make sure that everything is still there, and that the archive is the one it was found in."""
        for folder, _ in self.folders:
            with os.scandir(folder):
                pass
        for file, _ in self.files:
            os.lstat(file)
        if self.archive:
            from grader.intake import archive

            if archive.stamp(Path(self.archive)) != self.stamp:
                raise OwnFault("the archive was replaced while its submissions were graded")


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


def cohort_of(
    path: Path,
    layout: str,
    entries: Iterable[Entry],
    *,
    ignored: Sequence[str] = (),
    notes: Iterable[Phrase] = (),
) -> Cohort:
    """Sort the students, and say what is nobody's: ``ignored`` are the names of files beside them."""
    sorted_entries = tuple(sorted(entries, key=lambda entry: entry.student))
    said = list(notes)
    if ignored:
        said.append(
            Phrase("ignored-files", {"files": sorted(ignored)[:IGNORED_SHOWN], "count": len(ignored)})
        )
        if len(sorted_entries) == 1:
            said.append(Phrase("one-student", {"name": sorted_entries[0].student}))
    return Cohort(path, layout, sorted_entries, tuple(said))


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
