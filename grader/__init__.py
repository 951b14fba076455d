"""An automated grader for a course: it runs submissions isolated, judges outside, and names the misconception."""

__version__ = "0.1.0"
