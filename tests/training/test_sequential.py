"""The test over seeds: single decisions, and how often it errs."""

import numpy as np
import pytest

from grader.judge import sequential
from grader.judge.sequential import decide, seed_interval, start, wilson_interval

DECISIONS = {
    "two seeds decide nothing": ([0.99, 0.99], [0.9], ("open",), (False,)),
    "three far above": ([0.99, 0.99, 0.98], [0.9], ("passed",), (False,)),
    "three far below": ([0.5, 0.6, 0.5], [0.9], ("failed",), (False,)),
    "three at the threshold": ([0.90, 0.91, 0.89], [0.9], ("open",), (False,)),
    "three equal ones half a point above": ([0.905] * 3, [0.9], ("open",), (False,)),
    "between two tiers": ([0.935, 0.94, 0.93], [0.9, 0.97], ("passed", "failed"), (False, False)),
    "open at the limit": ([0.9, 0.91, 0.89, 0.9], [0.9], ("passed",), (True,)),
    "below at the limit": ([0.885, 0.89, 0.895, 0.89], [0.9], ("failed",), (False,)),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_one_look(name):
    accuracies, thresholds, decisions, borderline = DECISIONS[name]
    standing = decide(start(thresholds), accuracies, thresholds, least=3, most=4)
    assert (standing.decisions, standing.borderline) == (decisions, borderline)


def test_a_decision_stands():
    standing = decide(start([0.9]), [0.99, 0.99, 0.99], [0.9])
    assert decide(standing, [0.99, 0.99, 0.99, 0.1], [0.9]).decisions == ("passed",)


def graded(expected, spread, rng, threshold=0.9):
    """Grade one simulated student: (passed, seeds spent)."""
    accuracies, standing = [], start([threshold])
    while not standing.settled:
        accuracies.append(rng.normal(expected, spread))
        standing = decide(standing, accuracies, [threshold])
    return standing.decisions[0] == "passed", len(accuracies)


def rates(offset, students=1500):
    rng = np.random.default_rng(7)
    runs = [graded(0.9 + offset, 0.01, rng) for _ in range(students)]
    return np.mean([passed for passed, _ in runs]), np.median([seeds for _, seeds in runs])


def test_one_point_above_hardly_ever_fails():
    assert rates(0.01)[0] >= 0.99


def test_one_point_below_seldom_passes():
    assert rates(-0.01)[0] <= 0.05


@pytest.mark.parametrize("offset", [0.03, -0.03])
def test_three_points_away_needs_three_seeds(offset):
    assert rates(offset, 400)[1] == 3


def test_the_interval_over_seeds_is_students_t():
    stats = pytest.importorskip("scipy.stats", reason="SciPy is the oracle")
    rng = np.random.default_rng(3)
    for count in (2, 3, 5, 10, 16):
        values = rng.normal(0.5, 0.05, count)
        half = stats.t.ppf(0.975, count - 1) * values.std(ddof=1) / np.sqrt(count)
        found = seed_interval(list(values))
        assert found == pytest.approx((max(0, values.mean() - half), min(1, values.mean() + half)), abs=2e-4)
    assert seed_interval([0.5]) is None


def test_wilsons_interval():
    stats = pytest.importorskip("scipy.stats", reason="SciPy is the oracle")
    for right, total in ((0, 10), (441, 450), (10, 10), (7, 20)):
        oracle = stats.binomtest(right, total).proportion_ci(method="wilson")
        assert wilson_interval(right, total) == pytest.approx((oracle.low, oracle.high), abs=1e-4)


def test_an_even_spread_never_divides_by_zero():
    assert sequential.score([0.9, 0.9, 0.9], 0.9) == 0
