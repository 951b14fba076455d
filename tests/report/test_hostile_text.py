"""Whatever stands in a student's text, no renderer's reader obeys it."""

import csv as stdlib_csv
import dataclasses
import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from report_cases import passed, poisoned, report, score

from grader.report import csv, feedback, github, gradescope, junit, markdown, site, terminal
from grader.report import json as report_json
from grader.report.rebuild import from_json
from grader.report.rows import row, told_apart

ATTACKS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;http://evil\x07link\x1b]8;;\x07",
    "\x9b31m",
    "\x1b]0;title",
    "\x00\x07\x08\x7f",
    "a\rb\nc\u2028d\x85e",
    "\n::error title=x::forged",
    "::notice title=Autograding report::{}",
    "%0A::error::x",
    "##[error]x",
    "x ##[set-env name=A]b",
    "::stop-commands::abc",
    "]]>",
    "<!--",
    "--><script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "</pre></style></title>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "=1+1",
    "+1",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "`code` | **bold** [x](http://e) @user #1 www.e.com",
    "\u202eevil\u2066",
    "\ud800\udfff",
    "\ufffe\uffff",
    "e\u0301" * 3,
    "a" * 5000,
    "⟨{name}⟩",
    "{name}",
    "\ufffc",
    "\u200b",
    "cell 1, line 99999999999999999999",
    "",
    " ",
)

texts = (
    st.text(max_size=40)
    | st.sampled_from(ATTACKS)
    | st.lists(st.sampled_from(ATTACKS), max_size=3).map("".join)
)


def hostile(test):
    for attack in ATTACKS:
        test = example(attack)(test)
    return settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])(
        given(texts)(test)
    )


def assert_printable(text):
    """Only line ends and printable characters, none that changes the direction of writing."""
    odd = {c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp"))}
    assert not odd


@hostile
def test_terminal(text):
    said = terminal.render(poisoned(text), "en", show_output=True)
    assert_printable(said)
    said.encode()


@hostile
def test_github(text):
    token = "0123456789abcdef" * 2
    lines = github.render(poisoned(text), "en", token=token).split("\n")
    assert lines[0] == f"::stop-commands::{token}"
    end = lines.index(f"::{token}::")
    assert "##[" not in "\n".join(lines)
    assert lines[-1] == ""
    for line in lines[end + 1 : -1]:
        command = re.fullmatch(r"::error (?P<properties>[^\r\n]*?)::(?P<message>[^\r\n]*)", line)
        assert command
        properties = dict(each.split("=", 1) for each in command["properties"].split(","))
        assert set(properties) <= {"file", "line", "title"}
        assert all(":" not in value for value in properties.values())
    assert len(lines) - end - 2 <= github.ANNOTATIONS
    assert_printable("\n".join(lines))


def test_each_log_has_a_token_of_its_own():
    first, second = (github.render(poisoned("x")).split("\n", 1)[0] for _ in range(2))
    assert re.fullmatch(r"::stop-commands::[0-9a-f]{32}", first)
    assert first != second


@hostile
def test_junit(text):
    tree = ET.fromstring(junit.render(poisoned(text), "en"))
    assert {element.tag for element in tree.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "properties",
        "property",
        "failure",
        "error",
        "skipped",
    }
    names = [(case.get("classname"), case.get("name")) for case in tree.iter("testcase")]
    assert len(names) == len(set(names)) == 8


@hostile
def test_gradescope(text):
    whole = json.loads(gradescope.render(poisoned(text), "en"))
    assert {test["visibility"] for test in whole["tests"]} == {"visible"}
    assert_printable("".join(test["output"] for test in whole["tests"]))


@hostile
def test_json(text):
    line = report_json.line(poisoned(text), "en")
    assert_printable(line)
    line.encode()
    whole = json.loads(line)
    assert whole["submission"]["student"] == re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert report_json.line(from_json(whole), "en") == line


@hostile
def test_markdown(text):
    said = markdown.render(poisoned(text), "en")
    assert_printable(said)
    outside = re.sub(r"`[^`\n]*`", "", said)
    outside = re.sub(r"\\[!-/:-@\[-`{-~]", "", outside)
    assert not re.search(r"[<>@]|\]\(|https?:/|www\.|!\[", outside.replace("##", ""))


@hostile
def test_gradebook(text):
    rows = list(stdlib_csv.reader(io.StringIO(csv.render([row(poisoned(text))]))))
    assert len(rows) == 2
    assert len({len(each) for each in rows}) == 1
    cell = rows[1][0]
    assert not cell.startswith(("=", "@", "\t", "\r", "＝")) or cell[:1] == "'"
    if cell.startswith(("+", "-")):
        float(cell)


class Page(HTMLParser):
    """Collects what a browser would do with a page."""

    VOID = frozenset({"meta", "br", "input"})

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.open, self.texts = [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *each) for each in attrs]
        if tag not in self.VOID and not self.get_starttag_text().endswith("/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def assert_harmless(page, scripts):
    parsed = Page(page)
    assert parsed.open == []
    assert parsed.tags.count("script") == scripts
    assert not {"img", "iframe", "object", "embed", "link", "form", "base"} & set(parsed.tags)
    assert not [
        each
        for each in parsed.attributes
        if each[1].startswith("on") or each[1] in ("src", "action", "srcset")
    ]
    links = [value for _, name, value in parsed.attributes if name == "href"]
    assert all(
        link.startswith("../feedback/") and "/" not in link.removeprefix("../feedback/") for link in links
    )
    assert "http://" not in page.replace("http://e", "") or "http://evil" in page
    assert_printable(page.replace("\r", ""))


@hostile
def test_feedback(text):
    assert_harmless(feedback.render(poisoned(text), "en"), scripts=0)


@hostile
def test_site(text):
    shown = row(poisoned(text), page="javascript:" + text + ".html")
    assert_harmless(
        site.render([shown, row(report(score(passed())), page="../../a b.html")], "en"), scripts=1
    )


@pytest.mark.parametrize(
    "renderer",
    [
        terminal.render,
        junit.render,
        gradescope.render,
        markdown.render,
        feedback.render,
        github.render,
        report_json.render,
    ],
)
def test_no_renderer_tells_what_a_hidden_case_saw(renderer):
    only_hidden = report(score(*(v for s in poisoned("SECRET").exercises for v in s.verdicts if v.hidden)))
    assert "SECRET" not in renderer(only_hidden, "en")


def test_nobody_passes_for_another_student():
    names = ["ana", "\u200bana", "a\u202ena", "ana\xa0", "\u200b", "José\u200c", "x\ny"]
    rows = told_apart([row(dataclasses.replace(report(), student=name)) for name in names])
    shown = [line[0] for line in stdlib_csv.reader(io.StringIO(csv.render(rows)))][1:]
    assert shown[0] == "ana"
    assert shown[5:] == ["José", "x y"]
    assert len({*shown, ""}) == len(names) + 1
