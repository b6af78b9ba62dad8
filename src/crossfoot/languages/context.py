"""The words next to a figure: how exactly it is meant, and in which direction it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from crossfoot.figure import Direction, Qualifier
from crossfoot.languages import en, zh

_QUALIFIERS = ("about", "over", "at_least", "nearly", "under", "at_most")


@dataclass(slots=True)
class Words:
    """What the words on one side say, and where they end (outwards)."""

    edge: int
    qualifier: Qualifier | None = None
    direction: Direction | None = None
    level: bool = False
    definite: bool = False

    def take(self, meaning: str, english: bool = False) -> None:
        """Keep the first qualifier; a direction counts only before any 到, 为 or `to`.

        In English a qualifier stands next to the number: in "aged 60 or above was 35" it does not,
        and "higher than the 5 percent" compares.
        """
        if meaning in _QUALIFIERS:
            if not (english and (self.level or self.direction or self.definite)):
                self.qualifier = self.qualifier or cast(Qualifier, meaning)
        elif meaning == "level":
            self.level = True
        elif meaning in ("up", "down") and not self.level:
            self.direction = self.direction or cast(Direction, meaning)


def _zh_table(lists: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: meaning for meaning, listed in lists.items() for word in listed}


def _en_table(lists: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word.replace("-", " "): meaning for meaning, listed in lists.items() for word in listed}


ZH_LEFT, ZH_RIGHT = _zh_table(zh.LEFT), _zh_table(zh.RIGHT)
EN_LEFT = {
    **_en_table(en.LEFT),
    "year-on-year": "skip",
    "by": "skip",
}
EN_RIGHT = {**_en_table(en.RIGHT), "year-on-year": "skip", "year-over-year": "skip"}
_LONGEST_LEFT = max(map(len, ZH_LEFT))
_LONGEST_RIGHT = max(map(len, ZH_RIGHT))
_EN_WORDS = 4
_EN_LAST = re.compile(r"[A-Za-z][A-Za-z/-]*\.?$|[<>≤≥~≈:=+,]$")
_EN_FIRST = re.compile(r"[ \n]*([A-Za-z][A-Za-z/-]*|[+])")


def left_words(text: str, end: int, floor: int = 0, limit: int = 12) -> Words:
    """Read the words that end here, outwards to the left, no farther than `floor`."""
    words = Words(end)
    for _ in range(limit):
        at = words.edge
        while at > floor and text[at - 1] in " \u00a0\n\t":
            at -= 1
        if at == floor:
            words.edge = at
            break
        char = text[at - 1]
        if (
            at == words.edge == end
            and char.isascii()
            and char.isalpha()
            and text[at : at + 1].isalnum()
        ):
            break  # A4 and G20 are names
        step = _english_left(text, at, floor) if char.isascii() else _chinese_left(text, at, floor)
        if step is None:
            break
        start, meaning = step
        words.take(meaning, char.isascii())
        words.definite = words.definite or text[start:at].lower() == "the"
        words.edge = start
    return words


def _chinese_left(text: str, at: int, floor: int) -> tuple[int, str] | None:
    for length in range(min(_LONGEST_LEFT, at - floor), 0, -1):
        meaning = ZH_LEFT.get(text[at - length : at])
        if meaning and length == 1 and text[at - 2 : at] in zh.COMPOUNDS:
            return None
        if meaning:
            return at - length, meaning
    return None


def _english_left(text: str, at: int, floor: int) -> tuple[int, str] | None:
    if not text[at - 1].isalpha() and text[at - 1] != ".":
        meaning = ZH_LEFT.get(text[at - 1]) or EN_LEFT.get(text[at - 1])
        return (at - 1, meaning) if meaning else None
    starts, stop, found = [], at, None
    for _ in range(_EN_WORDS):
        word = _EN_LAST.search(text, max(floor, stop - 20), stop)
        if not word:
            break
        starts.append(word.start())
        phrase = " ".join(text[word.start() : at].lower().split())
        if phrase in EN_LEFT:
            found = word.start(), EN_LEFT[phrase]
        stop = word.start()
        if stop <= floor or text[stop - 1] not in " \n":
            break
        stop -= 1
    return found


def right_words(text: str, start: int, limit: int = 6) -> Words:
    """Read the words that start here, outwards to the right."""
    words = Words(start)
    for _ in range(limit):
        at = words.edge
        step = _chinese_right(text, at) or _english_right(text, at)
        if step is None:
            break
        words.edge, meaning = step
        words.take(meaning)
    return words


def _chinese_right(text: str, at: int) -> tuple[int, str] | None:
    for length in range(_LONGEST_RIGHT, 0, -1):
        meaning = ZH_RIGHT.get(text[at : at + length])
        if meaning and at + length <= len(text):
            after = text[at + length : at + length + 1]
            if (length == 1 and "\u4e00" <= after <= "\u9fff") or text.startswith("上下游", at):
                return None  # 多家, 内资 and 余下 begin the next word
            return at + length, meaning
    return None


# Sales of $312.9 million increased 4.0%: the verb is of the number after it.
_VERBS = frozenset(["increased", "decreased", "increases", "decreases", "declines"])
_NUMBER = re.compile(r"[ \n](?:(?:by|about|around|nearly|almost|over|only)[ \n])?[$£€¥]?[0-9]")


def _english_right(text: str, at: int) -> tuple[int, str] | None:
    stop, found = at, None
    for _ in range(3):
        word = _EN_FIRST.match(text, stop)
        if not word:
            break
        stop = word.end()
        phrase = " ".join(text[at:stop].lower().split())
        if phrase in EN_RIGHT and not (phrase in _VERBS and _NUMBER.match(text, stop)):
            found = stop, EN_RIGHT[phrase]
    return found
