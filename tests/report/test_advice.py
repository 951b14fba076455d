"""What is said of a failed case beside the fact."""

from dataclasses import replace

from report_cases import FLIPPED, failed, score

from grader.model import Phrase
from grader.report import findings


def test_a_diagnosis_stands_at_a_case_that_it_explains():
    """An exercise of two functions: what is said of one is no word about the other."""
    found = (
        replace(FLIPPED, cases=("second", "third")),
        replace(FLIPPED, codes=("bias-missing",), titles=({"en": "Bias missing"},), cases=("fourth",)),
    )
    names = ("first", "second", "third", "fourth")
    verdicts = [
        failed(name, message=Phrase("wrong-values", {"part": str(n)})) for n, name in enumerate(names)
    ]
    told = score(*verdicts, diagnosis=found)
    said = [findings.advice(told, verdict, "en", first=n == 0).codes for n, verdict in enumerate(verdicts)]
    assert said == [(), FLIPPED.codes, (), ("bias-missing",)]
