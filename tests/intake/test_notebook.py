"""Notebooks of every format, and what is none."""

# ruff: noqa: E501 — tables of students' own lines

import json

import pytest

from grader.intake.notebook import NotANotebook, read_notebook


def code(source, **more):
    return {"cell_type": "code", "source": source, **more}


NOTEBOOKS = {
    "format 4, text": ({"nbformat": 4, "cells": [code("a = 1\nb")]}, ["a = 1\nb"]),
    "format 4, lines": ({"nbformat": 4, "cells": [code(["a = 1\n", "b"])]}, ["a = 1\nb"]),
    "other cells do not count": ({"cells": [{"cell_type": "markdown", "source": "x"}, code("a"), {"cell_type": "raw"}, code("b")]}, ["a", "b"]),
    "an empty cell counts": ({"cells": [code("a"), code([]), code("b")]}, ["a", "", "b"]),
    "no metadata, no outputs": ({"cells": [{"cell_type": "code", "source": "a"}]}, ["a"]),
    "cells that are none": ({"cells": [3, None, [], code("a"), {"source": "x"}]}, ["a"]),
    "sources that are none": ({"cells": [code(None), code(3), code(["a", 3, "b"])]}, ["", "", "ab"]),
    "format 3": ({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["a\n", "b"], "language": "python"}]}]}, ["a\nb"]),
    "format 2": ({"nbformat": 2, "worksheets": [{"cells": [{"cell_type": "code", "input": "a"}]}, {"cells": [{"cell_type": "code", "input": "b"}]}]}, ["a", "b"]),
    "another language's cell": ({"cells": [code("a", metadata={"vscode": {"languageId": "sql"}}), code("b")]}, ["b"]),
    "Windows line ends": ({"cells": [code("a\r\nb\r")]}, ["a\nb\n"]),
    "half a character": ({"cells": [code("x = '\ud83d'")]}, ["x = '?'"]),
    "no cells at all": ({"cells": []}, []),
    "tags mean nothing": ({"cells": [code("a", metadata={"tags": ["skip-execution"], "nbgrader": {"grade": True}})]}, ["a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_cells(name):
    content, texts = NOTEBOOKS[name]
    cells, _ = read_notebook(json.dumps(content).encode())
    assert [cell.text for cell in cells] == texts
    assert [cell.number for cell in cells] == list(range(1, len(texts) + 1))


BROKEN = {
    "empty": (b"", "empty", None),
    "blank": (b" \n ", "empty", None),
    "cut off": (b'{"cells": [\n{"cell_type": "code",', "ends too early", 2),
    "not JSON": (b'{"cells": [x]}', "its JSON is broken: Expecting value", 1),
    "merge conflict": (b'{"cells": [\n<<<<<<< HEAD\n]}', "merge conflict", 2),
    "a list": (b"[]", "no cells", None),
    "a number": (b"3", "no cells", None),
    "no cells": (b'{"nbformat": 4}', "no cells", None),
    "cells that are no list": (b'{"cells": {}}', "no cells", None),
    "too deep": (b"[" * 200_000, "nested too deeply", None),
    "a giant number": (b'{"cells": [], "a": ' + b"9" * 10_000 + b"}", "limit", None),
    "too many cells": (json.dumps({"cells": [code("")] * 20_001}).encode(), "too many cells", None),
    "empty values without end": (b'{"cells": [' + b"{}," * 600_000 + b"{}]}", "too many values", None),
    "noise": (bytes(range(128, 256)), "Expecting value", 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(name):
    data, why, line = BROKEN[name]
    with pytest.raises(NotANotebook) as caught:
        read_notebook(data)
    assert why in caught.value.why
    assert caught.value.line == line


def test_the_language_is_told():
    assert read_notebook(b'{"cells": [], "metadata": {"kernelspec": {"language": "R"}}}')[1] == "r"
    assert read_notebook(b'{"cells": [], "metadata": []}')[1] == ""
