"""What was handed in: files, notebooks and archives become submissions.

``read_submission`` reads one, ``read_cohort`` finds many and reads each when it is asked to. Whatever is
wrong inside a submission is a note on it, never an exception. Only regular files are opened, nothing is
followed, nothing is written.
"""

from grader.intake.cohort import read_cohort
from grader.intake.entry import Cohort, Entry
from grader.intake.submission import read_submission

__all__ = ["Cohort", "Entry", "read_cohort", "read_submission"]
