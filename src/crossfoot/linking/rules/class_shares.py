"""第一产业增加值比重为4.4%，第二产业……67.3%，第三产业……28.3%: a share said of every class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.linking.find import matches
from crossfoot.linking.lists import Parts, summable
from crossfoot.linking.partitions import complete
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.shares import made_to_add
from crossfoot.linking.sums import agrees, is_total

_APART = 6  # sentences between a list and the shares of its parts


def links(scene: Scene) -> Iterator[Link]:
    """Shares of classes that are all there are add up to 100%, and each is its part's."""
    yield from _beside(scene)
    known = [one for one in scene.lists if len(one.parts) > 1 and summable(one)]
    place = {id(m): sentence.index for sentence in scene.sentences for m in sentence.mentions}
    for sentence in scene.sentences:
        shares = [
            m
            for m in sentence.mentions
            if m.slot == "share" and m.figure.unit == "%" and m.label and m.depth == 0
        ]
        if not sentence.chinese or len(shares) < 2:
            continue
        labels = [_plain(m.label) for m in shares]
        if not complete(labels):
            continue
        words = sentence.between(shares[0].start - len(shares[0].lead[-24:]), shares[-1].end)
        made = [Link("shares_total", {"parts": [m.figure for m in shares]}, words, stated=False)]
        near = (
            one
            for one in reversed(known)
            if 0 <= sentence.index - place[id(one.whole)] <= _APART
            and _same(one, labels)
            and not scene.told_again(one.parts, shares[0].start)
        )
        listed = next(near, None)
        for share, part in zip(shares, listed.parts if listed else (), strict=False):
            assert listed is not None
            roles = {"part": part.figure, "whole": listed.whole.figure, "share": share.figure}
            made.append(Link("share", roles, words, stated=False, doubt=ANOTHER_WHOLE))
        yield from made_to_add(made)


def _plain(label: str) -> str:
    """第一产业增加值占地区生产总值: what the share is said of."""
    return label.split("占")[0].removesuffix("比重")


def _same(one: Parts, labels: Sequence[str]) -> bool:
    return len(one.parts) == len(labels) and all(
        matches(part.label, label) for part, label in zip(one.parts, labels, strict=True)
    )


def _beside(scene: Scene) -> Iterator[Link]:
    """城镇40.1万人，占62.3%；乡村24.2万人，占37.7%: the shares of all parts of a list."""
    beside: dict[int, list[Mention]] = {}
    for _, frame in scene.frames():
        if frame.level is not None:
            beside[id(frame.level)] = [
                m for m in frame.asides if m.slot == "share" and m.figure.unit == "%"
            ]
    for one in scene.lists:
        shares = [beside.get(id(part), []) for part in one.parts]
        if len(shares) < 2 or any(len(some) != 1 for some in shares) or not summable(one):
            continue
        figures = [part.figure for part in one.parts]
        if is_total(one) or agrees(one.whole.figure, figures):
            roles: Roles = {"parts": [some[0].figure for some in shares]}
            made = Link("shares_total", roles, one.words, stated=False, doubt=ANOTHER_WHOLE)
            parts = [_share(one, p, some[0]) for p, some in zip(one.parts, shares, strict=True)]
            fails = sum(link.outcome == "fails" for link in parts)
            if fails * 2 < len(parts):
                yield made_to_add([made, *parts])[0]


def _share(one: Parts, part: Mention, share: Mention) -> Link:
    roles = {"part": part.figure, "whole": one.whole.figure, "share": share.figure}
    return Link("share", roles, one.words)
