"""Complete classes printed one after another: 税收收入 and 非税收入 below 一般公共预算收入."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import same_unit
from crossfoot.linking.link import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import PARTITIONS, Partition, adds_up
from crossfoot.linking.scene import Mention, Scene

_REACH = 30  # levels looked at after the whole


def links(scene: Scene) -> Iterator[Link]:
    """A level of the right name, and all classes of it among the levels that follow it."""
    listed = {id(part) for one in scene.lists if one.classed for part in one.parts}
    for paragraph in scene.paragraphs:
        inside = [
            m
            for sentence in paragraph
            for m in levels(sentence)
            if m.depth == 0 and id(m) not in listed
        ]
        for index, whole in enumerate(inside):
            for partition in PARTITIONS:
                if partition.whole is None or not partition.whole.search(whole.label):
                    continue
                if not adds_up(whole.label) or any(p.search(whole.label) for p in partition.members if not partition.whole.search(whole.label)):
                    continue
                parts = _classes(partition, whole, inside[index + 1 : index + _REACH])
                if parts:
                    words = scene.text[whole.start : parts[-1].end]
                    roles = {"total": whole.figure, "parts": [part.figure for part in parts]}
                    yield Link("total", roles, words, stated=False, doubt=None if _near(scene, whole, parts) else MAY_BE_INCOMPLETE)


def _classes(partition: Partition, whole: Mention, after: Sequence[Mention]) -> list[Mention]:
    """The first level of each class, unless another whole comes first."""
    assert partition.whole is not None
    found: dict[int, Mention] = {}
    for mention in after:
        hits = [i for i, member in enumerate(partition.members) if member.search(mention.label)]
        if not hits:
            if partition.whole.search(mention.label) and same_unit(mention.figure, whole.figure):
                head = whole.label[-4:]
                if mention.label.endswith(head):
                    return []
            continue
        if len(hits) > 1 or not same_unit(mention.figure, whole.figure) or not adds_up(mention.label):
            return []
        if hits[0] in found:
            return []
        found[hits[0]] = mention
        if len(found) == len(partition.members):
            return [found[i] for i in sorted(found)]
    return []


def _near(scene: Scene, whole: Mention, parts: Sequence[Mention]) -> bool:
    return whole.scope in ("", parts[0].scope) or not parts[0].scope
