"""Programs that try to get an accuracy without learning: none gets more than its predictions earn.

Each file of ``stealing/`` says in its docstring what it tries. Where it fails it answers at random.
"""

from pathlib import Path

import pytest

PROGRAMS = sorted((Path(__file__).parent / "stealing").glob("*.py"))


def test_there_are_programs():
    assert len(PROGRAMS) >= 10


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_no_points_beyond_the_predictions(train, path):
    score = train(path.read_text(encoding="utf-8"))
    assert score.score == 0, score.training
    for accuracy in (score.training or {}).get("accuracies", []):
        assert accuracy < 0.7
