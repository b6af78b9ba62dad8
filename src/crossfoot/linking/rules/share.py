"""占一般公共预算收入的67.2%; a share with its part and its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.find import before, matches, plain, years_differ
from crossfoot.linking.levels import addable, may_be_negative, same_unit
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.readings import another_reading
from crossfoot.linking.scene import Frame, Mention, Scene, Sentence
from crossfoot.linking.zh import clause_of, label_of

_AMONG = re.compile(r"^在(?P<whole>[^,，]{1,20}?)中的?(?:所)?(?:占比?|比重|比例)(?P<part>)")
_SHARE = re.compile(
    r"^(?P<part>.{0,40}?)(?:所占|占到?)(?P<whole>.{0,30}?)(?:的)?(?:比重|比例|份额|百分比)?(?:的)?"
    r"(?:为|达到?|是|约|近|超过?|仅|提[高升][到至]|上升[到至]|[升增][到至]|降[到至]|分别|均|只有|已|\s)*$"
)
_BRACKET = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,8}\]")
_REACH = 8  # sentences back that a whole is looked for


def links(scene: Scene) -> Iterator[Link]:
    """Every share whose part and whole are printed."""
    heads = {id(part): one.whole for one in scene.lists for part in one.parts}
    for sentence, frame in scene.frames():
        if not sentence.chinese:
            continue
        for share in frame.asides:
            if share.slot != "share":
                continue
            clause = _BRACKET.sub("", clause_of(share.lead))
            said = _AMONG.match(clause.strip()) or _SHARE.match(clause.strip())
            if said is None:
                continue
            yield from _links(scene, sentence, frame, share, said, heads)


def _links(
    scene: Scene,
    sentence: Sentence,
    frame: Frame,
    share: Mention,
    said: re.Match[str],
    heads: dict[int, Mention],
) -> Iterator[Link]:
    part = _part(scene, sentence, frame, share, said["part"])
    if part is None or not addable(part.figure) or not adds_up(part.label):
        return
    phrase = said["whole"].strip()
    _, cleaned = label_of(phrase)
    cleaned = plain(cleaned)
    words = scene.text[min(part.start, share.start) : share.end]
    if not cleaned or cleaned in ("比", "比重"):
        whole = heads.get(id(part))
        if whole is not None and whole is not part and same_unit(whole.figure, part.figure):
            yield _link(sentence, part, whole, share, words)
        return
    head = heads.get(id(part))
    if head is not None and same_unit(head.figure, part.figure) and matches(cleaned, head.label):
        yield _link(sentence, part, head, share, words)
        return
    for back, level in before(scene, sentence, share.start, _REACH):
        if level is part or not same_unit(level.figure, part.figure):
            continue
        there = scene.sentences[sentence.index - back]
        if years_differ(there, sentence):
            continue
        hit = matches(cleaned, level.label)
        if hit and adds_up(level.label):
            same_scope = not level.scope or not part.scope or level.scope == part.scope
            sure = hit == 2 and same_scope and there.paragraph == sentence.paragraph
            yield _link(sentence, part, level, share, words, stated=hit == 2, doubtful=not sure)
            return


def _part(
    scene: Scene, sentence: Sentence, frame: Frame, share: Mention, named: str
) -> Mention | None:
    """The level whose share it is: that of the frame, or the one that the clause names."""
    if frame.level is not None:
        return frame.level
    _, cleaned = label_of(named)
    if not cleaned:
        return None
    best: tuple[int, Mention] | None = None
    for back, level in before(scene, sentence, share.start, 1):
        hit = matches(cleaned, level.label)
        if hit == 2 and back == 0:
            return level
        if hit and best is None:
            best = hit, level
    return best[1] if best else None


def _link(
    sentence: Sentence,
    part: Mention,
    whole: Mention,
    share: Mention,
    words: str,
    *,
    stated: bool = True,
    doubtful: bool = False,
) -> Link:
    roles = {"part": part.figure, "whole": whole.figure, "share": share.figure}
    if doubtful or may_be_negative(part.label):
        return Link("share", roles, words, stated=stated, doubt=ANOTHER_WHOLE)
    doubt = another_reading("share", roles, "whole", sentence)
    return Link("share", roles, words, stated=stated, doubt=doubt)
