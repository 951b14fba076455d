"""A report as text for a terminal: fact, evidence, one hint, source, within 80 columns."""

import textwrap
from collections.abc import Callable, Iterator, Sequence

from grader.model import Mismatch, Report, Score, Smallest, Verdict
from grader.report import findings
from grader.report.arrays import Panel, panels
from grader.report.clean import block, columns, fitted, plain
from grader.report.hidden import for_students
from grader.report.phrases import pick, place, word

SIGNS = {"passed": "✓", "failed": "✗", "missing": "○", "skipped": "–", "ungraded": "!"}
_COLOURS = {"passed": "32", "failed": "31", "missing": "33", "skipped": "33", "ungraded": "35"}
_FRAMES_OF_A_TRACE = 4
_NAMES_IN_A_ROW = 8

Paint = Callable[[str, str], str]


def render(
    report: Report, lang: str = "es", *, color: bool = False, width: int = 80, show_output: bool = False
) -> str:
    """Write the report as text with a line end; ``show_output`` adds what the student's code printed."""
    report = for_students(report)
    page = _Page(lang, width, _painted if color else _unpainted)
    blocks = [list(page.exercise(score, show_output=show_output)) for score in report.exercises]
    blocks += [list(page.notes(report))] if report.notes else []
    blocks.append(list(page.total(report)))
    return "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in blocks) + "\n"


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if text else ""


def _unpainted(text: str, _: str) -> str:
    return text


class _Page:
    """The shape of the lines: how wide, in which language, painted or not."""

    def __init__(self, lang: str, width: int, paint: Paint) -> None:
        self.lang = lang
        self.width = max(width, 40)
        self.paint = paint

    def exercise(self, score: Score, *, show_output: bool) -> Iterator[str]:
        title = pick(score.title, self.lang)
        name = plain(score.id) + (f" · {title}" if title and title != score.id else "")
        yield self._scored("", score.status, name, score.score, score.max_score, bold=True)
        if score.status == "missing":
            yield from self._missing(score)
        else:
            yield from self._cases(score)
        if score.smallest is not None and score.status == "failed":
            yield from self._smallest(score.smallest)
        if score.training:
            yield from self._training(score)
        for note in findings.notes(score.notes, self.lang):
            yield from self._wrapped(note, "  · ", "    ")
        if show_output and score.output:
            yield f"  {word('output-title', self.lang)}:"
            yield from (f"  | {line}" for line in block(score.output).splitlines())

    def notes(self, report: Report) -> Iterator[str]:
        yield self.paint(word("notes", self.lang), "1")
        for note in findings.notes(report.notes, self.lang):
            yield from self._wrapped(note, "  · ", "    ")

    def total(self, report: Report) -> Iterator[str]:
        if not report.exercises:
            yield word("nothing", self.lang)
        status = (
            "ungraded" if report.score is None else "passed" if report.score >= report.max_score else "failed"
        )
        if not report.exercises:
            status = "missing"
        yield self._scored("", status, word("total", self.lang), report.score, report.max_score, bold=True)

    def _scored(
        self, indent: str, status: str, name: str, score: float | None, of: float, *, bold: bool = False
    ) -> str:
        points = findings.points(score, of, self.lang)
        room = self.width - columns(indent) - 2 - columns(points) - 2
        name = fitted(name, room)
        gap = " " * (room - columns(name) + 2)
        sign = self.paint(SIGNS[status], _COLOURS[status])
        return f"{indent}{sign} {self.paint(name, '1') if bold else name}{gap}{points}"

    def _missing(self, score: Score) -> Iterator[str]:
        said = [findings.fact(verdict, self.lang) for verdict in score.verdicts]
        for fact in list(dict.fromkeys(filter(None, said))) or [
            word("status-missing", self.lang).capitalize() + "."
        ]:
            yield from self._wrapped(fact, "    ", "    ")

    def _cases(self, score: Score) -> Iterator[str]:
        passed = findings.passed(score)
        if passed:
            said = word("cases-passed", self.lang, passed=len(passed), count=len(score.verdicts))
            said += "" if len(passed) == len(score.verdicts) else f": {self._names(passed)}"
            yield from self._signed("passed", said)
        found = findings.failures(score)
        for number, verdict in enumerate(found.told):
            yield from self._case(score, verdict, first=number == 0)
        for status in ("failed", "skipped", "ungraded"):
            alike = [verdict for verdict in found.others if verdict.status == status]
            if alike:
                named = word(
                    "more-cases", self.lang, count=len(alike), status=word(f"status-{status}", self.lang)
                )
                yield from self._signed(status, f"{named}: {self._names(alike)}")

    def _names(self, verdicts: Sequence[Verdict]) -> str:
        hidden = f" ({word('hidden', self.lang)})"
        named = [plain(v.name, 60) + (hidden if v.hidden else "") for v in verdicts[:_NAMES_IN_A_ROW]]
        return " · ".join([*named, "…"] if len(verdicts) > _NAMES_IN_A_ROW else named)

    def _signed(self, status: str, text: str) -> Iterator[str]:
        lines = list(self._wrapped(text, f"  {SIGNS[status]} ", "    "))
        yield lines[0].replace(SIGNS[status], self.paint(SIGNS[status], _COLOURS[status]), 1)
        yield from lines[1:]

    def _case(self, score: Score, verdict: Verdict, *, first: bool) -> Iterator[str]:
        name = f"{plain(score.id)} · {plain(verdict.name)}"
        name += f" ({word('hidden', self.lang)})" if verdict.hidden else ""
        points = None if verdict.status == "ungraded" else verdict.score
        yield self._scored("  ", verdict.status, name, points, verdict.max_score)
        if fact := findings.fact(verdict, self.lang):
            yield from self._wrapped(fact, "    ", "    ")
        yield from self._evidence(verdict.mismatch)
        yield from self._trace(verdict)
        if verdict.status == "failed":
            yield from self._advice(score, verdict, first=first)

    def _evidence(self, mismatch: Mismatch | None) -> Iterator[str]:
        """Place and values, as many in a line as fit; one that fits in no line is wrapped."""
        where, pairs = findings.evidence(mismatch, self.lang)
        row, wide = "", 0
        for label, value in [("", where), *pairs] if where else pairs:
            taken = columns(f"{label} {value}".strip())
            if row and wide + 4 + taken > self.width:
                yield row
                row = ""
            if 6 + taken > self.width:
                yield from self._wrapped(f"{label} {value}", "      ", "        ")
                continue
            shown = f"{label} {self.paint(value, '1')}" if label else value
            row, wide = (f"{row}    {shown}", wide + 4 + taken) if row else (f"      {shown}", 6 + taken)
        if row:
            yield row

    def _trace(self, verdict: Verdict) -> Iterator[str]:
        if len(verdict.trace) > 1:
            for frame in verdict.trace[-_FRAMES_OF_A_TRACE:]:
                yield from self._wrapped(place(frame, self.lang), "      ", "        ")

    def _advice(self, score: Score, verdict: Verdict, *, first: bool) -> Iterator[str]:
        advice = findings.advice(score, verdict, self.lang, first=first)
        if advice.equals:
            yield from self._wrapped(advice.equals, "    ", "    ")
        hint = word("hint", self.lang) + ":"
        for text in advice.hints:
            lines = list(self._wrapped(f"{hint} {text}", "    ", "    " + " " * (len(hint) + 1)))
            yield lines[0].replace(hint, self.paint(hint, "36"), 1)
            yield from lines[1:]
        see = f"{word('see', self.lang)}:".ljust(len(hint) + 1) + advice.see if advice.see else ""
        more = [f"{word('more', self.lang)}: grader explain {plain(code)}" for code in advice.codes]
        room = self.width - 4 - columns(see) - columns("".join(more))
        if see and len(more) == 1 and room >= 3:
            yield f"    {see}{' ' * min(room, 10)}{more[0]}"
            return
        for text in filter(None, (see, *more)):
            yield from self._wrapped(text, "    ", "          ")

    def _smallest(self, small: Smallest) -> Iterator[str]:
        shown = panels(small, self.lang)
        call = findings.signature_of_call(small.of, small.arguments)
        legend = f"    {word('differs-mark', self.lang)}" if shown.marked else ""
        yield f"  {self.paint(word('smallest', self.lang), '1')}{legend}"
        yield from self._wrapped(call, "      ", "        ")
        arguments = [panel for panel in shown.arguments if panel.cells or len(panel.text) > 24]
        yield from self._side_by_side(arguments)
        yield from self._side_by_side([*shown.actual, *shown.expected])
        if not shown.marked and small.mismatch is not None and small.mismatch.kind == "value":
            yield from self._evidence(small.mismatch)

    def _side_by_side(self, shown: Sequence[Panel]) -> Iterator[str]:
        row: list[list[str]] = []
        for panel in shown:
            lines = self._panel(panel)
            wide = sum(columns(other[0]) + 4 for other in row) + columns(lines[0]) + 6
            if row and wide > self.width:
                yield from _beside(row)
                row = []
            row.append(lines)
        if row:
            yield from _beside(row)

    def _panel(self, panel: Panel) -> list[str]:
        """Lines of one width: the label, then the cells, differing ones starred."""
        if not panel.cells:
            body = textwrap.wrap(panel.text, self.width - 12) or [""]
        else:
            starred = [
                [
                    cell + ("*" if (r, c) in panel.marks else " " if panel.marks else "")
                    for c, cell in enumerate(row)
                ]
                for r, row in enumerate(panel.cells)
            ]
            wide = [max(len(row[column]) for row in starred) for column in range(len(starred[0]))]
            body = ["  ".join(cell.rjust(w) for cell, w in zip(row, wide, strict=True)) for row in starred]
        lines = [panel.label, *(f"  {line}" for line in body)]
        widest = max(columns(line) for line in lines)
        return [line + " " * (widest - columns(line)) for line in lines]

    def _training(self, score: Score) -> Iterator[str]:
        for label, text in findings.training(score, self.lang):
            yield from self._wrapped(f"{label}: {text}", "    ", "      ")

    def _wrapped(self, text: str, first: str, rest: str) -> Iterator[str]:
        yield from textwrap.wrap(text, self.width, initial_indent=first, subsequent_indent=rest)


def _beside(shown: list[list[str]]) -> Iterator[str]:
    """Panels side by side, each padded to its width."""
    tallest = max(len(lines) for lines in shown)
    for number in range(tallest):
        parts = [lines[number] if number < len(lines) else " " * columns(lines[0]) for lines in shown]
        yield ("      " + "    ".join(parts)).rstrip()
