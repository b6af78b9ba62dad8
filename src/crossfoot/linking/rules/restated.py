"""全市一般公共预算收入878631万元, and elsewhere 87.86亿元: one fact, printed in two units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crossfoot.linking.facts import significant
from crossfoot.linking.find import plain
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_FACT, Link
from crossfoot.linking.scene import Mention, Scene

_NAME = 4  # characters of a name that is not shared by chance
_DIGITS = 3  # digits that do not agree by chance
_MOST = 20  # prints of one name that are compared with each other


def links(scene: Scene) -> Iterator[Link]:
    """Levels of one name, scope and year of which one is the other rounded."""
    named: dict[tuple[str, str, int | None], list[Mention]] = defaultdict(list)
    for sentence in scene.sentences:
        for mention in levels(sentence) if sentence.chinese else ():
            reading = mention.figure.reading
            name = plain(mention.label)
            if len(name) >= _NAME and reading.qualifier == "exact" and addable(mention.figure):
                key = name, mention.scope, scene.years[sentence.index]
                named[key].append(mention)
    for mentions in named.values():
        for place, other in enumerate(mentions[:_MOST]):
            for one in mentions[:place]:
                if _rounded(one, other) or _rounded(other, one):
                    words = " … ".join(
                        scene.text[m.start - len(m.lead[-24:]) : m.end] for m in (one, other)
                    )
                    figures = [one.figure, other.figure]
                    yield Link(
                        "same", {"figures": figures}, words, stated=False, doubt=ANOTHER_FACT
                    )
                    break


def _rounded(fine: Mention, coarse: Mention) -> bool:
    """Whether one print is the other in fewer digits."""
    exact, said = fine.figure.reading, coarse.figure.reading
    return (
        exact.step < said.step
        and exact.value != said.value
        and significant(coarse.figure) >= _DIGITS
        and same_unit(fine.figure, coarse.figure)
        and abs(exact.value - said.value) * 2 <= said.step + exact.step
    )
