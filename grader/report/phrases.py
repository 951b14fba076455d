"""Codes and params become prose: one catalogue, two languages, every renderer.

A template of the catalogue is text with a little grammar:

``{name}``              the param
``{name?one|many}``     the first word where the param is 1, or a list of one; else the second
``⟨ … ⟩``               left out where a param in it is absent or empty
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from grader.model import Phrase, Text
from grader.report.clean import number, plain
from grader.report.english import ENGLISH, ENGLISH_WORDS
from grader.report.spanish import SPANISH, SPANISH_WORDS

CATALOGUE: Mapping[str, Mapping[str, str]] = {"es": SPANISH, "en": ENGLISH}
_WORDS: Mapping[str, Mapping[str, str]] = {"es": SPANISH_WORDS, "en": ENGLISH_WORDS}
LANGUAGES = tuple(CATALOGUE)
LONGEST_PLACE = 500
LONG_TEXT, ENOUGH_TEXT = 120, 20
"""Texts of exceptions longer than this end with their first sentence, if it has so many characters."""

Escape = Callable[[str], str]


class Style(NamedTuple):
    """How a target writes: ``prose`` escapes our words and the author's, ``quote`` shows the student's."""

    prose: Escape
    quote: Escape


def _same(text: str) -> str:
    return text


PLAIN = Style(_same, _same)

_MARK = re.compile(r"\{(?P<name>\w+)(?:\?(?P<one>[^|}]*)\|(?P<many>[^}]*))?\}|(?P<open>⟨)|(?P<close>⟩)")
_PLACE = re.compile(r"(?:(?P<file>.*?), )??(?:cell (?P<cell>\d+),\s+)?line (?P<line>\d+)", re.DOTALL)
_TRANSLATED = frozenset({"kind", "limit", "why"})
_AUTHORS_WORDS = ("say", "text", "message", "hint")


class _Param(NamedTuple):
    name: str
    one: str | None
    many: str | None


_Segment = tuple[bool, tuple[str | _Param, ...]]


def language(lang: str) -> str:
    """Choose the language that is spoken for ``lang``: itself, or English where the catalogue lacks it."""
    return lang if lang in CATALOGUE else "en"


def pick(text: Text | str | None, lang: str) -> str:
    """Pick an author's prose in ``lang``, or else in the language there is."""
    if not text:
        return ""
    if isinstance(text, str):
        return plain(text, 2000)
    return plain(str(text.get(lang) or text.get(language(lang)) or next(iter(text.values()), "")), 2000)


def word(key: str, lang: str, **params: Any) -> str:
    """Say a word or a line of our own: labels, headings, statuses."""
    return say(Phrase(key, params), lang) if params else _word(key, lang)


@lru_cache(maxsize=512)
def _word(key: str, lang: str) -> str:
    return say(Phrase(key), lang)


def say(phrase: Phrase, lang: str, style: Style = PLAIN) -> str:
    """Say a phrase in ``lang``; an unknown code is still read, never an error.

    >>> say(Phrase("missing", {"name": "conv2d"}), "en")
    'conv2d is not defined in what was handed in.'
    """
    code, params = phrase.code, phrase.params
    if code not in ENGLISH:
        return _say_unknown(phrase, lang, style)
    said: list[str] = []
    for optional, parts in _compiled(language(lang), code, style):
        shown = [part if isinstance(part, str) else _fill(part, params, lang, style) for part in parts]
        if optional and None in shown:
            continue
        for part in shown:
            _add(said, "…" if part is None else part)
    return "".join(said)


def _add(said: list[str], part: str) -> None:
    """Add a part; one full stop, also after a param that brought its own."""
    if said and said[-1].endswith((".", "!", "?", "…")) and part.startswith(".") and part[1:2] in {"", " "}:
        part = part[1:]
    if part:
        said.append(part)


@lru_cache(maxsize=2048)
def _compiled(lang: str, code: str, style: Style) -> tuple[_Segment, ...]:
    template = CATALOGUE[lang][code]
    segments: list[_Segment] = []
    parts: list[str | _Param] = []
    position, optional = 0, False
    for mark in _MARK.finditer(template):
        parts.append(style.prose(template[position : mark.start()]))
        position = mark.end()
        if mark["name"]:
            parts.append(_Param(mark["name"], mark["one"], mark["many"]))
            continue
        segments.append((optional, tuple(parts)))
        parts, optional = [], bool(mark["open"])
    parts.append(style.prose(template[position:]))
    segments.append((optional, tuple(parts)))
    return tuple(segments)


def _fill(param: _Param, params: Mapping[str, Any], lang: str, style: Style) -> str | None:
    value = params.get(param.name)
    if param.one is not None and param.many is not None:
        count = len(value) if isinstance(value, (list, tuple)) else value
        return style.prose(param.one if count == 1 else param.many)
    if param.name == "where" and isinstance(value, str):
        return place(value, lang, style) or None
    if param.name == "text" and isinstance(value, str):
        value = _first_sentence(value)
    if param.name in _TRANSLATED and isinstance(value, str):
        return kind_of_thing(value, lang, style) or None
    return shown(value, lang, style) or None


def _first_sentence(text: str) -> str:
    """Cut what goes on for lines after it has said what is wrong, as some of NumPy's messages do."""
    if len(text) <= LONG_TEXT:
        return text
    end = text.find(". ", ENOUGH_TEXT)
    return text[: end + 1] if end > 0 else text


def shown(value: Any, lang: str, style: Style = PLAIN) -> str:
    """Write a param: a student's words are quoted, an author's are prose, a list is joined with "and"."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = plain(value)
        return style.quote(text) if text else ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return style.prose(str(value) if isinstance(value, int) else number(value, 3))
    if isinstance(value, Phrase):
        return say(value, lang, style)
    if isinstance(value, Mapping):
        return style.prose(pick({str(key): str(text) for key, text in value.items()}, lang))
    if isinstance(value, Iterable):
        return joined([shown(item, lang, style) for item in value], lang)
    return style.quote(plain(str(value)))


def joined(items: list[str], lang: str) -> str:
    """Join as in ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    last = CATALOGUE[language(lang)]["and"]
    if lang == "es" and re.match(r"(?:<code>|\W)*h?i(?!e)", items[-1].lower()):
        last = "e"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def kind_of_thing(name: str, lang: str, style: Style = PLAIN) -> str:
    """Say a word that another room gave in English (``fifo``) in the reader's language, if it is known."""
    known = _WORDS[language(lang)].get(name)
    return style.prose(known) if known else shown(name, lang, style)


def place(where: str, lang: str, style: Style = PLAIN) -> str:
    """Say a line of the student's code: ``cell 3, line 5`` is ``celda 3, línea 5``."""
    parts = _PLACE.fullmatch(where) if len(where) <= LONGEST_PLACE else None
    if not parts:
        return style.quote(plain(where))
    words = CATALOGUE[language(lang)]
    said = [style.quote(plain(parts["file"]))] if parts["file"] else []
    said += [f"{words['cell']} {parts['cell']}"] if parts["cell"] else []
    return ", ".join([*said, f"{words['line']} {parts['line']}"])


def file_and_line(where: str | None) -> tuple[str | None, int | None]:
    """Read the file and the line of a place; a cell's line is no line of the file."""
    parts = _PLACE.fullmatch(where) if where and len(where) <= LONGEST_PLACE else None
    if not parts:
        return None, None
    line = None if parts["cell"] else int(parts["line"][:9])
    return (plain(parts["file"]) if parts["file"] else None), line


def _say_unknown(phrase: Phrase, lang: str, style: Style) -> str:
    for name in _AUTHORS_WORDS:
        if isinstance(phrase.params.get(name), Mapping):
            return style.prose(pick(phrase.params[name], lang))
    known = [(name, shown(value, lang, style)) for name, value in phrase.params.items()]
    details = ", ".join(f"{style.prose(plain(name))} {text}" for name, text in known if text)
    said = style.prose(plain(phrase.code.replace("-", " ")) or "…")
    return f"{said}: {details}." if details else f"{said}."
