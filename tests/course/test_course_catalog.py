"""Finding a course, loading it with its defaults, keeping it, and picking exercises from it."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml
from tinycourse import COURSE, SCALE, course_of, write_course

from grader.course import cache, catalog
from grader.course.catalog import course_for, find_course, find_exercise, json_schema, load_course, select
from grader.errors import CallerError
from grader.model import REQUIRED

REPOSITORY = Path(__file__).parents[2]


def other(name, module="sums"):
    return (
        SCALE.replace("id: scale", f"id: {name}")
        .replace("function: scale", f"function: {name}")
        .replace("module: sums", f"module: {module}")
    )


def test_an_exercise_as_its_file_says_it(tmp_path):
    course = course_of(tmp_path)
    (scale,) = course.exercises
    assert (scale.id, scale.module, scale.points, scale.forbid) == ("scale", "sums", 4, ("scipy",))
    assert scale.functions["scale"].parameters == (("x", REQUIRED), ("k", 2.0), ("shift", 0.0))
    assert scale.reference == {"scale": "sums.scale"}
    first, second = scale.cases
    assert (first.points, second.points, second.hidden, second.repeat) == (2, 2, True, 3)
    assert (first.line, second.line) == (10, 13)
    assert (first.limits.seconds, first.limits.memory_mb, first.limits.threads) == (3, 256, 16)
    assert second.sizes == {"N": (2, 6), "K": (1, 4)}
    assert scale.mistakes[0].say["en"] == "What of the shift?"
    assert course.languages == ("es", "en")
    assert course.packages == ("numpy",)
    assert course.reference_folder == str(tmp_path.resolve() / "reference")


def test_the_example_of_the_design_loads(tmp_path):
    example = """\
id: conv2d-layer
title: {es: Capa convolucional 2D, en: 2D convolution layer}
module: sums
points: 10
covers: [d3-stride-1, d3-stride-2, d4-stride]      # ledger ids
submit:
  function: conv2d_layer                            # unique in the course: one notebook can answer all
  signature: "(x, w, b=0.0, stride=1, padding=0)"
reference: sums.scale                 # in reference/
forbid: [scipy, torch, tensorflow, jax, numpy.convolve, numpy.correlate]
limits: {seconds: 5, memory_mb: 512}                # per case; the course gives defaults
tolerance: {rtol: 1.0e-6, atol: 1.0e-9}
cases:
  - name: 7x7, filter 3x3, stride 2
    source: deck 003, "Stride"
    args: {x: {full: {shape: [7, 7], value: 1}}, w: {full: {shape: [3, 3], value: 1}}, stride: 2}
    expect: {shape: [3, 3]}
  - name: slide example
    args: {x: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], w: [[0, 1], [2, 3]]}
    expect: [[19, 25], [37, 43]]
    points: 2
  - name: any size, stride and padding
    hidden: true
    repeat: 12
    seed: 31
    sizes: {H: [5, 12], W: [5, 12], KH: [1, 4], KW: [1, 4], S: [1, 3], P: [0, 2]}
    args: {x: {normal: [H, W]}, w: {normal: [KH, KW]}, b: {normal: []}, stride: S, padding: P}
    expect: reference
  - name: a kernel larger than the image
    args: {x: {zeros: [2, 2]}, w: {zeros: [3, 3]}}
    raises: ValueError
mistakes:
  - code: kernel-flipped
    args: {w: "w[::-1, ::-1]"}
    say: {es: "¿Giras el kernel? Este curso usa correlación cruzada.", en: "Do you flip the kernel?"}
  - code: stride-ignored
    args: {stride: "1"}
  - code: bias-missing
    args: {b: "0.0"}
  - code: last-window-lost
    result: "result[:-1, :-1]"
"""
    (exercise,) = course_of(tmp_path, {"sums/conv2d-layer": example}).exercises
    assert [round(case.points, 9) for case in exercise.cases] == [2.666666667, 2, 2.666666667, 2.666666667]
    assert exercise.cases[3].expect.value == ("ValueError",)
    jsonschema.validate(yaml.safe_load(example), json_schema())


ADAPTED = """\
id: naive
title: Naive
module: sums
points: 1
submit:
  function: conv_forward_naive
  aliases: [conv_forward]
  signature: "(x, w, b, stride=1, pad=0)"
  call: 'f(x.transpose(0, 2, 3, 1), w, b, {"stride": stride, "pad": pad})'
  result: "y[0]"
reference: sums.scale
cases:
  - name: ones
    args: {x: {ones: [1, 1, 3, 3]}, w: {ones: [1, 1, 2, 2]}, b: [0], pad: 1}
    expect: {value: [[4]], dtype: float}
    misprint: {value: [[3]], say: {es: "La diapositiva cuenta mal."}}
"""


def test_adapters_aliases_and_misprints(tmp_path):
    (naive,) = course_of(tmp_path, {"sums/naive": ADAPTED}).exercises
    target = naive.functions["conv_forward_naive"]
    assert target.aliases == ("conv_forward",)
    assert target.call is not None
    assert target.call.startswith("f(x.transpose")
    assert target.result == "y[0]"
    assert naive.title == {"es": "Naive", "en": "Naive"}
    assert naive.cases[0].misprint.value.tolist() == [[3.0]]
    assert naive.cases[0].dtype == "float"


SEVERAL = """\
id: several
title: S
module: sums
points: 2
dtype: int
submit:
  functions: {one: "(x)", two: "(x, **more)"}
  classes: {Thing: "(a, b=1)"}
  variable: answer
  aliases: {one: [uno]}
reference: {one: sums.raises, two: sums.divide}
cases:
  - {name: a, of: one, args: {x: 1}, raises: [KeyError, LookupError]}
  - {name: b, of: two, args: {x: 1, lr: 0.1}, expect: reference}
  - {name: c, of: answer, expect: 42}
  - {name: d, of: answer, expect: {dtype: float}}
"""


def test_several_names_of_every_kind(tmp_path):
    (several,) = course_of(tmp_path, {"sums/several": SEVERAL}).exercises
    assert {name: target.kind for name, target in several.functions.items()} == {
        "one": "function", "two": "function", "answer": "variable", "Thing": "class",
    }  # fmt: skip
    assert several.functions["one"].aliases == ("uno",)
    assert [case.dtype for case in several.cases] == [None, "int", "int", "float"]
    assert several.cases[0].expect.value == ("KeyError", "LookupError")


TRAINING = """\
id: learn
title: L
module: sums
points: 10
kind: training
submit: {function: learn, signature: "(x, y, seed)"}
data: {set: digits, test: 450, perturb: shift}
budget: {cpu: {seconds: 60, threads: 1}, cuda: {seconds: 60, memory_mb: 2048}}
seeds: {min: 3, max: 10}
tiers: [{accuracy: 0.90, points: 5}, {accuracy: 0.97, points: 10}]
"""
FIGURE = """\
id: draw
title: D
module: sums
points: 1
kind: figure
submit: {function: draw, signature: "(img)"}
cases:
  - {name: four, args: {img: {zeros: [4, 4]}}, expect: {figure: {axes: 4, images: 4, titles: true}}}
"""


def test_training_and_figures(tmp_path):
    learn, draw = sorted(
        course_of(tmp_path, {"sums/learn": TRAINING, "sums/draw": FIGURE}).exercises,
        key=lambda e: e.id,
        reverse=True,
    )
    assert learn.training["tiers"][1] == {"accuracy": 0.97, "points": 10}
    assert learn.training["data"]["perturb"] == "shift"
    assert learn.cases == ()
    assert draw.training is None
    assert draw.cases[0].expect.value == {"axes": 4, "images": 4, "titles": True}


def test_course_order_is_the_module_then_the_stated_order_then_the_name(tmp_path):
    course = COURSE.replace("{id: sums, ", "{id: sums, exercises: [z], ")
    exercises = {f"x/{name}": other(name) for name in "abz"} | {"x/first": other("first", "stacks")}
    found = course_of(tmp_path, exercises, course=course).exercises
    assert [exercise.id for exercise in found] == ["z", "a", "b", "first"]


def test_hints_of_the_catalogue_are_taken_and_overruled(tmp_path):
    catalogue = """\
shift-forgotten: {title: {es: S}, say: {es: uno, en: one}, see: deck 1}
absolute: {say: {es: abs}}
"""
    course = course_of(tmp_path, more={"exercises/mistakes/sums.yaml": catalogue})
    by_code = {mistake.code: mistake for mistake in course.exercises[0].mistakes}
    assert by_code["shift-forgotten"].say["en"] == "What of the shift?"
    assert by_code["shift-forgotten"].source == "deck 1"
    assert by_code["absolute"].say == {"es": "abs"}
    assert course.mistakes["shift-forgotten"]["say"]["en"] == "one"


# ---------------------------------------------------------------- finding and picking


def test_where_a_course_is_looked_for(tmp_path, monkeypatch):
    root = write_course(tmp_path / "here").resolve()
    inside = root / "sums" / "scale"
    monkeypatch.chdir(inside)
    assert find_course(None) == root
    assert (
        find_course(str(root))
        == find_course(str(root.parent))
        == find_course(str(root / "course.yaml"))
        == root
    )
    other_root = write_course(tmp_path / "there").resolve()
    monkeypatch.setenv("GRADER_COURSE", str(other_root.parent))
    assert find_course(None) == other_root
    assert find_course(str(root)) == root
    for wrong in (str(tmp_path / "nowhere"), str(inside)):
        with pytest.raises(CallerError, match="--course"):
            find_course(wrong)


@pytest.mark.parametrize(
    ("here", "graded", "refused"),
    [
        (".", ".", True),  # a submission with a course in it
        ("sub", ".", True),  # … above it
        ("sub", "one.py", True),
        (".", "../elsewhere", False),
        (".", "sub", False),  # an instructor's own folder, with the submissions in it
        ("sub", "../../elsewhere", False),
    ],
)
def test_a_submission_brings_no_course_whose_code_would_run(tmp_path, monkeypatch, here, graded, refused):
    root = write_course(tmp_path / "repository").resolve()
    for name in ("repository/sub", "elsewhere"):
        (tmp_path / name).mkdir()
    (tmp_path / "repository" / "sub" / "one.py").write_text("")
    monkeypatch.chdir(tmp_path / "repository" / here)
    if refused:
        with pytest.raises(CallerError, match="if it is yours, say --course"):
            course_for([Path(graded)])
    else:
        assert course_for([Path(graded)]).folder == str(root)
    assert course_for([Path(graded)], str(root)).folder == str(root)


def test_a_course_without_code_may_stand_with_the_submission(tmp_path, monkeypatch):
    text = SCALE[: SCALE.index("mistakes:")].replace("reference: sums.scale\n", "")
    root = write_course(tmp_path, {"sums/scale": text[: text.index("  - name: any")]}, reference=None)
    monkeypatch.chdir(tmp_path)
    assert course_for([Path()]).folder == str(root.resolve())


def test_without_any_word_it_is_the_one_beside_the_program(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_course(None) == REPOSITORY / "exercises"


def test_picking_exercises(tmp_path):
    course = course_of(
        tmp_path,
        {f"x/{name}": other(name) for name in ("one", "two", "three")},
        course=COURSE + "assignments: {first: [two, one], second: {exercises: [three], due: 2026-03-01}}\n",
    )
    assert select(course) is None
    assert [e.id for e in select(course, ["two"], ["second"])] == ["three", "two"]
    assert [e.id for e in select(course, [], ["first"])] == ["one", "two"]
    assert course.assignments["second"].due == "2026-03-01"
    with pytest.raises(CallerError, match=r"no exercise thre in this course \(did you mean three\?\)"):
        find_exercise(course, "thre")
    with pytest.raises(CallerError, match=r"no assignment frist in this course \(did you mean first\?\)"):
        select(course, [], ["frist"])


# ---------------------------------------------------------------- what is kept of a checked course


def kept_file():
    (file,) = (Path(os.environ["XDG_CACHE_HOME"]) / "cnn-grader").glob("course-*.json")
    return file


def test_a_kept_course_is_the_same_course(tmp_path, monkeypatch):
    root = write_course(tmp_path)
    first = load_course(root)
    monkeypatch.setattr(catalog, "_check", lambda _: pytest.fail("it was checked again"))
    second = load_course(root)
    assert second.exercises == first.exercises
    assert second.sha256 == first.sha256


@pytest.mark.parametrize(
    "file", ["exercises/sums/scale/exercise.yaml", "exercises/course.yaml", "reference/sums.py"]
)
def test_a_changed_file_is_noticed(file, tmp_path):
    root = write_course(tmp_path)
    before = load_course(root)
    with (tmp_path / file).open("a") as opened:
        opened.write("# changed\n")
    assert load_course(root).sha256 != before.sha256


def test_a_fault_is_noticed_though_a_right_course_was_kept(tmp_path):
    root = write_course(tmp_path)
    load_course(root)
    file = root / "sums/scale/exercise.yaml"
    file.write_text(file.read_text().replace("points: 4", "points: none"))
    with pytest.raises(Exception, match="expected a number"):
        load_course(root)


SPOILED = {
    "no JSON": lambda file: file.write_text("{"),
    "another grader": lambda file: file.write_text(
        json.dumps({**json.loads(file.read_text()), "stamp": "0"})
    ),
    "writable by others": lambda file: file.chmod(0o666),
    "a list": lambda file: file.write_text("[]"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_kept_course_that_cannot_be_trusted_is_not_used(name, tmp_path):
    root = write_course(tmp_path)
    load_course(root)
    SPOILED[name](kept_file())
    assert cache.load(root.resolve()) is None
    assert load_course(root).exercises[0].id == "scale"
    assert cache.load(root.resolve()) is not None


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none", "relative"])
def test_without_a_place_to_keep_it_it_works_all_the_same(home, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", "/dev/null")
    assert course_of(tmp_path).exercises[0].id == "scale"


def test_the_digest_does_not_depend_on_where_the_course_lies(tmp_path):
    assert course_of(tmp_path / "a").sha256 == course_of(tmp_path / "b").sha256


# ---------------------------------------------------------------- the published schema


def test_the_published_schema_is_the_one_that_is_checked():
    published = json.loads((REPOSITORY / "docs/exercise.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()


def test_the_schema_is_one_and_agrees_with_the_loader():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    validator = jsonschema.Draft202012Validator(json_schema())
    assert validator.is_valid(yaml.safe_load(SCALE))
    for old, new in [
        ("points: 4", "points: two"),
        ("hidden: true", "hiden: true"),
        ("expect: reference", "x: 1"),
    ]:
        assert not validator.is_valid(yaml.safe_load(SCALE.replace(old, new)))


def test_every_key_stands_in_the_key_reference():
    text = (REPOSITORY / "docs/exercises.md").read_text(encoding="utf-8")

    def keys(schema):
        for name, inner in schema.get("properties", {}).items():
            yield name
            yield from keys(inner)
        for inner in (schema.get("items"), *schema.get("anyOf", ())):
            if isinstance(inner, dict):
                yield from keys(inner)

    missing = {key for key in keys(json_schema()) if f"`{key}`" not in text and f"`{key}:" not in text}
    assert not missing
