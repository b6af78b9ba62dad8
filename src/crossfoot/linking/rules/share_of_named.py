"""Food, accounting for 15.8 per cent of total GDE, grew to $1,491.9 million: the whole by its name.

What a share is of is often printed in a sentence, or a section, before; so is its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.facts import significant, words_of
from crossfoot.linking.find import years_apart
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.told_shares import is_share

_OF = re.compile(
    r"^\)? ?of (?:the |its |all |our |their )?(?:(?:country|nation|region)'s )?(?:total )?"
    r"(?P<whole>[A-Za-z][A-Za-z' -]{1,60}?)(?=[,.;()]|$"
    r"| (?:in|at|for|during|and|while|was|were|is|by)\b)"
)
_ACRONYM = re.compile(r"[A-Z]{2,5}$")
_CAPITALS = re.compile(r"(?:[A-Z][a-z]+ (?:and |of )?){1,5}[A-Z][a-z]+")
_REACH = 20  # sentences before in which the whole is looked for
_SAYS = 2  # digits of a share that do not come out by chance


def links(scene: Scene) -> Iterator[Link]:
    """Every share of something named, with the last level of that name, if a part agrees."""
    for sentence in scene.sentences:
        if sentence.chinese:
            continue
        for place, share in enumerate(sentence.mentions):
            if not is_share(share) or significant(share.figure) < _SAYS:
                continue
            named = _OF.match(sentence.text[share.end - sentence.start :])
            if named is None:
                continue
            whole = _whole(scene, sentence, share, named["whole"].strip())
            if whole is not None:
                yield from _links(sentence, place, share, whole)


def _whole(scene: Scene, sentence: Sentence, share: Mention, name: str) -> Mention | None:
    said = words_of(name)
    for back in range(min(_REACH, sentence.index) + 1):
        other = scene.sentences[sentence.index - back]
        for mention in reversed(other.mentions):
            if mention.end > share.start or mention.slot != "current" or mention.depth:
                continue
            if addable(mention.figure) and _is_called(mention, other, name, said):
                return mention
    return None


def _is_called(mention: Mention, sentence: Sentence, name: str, said: frozenset[str]) -> bool:
    if _ACRONYM.fullmatch(name):
        before = sentence.text[: mention.start - sentence.start]
        names = [name, *(found[0] for found in _CAPITALS.finditer(before))]
        return name in before.split() or any(_initials(one) == name for one in names[1:])
    words = words_of(mention.label)
    return bool(said) and said <= words and len(words - said) <= 1


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _links(sentence: Sentence, place: int, share: Mention, whole: Mention) -> Iterator[Link]:
    inside: Sequence[Mention] = sentence.mentions
    near = [*inside[place + 1 :], *inside[:place][::-1]]
    for part in near:
        if part is whole or part.slot not in ("current", "base") or not addable(part.figure):
            continue
        if part.figure.reading.value >= whole.figure.reading.value or years_apart(
            part.figure, whole.figure
        ):
            continue
        if not same_unit(part.figure, whole.figure):
            continue
        roles = {"part": part.figure, "whole": whole.figure, "share": share.figure}
        words = sentence.between(min(part.start, share.start), max(part.end, share.end))
        link = Link("share", roles, words, stated=False, doubt=ANOTHER_WHOLE)
        if link.holds:
            yield link
            return
