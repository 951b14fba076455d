"""Has a student's training reached an accuracy? A sequential test over training seeds.

What is judged is the *expected* accuracy over seeds on the fixed test set: one lucky seed shall not pass and
one unlucky seed shall not fail. After each seed, from the least number on, the mean is put against each
threshold in units of its own standard error:

    z = (mean - threshold) / (s / √n),    s² = (ν·s₀² + Σ(aᵢ - mean)²) / (ν + n - 1)

``s₀`` = 1 point, worth ``ν`` = 6 observations, is what is known of the spread between seeds before any is
seen: three equal accuracies by chance do not make a certain verdict. A threshold is passed where z ≥ 2.0
and failed where z ≤ -2.2; until then it is open and another seed is trained. At the limit it is failed
where z ≤ -1.3; what is still open then is *borderline* and decided for the student. A decision stands once
it is made.

With a spread of 1 point (SD) and at most 10 seeds, simulated: a student whose expected accuracy is 1 point
above a threshold fails in fewer than 0.1 % of gradings, one 1 point below passes in 3 %, and 3 points away
three seeds are enough. ``benchmarks/training.py`` prints these rates, and the spread of real trainings
beside them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

PASS_AT, FAIL_AT, FAIL_AT_LIMIT = 2.0, 2.2, 1.3
PRIOR_SPREAD, PRIOR_WEIGHT = 0.01, 6

Decision = Literal["open", "passed", "failed"]

# Two-sided 95 % quantiles of Student's t for 1, 2, … degrees of freedom.
_T95 = (
    12.706,
    4.303,
    3.182,
    2.776,
    2.571,
    2.447,
    2.365,
    2.306,
    2.262,
    2.228,
    2.201,
    2.179,
    2.160,
    2.145,
    2.131,
)
_Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the thresholds stand after some seeds; ``borderline``: decided for the student at the limit."""

    decisions: tuple[Decision, ...]
    borderline: tuple[bool, ...]

    @property
    def settled(self) -> bool:
        """Whether no threshold is open."""
        return "open" not in self.decisions


def start(thresholds: Sequence[float]) -> Standing:
    """Return the standing before any seed: everything is open."""
    undecided: tuple[Decision, ...] = ("open",)
    return Standing(undecided * len(thresholds), (False,) * len(thresholds))


def decide(
    standing: Standing,
    accuracies: Sequence[float],
    thresholds: Sequence[float],
    *,
    least: int = 3,
    most: int = 10,
) -> Standing:
    """Take in one more seed.

    Parameters
    ----------
    standing : what was decided after the seeds before
    accuracies : of all seeds so far, between 0 and 1
    thresholds : rising
    least, most : the numbers of seeds between which it ends

    Examples
    --------
    >>> decide(start([0.9, 0.97]), [0.94, 0.95, 0.93], [0.9, 0.97]).decisions
    ('passed', 'failed')
    """
    if len(accuracies) < least:
        return standing
    at_limit = len(accuracies) >= most
    decisions, borderline = list(standing.decisions), list(standing.borderline)
    for place, threshold in enumerate(thresholds):
        if decisions[place] == "open":
            z = score(accuracies, threshold)
            if z >= PASS_AT:
                decisions[place] = "passed"
            elif z <= -(FAIL_AT_LIMIT if at_limit else FAIL_AT):
                decisions[place] = "failed"
            elif at_limit:
                decisions[place], borderline[place] = "passed", True
    # Whoever reaches a threshold reaches those below it; whoever misses one misses those above.
    highest = max((i for i, d in enumerate(decisions) if d == "passed"), default=-1)
    decisions[: highest + 1] = ["passed"] * (highest + 1)
    lowest = min((i for i, d in enumerate(decisions) if d == "failed"), default=len(decisions))
    decisions[lowest:] = ["failed"] * (len(decisions) - lowest)
    borderline = [b and d == "passed" for b, d in zip(borderline, decisions, strict=True)]
    return replace(standing, decisions=tuple(decisions), borderline=tuple(borderline))


def score(accuracies: Sequence[float], threshold: float) -> float:
    """Return how many standard errors the mean lies above a threshold."""
    count = len(accuracies)
    mean = _mean(accuracies)
    squares = sum((a - mean) ** 2 for a in accuracies)
    spread = math.sqrt((PRIOR_WEIGHT * PRIOR_SPREAD**2 + squares) / (PRIOR_WEIGHT + count - 1))
    return (mean - threshold) * math.sqrt(count) / spread


def seed_interval(accuracies: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of the expected accuracy over seeds (Student's t), None for a single seed.

    Examples
    --------
    >>> low, high = seed_interval([0.97, 0.98, 0.99])
    >>> round(low, 3), round(high, 3)
    (0.955, 1.0)
    """
    count = len(accuracies)
    if count < 2:
        return None
    mean = _mean(accuracies)
    variance = sum((a - mean) ** 2 for a in accuracies) / (count - 1)
    quantile = _T95[count - 2] if count - 2 < len(_T95) else _Z95
    half = quantile * math.sqrt(variance / count)
    return max(0.0, mean - half), min(1.0, mean + half)


def wilson_interval(right: float, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of ``total`` test examples, by Wilson's formula.

    It says how far the test set itself is a sample; for information, never for the verdict.

    Examples
    --------
    >>> low, high = wilson_interval(441, 450)
    >>> round(low, 3), round(high, 3)
    (0.962, 0.989)
    """
    share, square = right / total, _Z95**2
    centre = (share + square / (2 * total)) / (1 + square / total)
    half = _Z95 / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
