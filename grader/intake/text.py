r"""Bytes as students save them → text with ``\\n`` line ends, and the encoding where it is worth a note."""

import codecs
import contextlib
import re

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", None),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SNIFFED = 400
_OF_NO_FILE = frozenset({"idna", "punycode", "undefined"})
"""Encodings that no editor writes; decoding them costs the square of the length."""


def decode(data: bytes) -> tuple[str, str | None]:
    r"""Decode source text.

    Returns
    -------
    text, note : the text with ``\\n`` line ends; the encoding's name where Python itself would not have
    read the
        file, else None.
    """
    for bom, encoding, note in _BOMS:
        if data.startswith(bom):
            try:
                return _tidy(data.decode("utf-8-sig" if encoding == "utf-8" else encoding)), note
            except UnicodeDecodeError:
                return _tidy(data[len(bom) :].decode(encoding, "replace")), note or "UTF-8"
    if b"\0" in data[:_SNIFFED] and (wide := _wide(data)) is not None:
        return wide
    try:
        return _tidy(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared is not None:
        with contextlib.suppress(UnicodeError, LookupError):
            return _tidy(data.decode(declared)), None
    try:
        return _tidy(data.decode("cp1252")), "Windows-1252"
    except UnicodeDecodeError:
        return _tidy(data.decode("latin-1")), "Latin-1"


def tidy(text: str) -> str:
    r"""Give a text ``\n`` line ends, and nothing that cannot be encoded: JSON can hold half a character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _tidy(text: str) -> str:
    # What old editors append (Ctrl-Z, NUL padding) is no part of the program.
    return tidy(text.removeprefix("\ufeff")).rstrip("\0\x1a")


def _wide(data: bytes) -> tuple[str, str] | None:
    """Recognise UTF-16 without a mark: every other byte of plain text is zero."""
    head = data[:_SNIFFED]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[first::2]
        if zeros and zeros.count(0) > 0.8 * len(zeros):
            try:
                return _tidy(data.decode(encoding)), "UTF-16"
            except UnicodeDecodeError:
                return None
    return None


def _declared(data: bytes) -> str | None:
    """Return the encoding that a ``# -*- coding: … -*-`` line declares, as Python reads it."""
    for line in data.split(b"\n", 2)[:2]:
        if match := _COOKIE.match(line):
            name = match[1].decode("ascii", "replace")
            try:
                codec = codecs.lookup(name)
            except LookupError:
                return None
            is_for_files = getattr(codec, "_is_text_encoding", True) and codec.name not in _OF_NO_FILE
            return codec.name if is_for_files else None
        if not _BLANK.match(line.rstrip(b"\r")):
            return None
    return None


def show_name(name: str) -> str:
    r"""Write a file's name so that it can be printed and encoded: undecodable bytes become ``\\xe9``."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return name
