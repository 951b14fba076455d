"""Small parts from which the description of a file is put together.

One description does two things: it checks plain data that remembers its lines, and it writes the JSON
Schema that editors complete from. Each part is a frozen dataclass with ``check`` and ``schema``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from grader.course.faults import FileFaults, KeyPath, listed, nearest, shown
from grader.course.yamltree import Map, Seq

Json = dict[str, Any]


class Kind(Protocol):
    """What a value may be."""

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Report what is wrong with ``value``, which stands at ``line`` under ``path``."""

    def schema(self) -> Json:
        """Write the same as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value; what it means is checked elsewhere."""

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept everything."""

    def schema(self) -> Json:
        """Write the JSON Schema."""
        return {}


@dataclass(frozen=True, slots=True)
class Text:
    """Text, of a pattern where there is one; ``what`` says in words what the pattern asks."""

    pattern: str | None = None
    what: str = "text"

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept text that is not empty."""
        if not isinstance(value, str) or not value.strip():
            hint = "; quote it" if isinstance(value, (bool, int, float)) else ""
            faults.add(line, path, f"expected {self.what}, got {shown(value)}{hint}")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            faults.add(line, path, f"expected {self.what}, got {shown(value)}")

    def schema(self) -> Json:
        """Write the JSON Schema."""
        return {"type": "string", "minLength": 1} | (
            {"pattern": f"^(?:{self.pattern})$"} if self.pattern else {}
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A number; with ``whole`` an integer."""

    minimum: float | None = None
    above: float | None = None
    maximum: float | None = None
    whole: bool = False

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept numbers in range; true and false are none."""
        name = "a whole number" if self.whole else "a number"
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)):
            faults.add(line, path, f"expected {name}, got {shown(value)}")
        elif self.minimum is not None and not value >= self.minimum:
            faults.add(line, path, f"expected {name} of at least {self.minimum:g}, got {value:g}")
        elif self.above is not None and not value > self.above:
            faults.add(line, path, f"expected {name} above {self.above:g}, got {value:g}")
        elif value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
            faults.add(line, path, f"expected {name}, got {value}")
        elif self.maximum is not None and value > self.maximum:
            faults.add(line, path, f"expected {name} of at most {self.maximum:g}, got {value:g}")

    def schema(self) -> Json:
        """Write the JSON Schema."""
        bounds = {"minimum": self.minimum, "exclusiveMinimum": self.above, "maximum": self.maximum}
        return {"type": "integer" if self.whole else "number"} | {
            k: v for k, v in bounds.items() if v is not None
        }


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept true and false."""
        if not isinstance(value, bool):
            faults.add(line, path, f"expected true or false, got {shown(value)}")

    def schema(self) -> Json:
        """Write the JSON Schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept one of the words."""
        if value not in self.words or not isinstance(value, str):
            near = nearest(value, self.words) if isinstance(value, str) else ""
            faults.add(line, path, f"expected {listed(self.words)}, got {shown(value)}{near}")

    def schema(self) -> Json:
        """Write the JSON Schema."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values of one kind."""

    of: Kind
    at_least: int = 0
    at_most: int | None = None

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept a list, and check each element."""
        if not isinstance(value, Seq):
            faults.add(line, path, f"expected a list, got {shown(value)}")
            return
        if len(value) < self.at_least or (self.at_most is not None and len(value) > self.at_most):
            count = str(self.at_least) if self.at_least == self.at_most else f"at least {self.at_least}"
            faults.add(line, path, f"expected a list of {count}, got {len(value)}")
        for index, element in enumerate(value):
            self.of.check(element, value.lines[index], (path, index), faults)

    def schema(self) -> Json:
        """Write the JSON Schema."""
        most = {} if self.at_most is None else {"maxItems": self.at_most}
        least = {"minItems": self.at_least} if self.at_least else {}
        return {"type": "array", "items": self.of.schema(), **least, **most}


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping from names of the author's own to values of one kind."""

    of: Kind
    pattern: str | None = None
    what: str = "a name"
    at_least: int = 0

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept a mapping, and check each key and value."""
        if not isinstance(value, Map):
            faults.add(line, path, f"expected a mapping, got {shown(value)}")
            return
        if len(value) < self.at_least:
            faults.add(line, path, "expected a mapping that is not empty")
        for key, element in value.items():
            if self.pattern and not re.fullmatch(self.pattern, key):
                what = f"the key {shown(key)} is not {self.what}"
                if element is None:
                    what = f"{what}; between braces, a text with a comma in it has to be quoted"
                faults.add(value.line_of(key), (path, key), what)
                continue
            self.of.check(element, value.line_of(key), (path, key), faults)

    def schema(self) -> Json:
        """Write the JSON Schema."""
        names = {"propertyNames": {"pattern": f"^(?:{self.pattern})$"}} if self.pattern else {}
        least = {"minProperties": self.at_least} if self.at_least else {}
        return {"type": "object", "additionalProperties": self.of.schema(), **names, **least}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a closed mapping: what it holds, and what it is for."""

    kind: Kind
    help: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A closed mapping: an unknown key is a fault that names the nearest known one."""

    keys: Mapping[str, Key]
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    open: bool = field(default=False)

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Accept a mapping of known keys, and check each value."""
        if not isinstance(value, Map):
            faults.add(line, path, f"expected a mapping, got {shown(value)}")
            return
        for key, element in value.items():
            known = self.keys.get(key)
            if known is not None:
                known.kind.check(element, value.line_of(key), (path, key), faults)
            elif not self.open:
                near = nearest(key, self.keys) or f"; known are {listed(list(self.keys), last='and')}"
                faults.add(value.line_of(key), (path, key), f"unknown key{near}")
        for key, known in self.keys.items():
            if known.required and key not in value:
                faults.add(value.line, path, f"the key {key} is missing")
        given = [key for key in (self.one_of or self.some_of) if key in value]
        if self.one_of and len(given) != 1:
            faults.add(
                value.line,
                path,
                f"exactly one of {listed(self.one_of, last='and')} is needed, got {len(given)}",
            )
        if self.some_of and not given:
            faults.add(value.line, path, f"one of {listed(self.some_of)} is needed")

    def schema(self) -> Json:
        """Write the JSON Schema."""
        described = {
            name: ({"description": key.help} if key.help else {}) | key.kind.schema()
            for name, key in self.keys.items()
        }
        found: Json = {"type": "object", "properties": described}
        if not self.open:
            found["additionalProperties"] = False
        required = [name for name, key in self.keys.items() if key.required]
        if required:
            found["required"] = required
        if self.one_of:
            found["oneOf"] = [{"required": [name]} for name in self.one_of]
        if self.some_of:
            found["anyOf"] = [{"required": [name]} for name in self.some_of]
        return found


@dataclass(frozen=True, slots=True)
class Either:
    """A value whose form decides what it must be: a number, text, a list or a mapping."""

    text: Kind | None = None
    number: Kind | None = None
    listing: Kind | None = None
    mapping: Kind | None = None

    def check(self, value: Any, line: int, path: KeyPath, faults: FileFaults) -> None:
        """Check ``value`` as the alternative that has its form."""
        if isinstance(value, Map):
            kind = self.mapping
        elif isinstance(value, Seq):
            kind = self.listing
        else:
            kind = (
                self.text
                if isinstance(value, str)
                else self.number
                if isinstance(value, (int, float))
                else None
            )
        if kind is None:
            faults.add(line, path, f"expected {listed(self._forms())}, got {shown(value)}")
        else:
            kind.check(value, line, path, faults)

    def schema(self) -> Json:
        """Write the JSON Schema."""
        kinds = (self.text, self.number, self.listing, self.mapping)
        return {"anyOf": [kind.schema() for kind in kinds if kind is not None]}

    def _forms(self) -> list[str]:
        forms = {
            "text": self.text,
            "a number": self.number,
            "a list": self.listing,
            "a mapping": self.mapping,
        }
        return [form for form, kind in forms.items() if kind is not None]
