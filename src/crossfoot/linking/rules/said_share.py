"""58种产品中43种增长，增长面为74.1%: the share that two counts just named make."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Scene, Sentence

_SHARE = re.compile(
    r"^[^,，。；;]{0,14}[,，]?[^,，。；;]{0,4}(?:面|率|比例|占比|比重)[^,，。；;\d]{0,3}$"
)


def links(scene: Scene) -> Iterator[Link]:
    """The percentage right after a part, where it is the part over its whole."""
    place: dict[int, tuple[Sentence, int]] = {
        id(m): (sentence, index)
        for sentence in scene.sentences
        for index, m in enumerate(sentence.mentions)
    }
    for one in scene.lists:
        if len(one.parts) == 1:
            (part,) = one.parts
            sentence, index = place[id(part)]
            after = sentence.mentions[index + 1 : index + 2]
            if not after or after[0].figure.unit != "%" or not _SHARE.match(after[0].lead):
                continue
            roles = {"part": part.figure, "whole": one.whole.figure, "share": after[0].figure}
            words = sentence.between(one.whole.start, after[0].end)
            link = Link("share", roles, words, stated=False, doubt=ANOTHER_WHOLE)
            if link.holds:
                yield link
