"""Every fact of the decks that can be computed is asked for by some exercise, or says why not."""

from pathlib import Path

import pytest
import yaml

from grader.course.catalog import find_course, load_course

HERE = Path(__file__).parent
LEDGER = yaml.safe_load((HERE / "ledger.yaml").read_text(encoding="utf-8"))
COMPUTABLE = {name for name, verdict in LEDGER.items() if verdict != "not-computable"}


@pytest.fixture(scope="module")
def course():
    return load_course(find_course(str(HERE.parents[1])))


def test_every_computable_fact_is_covered(course):
    covered = {fact for exercise in course.exercises for fact in exercise.covers} | set(course.not_exercises)
    assert sorted(COMPUTABLE - covered) == []


def test_nothing_is_covered_that_no_deck_says(course):
    claimed = {fact for exercise in course.exercises for fact in exercise.covers} | set(course.not_exercises)
    assert sorted(claimed - set(LEDGER)) == []


def test_the_course_has_all_its_exercises(course):
    assert len(course.exercises) == 53
    assert len({exercise.id for exercise in course.exercises}) == 53
