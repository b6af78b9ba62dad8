"""教育支出119.06亿元，占比12.4%: a series of items with their shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.tables import corroborated
from crossfoot.linking.zh import clause_of

_BARE = re.compile(r"占比|所占比重|比重为?$|下同")
_SHARP = 50  # steps of a share that does not come of wholes that differ by little
_ENOUGH = 3
_GAP = 6  # sentences between two items of a series
_WHOLES = 16  # levels before the series among which the whole is looked for


def links(scene: Scene) -> Iterator[Link]:
    """The nearest level before the series of which the shares are shares, if they agree on one."""
    series: list[tuple[int, Mention, Mention]] = []
    for sentence, frame in scene.frames():
        level = frame.level
        if level is None or not addable(level.figure) or not sentence.chinese:
            continue
        for share in frame.asides:
            if share.slot == "share" and _BARE.search(clause_of(share.lead)):
                if series and sentence.index - series[-1][0] > _GAP:
                    yield from _series(scene, series)
                    series = []
                series.append((sentence.index, level, share))
    yield from _series(scene, series)


def _series(scene: Scene, series: list[tuple[int, Mention, Mention]]) -> Iterator[Link]:
    if len(series) < 3:
        return
    first = series[0][1]
    wholes: list[Mention] = []
    at = series[0][0]
    while at >= 0 and len(wholes) < _WHOLES and series[0][0] - at < _WHOLES:
        inside = scene.sentences[at].mentions
        wholes.extend(m for m in reversed(inside) if m.slot == "current" and m.end <= first.start)
        at -= 1
    best: list[Link] = []
    for whole in wholes:
        if not addable(whole.figure) or not same_unit(whole.figure, first.figure):
            continue
        made = [
            Link(
                "share",
                {"part": part.figure, "whole": whole.figure, "share": share.figure},
                scene.text[part.start - len(part.lead[-16:]) : share.end],
                stated=False,
            )
            for _, part, share in series
        ]
        found = corroborated(made, ANOTHER_WHOLE, enough=3)
        sharp = sum(_is_sharp(link) for link in found)
        if sharp < _ENOUGH:  # 1.1% and 0.4% come of many wholes
            found = [replace(link, doubt=ANOTHER_WHOLE) for link in found]
        if len(found) > len(best):
            best = found
    yield from best


def _is_sharp(link: Link) -> bool:
    reading = link.figures["share"][0].reading
    return link.holds and reading.value >= _SHARP * reading.step
