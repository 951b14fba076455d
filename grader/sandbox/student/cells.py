"""Source text → top-level statements, cell by cell; what does not parse becomes a fault, never an exception.

A ``.py`` file is one piece of text: a syntax error loses all of it, as Python itself would not run it. In a
notebook a syntax error loses its cell only. What only notebooks understand (``%matplotlib inline``,
``!pip install``, ``x = !ls``, ``np.sum?``) is blanked out line by line, so that line numbers stay true, and
only after the plain text did not parse: a ``%`` that begins a line inside brackets is an operator.
"""

import ast
import re
import sys
from typing import Any

TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT

_KEPT_CELL_MAGICS = frozenset(
    "time timeit capture prun memit mprun lprun heat wandb skip debug python3 python".split()  # noqa: SIM905
)
"""Cell magics whose cell is Python all the same; every other one (``%%bash``, ``%%html``) loses its cell."""

_MAGIC_LINE = re.compile(
    r"[ \t]*(?:%%?[A-Za-z_]|!|\?{1,2}\s*[A-Za-z_%]|[A-Za-z_*][\w.*]*(?:\[\w+\])*\?{1,2}\s*;?\s*$)"
)
_MAGIC_VALUE = re.compile(r"([ \t]*)([A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_]\w*)*)[ \t]*=[ \t]*(?:!|%[A-Za-z_])")
_SHELL_WORD = re.compile(
    r"(?:pip3?|conda|apt(?:-get)?|git|wget|curl|unzip|cd|ls|mkdir|cp|mv|rm|cat)"
    r"[ \t]+(?:-{1,2}\w|[\w./~])[^=(]*$"
)
_TIMED = re.compile(r"([ \t]*)%time[ \t]+(?=\S)")
_RUN = re.compile(
    r"%run[ \t]+(?:-\w[ \t]+)*[\"']?(?:\.{1,2}/)*((?:[A-Za-z_]\w*/)*[A-Za-z_]\w*)"
    r"(?:\.py|\.ipynb)[\"']?(?:\s.*)?$"
)
_INDENT = re.compile(r"[ \t]*")
_TOKEN = re.compile(r'"""|\'\'\'|"|\'|#|[\[({]|[\])}]')
_WRITTEN = re.compile(r"\s*%%(?:writefile|file)[ \t]+(?:-a[ \t]+)?(?:\./)?([\w./-]+\.py)[ \t]*(?=\n)")
_CODE_POINT = re.compile(r"U\+([0-9A-Fa-f]{4,6})")
_PYTHON_2 = re.compile(
    r"Missing parentheses in call to|multiple exception types must be parenthesized"
    r"|leading zeros in decimal integer"
)
_PYTHON_2_LINE = re.compile(
    r"\s*(?:print\s+[^=(]|exec\s+['\"]|raise\s+\w+\s*,)|.*(?:<>|`[^`]*`)|.*\b\d+[lL]\b|.*\bur['\"]"
)

_PYTHON_3_12 = re.compile(r"\s*(?:(?:async\s+)?def|class)\s+\w+\s*\[|\s*type\s+\w+\s*(?:\[.*\])?\s*=")


class Lost:
    """A piece of text that did not parse; a name that is missing is looked for in it."""

    __slots__ = ("error", "fault", "text")

    def __init__(self, text: str, fault: dict[str, Any], error: SyntaxError | None) -> None:
        self.text = text
        self.fault = fault
        self.error = error


class Parsed:
    """One file, parsed: statements with the name of the code they come from, faults and lost pieces."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.notebook = False
        self.statements: list[tuple[ast.stmt, str]] = []
        self.texts: dict[str, str] = {}
        self.faults: list[dict[str, Any]] = []
        self.lost: list[Lost] = []
        self.written: list[tuple[str, int | None, str]] = []
        """Files that ``%%writefile`` cells write: path, cell, text."""


def code_name(path: str, number: int | None) -> str:
    """Name the code of a file or of a cell, as tracebacks and ``linecache`` know it."""
    return path if number is None else f"{path}[{number}]"


def place(path: str, number: int | None, line: int | None, *, several: bool) -> str:
    """Say where a line stands, as its author sees it: ``conv.py, line 5`` or ``cell 3, line 5``."""
    parts = [path] if number is None or several else []
    if number is not None:
        parts.append(f"cell {number}")
    if line is not None:
        parts.append(f"line {line}")
    return ", ".join(parts)


def parse_file(path: str, cells: list[dict[str, Any]], *, several: bool) -> Parsed:
    """Parse every cell of a file.

    Parameters
    ----------
    path : the file's path inside the submission.
    cells : ``{"number": int or None, "text": str}`` each; ``number`` None is a whole file.
    several : whether the submission has other files, so that a place must name its file.
    """
    parsed = Parsed(path)
    for cell in cells:
        number, text = cell["number"], cell["text"]
        parsed.notebook = parsed.notebook or number is not None
        name = code_name(path, number)
        parsed.texts[name] = text
        _parse_cell(parsed, name, number, text, several=several)
    return parsed


def _parse_cell(parsed: Parsed, name: str, number: int | None, text: str, *, several: bool) -> None:
    tree, error = _tree(text, name)
    if tree is None:
        python = without_magics(text)
        if python is None:
            first = next((line for line in text.split("\n") if line.strip()), "").strip()
            fault = _fault("cell-magic", file=parsed.path, cell=number, magic=first.split()[0][:40])
            parsed.lost.append(Lost(text, fault, None))
            if (written := _WRITTEN.match(text)) is not None:
                # The lines keep their numbers in the cell.
                lines = "\n" * (text.count("\n", 0, written.end()) + 1)
                parsed.written.append((written[1], number, lines + text[written.end() :].partition("\n")[2]))
            return
        if python != text:
            tree, error = _tree(python, name)
            if tree is not None and number is None:
                parsed.faults.append(_fault("magics-left-out", file=parsed.path))
    if tree is not None:
        parsed.statements += [(node, name) for node in tree.body]
        return
    assert error is not None  # noqa: S101 — one of the two is always there
    faults = syntax_faults(error, parsed.path, number, text, several=several)
    parsed.faults += faults
    parsed.lost.append(Lost(text, faults[0], error))


def _tree(text: str, name: str) -> tuple[ast.Module | None, SyntaxError | None]:
    try:
        return ast.parse(text, name), None
    except SyntaxError as error:
        return None, error
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        # NUL bytes, lone surrogates, a hundred thousand brackets: the text is at fault, not the parser.
        return None, SyntaxError(str(error) or "too deeply nested", (name, None, None, None))


def _fault(code: str, **params: Any) -> dict[str, Any]:
    return {"code": code, "params": params}


def syntax_faults(
    error: SyntaxError, path: str, number: int | None, text: str, *, several: bool
) -> list[dict[str, Any]]:
    """Say exactly what does not parse: where, the line, Python's own words, and the usual causes by name."""
    where = place(path, number, error.lineno, several=several)
    lines = text.split("\n")
    line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
    shown = line.strip()[:200]
    detail = str(error.msg or "invalid syntax")[:300]
    if number is None:
        faults = [_fault("syntax-error", where=where, text=shown, detail=detail)]
    else:
        faults = [
            _fault(
                "cell-lost", file=path, cell=number, line=error.lineno, text=shown, detail=detail, where=where
            )
        ]
    odd = _CODE_POINT.search(detail)
    if odd:
        faults.append(_odd_character(int(odd[1], 16), where))
    if isinstance(error, TabError):
        faults.append(_fault("tabs-and-spaces", where=where))
    if _PYTHON_2.search(detail) or _PYTHON_2_LINE.match(line):
        faults.append(_fault("python2", where=where, text=shown))
    elif sys.version_info < (3, 12) and (detail.startswith("f-string") or _PYTHON_3_12.match(line)):
        code = "newer-quotes" if detail.startswith("f-string") else "newer-python"
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        faults.append(_fault(code, where=where, version=version, needed="3.12"))
    return faults


def _odd_character(code_point: int, where: str) -> dict[str, Any]:
    import unicodedata

    name = unicodedata.name(chr(code_point), "") if code_point <= 0x10FFFF else ""
    return _fault("odd-character", where=where, character=f"U+{code_point:04X}", name=name)


def run_as_import(node: ast.stmt) -> ast.ImportFrom | None:
    """Return ``from ayudas import *`` for ``exec(open("ayudas.py").read())``, None for anything else."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return None
    call = node.value
    if not (isinstance(call.func, ast.Name) and call.func.id in {"exec", "execfile"} and call.args):
        return None
    opened = [
        inner.args[0]
        for inner in ast.walk(call)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.args
        and inner.func.id in {"open", "execfile"}
    ]  # fmt: skip
    path = opened[0] if opened else None
    if not (isinstance(path, ast.Constant) and isinstance(path.value, str) and path.value.endswith(".py")):
        return None
    module = path.value.removesuffix(".py").lstrip("./").replace("\\", "/").replace("/", ".")
    return ast.copy_location(ast.ImportFrom(module, [ast.alias("*")], 0), node)


def without_magics(text: str) -> str | None:
    """Blank out what only a notebook understands, line by line; None when the cell is no Python."""
    lines = text.split("\n")
    first = next(
        (i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), None
    )
    if first is not None and lines[first].lstrip().startswith("%%"):
        words = lines[first].lstrip()[2:].split()
        if not words or words[0] not in _KEPT_CELL_MAGICS:
            return None
        lines[first] = ""
    kept: list[str] = []
    depth, quote = 0, ""
    i = 0
    while i < len(lines):
        line = lines[i]
        if not depth and not quote and (replaced := _replaced(line)) is not None:
            kept.append(replaced)
            while line.endswith("\\") and i + 1 < len(lines):
                i += 1
                line = lines[i]
                kept.append("")
        else:
            kept.append(line)
            depth, quote = _scan(line, depth, quote)
        i += 1
    return "\n".join(kept)


def _replaced(line: str) -> str | None:
    """Return what stands for a line that is a magic or a shell command; None for a line of Python."""
    if timed := _TIMED.match(line):
        return timed[1] + line[timed.end() :]
    if run := _RUN.match(line):
        return f"from {run[1].replace('/', '.')} import *"
    if _MAGIC_LINE.match(line) or _SHELL_WORD.match(line):
        indent = _INDENT.match(line)
        return (indent[0] if indent else "") + "pass"
    if value := _MAGIC_VALUE.match(line):
        return f"{value[1]}{value[2]} = None"
    return None


def _scan(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Follow brackets and triple-quoted texts through one line."""
    position = 0
    while position < len(line):
        if quote:
            end = _closing(line, position, quote)
            if end < 0:
                return depth, (quote if len(quote) == 3 or line.endswith("\\") else "")
            position, quote = end, ""
            continue
        token = _TOKEN.search(line, position)
        if token is None or token[0] == "#":
            break
        position = token.end()
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth = max(depth - 1, 0)
        else:
            quote = token[0]
    return depth, (quote if len(quote) == 3 else "")


def _closing(line: str, position: int, quote: str) -> int:
    while (end := line.find(quote, position)) >= 0:
        backslashes = 0
        while end - backslashes - 1 >= position and line[end - backslashes - 1] == "\\":
            backslashes += 1
        if backslashes % 2 == 0:
            return end + len(quote)
        position = end + 1
    return -1
