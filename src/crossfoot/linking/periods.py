"""The period that the head of a column names: three months to June 2023, the end of 2022."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?= \d|,|$)|(1[0-2]|0?[1-9])月"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LASTING = (
    (re.compile(r"three months|13 weeks|thirteen weeks|quarters? ended|quarter\b", re.I), "3"),
    (re.compile(r"six months|26 weeks|twenty-six weeks|上半年|first half", re.I), "6"),
    (re.compile(r"nine months|39 weeks|thirty-nine weeks|前三季度", re.I), "9"),
    (re.compile(r"twelve months|5[23] weeks|years? ended|full.year|全年|年度", re.I), "12"),
)
_QUARTER = re.compile(r"\bQ([1-4])|\b([1-4])Q|([一二三四])季度", re.I)

Period = tuple[str, str, str]


def period(head: str) -> Period:
    """Year, month and number of months of a head; each is "" where it is not named."""
    years = set(_YEAR.findall(head))
    month, quarter = _MONTH.search(head), _QUARTER.search(head)
    lasting = next((months for pattern, months in _LASTING if pattern.search(head)), "")
    if quarter is not None:
        lasting = f"Q{quarter[1] or quarter[2] or '一二三四'.index(quarter[3]) + 1}"
    when = "" if month is None else month[2] or str(_NAMES.index(month[1].lower()) + 1)
    return (years.pop() if len(years) == 1 else "", when, lasting)


def alike(one: Period, other: Period) -> bool:
    """Whether two heads name one period: one year, and nothing else that differs."""
    return (
        bool(one[0])
        and all(
            not mine or not theirs or mine == theirs
            for mine, theirs in zip(one, other, strict=True)
        )
        and one[0] == other[0]
    )
