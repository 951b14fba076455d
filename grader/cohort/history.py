"""What was graded, run after run: one SQLite file beside the results.

A batch writes each report here as soon as it exists, so that nothing is lost when the power goes; the files
that people read are made from it at the end, and an interrupted run goes on from it.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.errors import CallerError

_MIGRATIONS = (
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started REAL NOT NULL,
        finished REAL,
        key TEXT NOT NULL
    );
    CREATE TABLE reports (
        run INTEGER NOT NULL REFERENCES runs(id),
        student TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        score REAL,
        max_score REAL NOT NULL,
        report TEXT NOT NULL,
        PRIMARY KEY (run, student)
    );
    """,
)
"""The schema, one step a version; ``PRAGMA user_version`` says how many were taken."""


SECONDS_AT_RISK = 0.5
"""What a loss of power may cost: reports of so many seconds are graded again by ``--resume``."""


class History:
    """The runs of one output folder.

    Parameters
    ----------
    path : where the file is, or will be.

    Raises
    ------
    CallerError
        If there is something else in its place.
    """

    def __init__(self, path: Path) -> None:
        self._run = 0
        self._saved = time.monotonic()
        try:
            self._database = sqlite3.connect(path)
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version > len(_MIGRATIONS):
                raise CallerError(f"{path}: made by a newer grader; choose another folder with -o")
            for step, script in enumerate(_MIGRATIONS[version:], start=version + 1):
                self._database.executescript(f"BEGIN; {script} PRAGMA user_version = {step}; COMMIT;")
        except sqlite3.OperationalError as error:
            # It may be whole: a disk that is full, a lock of somebody else's, no permission.
            raise CallerError(f"{path}: {error}") from None
        except sqlite3.DatabaseError as error:
            raise CallerError(f"{path}: {error}; remove it, or choose another folder with -o") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._database.commit()
        finally:
            self._database.close()

    def begin(self, key: Mapping[str, object], *, resume: bool) -> bool:
        """Start a run, or go on with the last one where it was for the same ``key``; True when it goes on."""
        text = json.dumps(key, sort_keys=True)
        if resume:
            last = self._database.execute("SELECT id, key FROM runs ORDER BY id DESC LIMIT 1").fetchone()
            if last and last[1] == text:
                self._run = last[0]
                return True
        with self._database:
            cursor = self._database.execute(
                "INSERT INTO runs (started, key) VALUES (?, ?)", (time.time(), text)
            )
        self._run = int(cursor.lastrowid or 0)
        return False

    def graded(self) -> dict[str, str]:
        """Students of this run, with the hash of what was graded."""
        rows = self._database.execute("SELECT student, sha256 FROM reports WHERE run = ?", (self._run,))
        return dict(rows.fetchall())

    def keep_only(self, students: Iterable[str]) -> None:
        """Forget the reports of this run of whoever is not among the students any more."""
        gone = set(self.graded()) - set(students)
        with self._database:
            self._database.executemany(
                "DELETE FROM reports WHERE run = ? AND student = ?", [(self._run, name) for name in gone]
            )

    def add(self, *, student: str, sha256: str, score: float | None, max_score: float, report: str) -> None:
        """Keep one report, as a line of JSON; it is on the disk within ``SECONDS_AT_RISK``."""
        self._database.execute(
            "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?)",
            (self._run, student, sha256, score, max_score, report),
        )
        if time.monotonic() - self._saved > SECONDS_AT_RISK:
            self._database.commit()
            self._saved = time.monotonic()

    def reports(self) -> Iterator[str]:
        """Yield the reports of this run in the order of the students' names, one line of JSON each."""
        rows = self._database.execute(
            "SELECT report FROM reports WHERE run = ? ORDER BY student", (self._run,)
        )
        for (line,) in rows:
            yield line

    def finish(self) -> None:
        """Mark the run as complete."""
        with self._database:
            self._database.execute("UPDATE runs SET finished = ? WHERE id = ?", (time.time(), self._run))

    def ungraded(self) -> int:
        """Count the reports of this run that have no score."""
        query = "SELECT count(*) FROM reports WHERE run = ? AND score IS NULL"
        return int(self._database.execute(query, (self._run,)).fetchone()[0])
