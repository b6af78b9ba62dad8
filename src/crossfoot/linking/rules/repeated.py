"""The same fact printed twice: in two places of the text, or in the text and a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.linking.facts import Fact
from crossfoot.linking.find import matches, plain, years_apart
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_FACT, Link
from crossfoot.linking.scene import Scene

_VERB = re.compile(
    "(?:投入|安排|统筹|拨付|筹措|筹集|争取|下达|支出|发放|兑付|兑现|资金|专项|补助|完成|实现|减产|增产"
    "|增收|减收|新增|净增|增加|减少|达到|建成|累计)+"
)
_EQUAL = 2  # what `matches` says of one name
_MARK = 2  # characters of a mark or 以及 between two of a list
_SHORT = 2  # digits below which a level says too little to be known again
_NAME = 4  # characters of the name that makes a rate of one digit known again
_RATES = ("rate", "completion", "share")
_LONG = 4  # digits that two figures do not share by chance
_CHECK = 7  # prints that one check compares with the first
_MOST = 60  # prints of one value that are compared with each other


def links(scene: Scene) -> Iterator[Link]:
    """Figures of one value and unit whose words say the same."""
    groups: dict[tuple[Fraction, bool], list[Fact]] = defaultdict(list)
    for fact in scene.facts:
        reading = fact.figure.reading
        if reading.qualifier == "range" or (fact.digits < _SHORT and fact.kind not in _RATES):
            continue
        groups[reading.value, reading.direction == "down"].append(fact)
    for group in groups.values():
        if 1 < len(group) <= _MOST:
            for cluster in _clusters(group):
                figures = [fact.figure for fact in cluster]
                yield Link(
                    "same",
                    {"figures": figures},
                    _because(scene, cluster),
                    stated=False,
                    doubt=ANOTHER_FACT,
                )


def _clusters(group: list[Fact]) -> Iterator[list[Fact]]:
    left = list(group)
    while left:
        cluster = [left.pop(0)]
        for fact in list(left):
            if _same(cluster[0], fact):
                cluster.append(fact)
                left.remove(fact)
        for start in range(1, len(cluster), _CHECK):
            yield [cluster[0], *cluster[start : start + _CHECK]]


def _same(one: Fact, other: Fact) -> bool:
    """Whether words in common and digits make it one fact; the fewer digits the more words."""
    if not same_unit(one.figure, other.figure) or one.kind == other.kind == "cell":
        return False
    if _side_by_side(one, other):
        return False
    if "cell" not in (one.kind, other.kind) and one.kind != other.kind:
        return False
    if one.level and other.level and one.level.interval.intersection(other.level.interval) is None:
        return False
    if one.scope and other.scope and one.scope != other.scope:
        return False
    if one.label and other.label:
        return _same_subject(one, other)
    return False  # English is retold


def _side_by_side(one: Fact, other: Fact) -> bool:
    """分别增长14.9%、8.6%、8.6%: two of a list are of two things."""
    first, second = one.figure.place, other.figure.place
    if first is None or second is None or first.end is None or second.start is None:
        return False
    return 0 <= second.start - first.end <= _MARK


def _same_subject(one: Fact, other: Fact) -> bool:
    """Chinese names its subjects: the same name, or for long figures a shorter one of it."""
    if one.scope != other.scope and "cell" not in (one.kind, other.kind):
        return False
    if _VERB.fullmatch(one.label) or _VERB.fullmatch(other.label):
        return False
    hit = matches(one.label, other.label)
    if min(one.digits, other.digits) < _SHORT:
        long = len(plain(one.label)) >= _NAME and hit == _EQUAL
        return long and not years_apart(one.figure, other.figure)
    return hit == _EQUAL or (hit > 0 and one.digits >= _LONG)


def _because(scene: Scene, cluster: list[Fact]) -> str:
    pieces = []
    for fact in cluster[:4]:
        place = fact.figure.place
        if place is not None and place.start is not None and place.end is not None:
            pieces.append(scene.text[max(0, place.start - 30) : place.end].strip())
    return " … ".join(pieces)
