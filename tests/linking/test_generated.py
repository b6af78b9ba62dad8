"""Documents whose truth is known: a true one is never accused, a wrong one never passes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from crossfoot.reading import read_text

LEVELS = st.integers(1_201, 98_999).filter(lambda n: n % 10)
SENTENCES = st.sampled_from(
    [
        "馆藏图书由{base}册增加到{current}册，增长{rate}%。",
        "馆藏图书{current}册，比上年增加{change}册，增长{rate}%。",
        "The library rose to {current:,} volumes from {base:,} in 2019, up {rate}%.",
        "The library held {current:,} volumes, up {change:,} ({rate}%) on the year before.",
    ]
)


def printed(value: Fraction) -> str:
    """A percentage to one place, halves up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str((exact * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))


def outcomes(text: str) -> list[str]:
    """What the checks of a text come to."""
    return [verdict.outcome for verdict in read_text(text).run().verdicts]


@given(SENTENCES, LEVELS, st.integers(101, 900))
def test_a_true_sentence_is_never_accused(sentence: str, base: int, change: int) -> None:
    """Growth computed from the levels is found and holds."""
    current = base + change
    assume(current % 10 and change % 10)
    rate = printed(Fraction(change, base))
    text = sentence.format(base=base, current=current, change=change, rate=rate)
    found = outcomes(text)
    assert found
    assert set(found) <= {"holds", "rounding"}


@given(SENTENCES, LEVELS, st.integers(101, 900), st.integers(2, 60))
def test_a_wrong_rate_never_passes(sentence: str, base: int, change: int, off: int) -> None:
    """A rate that is off by more than rounding fails."""
    current = base + change
    assume(current % 10 and change % 10)
    rate = printed(Fraction(change, base) + Fraction(off, 1000))
    text = sentence.format(base=base, current=current, change=change, rate=rate)
    assert "fails" in outcomes(text)


@given(
    st.lists(st.integers(1, 999).map(lambda n: 10 * n + 1), min_size=2, max_size=6),
    st.integers(0, 5),
    st.integers(5, 8),
)
def test_a_table_foots_in_all_columns_but_the_wrong_one(
    column: list[int], at: int, off: int
) -> None:
    """The structure is seen in the columns that add up; what breaks it fails."""
    rows = [[n, n + 13, 2 * n + 7, n + 2, n + 3, 2 * n + 1] for n in column]
    total = [sum(cells) for cells in zip(*rows, strict=True)]
    assume(all(one % 10 and (one + off) % 10 for one in total))  # zeros may be rounding
    assert _fails(rows, total) == []
    total[at] += off
    assert _fails(rows, total) == [str(total[at])]


def _fails(rows: list[list[int]], total: list[int]) -> list[str]:
    lines = [
        "| 地区 |" + "".join(f" 第{mark}类（吨） |" for mark in "甲乙丙丁戊己"),
        "|---" * 7 + "|",
    ]
    lines += [f"| 区{i} | " + " | ".join(map(str, cells)) + " |" for i, cells in enumerate(rows)]
    lines.append("| 合计 | " + " | ".join(map(str, total)) + " |")
    report = read_text("\n".join(lines)).run()
    return [
        verdict.check.figures["total"][0].text  # type: ignore[union-attr]  # printed, not unknown
        for verdict in report.verdicts
        if verdict.outcome == "fails"
    ]
