import ast
import re
from pathlib import Path

import pytest

from grader.model import Phrase
from grader.report.english import ENGLISH
from grader.report.phrases import LANGUAGES, file_and_line, pick, place, say
from grader.report.spanish import SPANISH

HOUSE = Path(__file__).parents[2] / "grader"
PLACEHOLDER = re.compile(r"\{(\w+)[?}]")


def test_both_languages_say_the_same_codes():
    assert list(SPANISH) == list(ENGLISH)


@pytest.mark.parametrize("code", ENGLISH)
def test_both_languages_use_the_same_params(code):
    assert set(PLACEHOLDER.findall(SPANISH[code])) == set(PLACEHOLDER.findall(ENGLISH[code]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ENGLISH)
def test_every_code_is_said_without_its_params(code, lang):
    said = say(Phrase(code), lang)
    assert said
    assert "{" not in said
    assert "⟨" not in said


def test_no_one_is_shouted_at():
    assert not [text for text in (*ENGLISH.values(), *SPANISH.values()) if "!" in text]


MAKERS = {"Phrase", "_phrase", "_fault"}


def emitted():
    """Codes of every ``Phrase("…")`` in the program."""
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS
            if named and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_code_that_the_program_emits_is_in_the_catalogue():
    assert sorted(set(emitted()) - set(ENGLISH) - {"say"}) == []


SAID = {
    "a list of one": (
        Phrase("inputs-changed", {"names": ["x"]}),
        "en",
        "The code changes its argument x in place; work on a copy.",
    ),
    "a list of two": (
        Phrase("inputs-changed", {"names": ["x", "w"]}),
        "es",
        "El código modifica sus argumentos x y w; conviene trabajar con una copia.",
    ),
    "y before i is e": (
        Phrase("inputs-changed", {"names": ["x", "img"]}),
        "es",
        "El código modifica sus argumentos x e img; conviene trabajar con una copia.",
    ),
    "optional parts stay": (
        Phrase("raised", {"type": "E", "where": "cell 3, line 5", "text": "no"}),
        "es",
        "El código lanzó E (celda 3, línea 5): no.",
    ),
    "optional parts go": (
        Phrase("raised", {"type": "E", "where": None, "text": ""}),
        "es",
        "El código lanzó E.",
    ),
    "one full stop": (Phrase("raised", {"type": "E", "text": "no."}), "en", "The code raised E: no."),
    "author's text": (Phrase("say", {"say": {"es": "hola", "en": "hello"}}), "es", "hola"),
    "author's text in one language": (Phrase("misprint", {"say": {"es": "hola"}}), "en", "hola"),
    "unknown code": (Phrase("odd-thing", {"file": "a.py", "n": 2}), "en", "odd thing: file a.py, n 2."),
    "unknown code without params": (Phrase("odd-thing"), "es", "odd thing."),
    "unknown language": (Phrase("missing", {"name": "f"}), "fr", "f is not defined in what was handed in."),
    "control characters": (
        Phrase("missing", {"name": "f\x1b[31m\n\x07g"}),
        "en",
        "f g is not defined in what was handed in.",
    ),
    "half a second": (
        Phrase("cpu", {"seconds": 0.5}),
        "es",
        "El resultado necesitó más de 0.5 s de procesador.",
    ),
    "a long text ends with its first sentence": (
        Phrase("raised", {"type": "E", "text": "module 'numpy' has no attribute 'float'. " + "So. " * 40}),
        "en",
        "The code raised E: module 'numpy' has no attribute 'float'.",
    ),
    "one full stop inside": (
        Phrase("syntax-error", {"where": None, "detail": "Did you mean f(...)?", "text": "f x"}),
        "en",
        "Python cannot read the code: Did you mean f(...)? The line: f x",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_said(name):
    phrase, lang, expected = SAID[name]
    assert say(phrase, lang) == expected


@pytest.mark.parametrize(
    "params", [{"name": object()}, {"name": {1: 2}}, {"name": [None]}, {"name": b"x"}, {"name": [[["deep"]]]}]
)
def test_odd_params_are_no_error(params):
    assert say(Phrase("missing", params), "en")
    assert say(Phrase("no-such-code", params), "en")


def test_an_author_may_say_it_in_one_language():
    assert pick({"es": "hola"}, "en") == "hola"
    assert pick({}, "en") == ""


PLACES = {
    "conv.py, line 5": ("conv.py, línea 5", ("conv.py", 5)),
    "cell 3, line 5": ("celda 3, línea 5", (None, None)),
    "hw.ipynb, cell 3, line 5": ("hw.ipynb, celda 3, línea 5", ("hw.ipynb", None)),
    "a, b.py, line 2": ("a, b.py, línea 2", ("a, b.py", 2)),
    "somewhere": ("somewhere", (None, None)),
}


@pytest.mark.parametrize("where", PLACES)
def test_places(where):
    said, found = PLACES[where]
    assert place(where, "es") == said
    assert file_and_line(where) == found
