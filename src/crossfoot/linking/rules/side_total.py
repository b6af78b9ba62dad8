"""平衡情况：收入A，转移性收入B，上年结余C，收入总计D: one side of a budget, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.linking.levels import same_unit
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.zh import clause_of

_TOTAL = re.compile("(收入|支出)(?:总计|合计|总量|总额)(?:为|达到?|共)?$")
_NEXT = re.compile("[，,；;、](?:再|另)?(?:加上?)?[^，,；;、：:。()]{1,24}")
_OTHER = re.compile("总计|合计|总量|其中|减去|扣除|剔除|比|较|计划|同期")
_FEW = 2  # sums of this form that have to come out before one that does not is wrong


def links(scene: Scene) -> Iterator[Link]:
    """Totals with all that their sentence lists before them, from the income or spending proper.

    The sentence does not say that it leaves nothing out; that the others of the document leave
    nothing out does, where one wrong digit explains why one of them does not come out.
    """
    made = [link for sentence in scene.sentences for link in _sums(scene, sentence)]
    outcomes = [one.outcome for one in made]
    held = sum(outcome in ("holds", "rounding") for outcome in outcomes)
    sure = held >= _FEW and outcomes.count("fails") * 2 <= held
    for one in made:
        yield replace(one, doubt=MAY_BE_INCOMPLETE, slip=sure)


def _sums(scene: Scene, sentence: Sentence) -> Iterator[Link]:
    inside = [m for m in sentence.mentions if m.depth == 0]
    for index, total in enumerate(inside):
        side = _TOTAL.search(clause_of(total.lead))
        run = _run(inside[:index], total) if side is not None else []
        if side is None or len(run) < 2 or not run[0].label.endswith(side[1]):
            continue
        words = scene.text[run[0].start - len(run[0].label) : total.end]
        roles: Roles = {"total": total.figure, "parts": [m.figure for m in run]}
        yield Link("total", roles, words)


def _run(before: Sequence[Mention], total: Mention) -> list[Mention]:
    """The items up to a total, of which each has a clause to itself; none if something else is."""
    run: list[Mention] = []
    following = total
    for item in reversed(before):
        plain = _NEXT.fullmatch(following.lead) is not None
        if not plain or not _is_item(item, total):
            break
        run.insert(0, item)
        following = item
    opens = clause_of(following.lead) == following.lead or following.lead[:1] not in "，,、"
    return run if run and opens and run[0] is following else []


def _is_item(item: Mention, total: Mention) -> bool:
    return (
        item.slot == "current"
        and item.figure.reading.qualifier == "exact"
        and same_unit(item.figure, total.figure)
        and adds_up(item.label)
        and not _OTHER.search(clause_of(item.lead))
    )
