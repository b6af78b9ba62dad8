"""A和B共C; A, B and C, a total of D: parts first, then what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.sums import agrees
from crossfoot.linking.zh import clause_of

_TOTAL = re.compile(
    r"(?:共计|合计|总计|共|两项合计|三项合计)(?:为|达|达到|约)?$|\b(?:a total of|totall?ing"
    r"|in all|for a total of|together)\s*$|\b(?:in total|in all|altogether),? [^.;]{0,160}$"
    r"|\b(?:this|these|that) $|\b(?:bring(?:s|ing)?|brought|taking|took)\b[^.;\d]{0,60}\bto\s*$",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:this|these|that) $", re.IGNORECASE)
_EARLIER = 6  # levels of the paragraph before that may be meant by "this"
_NEAR = 180  # characters before a total in which it is called one
_ADDED = re.compile(r"加上|加预计|再加|，加|plus\b", re.IGNORECASE)
_GRAND = re.compile(r"总计|合计|总量|总财力")


def links(scene: Scene) -> Iterator[Link]:
    """Runs of levels before a total of the same unit: those that add up, or nearly."""
    earlier: list[Mention] = []
    for paragraph in scene.paragraphs:
        inside = [m for s in paragraph for m in levels(s) if m.depth == 0]
        opened = len(earlier)
        # This $5.1 billion may be of the paragraph before.
        inside, earlier = [*earlier, *inside], inside[-_EARLIER:]
        for index, total in enumerate(inside):
            if index < opened:
                continue
            near = 0 if _THIS.search(total.lead) and index == opened else opened
            stated = _TOTAL.search(total.lead[-_NEAR:])
            added = (
                _GRAND.search(total.lead[-16:])
                and index > near
                and _ADDED.search(scene.text[inside[max(near, index - 8)].start : total.start])
            )
            if not (stated or added) or not adds_up(total.label):
                continue
            found = _announced(scene, inside[max(near, index - 12) : index], total)
            if found is not None:
                yield found
                continue
            run: list[Mention] = []
            for part in reversed(inside[max(near, index - 12) : index]):
                if not same_unit(part.figure, total.figure) or not adds_up(part.label):
                    break
                run.insert(0, part)
                figures = [one.figure for one in run]
                if len(run) > 1 and agrees(total.figure, figures):
                    roles: Roles = {"total": total.figure, "parts": figures}
                    yield Link(
                        "total",
                        roles,
                        scene.text[run[0].start : total.end],
                        stated=True,
                        doubt=MAY_BE_INCOMPLETE,
                    )
                    break


_SIDE = re.compile("(收入|支出)(?:总计|合计|总量)(?:为|达到?)?$")
_ENDS = re.compile("总计|合计|总量|其中|减去|扣除")


def _announced(scene: Scene, before: Sequence[Mention], total: Mention) -> Link | None:
    """收入A，加上……等B、调入资金C，收入总计D: nothing else is printed that could be a part."""
    side = _SIDE.search(total.lead[-12:])
    if side is None:
        return None
    starts = [i for i, m in enumerate(before[:-1]) if m.label.endswith(side[1])]
    first = next((i for i in reversed(starts) if _adds(scene, before[i], before[i + 1])), None)
    if first is None:
        return None
    run = before[first:]
    if _ENDS.search(scene.text[run[0].end : run[-1].start] + total.lead[:-8]):
        return None
    if not all(same_unit(m.figure, total.figure) for m in run):
        return None
    if not all(_one_item(clause_of(m.lead)) for m in run[1:]):
        return None
    words = scene.text[run[0].start - len(run[0].label) : total.end]
    roles: Roles = {"total": total.figure, "parts": [m.figure for m in run]}
    return Link("total", roles, words, doubt=MAY_BE_INCOMPLETE, slip=True)


def _adds(scene: Scene, first: Mention, second: Mention) -> bool:
    return _PLUS.search(scene.text[first.end : second.start]) is not None


def _one_item(said: str) -> bool:
    """Whether a clause names one thing, or several and says 等 of what they come to."""
    return "等" in said[-3:] or "、" not in said.lstrip("、")


_PLUS = re.compile(r"[，,；;。]\s*(?:再|另)?加上?(?!快|强|大)")
