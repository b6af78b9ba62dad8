"""2026年预算收入261.4亿元，增长3%, and far before it what 2025 came to: the base of the rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.find import plain
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Frame, Mention, Scene, Sentence
from crossfoot.linking.slips import one_slip

_ENOUGH = 4  # rates of a document that have to come out before one that does not is wrong
_PLANNED = re.compile(r"(?:预算|目标|计划)(?:数|额)?为?$")  # what was hoped for is no base
Key = tuple[int, str, str]


def links(scene: Scene) -> Iterator[Link]:
    """Rates of a level without a base, with the level of that name and scope a year before.

    A text does not say that the level printed elsewhere is the base; it is taken for that where
    it comes out, and where nearly all of them come out a slip is called one.
    """
    told = scene.years
    printed: dict[Key, list[Mention]] = {}
    asked: list[tuple[Sentence, Frame, Key]] = []
    for sentence, frame in scene.frames():
        level, year = frame.level, told[sentence.index]
        if not sentence.chinese or level is None or year is None or not addable(level.figure):
            continue
        name = plain(level.label)
        if not name:
            continue
        printed.setdefault((year, level.scope, name), []).append(level)
        comparable = not_comparable(frame) == (None, None)
        if "rate" in frame.slots and "base" not in frame.slots and comparable:
            asked.append((sentence, frame, (year - 1, level.scope, name)))
    made = [link for _, frame, key in asked for link in _link(scene, frame, printed.get(key, []))]
    outcomes = [one.outcome for one in made]
    held = sum(outcome in ("holds", "rounding") for outcome in outcomes)
    broken = [one for one, outcome in zip(made, outcomes, strict=True) if outcome == "undecided"]
    sure = (
        held >= _ENOUGH
        and len(broken) == 1
        and one_slip(replace(broken[0], doubt=None).check("probe"))
    )
    for one, outcome in zip(made, outcomes, strict=True):
        if outcome in ("holds", "rounding"):
            yield one
        elif sure:
            yield replace(one, doubt=None)


def _link(scene: Scene, frame: Frame, before: list[Mention]) -> Iterator[Link]:
    """The rate with the first level that gives it, or else with the only one."""
    level, rate = frame.slots["current"], frame.slots["rate"]
    if YEARLY.search(frame.words):
        return
    bases = [
        m
        for m in before
        if same_unit(m.figure, level.figure)
        and m.figure.reading.value > 0
        and not _PLANNED.search(m.lead)
    ]
    found: list[Link] = []
    for base in bases:
        words = f"{scene.text[base.start - len(base.lead[-24:]) : base.end]} … {frame.words}"
        roles = {"current": level.figure, "base": base.figure, "rate": rate.figure}
        found.append(Link("growth", roles, words, stated=False, doubt=ANOTHER_BASE))
    for one in found:  # of several, one that agrees only thanks to rounding may be the wrong one
        if one.outcome == "holds":
            yield one
            return
    if len(found) == 1:
        yield found[0]
