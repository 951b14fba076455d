"""Bytes → text, in every encoding that students' editors write."""

# ruff: noqa: E501 — tables of students' own lines

import pytest

from grader.intake.text import decode, show_name, tidy

TEXTS = {
    # name: (bytes, text, encoding that is noted)
    "plain": (b"x = 1\n", "x = 1\n", None),
    "UTF-8": ("ñ = 'á'\n".encode(), "ñ = 'á'\n", None),
    "a byte order mark": (b"\xef\xbb\xbfx = 1\n", "x = 1\n", None),
    "Windows line ends": (b"a\r\nb\r\n", "a\nb\n", None),
    "old Mac line ends": (b"a\rb\r", "a\nb\n", None),
    "UTF-16 with a mark": ("ñ = 1\r\n".encode("utf-16"), "ñ = 1\n", "UTF-16"),
    "UTF-16 big endian": (b"\xfe\xff" + "ñ = 1\n".encode("utf-16-be"), "ñ = 1\n", "UTF-16"),
    "UTF-16 without a mark": ("import numpy as np\n".encode("utf-16-le"), "import numpy as np\n", "UTF-16"),
    "UTF-32": ("x = 1\n".encode("utf-32"), "x = 1\n", "UTF-32"),
    "Latin-1": ("# año\n".encode("latin-1"), "# año\n", "Windows-1252"),
    "Windows-1252": ("# “año” €\n".encode("cp1252"), "# “año” €\n", "Windows-1252"),
    "bytes of no code page": (b"# \x81\xf1\n", "# \x81ñ\n", "Latin-1"),
    "a declared encoding": (b"# -*- coding: latin-1 -*-\n# a\xf1o\n", "# -*- coding: latin-1 -*-\n# año\n", None),
    "declared on line 2": (b"#!/usr/bin/python\n# coding=cp1252\n# \x93\n", "#!/usr/bin/python\n# coding=cp1252\n# “\n", None),
    "declared, unknown": (b"# coding: klingon\n# \xf1\n", "# coding: klingon\n# ñ\n", "Windows-1252"),
    "declared, no text": (b"# coding: rot13\n# \xf1\n", "# coding: rot13\n# ñ\n", "Windows-1252"),
    "declared, always an error": (b"# coding: undefined\n# \xf1\n", "# coding: undefined\n# ñ\n", "Windows-1252"),
    "declared, of host names": (b"# coding: punycode\n# \xf1-a\n", "# coding: punycode\n# ñ-a\n", "Windows-1252"),
    "declared wrongly, UTF-8 all the same": ("# coding: ascii\n# ñ\n".encode(), "# coding: ascii\n# ñ\n", None),
    "half a UTF-16 character": (b"\xff\xfea\x00\x00", "a\ufffd", "UTF-16"),
    "Ctrl-Z and padding": (b"x = 1\n\x1a\0\0", "x = 1\n", None),
    "a form feed": (b"a\n\x0cb\n", "a\n\x0cb\n", None),
    "NUL in the middle stays": (b"x\0y\n", "x\0y\n", None),
    "empty": (b"", "", None),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_decode(name):
    data, text, encoding = TEXTS[name]
    assert decode(data) == (text, encoding)


def test_half_characters_of_json_are_replaced():
    assert tidy("a\ud800b") == "a?b"


def test_undecodable_names_are_escaped():
    assert show_name("a\udce9b") == "a\\xe9b"
    assert show_name("año") == "año"
