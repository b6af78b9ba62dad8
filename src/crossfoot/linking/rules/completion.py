"""完成54.65亿元，为调整预算的99.29%: a result, what was planned, and the rate between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.about import apart
from crossfoot.linking.find import before, matches, years_apart
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.zh import clause_of

_PLANNED = re.compile(r"预算|计划|目标|任务|预期|调整为|变更为|安排|批准|审议")
_ADJUSTED = re.compile(r"调整|变更")
_KIND = re.compile(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金|公共财政|基金)预算")
_DONE = re.compile(r"完成|执行|实现|决算|达到|占")
_REACH = 14  # sentences back that the plan is looked for


def links(scene: Scene) -> Iterator[Link]:
    """Every completion rate whose result and plan are printed."""
    for sentence, frame in scene.frames():
        for rate in frame.asides:
            level = frame.level
            if rate.slot != "completion" or level is None or not addable(level.figure):
                continue
            adjusted = _ADJUSTED.search(clause_of(rate.lead)) is not None
            target = _target(scene, sentence, level, adjusted)
            if target is None:
                yield from _just_before(scene, sentence, level, rate, frame.words)
                continue
            planned, sure = target
            words = f"{scene.text[max(planned.start - 24, 0) : planned.end]} … {frame.words}"
            roles = {"actual": level.figure, "target": planned.figure, "rate": rate.figure}
            # A plan told in another paragraph may be that of another fund or place.
            same = _KIND.search(level.label) and planned.scope == level.scope != ""
            near = sure and (same or scene.one_paragraph(planned, level))
            doubt = None if near else ANOTHER_BASE
            yield Link("completion", roles, words, stated=sure, doubt=doubt, slip=sure)


def _just_before(
    scene: Scene, sentence: Sentence, level: Mention, rate: Mention, words: str
) -> Iterator[Link]:
    """审议批准支出22.7亿元。实际完成21.5亿元，完成预算数的94.7%: seen only where it holds."""
    for _, mention in before(scene, sentence, level.start, 1):
        if same_unit(mention.figure, level.figure):
            if _PLANNED.search(_KIND.sub("", mention.lead[-60:])):
                roles = {"actual": level.figure, "target": mention.figure, "rate": rate.figure}
                made = Link("completion", roles, f"{scene.told(mention)} … {words}", stated=False)
                if made.holds:
                    yield made
            return


def _target(
    scene: Scene, sentence: Sentence, level: Mention, adjusted: bool
) -> tuple[Mention, bool] | None:
    """The planned level of the same name and scope, the nearest one; whether it is surely that."""
    others = False
    for back, mention in before(scene, sentence, level.start, _REACH):
        if not addable(mention.figure) or not same_unit(mention.figure, level.figure):
            continue
        if apart(scene.sentences[sentence.index - back], sentence):
            continue
        if years_apart(mention.figure, level.figure):
            continue
        hit = matches(mention.label, level.label)
        clause = clause_of(mention.lead)
        if (
            not hit
            or _DONE.search(clause)
            or not _PLANNED.search(_KIND.sub("", mention.lead[-60:]))
        ):
            continue
        if mention.scope and level.scope and mention.scope != level.scope:
            continue
        is_adjusted = _ADJUSTED.search(clause_of(mention.lead)) is not None
        if is_adjusted != adjusted:
            others = True
            continue
        sure = (adjusted or not others) and (hit == 2 or adjusted) and back <= _REACH
        return mention, sure
    return None
