"""Complete classes printed one after another: 税收收入 and 非税收入 below 一般公共预算收入."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import PARTITIONS, Partition, adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene

_REACH = 30  # levels looked at after the whole


def links(scene: Scene) -> Iterator[Link]:
    """A level of the right name, and all classes of it among the levels that follow it.

    What the classes changed by adds up to the change of the whole as well.
    """
    listed = {id(part): one for one in scene.lists for part in one.parts}
    changes = {
        id(f.level): f.slots["change"] for _, f in scene.frames() if f.level and "change" in f.slots
    }
    for number, paragraph in enumerate(scene.paragraphs):
        following = scene.paragraphs[number + 1 : number + 3]
        inside, after = (
            [m for sentence in some for m in levels(sentence) if m.depth == 0]
            for some in (paragraph, [s for p in following for s in p])
        )
        for index, whole in enumerate(inside):
            if id(whole) in listed and listed[id(whole)].classed:
                continue
            near = [*inside[index + 1 :], *after][:_REACH]
            free = [m for m in near if id(m) not in listed or listed[id(m)].whole is whole]
            for partition in PARTITIONS:
                parts = _found(partition, whole, free)
                if not parts:
                    continue
                yield _total(scene, whole, parts, parts)
                if all(id(m) in changes for m in (whole, *parts)):
                    yield _total(scene, changes[id(whole)], [changes[id(m)] for m in parts], parts)


def _total(
    scene: Scene, whole: Mention, parts: Sequence[Mention], levels_: Sequence[Mention]
) -> Link:
    words = scene.text[whole.start : parts[-1].end]
    roles: Roles = {"total": whole.figure, "parts": [part.figure for part in parts]}
    return Link(
        "total", roles, words, stated=False, doubt=MAY_BE_INCOMPLETE, slip=_near(whole, levels_)
    )


def _found(partition: Partition, whole: Mention, after: Sequence[Mention]) -> list[Mention]:
    if (
        partition.whole is None
        or not partition.whole.search(whole.label)
        or not adds_up(whole.label)
    ):
        return []
    if any(member.search(whole.label) for member in partition.members):
        return []
    return _classes(partition, whole, after)


def _classes(partition: Partition, whole: Mention, after: Sequence[Mention]) -> list[Mention]:
    """The first level of each class, unless another whole comes first."""
    assert partition.whole is not None
    found: dict[int, Mention] = {}
    for mention in after:
        hits = [i for i, member in enumerate(partition.members) if member.search(mention.label)]
        if not hits:
            if mention.label.endswith(whole.label):
                return []  # another whole of that name
            continue
        if not same_unit(mention.figure, whole.figure):
            continue  # how many letters, between two incomes of the post
        if len(hits) > 1 or not adds_up(mention.label):
            return []
        if hits[0] in found:
            return []
        found[hits[0]] = mention
        if len(found) == len(partition.members):
            return [found[i] for i in sorted(found)]
    return []


def _near(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether whole and classes are of one scope and nothing narrower than they are called."""
    if any(part.scope and whole.scope and part.scope != whole.scope for part in parts):
        return False
    labels = [part.label for part in parts]
    return any(
        whole.label.isascii() or all(any(m.match(label) for m in one.members) for label in labels)
        for one in PARTITIONS
        if one.fits(labels)
    )
