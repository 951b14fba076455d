"""YAML text → plain data that remembers its lines.

Mappings and lists come back as ``Map`` and ``Seq``, a dict and a list that know where each of their
entries stands. What YAML 1.1 reads otherwise than a person does (``1e-6`` as text, ``no`` as false,
``010`` as eight) is a fault that shows the right spelling, never a surprise in a grade.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from grader.course.faults import FileFaults, KeyPath

MAX_BYTES = 1 << 20
MAX_NODES = 100_000
MAX_DEPTH = 40
MAX_NESTING = 2_000


class Map(dict[str, Any]):
    """A mapping with the line it starts at, and the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping where the key is missing."""
        return self.lines.get(key, self.line)


class Seq(list[Any]):
    """A list with the line it starts at, and the line of each element."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read(file: Path, content: bytes, faults: FileFaults) -> Any:
    """Read one YAML document.

    Parameters
    ----------
    file
        Its path, for the messages of the YAML parser.
    content
        Its bytes.
    faults
        Collects what is wrong; None is returned where nothing can be read.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add(line, None, f"not UTF-8 (byte 0x{content[error.start]:02x}); save the file as UTF-8")
        return None
    if len(content) > MAX_BYTES:
        faults.add(1, None, f"larger than {MAX_BYTES >> 20} MB")
        return None
    node = _compose(text, file, faults)
    if node is None:
        return None
    try:
        found = _Reader(faults).plain(node, None, 0)
    except _GivenUpError:
        return None
    if found is None:
        faults.add(1, None, f"{file.name} is empty")
    return found


@cache
def _loader() -> Any:
    """Return a loader that composes nodes without guessing at scalars: that is done here, and faster."""
    import yaml

    def nothing(*_: Any) -> str:
        return ""

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    silent = {"resolve": nothing, "descend_resolver": nothing, "ascend_resolver": nothing}
    return type("PlainLoader", (base,), silent)


def _compose(text: str, file: Path, faults: FileFaults) -> Any:
    import yaml

    try:
        if _may_nest(text) > MAX_NESTING and _nests_too_deeply(text):
            faults.add(1, None, "nested too deeply")
            return None
        loader = _loader()(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # The parser notices an end that comes too soon behind the last line.
        line = min(mark.line + 1, text.rstrip().count("\n") + 1) if mark else 1
        faults.add(line, None, _explain(error.problem or "no YAML", text, line))
        return None
    except (yaml.YAMLError, ValueError) as error:
        before = text[: getattr(error, "position", 0)]
        faults.add(before.count("\n") + 1, None, f"no YAML ({str(error).splitlines()[0]})")
        return None
    except RecursionError:
        faults.add(1, None, "nested too deeply")
        return None
    if node is None or (not node.value and not getattr(node, "style", None) and isinstance(node.value, str)):
        faults.add(1, None, f"{file.name} is empty")
        return None
    return node


def _may_nest(text: str) -> int:
    """Bound how deep a text can nest without one more line for each level."""
    return sum(text.count(opening) for opening in ("[", "{", "- ", "? "))


def _nests_too_deeply(text: str) -> bool:
    """Follow the nesting event by event: the composer recurses in C, which ends in a crash."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _explain(problem: str, text: str, line: int) -> str:
    lines = text.splitlines()
    for number in (line, line - 1, line + 1):
        if 0 < number <= len(lines) and re.match(r"\s*\t", lines[number - 1]):
            return f"a tab in line {number}; YAML is indented with spaces"
    if "expected a single document" in problem or "but found another document" in problem:
        return "more than one document; a course file has one"
    if "mapping values are not allowed" in problem:
        return 'a text with ": " in it has to be quoted (mapping values are not allowed here)'
    if "nesting depth" in problem:  # as the parser itself says from PyYAML 6.0.4 on
        return "nested too deeply"
    return f"no YAML ({problem})"


class _GivenUpError(Exception):
    """The tree is too large to go on."""


class _Reader:
    def __init__(self, faults: FileFaults) -> None:
        self._faults = faults
        self._nodes = 0

    def plain(self, node: Any, path: KeyPath, depth: int) -> Any:
        """Turn a node into plain data."""
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            why = "nested too deeply" if depth > MAX_DEPTH else "too large once its aliases are written out"
            self._faults.add(node.start_mark.line + 1, None, why)
            raise _GivenUpError
        value = node.value
        if type(value) is str:
            if node.tag:
                self._no_tag(node, path)
            return value if node.style else self._scalar(value, node, path)
        line = node.start_mark.line + 1
        if node.tag:
            self._no_tag(node, path)
        if node.id == "sequence":
            seq = Seq(line)
            for index, child in enumerate(value):
                seq.append(self.plain(child, (path, index), depth + 1))
                seq.lines.append(child.start_mark.line + 1)
            return seq
        found = Map(line)
        for key_node, child in value:
            self._entry(found, key_node, child, path, depth)
        return found

    def _entry(self, found: Map, key_node: Any, child: Any, path: KeyPath, depth: int) -> None:
        line, key = key_node.start_mark.line + 1, key_node.value
        if key == "<<" and not key_node.style:
            self._merge(found, self.plain(child, (path, key), depth + 1), line, path)
            return
        if type(key) is not str or (not key and not key_node.style):
            self._faults.add(line, path, "a key is text")
            return
        if key in found.lines:
            self._faults.add(line, (path, key), f"a second time (first in line {found.lines[key]})")
            return
        found[key] = self.plain(child, (path, key), depth + 1)
        found.lines[key] = line

    def _merge(self, found: Map, merged: Any, line: int, path: KeyPath) -> None:
        for source in merged if isinstance(merged, Seq) else [merged]:
            if not isinstance(source, Map):
                self._faults.add(line, (path, "<<"), "merges mappings only")
                continue
            for key, value in source.items():
                # A merged key gives way to one that is written out, wherever that stands.
                if key not in found.lines:
                    found.setdefault(key, value)

    def _no_tag(self, node: Any, path: KeyPath) -> None:
        tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
        self._faults.add(node.start_mark.line + 1, path, f"tags such as {tag} are not used here")

    def _scalar(self, text: str, node: Any, path: KeyPath) -> Any:
        if not text:
            return None
        first = text[0]
        if first in "0123456789-+.":
            return self._number(text, node, path)
        if text in _WORDS:
            return _WORDS[text]
        if text.lower() in _SURPRISES:
            truth = "true" if _SURPRISES[text.lower()] else "false"
            self._faults.add(
                node.start_mark.line + 1,
                path,
                f'YAML reads {text} as {truth}; write {truth}, or quote it: "{text}"',
            )
            return _SURPRISES[text.lower()]
        return text

    def _number(self, text: str, node: Any, path: KeyPath) -> Any:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        special = _SPECIAL.get(text.lower())
        if special is not None:
            return special
        write = _misread(text)
        if write:
            self._faults.add(node.start_mark.line + 1, path, write)
            return 1.0
        return text


_WORDS: dict[str, Any] = {
    "null": None, "Null": None, "NULL": None, "~": None, "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_SURPRISES = {"yes": True, "on": True, "no": False, "off": False}
_SPECIAL = {
    ".nan": float("nan"), ".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"),
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,300}(?:_[0-9]{1,30}){0,9})")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?")
_EXPONENT = re.compile(r"([-+]?)([0-9]*\.?[0-9]*)[eE]([-+]?)([0-9]+)")
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_BASED = re.compile(r"[-+]?0[xXbBoO][0-9a-fA-F_]+")
_SIXTY = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")


def _misread(text: str) -> str | None:
    """Say how a plain scalar that looks like a number, and is read otherwise, should be written."""
    exponent = _EXPONENT.fullmatch(text)
    if exponent and exponent[2].strip("."):
        sign, mantissa, power_sign, power = exponent.groups()
        whole, _, part = mantissa.partition(".")
        return (
            f"YAML reads {text} as text; write {sign}{whole or '0'}.{part or '0'}e{power_sign or '+'}{power},"
            f' or quote it: "{text}"'
        )
    if _OCTAL.fullmatch(text):
        decimal = text.replace("_", "").lstrip("0") or "0"
        return f'YAML reads {text} as an octal number; write {decimal}, or quote it: "{text}"'
    if _BASED.fullmatch(text):
        return f'numbers are decimal here; write {int(text.replace("_", ""), 0)}, or quote it: "{text}"'
    if _SIXTY.fullmatch(text):
        return f'YAML reads {text} as a number of base 60; quote it: "{text}"'
    return None
