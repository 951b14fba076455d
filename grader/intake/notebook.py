"""A notebook's bytes → its code cells, numbered from 1 in their order.

Only code cells count: cell 3 is the third code cell from the top, whatever Markdown stands between and in
whichever order they were executed. An empty code cell counts, since its author sees it.
"""

import json
from collections.abc import Iterator
from typing import Any

from grader.intake.text import decode, tidy
from grader.model import Cell, Phrase

CELLS = 20_000
BRACKETS = 500_000
QUOTES = 2_500_000
"""What a notebook may hold: every bracket may begin a value, which takes far more memory than its text."""


class NotANotebook(ValueError):  # noqa: N818 — it is said with ``raise``
    """The bytes are no notebook; ``line`` says where the JSON breaks, if it does."""

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.line = line


def read_notebook(data: bytes) -> tuple[tuple[Cell, ...], str]:
    """Read the code cells of a notebook of any format version.

    Returns
    -------
    cells, language : ``language`` as the notebook's kernel names it, lower case; empty when it does not.

    Raises
    ------
    NotANotebook
    """
    text, _ = decode(data)
    if not text.strip():
        raise NotANotebook("the file is empty")
    if text.count("{") + text.count("[") > BRACKETS or text.count('"') > QUOTES:
        raise NotANotebook("it holds too many values")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        conflict = any(mark in text for mark in ("\n<<<<<<< ", "\n>>>>>>> "))
        cut = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        why = (
            "it holds the marks of a merge conflict"
            if conflict
            else "it ends too early"
            if cut
            else f"its JSON is broken: {error.msg}"
        )
        raise NotANotebook(why, error.lineno) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotANotebook(
            "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
        ) from None
    if not isinstance(content, dict):
        raise NotANotebook("it holds no cells")
    if not isinstance(content.get("cells"), list) and not isinstance(content.get("worksheets"), list):
        raise NotANotebook("it holds no cells")
    cells: list[Cell] = []
    for cell in _cells(content):
        if cell.get("cell_type") == "code" and _is_python(cell):
            cells.append(Cell(len(cells) + 1, _source(cell)))
    if len(cells) > CELLS:
        raise NotANotebook("it holds too many cells")
    return tuple(cells), _language(content)


def _cells(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the cells of formats 4 and 1 (``cells``) and of formats 2 and 3 (``worksheets``)."""
    lists = [content["cells"]] if isinstance(content.get("cells"), list) else []
    if not lists:
        lists = [sheet.get("cells") for sheet in content["worksheets"] if isinstance(sheet, dict)]
    for cells in lists:
        if isinstance(cells, list):
            yield from (cell for cell in cells if isinstance(cell, dict))


def _source(cell: dict[str, Any]) -> str:
    source = next((cell[key] for key in ("source", "input", "code") if key in cell), "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return tidy(source) if isinstance(source, str) else ""


def _is_python(cell: dict[str, Any]) -> bool:
    metadata = cell.get("metadata")
    vscode = metadata.get("vscode") if isinstance(metadata, dict) else None
    named = (cell.get("language"), vscode.get("languageId") if isinstance(vscode, dict) else None)
    return all(not isinstance(name, str) or name.lower() in {"python", "ipython", "py", ""} for name in named)


def _language(content: dict[str, Any]) -> str:
    metadata = content.get("metadata")
    for key, field in (("language_info", "name"), ("kernelspec", "language")):
        part = metadata.get(key) if isinstance(metadata, dict) else None
        if isinstance(part, dict) and isinstance(part.get(field), str):
            return str(part[field]).lower()[:40]
    return ""


def corrupt(path: str, fault: NotANotebook) -> Phrase:
    """Say that a notebook cannot be read, and why."""
    return Phrase("corrupt-notebook", {"file": path, "why": fault.why, "line": fault.line})
