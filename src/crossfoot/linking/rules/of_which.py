"""其中; of which: a part cannot exceed its whole, nor can parts that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.figure import Figure
from crossfoot.linking.levels import may_be_negative
from crossfoot.linking.listed import akin
from crossfoot.linking.lists import Parts, names, summable
from crossfoot.linking.partitions import exclusive
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.sums import agrees, is_total
from crossfoot.linking.zh import clause_of


def links(scene: Scene) -> Iterator[Link]:
    """Every part with its whole; together they are a bound, unless they are the total."""
    for one in scene.lists:
        if not summable(one):
            continue
        figures = [part.figure for part in one.parts]
        if is_total(one) or agrees(one.whole.figure, figures):
            continue
        yield from _classes(one) if one.classed else _bounds(one)


def _classes(one: Parts) -> Iterator[Link]:
    """分经济类型看: each class is a part; what the whole is, the text does not say as clearly."""
    if not names(one.whole.label, one.parts[0].label):
        return
    for part in one.parts:
        roles: Roles = {"parts": [part.figure], "whole": one.whole.figure}
        yield Link("part_of", roles, one.words, stated=False, doubt=MAY_OVERLAP)


def _bounds(one: Parts) -> Iterator[Link]:
    labels = [one.whole.label, *(part.label for part in one.parts)]
    net = _NET.search(clause_of(one.whole.lead)) is not None
    negative = MAY_OVERLAP if net or any(map(may_be_negative, labels)) else None
    over = sum(_exceeds(part.figure, one.whole.figure) for part in one.parts)
    # What holds of a long English list together says all that its parts would say alone.
    alone = () if one.words.isascii() and len(one.parts) > 2 and not over else one.parts
    for index, part in enumerate(alone):
        # Where several parts exceed the whole, the list is not one of its parts; and what follows
        # the first part may be a new subject: 招生5万人，其中女生2万人，在校生15万人.
        later = index >= one.sure
        unsure = MAY_BE_INCOMPLETE if over > 1 or later or not one.sure else None
        alike = not later or akin(one.parts[0].label, part.label)
        roles: Roles = {"parts": [part.figure], "whole": one.whole.figure}
        slip = negative is None and over < 2 and alike and _at_once(one, index)
        yield Link("part_of", roles, one.words, doubt=negative or unsure, slip=slip)
    if len(one.parts) > 1:
        together: Roles = {"parts": [part.figure for part in one.parts], "whole": one.whole.figure}
        apart = over < 2 and _disjoint(labels)
        doubt = None if one.sure == len(one.parts) and apart else MAY_OVERLAP
        listed = all(_at_once(one, index) for index in range(len(one.parts)))
        slip = apart and listed and negative is None
        yield Link("part_of", together, one.words, stated=False, doubt=doubt, slip=slip)


def _at_once(one: Parts, index: int) -> bool:
    """其中企业6家，个体户17家: whether the parts so far follow each other, and nothing else."""
    return one.sure > 0 and all(_NEXT.match(part.lead) for part in one.parts[1 : index + 1])


def _exceeds(part: Figure, whole: Figure) -> bool:
    return part.reading.value > whole.reading.value


def _disjoint(labels: Sequence[str]) -> bool:
    """Whether the parts are items of one budget, which do not overlap."""
    whole, *parts = labels
    if any(_MIXED.search(label) for label in parts):
        return False
    if _REVENUE.search(whole) and all(label.endswith("收入") for label in parts):
        return True
    if exclusive(parts):
        return True
    return any(all(label.endswith(item) for label in parts) for item in ("税", "支出"))


_NET = re.compile("净")  # 净增52家，其中新认定88家: others have gone
# A label and nothing that would begin something new: 注销, 新增, 比上年.
_NEXT = re.compile(
    "^(?:，|,|、|和|及|与)(?!.*(?:注销|退出|减|新|净|累计|共|上年|去年|同比|另|关闭))[^，,。；;]{1,14}$"
)
_REVENUE = re.compile("税(?:收收入|收入|收)?$")
_MIXED = re.compile("民生|重点|刚性|三公|直达|三保")
