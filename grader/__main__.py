"""``python -m grader`` is ``grader``."""

import os
import sys

if __name__ == "__main__":
    if sys.path and sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109 — as Python wrote it there
        del sys.path[0]  # a student's numpy.py may lie in the current folder
    from grader.cli import run

    run()
