"""The errors of the grader itself.

GraderError                     anything below, with an exit code
├── CallerError       exit 2    a path or an option that makes no sense
├── CourseError       exit 2    the author's files, every fault at once as ``file:line: key: what``
└── OwnFault          exit 3    the grader's own fault, or a reference that raises
    ├── ReferenceFault          the reference or a property of the course raised
    ├── PackageAbsent           this machine lacks a package that the exercise needs
    └── SandboxFault            no isolated process could be had

What is wrong inside a submission is never an exception: it is data (an ``Outcome``, a ``Note``).
"""

from collections.abc import Sequence


class GraderError(Exception):
    """An error that the command line shows as one sentence."""

    exit_code = 3


class CallerError(GraderError):
    """The caller's path or option is wrong."""

    exit_code = 2


class CourseError(GraderError):
    """The course's files are wrong; ``faults`` has one line for each fault."""

    exit_code = 2

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class OwnFault(GraderError):  # noqa: N818 — the word that reports use
    """The grader's own fault: what it touches is ungraded, never a student's zero."""


class ReferenceFault(OwnFault):
    """The reference solution, a wrong variant or a property of the course raised."""


class PackageAbsent(OwnFault):
    """A machine lacks ``packages``: its owner installs them, nobody mends the exercise."""

    def __init__(self, packages: Sequence[str], needed_by: str = "") -> None:
        self.packages = tuple(packages)
        names = ", ".join(self.packages)
        super().__init__(f"{needed_by}{names} is not installed on this machine")


class SandboxFault(OwnFault):
    """No isolated process could be started, or it died before it ran a student's line."""
