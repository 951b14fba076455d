"""The student's side of the pipe: all of it runs in the student's process, and none of it is trusted.

``child`` answers questions. ``program`` is the submission, and ``survey`` says what it defines: ``cells`` parses,
``statements`` and ``selection`` choose what a name needs, ``spaces`` runs that, ``imports`` and ``standins`` decide
what an import means. ``calling`` calls what was loaded, ``answers`` turns what comes back into values, ``forbid``
disarms, ``comfort`` makes a refusal kind.

Standard library and NumPy only.
"""
