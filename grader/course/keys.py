"""Every key of ``exercise.yaml``, ``course.yaml`` and ``mistakes/*.yaml``: the one description of the format.

``schema`` checks files against it and writes ``docs/exercise.schema.json`` from it; what depends on more than
one value (a name that has to exist elsewhere) is in ``soundness``.
"""

from grader.course.schema import Anything, Choice, Either, Flag, Key, Listing, Number, Record, Table, Text

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
NAME = r"[A-Za-z][A-Za-z0-9_]*"
DOTTED = rf"{NAME}(?:\.{NAME})*"

TEXT = Text()
SLUG_TEXT = Text(SLUG, "a name of small letters, digits and hyphens")
NAME_TEXT = Text(NAME, "a Python name")
DOTTED_TEXT = Text(DOTTED, "a Python name, or a dotted one")
POSITIVE = Number(above=0)
COUNT = Number(minimum=1, whole=True)
PROSE = Either(text=TEXT, mapping=Table(TEXT, pattern="[a-z]{2,3}", what="a language code", at_least=1))
TEXTS = Listing(TEXT)
DTYPE = Text(
    r"int|float|bool|complex|str|u?int(?:8|16|32|64)|float(?:16|32|64)", "a dtype such as int or float32"
)
VALUES = Table(Anything(), pattern=NAME, what="a Python name")
EXPRESSIONS = Table(Either(text=TEXT, number=Number()), pattern=NAME, what="a Python name")

LIMITS = Record(
    {
        "seconds": Key(POSITIVE, "wall time of a case"),
        "cpu_seconds": Key(POSITIVE, "processor time of a case"),
        "memory_mb": Key(COUNT, "memory of a case"),
        "output_mb": Key(COUNT, "what a case may print"),
        "answer_mb": Key(COUNT, "how large an answer may be"),
        "threads": Key(COUNT, "how many threads may run"),
    }
)
TOLERANCE = Record(
    {
        "rtol": Key(Number(minimum=0), "share of the expected value by which an answer may be off"),
        "atol": Key(Number(minimum=0), "amount by which an answer may be off"),
    }
)
ADAPTER = Either(text=TEXT, mapping=Table(TEXT, pattern=NAME, what="a Python name"))
SUBMIT = Record(
    {
        "function": Key(NAME_TEXT, "the function that students write; unique in the course"),
        "functions": Key(
            Table(TEXT, NAME, "a Python name", at_least=1), "several functions: {name: signature}"
        ),
        "variable": Key(NAME_TEXT, "a name whose value is asked for"),
        "classes": Key(
            Table(
                Either(text=TEXT, mapping=Table(TEXT, NAME, "a Python name, init for the constructor")),
                NAME,
                "a Python name",
                at_least=1,
            ),
            "classes: {Name: signature of the constructor}, or {Name: {init: signature, method: signature}}",
        ),
        "signature": Key(TEXT, 'the parameters of `function`: "(x, w, b=0.0)"'),
        "aliases": Key(
            Either(listing=Listing(NAME_TEXT), mapping=Table(Listing(NAME_TEXT), NAME, "a Python name")),
            "other names under which it is accepted",
        ),
        "call": Key(ADAPTER, "how the student's function f is called, an expression over the arguments"),
        "result": Key(ADAPTER, "what of the answer y is compared, an expression over y"),
    },
    some_of=("function", "functions", "variable", "classes"),
)
STEP = Record(
    {
        "new": Key(NAME_TEXT, "make an object of this class"),
        "call": Key(Text(), "call a function, a kept object, or a method of one"),
        "get": Key(Text(), "read an attribute or an element of a kept object"),
        "args": Key(VALUES, "the arguments; a text that names a value or a kept object stands for it"),
        "keep": Key(NAME_TEXT, "keep the result in the student's process under this name"),
        "return": Key(NAME_TEXT, "compare the result, under this name"),
    },
    one_of=("new", "call", "get"),
)
FIGURE = Record(
    {
        "axes": Key(COUNT, "at least so many axes"),
        "images": Key(COUNT, "at least so many images"),
        "lines": Key(COUNT, "at least so many lines"),
        "titles": Key(Flag(), "each of the axes has a title"),
        "labels": Key(Flag(), "each of the axes has labels"),
        "differ": Key(Flag(), "no two images are equal"),
        "size": Key(
            Listing(Either(text=TEXT, number=COUNT), at_least=2, at_most=2),
            "an image has this height and width",
        ),
    }
)
EXPECT_OPTIONS = Record(
    {
        "shape": Key(Anything(), "the shape alone; names and expressions over sizes are allowed"),
        "dtype": Key(DTYPE, "the kind of number"),
        "property": Key(NAME_TEXT, "a function of the course's properties"),
        "value": Key(Anything(), "plain data, as it stands"),
        "figure": Key(FIGURE, "what the figure must hold"),
    }
)
MISPRINT = Record(
    {
        "value": Key(Anything(), "the wrong value that the slide prints", required=True),
        "say": Key(PROSE, "why the slide is wrong", required=True),
    }
)
CASE = Record(
    {
        "name": Key(TEXT, "unique in the exercise", required=True),
        "source": Key(TEXT, "the slide it comes from"),
        "hidden": Key(Flag(), "students see its topic alone"),
        "points": Key(Number(minimum=0), "without it, an equal share of what the other cases leave"),
        "of": Key(NAME_TEXT, "which function, where there are several"),
        "args": Key(VALUES, "the arguments by name"),
        "values": Key(VALUES, "named values for `steps`"),
        "let": Key(EXPRESSIONS, "numbers derived from sizes"),
        "sizes": Key(
            Table(
                Either(number=Number(whole=True), listing=Listing(Number(whole=True), at_least=2, at_most=2)),
                NAME,
                "a Python name",
            ),
            "letters and the range they are drawn from: {H: [5, 12]}",
        ),
        "seed": Key(
            Number(minimum=0, whole=True), "start of the random draws; the name of the case, unless given"
        ),
        "repeat": Key(
            Number(minimum=1, maximum=1000, whole=True), "how many draws; one case, all or nothing"
        ),
        "steps": Key(Listing(STEP, at_least=1), "a sequence of constructions and calls"),
        "expect": Key(
            Anything(), "a literal, `reference`, `differences`, {shape: …}, {dtype: …}, {property: …}"
        ),
        "raises": Key(
            Either(text=DOTTED_TEXT, listing=Listing(DOTTED_TEXT, at_least=1)),
            "the exception that it must raise",
        ),
        "tolerance": Key(TOLERANCE, "instead of the exercise's"),
        "limits": Key(LIMITS, "instead of the exercise's"),
        "dtype": Key(DTYPE, "the kind of number that the answer must have"),
        "pure": Key(Flag(), "changing an argument in place is a failure"),
        "say": Key(PROSE, "a hint for who fails it"),
        "misprint": Key(MISPRINT, "a wrong value that a slide prints for this very case"),
    },
    one_of=("expect", "raises"),
)
MISTAKE = Record(
    {
        "code": Key(
            SLUG_TEXT, "the name of the misconception; it means the same in every exercise", required=True
        ),
        "args": Key(EXPRESSIONS, "how the call of the reference changes"),
        "result": Key(TEXT, "how its result changes, an expression over result and the arguments"),
        "variant": Key(DOTTED_TEXT, "a function of the course's mistakes"),
        "of": Key(DOTTED_TEXT, "which function, class or Class.method it belongs to"),
        "say": Key(PROSE, "the hint"),
        "see": Key(TEXT, "the slide to read again"),
        "same_as": Key(Listing(SLUG_TEXT), "codes that no input can tell from this one"),
        "hidden_only": Key(TEXT, "why only hidden cases catch it"),
    },
    some_of=("args", "result", "variant"),
)
DEVICE = Record(
    {
        "seconds": Key(POSITIVE, "time for one training"),
        "threads": Key(COUNT, "how many threads may run"),
        "memory_mb": Key(COUNT, "memory"),
        "parameters": Key(COUNT, "how many parameters the model may have"),
    }
)
DATA = Record(
    {
        "set": Key(DOTTED_TEXT, "a loader of the course", required=True),
        "test": Key(COUNT, "how many examples are kept for the test; a quarter, unless given"),
        "train": Key(COUNT, "at most so many are trained with"),
        "perturb": Key(
            Either(
                text=Text("shift|noise", "shift or noise"),
                listing=Listing(Text("shift|noise", "shift or noise")),
                mapping=Table(Number(minimum=0), "shift|noise", "shift or noise"),
            ),
            "how images are disturbed: shift, noise, or {shift: 1, noise: 0.02}",
        ),
        "split": Key(Either(text=TEXT, number=Number()), "what the split is drawn from"),
        "folder": Key(TEXT, "where the original files lie, relative to the exercise or to $GRADER_DATA"),
    },
    open=True,
)
EXERCISE = Record(
    {
        "id": Key(SLUG_TEXT, "the name of its folder", required=True),
        "title": Key(PROSE, "by language: {es: …, en: …}", required=True),
        "module": Key(TEXT, "a module of course.yaml", required=True),
        "points": Key(POSITIVE, "full marks; the course may give a default"),
        "covers": Key(TEXTS, "what of the course's material it practises"),
        "submit": Key(SUBMIT, "what students write", required=True),
        "reference": Key(
            Either(text=DOTTED_TEXT, mapping=Table(DOTTED_TEXT, NAME, "a Python name", at_least=1)),
            "module.function, or a module that has every name, or {name: module.function}",
        ),
        "forbid": Key(
            Listing(DOTTED_TEXT), "packages and functions that may not be used; replaces the course's list"
        ),
        "packages": Key(
            Listing(NAME_TEXT), "packages that may be imported for it, beside those of the course"
        ),
        "limits": Key(LIMITS, "what a case may use"),
        "tolerance": Key(TOLERANCE, "how near an answer must come"),
        "dtype": Key(DTYPE, "the kind of number that every answer must have"),
        "pure": Key(Flag(), "changing an argument in place is a failure"),
        "kind": Key(Choice(("function", "training", "figure")), "function, unless given"),
        "cases": Key(Listing(CASE, at_least=1), "what is asked and what is expected"),
        "mistakes": Key(Listing(MISTAKE), "the misconceptions it can name"),
        "see": Key(TEXT, "the slide to read"),
        "data": Key(
            Either(mapping=DATA, listing=Listing(DATA, at_least=1)),
            "training: a data set, or several; `set`, and what its loader is given",
        ),
        "budget": Key(
            Record({"cpu": Key(DEVICE), "cuda": Key(DEVICE)}, some_of=("cpu", "cuda")), "training: limits"
        ),
        "seeds": Key(Record({"min": Key(COUNT), "max": Key(COUNT)}), "training: how many seeds are tried"),
        "tiers": Key(
            Listing(
                Record(
                    {
                        "accuracy": Key(Number(above=0, maximum=1), required=True),
                        "points": Key(POSITIVE, required=True),
                        "set": Key(DOTTED_TEXT, "which data set; the first, unless given"),
                    }
                ),
                at_least=1,
            ),
            "training: accuracies and what they are worth",
        ),
    }
)
ASSIGNMENT = Record(
    {
        "exercises": Key(Listing(SLUG_TEXT, at_least=1), "the ids", required=True),
        "title": Key(PROSE, "by language"),
        "due": Key(TEXT, "a date, 2026-03-31, or with the time, 2026-03-31T23:59"),
        "policy": Key(Record({}, open=True), "late days, attempts, …"),
    }
)
COURSE = Record(
    {
        "title": Key(PROSE, "by language", required=True),
        "languages": Key(
            Listing(Text("[a-z]{2,3}", "a language code"), at_least=1), "the first is the default"
        ),
        "modules": Key(
            Listing(
                Either(
                    text=SLUG_TEXT,
                    mapping=Record(
                        {
                            "id": Key(SLUG_TEXT, required=True),
                            "title": Key(PROSE),
                            "exercises": Key(Listing(SLUG_TEXT), "their order; the others follow by name"),
                        }
                    ),
                ),
                at_least=1,
            ),
            "in course order",
            required=True,
        ),
        "defaults": Key(
            Record(
                {
                    "forbid": Key(Listing(DOTTED_TEXT)),
                    "limits": Key(LIMITS),
                    "tolerance": Key(TOLERANCE),
                    "points": Key(POSITIVE),
                    "packages": Key(Listing(DOTTED_TEXT)),
                }
            ),
            "for every exercise that does not say otherwise",
        ),
        "packages": Key(Listing(DOTTED_TEXT), "what students may import; numpy, unless given"),
        "reference": Key(TEXT, "the folder of the reference; ./reference or ../reference, unless given"),
        "assignments": Key(
            Table(
                Either(listing=Listing(SLUG_TEXT, at_least=1), mapping=ASSIGNMENT),
                SLUG,
                "a name such as tarea-1",
            ),
            "named sets of exercises",
        ),
        "not_exercises": Key(
            Listing(Record({"id": Key(TEXT, required=True), "why": Key(TEXT, required=True)})),
            "material that nobody is asked to program, and why",
        ),
    }
)
CATALOGUE = Table(
    Record({"title": Key(PROSE), "say": Key(PROSE), "see": Key(TEXT), "example": Key(PROSE)}),
    SLUG,
    "a code of small letters, digits and hyphens",
)
