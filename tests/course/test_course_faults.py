"""Whatever is wrong with an author's files is said with file, line, key and the nearest right word."""

import pytest
from tinycourse import COURSE, SCALE, faults_of, write_course

from grader.course.catalog import load_course
from grader.errors import CourseError

AT = "sums/scale/exercise.yaml"

# name: (text of SCALE, what replaces it, a fault that must be among those found)
EDITS = {
    "text for a number": ("points: 4", 'points: "two"', f'{AT}:4: points: expected a number, got "two"'),
    "negative points": ("points: 4", "points: -1", f"{AT}:4: points: expected a number above 0, got -1"),
    "true for a number": ("points: 4", "points: true", f"{AT}:4: points: expected a number, got true"),
    "nan for a number": ("points: 4", "points: .nan", f"{AT}:4: points: expected a number above 0, got nan"),
    "unknown key": ("reference:", "refrence:", f"{AT}:8: refrence: unknown key (did you mean reference?)"),
    "unknown key of a case": (
        "hidden: true",
        "hiden: true",
        f"{AT}:14: cases[1].hiden: unknown key (did you mean hidden?)",
    ),
    "missing key": ("title: {es: Escalar, en: Scale}\n", "", f"{AT}:1: the key title is missing"),
    "empty key": ("module: sums", "module:", f"{AT}:3: module: expected text, got nothing"),
    "a folder of another name": (
        "id: scale",
        "id: scala",
        f"{AT}:1: id: the folder is called scale, the exercise scala",
    ),
    "unknown module": (
        "module: sums",
        "module: sum",
        f"{AT}:3: module: course.yaml has no module sum (did you mean sums?)",
    ),
    "yes for true": ("hidden: true", "hidden: yes", "YAML reads yes as true; write true, or quote it"),
    "text for true": (
        "hidden: true",
        'hidden: "true"',
        f'{AT}:14: cases[1].hidden: expected true or false, got "true"',
    ),
    "no as an argument": ("x: [1, 2, 3]", "x: no", "YAML reads no as false"),
    "exponent without a point": (
        "x: [1, 2, 3]",
        "x: [1e-6]",
        f"{AT}:11: cases[0].args.x[0]: YAML reads 1e-6 as text; write 1.0e-6",
    ),
    "exponent without a sign": ("x: [1, 2, 3]", "x: [1.5e6]", "write 1.5e+6"),
    "octal": ("x: [1, 2, 3]", "x: [010]", "YAML reads 010 as an octal number; write 10"),
    "base sixty": ("x: [1, 2, 3]", "x: 1:30", "YAML reads 1:30 as a number of base 60"),
    "hexadecimal": ("x: [1, 2, 3]", "x: 0x10", "numbers are decimal here; write 16"),
    "second key": ("points: 4", "points: 4\npoints: 5", f"{AT}:5: points: a second time (first in line 4)"),
    "second case name": ("name: any", "name: a row", f"{AT}:13: cases[1].name: a second 'a row'"),
    "tag": (
        "points: 4",
        "points: !!python/name:os.system 4",
        "tags such as !!python/name:os.system are not used",
    ),
    "neither expect nor raises": (
        "    expect: [2, 4, 6]\n",
        "",
        "cases[0]: exactly one of expect and raises is needed, got 0",
    ),
    "both": (
        "expect: [2, 4, 6]",
        "expect: 1\n    raises: ValueError",
        "exactly one of expect and raises is needed, got 2",
    ),
    "unknown parameter": (
        "x: [1, 2, 3]",
        "x: 1, shft: 2",
        f"{AT}:11: cases[0].args.shft: scale has no parameter shft (did you mean shift?)",
    ),
    "missing argument": ("{x: [1, 2, 3]}", "{k: 1}", f"{AT}:11: cases[0].args: scale needs x"),
    "ragged": ("x: [1, 2, 3]", "x: [[1, 2], [3]]", f"{AT}:11: cases[0].args.x: the rows differ in length"),
    "true among numbers": ("x: [1, 2, 3]", "x: [1, true]", "true and false among numbers"),
    "unknown option": (
        "low: 1",
        "lo: 1",
        f"{AT}:18: cases[1].args.shift.uniform.lo: unknown option (did you mean low?)",
    ),
    "unknown name in a shape": ("[N, M]", "[N, L]", "cases[1].args.x.normal[1]: unknown name 'L'"),
    "an operator misspelt": (
        "{normal: [N, M]}",
        "{norml: [N, M]}",
        "cases[1].args.x.norml: unknown operator (did you mean normal?)",
    ),
    "code in let": (
        'M: "2*N"',
        'M: "__import__(chr(111))"',
        "cases[1].let.M: the name '__import__' is not allowed",
    ),
    "let of what comes later": ('{M: "2*N"}', '{M: "L", L: "N"}', "cases[1].let.M: unknown name 'L'"),
    "a range backwards": (
        "N: [2, 6]",
        "N: [6, 2]",
        f"{AT}:16: cases[1].sizes.N: the range ends at 2, before 6",
    ),
    "a range of three": ("N: [2, 6]", "N: [2, 6, 8]", "cases[1].sizes.N: expected a list of 2, got 3"),
    "unknown expectation": (
        "expect: reference",
        "expect: referense",
        f"{AT}:19: cases[1].expect: unknown expectation referense (did you mean reference?)",
    ),
    "random expectation": ("expect: reference", "expect: {normal: [3]}", "nothing random can be expected"),
    "two expectations": (
        "expect: reference",
        "expect: {shape: [3], value: 3}",
        "shape and value cannot be combined",
    ),
    "bad dtype": ("expect: reference", "expect: {dtype: flaot}", "expected a dtype such as int or float32"),
    "an unclosed signature": (
        '"(x, k=2.0, shift=0.0)"',
        '"(x, k=2.0"',
        f"{AT}:7: submit.signature: expected parameters in parentheses",
    ),
    "no signature": (
        '  signature: "(x, k=2.0, shift=0.0)"\n',
        "",
        f"{AT}:6: submit.function: the key signature is missing",
    ),
    "a default that is code": ("k=2.0", "k=open(0)", "submit.signature: the default open(0) is no literal"),
    "nothing to submit": (
        "function: scale",
        "aliases: [a]",
        f"{AT}:6: submit: one of function, functions, variable or classes is needed",
    ),
    "an adapter without f": ("  signature", '  call: "x"\n  signature', "submit.call: does not call f"),
    "an adapter of unknown names": (
        "  signature",
        '  call: "f(y)"\n  signature',
        "submit.call: unknown name 'y'",
    ),
    "unknown module of the reference": (
        "sums.scale",
        "sum.scale",
        f"{AT}:8: reference: the reference has no module sum (did you mean sums?)",
    ),
    "unknown name of the reference": (
        "sums.scale",
        "sums.scael",
        f"{AT}:8: reference: sums of the reference has no scael (did you mean scale?)",
    ),
    "reference wanted, not named": (
        "reference: sums.scale\n",
        "",
        "cases[1].expect: the exercise has no key reference",
    ),
    "points beyond the exercise's": (
        "name: a row",
        "name: a row\n    points: 5",
        f"{AT}:4: points: the exercise is worth 4, its cases 5",
    ),
    "nothing left to share": (
        "name: a row",
        "name: a row\n    points: 4",
        "its cases 4, and 1 cases share the rest",
    ),
    "unknown name in a mistake": ('"k*k"', '"q*q"', "mistakes[1].args.k: unknown name 'q'"),
    "unknown parameter in a mistake": ("args: {k:", "args: {kk:", "mistakes[1].args.kk: no parameter kk"),
    "unknown variant": (
        "variant: scale_absolute",
        "variant: scale_absolut",
        "mistakes[3].variant: mistakes of the reference has no scale_absolut (did you mean scale_absolute?)",
    ),
    "a mistake that changes nothing": (
        ', result: "result[..., :-1]"',
        "",
        "mistakes[2]: one of args, result or variant is needed",
    ),
    "unknown code in same_as": (
        "code: absolute,",
        "code: absolute, same_as: [last-los],",
        "no mistake last-los here (did you mean last-lost?)",
    ),
    "a code in capitals": (
        "code: absolute",
        "code: Absolute",
        'mistakes[3].code: expected a name of small letters, digits and hyphens, got "Absolute"',
    ),
    "unknown property": (
        "expect: reference",
        "expect: {property: linaer}",
        "properties of the reference has no linaer (did you mean linear?)",
    ),
    "no such file": ("x: [1, 2, 3]", "x: {file: data.npy}", "cases[0].args.x.file: data.npy: no such file"),
    "a file outside": (
        "x: [1, 2, 3]",
        "x: {file: ../../../secret.npy}",
        "a file lies under the exercise's folder",
    ),
    "a pickle": ("x: [1, 2, 3]", "x: {file: data.pkl}", "one of .npy, .npz, .png is expected"),
    "values without steps": (
        "args: {x: [1, 2, 3]}",
        "values: {x: 1}",
        "cases[0].values: belongs to `steps`; a call has `args`",
    ),
    "tiers without training": (
        "points: 4",
        "points: 4\ntiers: [{accuracy: 0.9, points: 4}]",
        "tiers: belongs to kind: training",
    ),
    "training without data": ("points: 4", "points: 4\nkind: training", "kind: training needs the key data"),
    "a comma in a flow text": (
        "{es: Escalar, en: Scale}",
        "{es: Escalar, sumar, en: Scale}",
        "a text with a comma in it has to be quoted",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_fault_is_named_with_its_line(name, tmp_path):
    old, new, expected = EDITS[name]
    assert old in SCALE
    found = faults_of(tmp_path, {"sums/scale": SCALE.replace(old, new, 1)})
    assert any(expected in fault for fault in found), found


FILES = {
    "an empty file": (b"", "1: exercise.yaml is empty"),
    "nothing, in a word": (b"null\n", "1: exercise.yaml is empty"),
    "comments alone": (b"# nothing\n", "1: exercise.yaml is empty"),
    "a tab": (b"id: scale\ntitle:\n\tes: a\n", "a tab in line 3; YAML is indented with spaces"),
    "not UTF-8": ("id: scale\ntitle: Convolución\n".encode("latin-1"), "2: not UTF-8 (byte 0xf3)"),
    "UTF-16": ("id: scale".encode("utf-16"), "1: not UTF-8"),
    "a syntax error": (b"id: scale\ntitle: {es: a\npoints: 3\n", "no YAML"),
    "an unquoted colon": (b"id: scale\ntitle: a: b\n", "2: a text with"),
    "a list": (b"- a\n- b\n", "1: expected a mapping, got a list"),
    "a word": (b"hello\n", '1: expected a mapping, got "hello"'),
    "two documents": (b"id: a\n---\nid: b\n", "more than one document"),
    "a control character": (b"id: sc\x07ale\n", "no YAML"),
    "a recursive alias": (b"id: &a [*a]\n", "nested too deeply"),
    "deep nesting": (b"[" * 60_000 + b"]" * 60_000, "nested too deeply"),
    "deep lists": (b"- " * 100_000 + b"1", "nested too deeply"),
    "deep mappings": (b"".join(b" " * n + b"a:\n" for n in range(200)), "nested too deeply"),
    "unclosed nesting": (b"[" * 90, "exercise.yaml:1: no YAML"),
    "one alias too many": (b"id: *nowhere\n", "exercise.yaml:1: no YAML"),
    "an alias bomb": (
        b"a: &a [1,1,1,1,1,1,1,1,1]\n"
        + b"".join(b"%c: &%c [%s]\n" % (c + 1, c + 1, b",".join([b"*%c" % c] * 9)) for c in range(97, 106)),
        "too large once its aliases are written out",
    ),
    "a numeric key": (b"id: scale\n? [1, 2]\n: 3\n", "a key is text"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_exercise(name, tmp_path):
    content, expected = FILES[name]
    found = faults_of(tmp_path, {"sums/scale": content})
    assert any(expected in fault and fault.startswith(AT) for fault in found), found


def test_every_fault_of_every_file_is_said_at_once(tmp_path):
    broken = (
        SCALE.replace("points: 4", 'points: "two"').replace("hidden", "hiden").replace("[N, M]", "[N, L]")
    )
    found = faults_of(
        tmp_path,
        {"sums/scale": broken, "stacks/other": "id: other\n"},
        course=COURSE.replace("languages", "langauges"),
    )
    assert {fault.split(": ")[0] for fault in found} >= {
        "course.yaml:2",
        "sums/scale/exercise.yaml:4",
        "sums/scale/exercise.yaml:14",
        "sums/scale/exercise.yaml:18",
        "stacks/other/exercise.yaml:1",
    }


ACROSS = {
    "a second id": (
        {"sums/scale": SCALE, "stacks/scale": SCALE.replace("function: scale", "function: other")},
        COURSE,
        "sums/scale/exercise.yaml:1: id: a second scale (the first: stacks/scale/exercise.yaml)",
    ),
    "a second name": (
        {"sums/scale": SCALE, "sums/other": SCALE.replace("id: scale", "id: other")},
        COURSE,
        "sums/scale/exercise.yaml:5: submit: scale is asked for by sums/other/exercise.yaml already",
    ),
    "an alias that another exercise owns": (
        {
            "sums/scale": SCALE,
            "sums/other": SCALE.replace("id: scale", "id: other").replace(
                "function: scale", "function: other\n  aliases: [scale]"
            ),
        },
        COURSE,
        "submit: scale is asked for by",
    ),
    "an assignment of what is not there": (
        {"sums/scale": SCALE},
        COURSE + "assignments: {one: [scael]}\n",
        "course.yaml:7: assignments.one[0]: no exercise scael (did you mean scale?)",
    ),
    "a folder of the reference that is not there": (
        {"sums/scale": SCALE},
        COURSE + "reference: ../solutions\n",
        "course.yaml:7: reference: there is no folder ../solutions",
    ),
    "no course.yaml": ({"sums/scale": SCALE}, None, "course.yaml:1: no such file"),
}


@pytest.mark.parametrize("name", ACROSS)
def test_faults_between_files(name, tmp_path):
    exercises, course, expected = ACROSS[name]
    found = faults_of(tmp_path, exercises, course=course)
    assert any(expected in fault for fault in found), found


def test_a_statement_is_missing(tmp_path):
    root = write_course(tmp_path)
    (root / "sums/scale/statement.es.md").unlink()
    with pytest.raises(CourseError, match=r"statement\.es\.md or statement\.en\.md is missing"):
        load_course(root)


def test_a_right_course_has_no_faults(tmp_path):
    assert faults_of(tmp_path) == []


def test_paths_are_as_one_would_type_them(tmp_path, monkeypatch):
    root = write_course(tmp_path, {"sums/scale": SCALE.replace("points: 4", "points: no")})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError) as caught:
        load_course(root)
    assert all(
        fault.startswith("exercises/sums/scale/exercise.yaml:4: points: ") for fault in caught.value.faults
    )


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "title: T"])
def test_a_course_file_that_is_none(text, tmp_path):
    assert any(fault.startswith("course.yaml:1: ") for fault in faults_of(tmp_path, course=text))


def test_a_course_without_a_reference_works_where_nothing_needs_it(tmp_path):
    literal = SCALE[: SCALE.index("  - name: any")]
    assert faults_of(tmp_path / "a", {"sums/scale": literal}, reference={}) == []
    found = faults_of(tmp_path / "b", {"sums/scale": SCALE}, reference={})
    assert f"{AT}:8: reference: the course has no reference folder (course.yaml: reference)" in found


@pytest.mark.parametrize(("points", "fault"), [(10, False), (9, True), (11, True)])
def test_the_last_tier_of_a_training_is_worth_what_the_exercise_is(points, fault, tmp_path):
    text = f"""\
id: learn
title: L
module: sums
points: 10
kind: training
submit: {{function: learn, signature: "(x)"}}
data: {{set: digits}}
budget: {{cpu: {{seconds: 60}}}}
tiers: [{{accuracy: 0.90, points: 5}}, {{accuracy: 0.97, points: {points}}}]
"""
    found = faults_of(tmp_path, {"sums/learn": text})
    assert any("points: the exercise is worth 10" in one for one in found) is fault, found
