"""The reference of a second, tiny course: it stands beside the first without touching the grader."""
