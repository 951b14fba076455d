"""Where in the student's own text something happened, in the student's terms."""

import linecache
import re
import types
from collections.abc import Mapping

from grader.sandbox.student.cells import place

_CELL = re.compile(r"(.*)\[(\d+)\]$", re.DOTALL)
_TRACE_FRAMES = 8
_LINE_CHARACTERS = 160


class Places:
    """The texts of a submission by the names of their code (``conv.py``, ``hw.ipynb[3]``)."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]], *, several: bool) -> None:
        self._texts = {name: text for pieces in texts.values() for name, text in pieces.items()}
        self._pieces = texts
        self._several = several
        self._lines: dict[str, list[str]] = {}

    def fill_linecache(self, path: str) -> None:
        """Let ``inspect.getsource`` and tracebacks find the lines of a file."""
        for name, text in self._pieces[path].items():
            lines = [line + "\n" for line in text.split("\n")]
            linecache.cache[name] = (len(text), None, lines, name)

    def name(self, code_name: str, line: int | None) -> str | None:
        """Say where a line of some code stands; None for code that is not the student's."""
        if code_name not in self._texts:
            return None
        cell = _CELL.match(code_name)
        if cell and cell[1] in self._pieces:
            return place(cell[1], int(cell[2]), line, several=self._several)
        return place(code_name, None, line, several=self._several)

    def line(self, code_name: str, line: int | None) -> str:
        """Return one line of the student's text, stripped and cut."""
        if code_name not in self._lines:
            self._lines[code_name] = self._texts.get(code_name, "").split("\n")
        lines = self._lines[code_name]
        return lines[line - 1].strip()[:_LINE_CHARACTERS] if line and 0 < line <= len(lines) else ""

    def locate(self, error: object) -> tuple[str | None, list[str]]:
        """Return the innermost place in the student's code, and the last of the student's own frames."""
        traceback = error.__traceback__ if isinstance(error, BaseException) else error
        frames: list[tuple[str, int, str]] = []
        repeated = 0
        while isinstance(traceback, types.TracebackType):
            code = traceback.tb_frame.f_code
            if code.co_filename in self._texts:
                frame = (code.co_filename, traceback.tb_lineno, code.co_name)
                if frame in frames[-4:]:
                    repeated += 1
                else:
                    frames.append(frame)
            traceback = traceback.tb_next
        where = self.name(frames[-1][0], frames[-1][1]) if frames else None
        trace = [self._frame(*frame) for frame in frames[-_TRACE_FRAMES:]]
        if repeated:
            trace.append(f"… ({repeated} more)")
        if isinstance(error, SyntaxError) and error.filename in self._texts:
            where = self.name(error.filename, error.lineno)
        return where, trace

    def _frame(self, code_name: str, line: int, function: str) -> str:
        inside = "" if function == "<module>" else f", in {function}"
        text = self.line(code_name, line)
        return f"{self.name(code_name, line)}{inside}" + (f": {text}" if text else "")
