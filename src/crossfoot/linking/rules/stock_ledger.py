"""年初余额A，加上补充B、动用C后，年末余额D: a stock, what came to it and went, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.figure import Figure
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.zh import clause_of

_OPENING = re.compile("(?:年初|期初|上年末?|原有?|结转)[^,，。；]{0,14}余额|余额(?:为|有)?$")
_CLOSING = re.compile("余额|结余|余")
_IN = re.compile("补充|加上?|增加|收回|新增|转入|调入|提取|计提")
_OUT = re.compile("动用|减去?|扣除|使用|安排|支出|调出|调[入往]一般|转出|减少|偿还|归还")
# 期初库存……入库……出库……期末库存: named at both ends, and each move by its direction.
_BEGIN = re.compile(
    r"(?:期初|年初|月初|季初|上年末|上年底|上期末)[^,，。；\d]{0,10}$"
    r"|\b(?:opening|beginning) (?:balance|stock|inventory)(?: of| was)? ?$"
    r"|\b(?:began|started|opened) (?:the )?(?:year|quarter|month|period) with ?$"
)
_END = re.compile(
    r"(?:期末|年末|月末|季末|年底|本期末)[^,，。；\d]{0,10}$"
    r"|\b(?:closing|ending) (?:balance|stock|inventory)(?: of| was)? ?$"
    r"|\b(?:ended|closed|finished) (?:the )?(?:year|quarter|month|period) with ?$|\bended with ?$"
)
_COME = re.compile(
    r"收入|入库|流入|购[进入]|新收|新增|转入|调入|补充|增加|进货"
    r"|\b(?:received|opened|added|hired|acquired|bought|joined|additions?|receipts|purchases)\b"
)
_GONE = re.compile(
    r"支出|出库|流出|发出|销售|转出|调出|动用|减少|领用|办结"
    r"|\b(?:paid|closed|sold|left|retired|used|issued|disposed|disposals|payments|lost)\b"
)
_MOST = 4  # what comes and goes between the two


def links(scene: Scene) -> Iterator[Link]:
    """Every opening balance that with what is said after it gives a closing one, exactly.

    The words for what comes and goes are many, so it is seen only where it holds.
    """
    for sentence in scene.sentences:
        yield from _named(scene, [m for m in levels(sentence) if not m.depth])
    for paragraph in scene.paragraphs:
        inside = [m for s in paragraph for m in levels(s) if m.depth == 0]
        for index, opening in enumerate(inside if paragraph[0].chinese else ()):
            if not _OPENING.search(clause_of(opening.lead)[-24:]):
                continue
            for count in range(2, _MOST + 1):
                found = _closed(scene, opening, inside[index + 1 : index + 1 + count])
                if found is not None:
                    yield found
                    break


def _named(scene: Scene, inside: Sequence[Mention]) -> Iterator[Link]:
    """A sentence that names a stock at both ends, and whatever came and went between them."""
    if not 3 <= len(inside) <= _MOST + 2:
        return
    opening, *moves, closing = inside
    if not _BEGIN.search(opening.lead) or not _END.search(closing.lead):
        return
    if not all(same_unit(m.figure, opening.figure) for m in inside):
        return
    parts = [opening.figure]
    for move in moves:
        come, gone = _COME.search(move.lead[-24:]), _GONE.search(move.lead[-24:])
        if (come is None) == (gone is None):
            return
        reading = replace(move.figure.reading, direction="down" if gone else None)
        parts.append(replace(move.figure, reading=reading))
    roles = {"total": [closing.figure], "parts": parts}
    words = scene.text[opening.start - len(opening.label) : closing.end]
    yield Link("total", roles, words, doubt=MAY_BE_INCOMPLETE, slip=True)


def _closed(scene: Scene, opening: Mention, after: Sequence[Mention]) -> Link | None:
    *moves, closing = after or [opening]
    if not moves or not _CLOSING.search(clause_of(closing.lead)):
        return None
    if not all(same_unit(m.figure, opening.figure) for m in after):
        return None
    signed = [_signed(m) for m in moves]
    parts = [opening.figure, *(figure for figure in signed if figure is not None)]
    if len(parts) <= len(moves):
        return None
    roles = {"total": [closing.figure], "parts": parts}
    words = scene.text[opening.start - len(opening.label) : closing.end]
    made = Link("total", roles, words, stated=False)
    return made if made.outcome == "holds" else None


def _signed(mention: Mention) -> Figure | None:
    """The figure with the sign that its clause gives it; None where that is not clear."""
    said = clause_of(mention.lead)
    gone, come = _OUT.search(said), _IN.search(said)
    if gone is None and come is None:
        return None
    down = gone is not None and (come is None or gone.start() <= come.start())
    reading = replace(mention.figure.reading, direction="down" if down else None)
    return replace(mention.figure, reading=reading)
