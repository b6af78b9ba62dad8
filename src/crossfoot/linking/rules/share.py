"""占一般公共预算收入的67.2%; a share with its part and its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.about import apart
from crossfoot.linking.find import before, matches, plain
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
_ALL = re.compile("全部|全[市省县区州国]|总")
_REACH = 8  # sentences back that a whole is looked for
_FAR = 150  # that one of just the name is looked for
_EQUAL = 2  # what `matches` says of one name


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
        if whole is None or whole is part or _another_since(sentence, part, whole, share, heads):
            return
        if same_unit(whole.figure, part.figure):
            # 税收占比70.7%: of what, the text leaves to the list.
            roles = {"part": part.figure, "whole": whole.figure, "share": share.figure}
            yield Link("share", roles, words, doubt=ANOTHER_WHOLE, slip=True)
        return
    head = heads.get(id(part))
    if head is not None and same_unit(head.figure, part.figure) and matches(cleaned, head.label):
        whole_of_all = _ALL.match(phrase) is not None and plain(head.label) != cleaned
        yield _link(sentence, part, head, share, words, doubtful=whole_of_all)
        return
    found = _named(scene, sentence, part, share, cleaned)
    if found is not None:
        back, hit, level = found
        there = scene.sentences[sentence.index - back]
        same_scope = not level.scope or not part.scope or level.scope == part.scope
        sure = hit == _EQUAL and same_scope and there.paragraph == sentence.paragraph
        yield _link(sentence, part, level, share, words, stated=hit == _EQUAL, doubtful=not sure)
    elif head is not None and same_unit(head.figure, part.figure):
        yield _link(sentence, part, head, share, words, stated=False, doubtful=True)


def _named(
    scene: Scene, sentence: Sentence, part: Mention, share: Mention, phrase: str
) -> tuple[int, int, Mention] | None:
    """The nearest level of the name that the phrase gives, or else of one like it."""
    like: tuple[int, int, Mention] | None = None
    for back, level in before(scene, sentence, share.start, _FAR):
        if back > _REACH and like is not None:
            return like
        if level is part or not same_unit(level.figure, part.figure) or not adds_up(level.label):
            continue
        if apart(scene.sentences[sentence.index - back], sentence):
            continue
        if back > _REACH and scene.years[sentence.index - back] != scene.years[sentence.index]:
            continue
        hit = matches(phrase, level.label)
        other = bool(level.scope and part.scope) and level.scope != part.scope
        if hit == _EQUAL and not (other and back > _REACH):
            return back, hit, level
        if hit and back <= _REACH and like is None:
            like = back, hit, level
    return like


def _another_since(
    sentence: Sentence, part: Mention, whole: Mention, share: Mention, heads: dict[int, Mention]
) -> bool:
    """Whether the sentence of a share names a level of its own, of which it may be."""
    return any(
        max(part.end, whole.end) <= m.start < share.start
        and m.slot == "current"
        and same_unit(m.figure, whole.figure)
        and heads.get(id(m)) is not whole
        for m in sentence.mentions
    )


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
    if part.figure.reading.value > whole.figure.reading.value:  # no whole is less than its part
        return Link("share", roles, words, stated=stated, doubt=ANOTHER_WHOLE, slip=True)
    doubt = another_reading("share", roles, "whole", sentence)
    return Link("share", roles, words, stated=stated, doubt=doubt)
