"""由2020年的88.23亿元增加到2025年的213.5亿元，年均增长19.33%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.figure import Figure, Reading
from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene

_YEAR = re.compile(r"((?:19|20)\d\d)(?:年|\b)")


def links(scene: Scene) -> Iterator[Link]:
    """Two levels with their years, and the yearly rate between them.

    A rate over a plan of five years starts from the year before the first level that is printed,
    and texts do not say so; a rate that disagrees is therefore left undecided.
    """
    for _, frame in scene.frames():
        slots = frame.slots
        if not {"current", "base", "rate"} <= slots.keys() or not YEARLY.search(frame.words):
            continue
        current, base, rate = (slots[role] for role in ("current", "base", "rate"))
        years = [_YEAR.findall(one.lead[-40:]) for one in (base, current)]
        if not all(years) or not same_unit(current.figure, base.figure):
            continue
        count = int(years[1][-1]) - int(years[0][-1])
        if count < 2:
            continue
        text = f"{years[0][-1]}–{years[1][-1]}"
        reading = Reading(str(count), Fraction(count), Fraction(0), integer=True, kind="count")
        periods = Figure(f"years_{text.replace('–', '_')}_{current.start}", reading, metric=text)
        roles = {
            "start": base.figure,
            "end": current.figure,
            "periods": periods,
            "rate": rate.figure,
        }
        yield Link(
            "compound",
            roles,
            frame.words,
            open=not_comparable(frame)[0],
            doubt=ANOTHER_BASE,
        )
