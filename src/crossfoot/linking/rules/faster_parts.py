"""Parts that all grow faster, or all slower, than their whole: no one base can give both."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY, on_another_basis
from crossfoot.linking.lists import Parts, summable
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Frame, Scene
from crossfoot.linking.sums import agrees


def links(scene: Scene) -> Iterator[Link]:
    """The growth of a whole is a mean of its parts' growths, whatever their weights."""
    frames = {id(frame.level): frame for _, frame in scene.frames() if frame.level is not None}
    for one in scene.lists:
        if len(one.parts) < 2 or not summable(one) or not _complete(one):
            continue
        frame = frames.get(id(one.whole))
        whole = _rate(frame)
        told = [frames.get(id(part)) for part in one.parts]
        parts = [_rate(part) for part in told]
        printed = [rate for rate in parts if rate is not None]
        if frame is None or whole is None or len(printed) < len(parts):
            continue
        if any(part is None or on_another_basis(part, frame) for part in told):
            continue
        because = f"{frame.words} … {one.words}"
        slowest = min(printed, key=lambda rate: rate.interval.low or 0)
        fastest = max(printed, key=lambda rate: rate.interval.high or 0)
        if slowest.interval.intersection(whole.interval) is None and whole.interval.is_below(
            slowest.interval
        ):
            yield Link("at_most", {"lesser": slowest, "greater": whole}, because, stated=False)
        elif fastest.interval.intersection(whole.interval) is None and fastest.interval.is_below(
            whole.interval
        ):
            yield Link("at_most", {"lesser": whole, "greater": fastest}, because, stated=False)


def _complete(one: Parts) -> bool:
    return agrees(one.whole.figure, [part.figure for part in one.parts])


def _rate(frame: Frame | None) -> Figure | None:
    if frame is None or "rate" not in frame.slots or YEARLY.search(frame.words):
        return None
    return frame.slots["rate"].figure
