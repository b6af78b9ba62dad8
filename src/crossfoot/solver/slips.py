"""Likely slips: the texts that were perhaps meant, each one slip away from what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, pairwise
from math import ceil, floor
from typing import NamedTuple

from crossfoot.errors import CrossfootError
from crossfoot.figure import Figure, Reading
from crossfoot.interval import Interval
from crossfoot.message import message

Reader = Callable[[Figure, str], Reading]
"""Reads another text in place of a figure's own, with the figure's unit and settings."""

# Common slips first: how often it happens over how many texts it leads to.
SLIPS = tuple(
    one.text
    for one in (
        message("digits transposed"),
        message("digit doubled"),
        message("sign lost"),
        message("unit confused"),
        message("decimal point moved"),
        message("percent for percentage points"),
        message("divided by the wrong base"),
        message("figures swapped"),
        message("one digit wrong"),
        message("digit dropped"),
    )
)
NUMBER = re.compile(r"[0-9]{1,40}(?:,[0-9]{3}){0,12}(?:\.[0-9]{1,30})?")
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_DIGIT_WORDS = "一二三四五六七八九"
_DIGIT_WORD = re.compile("[一二两三四五六七八九]")
_UNITS = (
    ("万亿", "亿", "万", ""),
    ("trillion", "billion", "million", "thousand"),
    ("tn", "bn", "m", "k"),
)
_DIRECTIONS = (
    ("增长", "下降"), ("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("上涨", "下跌"),
    ("up", "down"), ("rose", "fell"), ("increased", "decreased"), ("rise", "fall"),
    ("increase", "decrease"), ("higher", "lower"), ("growth", "decline"),
)  # fmt: skip


class Slip(NamedTuple):
    """A text, the slip that leads from it to the print, and its number as digits and places."""

    text: str
    name: str
    number: tuple[int, int] | None = None


def digit_slips(digits: str) -> Iterator[tuple[str, str]]:
    """What may have been meant by a row of digits, by the name of the slip."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = digits[at + 1] + digits[at]
            yield digits[:at] + swapped + digits[at + 2 :], "digits transposed"
    for at in range(1, len(digits)):
        if digits[at] == digits[at - 1]:
            yield digits[:at] + digits[at + 1 :], "digit doubled"
    for at, present in enumerate(digits):
        for digit in "0123456789":
            if digit != present:
                yield digits[:at] + digit + digits[at + 1 :], "one digit wrong"
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            if at == len(digits) or digit != digits[at]:  # 8|8 and 88| are one text
                yield digits[:at] + digit + digits[at:], "digit dropped"


def slips(text: str) -> Iterator[Slip]:
    """Every text one slip away from this one, common slips first within a kind."""
    seen = {text}
    plain = text.translate(_NARROW)
    found = _all(plain) if plain == text else (_widened(slip) for slip in _all(plain))
    for slip in chain(found, _numerals(text)):
        if slip.text not in seen:
            seen.add(slip.text)
            yield slip


def _widened(slip: Slip) -> Slip:
    """The same in full-width digits, as the print is."""
    return slip._replace(text=slip.text.translate(_WIDE))


def _numerals(text: str) -> Iterator[Slip]:
    """Slips of digits written as words, 三成五."""
    places = [found.start() for found in _DIGIT_WORD.finditer(text)]
    for one, other in pairwise(places):
        swapped = text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :]
        yield Slip(swapped, "digits transposed")
    for changed in numeral_changes(text):
        yield Slip(changed, "one digit wrong")


def numeral_changes(text: str) -> Iterator[str]:
    """The text with one digit that is written as a word replaced by another."""
    for found in _DIGIT_WORD.finditer(text):
        for digit in _DIGIT_WORDS:
            if digit != found[0]:
                yield text[: found.start()] + digit + text[found.end() :]


def _all(text: str) -> Iterator[Slip]:
    numbers = list(NUMBER.finditer(text))
    for found in numbers:
        before, number, after = text[: found.start()], found[0], text[found.end() :]
        grouped, whole, decimals = _parts(number)
        digits = whole + decimals
        for changed, name in digit_slips(digits):
            longer = len(changed) - len(digits)
            # a digit lost or gained stands on either side of the point
            for places in dict.fromkeys((len(decimals), len(decimals) + longer)):
                written = _written(changed, places, grouped)
                if written is not None and (places == len(decimals) or decimals):
                    yield Slip(before + written + after, name, (int(changed), places))
        for places in range(max(0, len(decimals) - 3), len(decimals) + 4):
            if places != len(decimals):
                written = _written(digits, places, grouped)
                if written is not None:
                    moved = (int(digits), places)
                    yield Slip(before + written + after, "decimal point moved", moved)
        for zeros in (1, 2, 3):
            for changed in (digits + "0" * zeros, _without_zeros(digits, zeros)):
                written = None if decimals else _written(changed, 0, grouped)
                if written is not None:
                    moved = (int(changed), 0)
                    yield Slip(before + written + after, "decimal point moved", moved)
    yield from _words(text, [found.span() for found in numbers])


def _words(text: str, numbers: list[tuple[int, int]]) -> Iterator[Slip]:
    if not numbers:
        return
    start, end = numbers[-1]
    before, after = text[:start], text[end:]
    for family in _UNITS:
        present = next((u for u in family if u and _starts_with(after.lstrip(), u)), "")
        blank = after[: len(after) - len(after.lstrip())]
        if not present and family[-1]:
            continue
        for unit in family:
            if unit != present:
                rest = after.lstrip()[len(present) :]
                yield Slip(text[:end] + (blank + unit if unit else "") + rest, "unit confused")
    for one, other in _DIRECTIONS:
        for word, opposite in ((one, other), (other, one)):
            if word in before:
                yield Slip(before.replace(word, opposite, 1) + text[start:], "sign lost")
    stripped = before.rstrip()
    if stripped.endswith(("-", "−", "－")):
        yield Slip(stripped[:-1] + text[start:], "sign lost")
    elif not before:
        yield Slip("-" + text, "sign lost")
    if after.startswith("%"):
        yield Slip(text[:end] + "个百分点" + after[1:], "percent for percentage points")
    elif after.startswith("个百分点"):
        yield Slip(text[:end] + "%" + after[4:], "percent for percentage points")


def _starts_with(text: str, unit: str) -> bool:
    """Whether a unit word stands here, whole."""
    if not text.startswith(unit):
        return False
    rest = text[len(unit) :]
    return not unit.isascii() or not rest[:1].isascii() or not rest[:1].isalpha()


def _parts(number: str) -> tuple[bool, str, str]:
    whole, _, decimals = number.partition(".")
    return "," in whole, whole.replace(",", ""), decimals


def _without_zeros(digits: str, zeros: int) -> str:
    return digits[:-zeros] if digits.endswith("0" * zeros) else ""


def _written(digits: str, places: int, grouped: bool) -> str | None:
    """The digits with a point and separators; None for what nobody prints."""
    if not digits or places < 0:
        return None
    digits = digits.zfill(places + 1)
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    if len(whole) > 1 and whole[0] == "0":
        whole = whole.lstrip("0") or "0"
        if places == 0 or len(digits) > places + 2:
            return None
    if grouped:
        whole = f"{int(whole):,}"
    return f"{whole}.{decimals}" if places else whole


def likely(
    figure: Figure, allowed: Interval, read: Reader, others: tuple[Figure, ...] = ()
) -> Iterator[tuple[Slip, Figure]]:
    """The slips of a figure whose reading meets the allowed interval, as the figures read."""
    reading = figure.reading
    candidates = list(slips(figure.text))
    candidates += wrong_base(figure)
    candidates += [Slip(o.text, "figures swapped") for o in others if o.text != figure.text]
    near = _Near(figure, allowed)
    for slip in candidates:
        if slip.number is not None and not near.permits(*slip.number):
            continue
        try:
            other = read(figure, slip.text)
        except CrossfootError:
            continue
        if other.kind != reading.kind and slip.name != "percent for percentage points":
            continue
        changed = Figure(figure.name, other, figure.metric, figure.period)
        common = changed.interval.intersection(allowed)
        if common is not None and other.integer:
            common = common.integers()
        if common is not None:
            yield slip, changed


class _Near:
    """Rules out by its digits alone what cannot land in the interval; reading a text is slow."""

    def __init__(self, figure: Figure, allowed: Interval) -> None:
        reading = figure.reading
        found = NUMBER.findall(figure.text)
        self._allowed: Interval | None = None
        self._ends: dict[int, tuple[int | None, int | None]] = {}
        if reading.qualifier == "exact" and len(found) == 1:
            printed = Fraction(found[0].replace(",", ""))
            if printed and reading.value:
                # in units of the printed number, whatever its scale and sign
                self._allowed = allowed * (printed / (reading.value * reading.sign))

    def permits(self, digits: int, places: int) -> bool:
        """Whether the number may print a value of the interval."""
        if self._allowed is None:
            return True
        ends = self._ends.get(places)
        if ends is None:
            scaled = self._allowed * 10**places
            ends = self._ends[places] = (
                None if scaled.low is None else floor(scaled.low),
                None if scaled.high is None else ceil(scaled.high),
            )
        # one step either way; a round number may be rounded to its first digit
        reach = digits + 1 if digits % 10 == 0 and not places else 1
        low, high = ends
        return (low is None or digits + reach >= low) and (high is None or digits - reach <= high)


def wrong_base(figure: Figure) -> list[Slip]:
    """The rate that was meant if the change was divided by the other level."""
    reading = figure.reading
    found = NUMBER.search(figure.text)
    if reading.kind != "rate" or found is None:
        return []
    printed = reading.value * reading.sign
    places = len(found[0].partition(".")[2])
    meant = []
    for divisor in (1 - printed, 1 + printed):
        if divisor > 0:
            rate = abs(printed / divisor) * 100
            number = f"{round(rate * 10**places)}".zfill(places + 1)
            written = f"{number[: len(number) - places]}.{number[-places:]}" if places else number
            text = figure.text[: found.start()] + written + figure.text[found.end() :]
            if text != figure.text:
                meant.append(Slip(text, "divided by the wrong base"))
    return meant
