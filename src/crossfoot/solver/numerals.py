"""Slips of numbers written in Chinese numerals: 三十五, 两千, 三成五, 百分之二十."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_DIGITS = "一二三四五六七八九"
_DIGIT = re.compile("[一二两三四五六七八九]")
_MULTIPLIERS = "十百千"
_MULTIPLIER = re.compile("[十百千]")


def numeral_slips(text: str) -> Iterator[tuple[str, str]]:
    """What may have been meant, by the name of the slip; not all of it is a number."""
    places = [found.start() for found in _DIGIT.finditer(text)]
    for one, other in pairwise(places):
        swapped = text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :]
        yield swapped, "digits transposed"
    for found in _MULTIPLIER.finditer(text):
        for multiplier in _MULTIPLIERS:
            if multiplier != found[0]:
                yield text[: found.start()] + multiplier + text[found.end() :], "unit confused"
    for changed in numeral_changes(text):
        yield changed, "one digit wrong"
    for found in _MULTIPLIER.finditer(text):
        for digit in _DIGITS:
            if not _DIGIT.match(text, found.end()):
                yield text[: found.end()] + digit + text[found.end() :], "digit dropped"
            if not found.start() or not _DIGIT.match(text, found.start() - 1):
                yield text[: found.start()] + digit + text[found.start() :], "digit dropped"


def numeral_changes(text: str) -> Iterator[str]:
    """The text with one digit that is written as a word replaced by another."""
    for found in _DIGIT.finditer(text):
        for digit in _DIGITS:
            if digit != found[0]:
                yield text[: found.start()] + digit + text[found.end() :]
