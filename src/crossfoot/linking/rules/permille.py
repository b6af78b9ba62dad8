"""出生率6.52% where 6.52‰ is meant: more births than people could have had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossfoot.figure import Figure
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene

_RATES = (
    (re.compile("出生人口"), re.compile("出生率$")),
    (re.compile("死亡人口"), re.compile("死亡率$")),
)
_PEOPLE = re.compile("^(?:年末)?(?:常住|总|户籍)(?:总)?人口$")
_LEAST = Fraction(1, 2)  # of the people at the year's end: no fewer lived there on average


def links(scene: Scene) -> Iterator[Link]:
    """A birth or death rate that is ten times what births and people allow."""
    for paragraph in scene.paragraphs:
        inside = [
            m for sentence in paragraph for m in sentence.mentions if m.slot in ("current", "share")
        ]
        people = [m for m in inside if _PEOPLE.search(m.label) and m.figure.reading.integer]
        if len(people) != 1:
            continue
        for event, rate in _RATES:
            cases = [m for m in inside if event.search(m.label)]
            rates = [m for m in inside if rate.search(m.label) and m.figure.unit == "%"]
            if len(cases) == len(rates) == 1 and _too_high(
                cases[0].figure, people[0].figure, rates[0].figure
            ):
                roles = {
                    "numerator": cases[0].figure,
                    "denominator": people[0].figure,
                    "ratio": rates[0].figure,
                }
                yield Link("ratio", roles, f"{cases[0].label} / {people[0].label}", stated=False)


def _too_high(cases: Figure, people: Figure, rate: Figure) -> bool:
    tenth = replace(rate.reading, value=rate.reading.value / 10, step=rate.reading.step / 10)
    least, claimed = rate.interval.low, cases.interval.high
    if (
        least is None
        or claimed is None
        or people.interval.low is None
        or tenth.interval.high is None
    ):
        return False
    return least * people.interval.low * _LEAST > claimed
