"""Text that others made, made harmless: names, exception texts, file names, printed output.

What a terminal would obey (escape sequences, control characters, changes of direction) goes; what is left is
printable. Each renderer then escapes for its own target.
"""

import re
from unicodedata import east_asian_width

LONGEST_TEXT = 400
"""Characters that are kept of one piece of student text."""

_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI, as colours are
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC: titles, links, the clipboard
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_MARKS_OF_GITHUB = re.compile(r"##(?=\[)")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def plain(text: str, limit: int = LONGEST_TEXT) -> str:
    r"""Clean one line of at most ``limit`` characters.

    >>> plain("a\x1b[31mb\nc\x07")
    'ab c'
    """
    text = _HALF_A_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)  # as JSON gives it back
    if text.isprintable() and len(text) <= limit and "##[" not in text:
        return text
    line = " ".join(_printable(text[: 8 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def block(text: str, limit: int = 65_536) -> str:
    r"""Clean several lines: line ends are ``\\n``, tabs are eight columns, the rest as in `plain`."""
    lines = _LINE_BREAK.split(_ESCAPE_SEQUENCE.sub("", text[:limit]))
    return "\n".join(_printable(line.expandtabs(8)).rstrip() for line in lines)


def _printable(text: str) -> str:
    text = _ESCAPE_SEQUENCE.sub("", text)
    if not text.isprintable():
        text = "".join(map(_shown, text))
    return _MARKS_OF_GITHUB.sub("#", text)


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= character <= "\udfff" else ""


def number(value: float | None, digits: int = 2) -> str:
    """Write points and seconds as a person writes them.

    >>> number(7.0), number(2.5), number(1 / 3)
    ('7', '2.5', '0.33')
    """
    if value is None:
        return "—"
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-0", "0") if value else "0"


def columns(text: str) -> int:
    """Count the terminal columns that a printable text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def fitted(text: str, width: int) -> str:
    """``text``, cut with an ellipsis where it takes more than ``width`` columns."""
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"
