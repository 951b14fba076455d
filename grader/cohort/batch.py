"""Grade a cohort: entries go in, reports come out as soon as they exist, in any order.

Each of several workers is a thread with a sandbox of its own: what costs time is the students' code, and that runs
in other processes. ``grade_cohort`` is a generator and knows no screen and no file.
"""

import queue
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from grader.grade import Grading, fault_report
from grader.intake.entry import Entry
from grader.model import Exercise, Report

WAITING_PER_WORKER = 2
"""Submissions read ahead of each worker: enough to keep it busy, few enough to keep memory flat."""


def grade_cohort(
    entries: Iterable[Entry], gradings: Sequence[Grading], asked: Sequence[Exercise] | None
) -> Iterator[Report]:
    """Grade every entry, as many at once as there are ``gradings``.

    A fault of ours while one submission is graded makes that submission ungraded, and no other.
    """
    idle: queue.SimpleQueue[Grading] = queue.SimpleQueue()
    for grading in gradings:
        idle.put(grading)

    def work(entry: Entry) -> Report:
        grading = idle.get()
        try:
            return grading.grade(entry.read(), asked)
        except Exception as error:  # noqa: BLE001 — whatever it is, the other students are not to pay for it
            return fault_report(grading, entry.student, asked, error)
        finally:
            idle.put(grading)

    if len(gradings) == 1:
        yield from map(work, entries)
        return
    pending: set[Future[Report]] = set()
    with ThreadPoolExecutor(len(gradings), thread_name_prefix="grade") as pool:
        try:
            for entry in entries:
                pending.add(pool.submit(work, entry))
                if len(pending) >= len(gradings) * WAITING_PER_WORKER:
                    done, pending = wait(pending, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            while pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            for future in pending:
                future.cancel()
