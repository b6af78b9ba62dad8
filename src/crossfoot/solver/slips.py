"""Likely slips: the texts that were perhaps meant, each one slip away from what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from typing import NamedTuple

from crossfoot.errors import CrossfootError
from crossfoot.figure import Figure, Kind, Reading
from crossfoot.interval import Interval
from crossfoot.message import message
from crossfoot.solver.numerals import numeral_slips

PERCENTAGES: frozenset[Kind] = frozenset({"rate", "share"})
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
        message("percentage points for percent"),
        message("divided by the wrong base"),
        message("figures swapped"),
        message("one digit wrong"),
        message("digit dropped"),
    )
)
NUMBER = re.compile(r"[0-9]{1,40}(?:,[0-9]{3}){0,12}(?:\.[0-9]{1,30})?")
_DIGITS, _WIDE_DIGITS = "0123456789.,", "０１２３４５６７８９．，"
_NARROW = str.maketrans(_WIDE_DIGITS + "％（）", _DIGITS + "%()")
_WIDE = str.maketrans(_DIGITS, _WIDE_DIGITS)
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千点]+")
_UNITS = (
    ("万亿", "亿", "万", ""),
    ("trillion", "billion", "million", "thousand"),
    ("tn", "bn", "m", "k"),
)
_HUNDREDTHS = ("%", "‰")
_SCALELESS = re.compile(r"\s*(?:[%‰成倍]|个?百分点|per ?cent|percentage|points?\b|times\b)")
_DIRECTIONS = (
    ("增长", "下降"), ("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("上涨", "下跌"),
    ("up", "down"), ("rose", "fell"), ("increased", "decreased"), ("rise", "fall"),
    ("increase", "decrease"), ("higher", "lower"), ("growth", "decline"), ("grew", "fell"),
)  # fmt: skip
_OPPOSITE = {down: up for up, down in reversed(_DIRECTIONS)} | dict(_DIRECTIONS)
_DIRECTION = re.compile("|".join(one if one[0] >= "一" else rf"\b{one}\b" for one in _OPPOSITE))
_MINUS = "-−－"


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
    plain = narrow(text)
    found: Iterable[Slip] = _all(plain)
    if plain != text:
        found = (slip._replace(text=as_wide(slip.text, text)) for slip in found)
    numerals = (Slip(changed, name) for changed, name in numeral_slips(text))
    for slip in chain(found, numerals):
        if slip.text not in seen:
            seen.add(slip.text)
            yield slip


def narrow(text: str) -> str:
    """The text with full-width characters of numbers as the common ones."""
    return text.translate(_NARROW)


def as_wide(changed: str, text: str) -> str:
    """A change of a narrowed text in full-width characters again, as far as the text is."""
    if any(char in _WIDE_DIGITS for char in text):
        changed = changed.translate(_WIDE)
    for common, wide in zip("%()", "％（）", strict=True):
        changed = changed.replace(common, wide) if wide in text else changed
    return changed


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
                print_ = written(changed, places, grouped)
                if print_ is not None and (places == len(decimals) or decimals):
                    yield Slip(before + print_ + after, name, (int(changed), places))
        for places in range(max(0, len(decimals) - 3), len(decimals) + 4):
            if places != len(decimals):
                print_ = written(digits, places, grouped)
                if print_ is not None:
                    moved = (int(digits), places)
                    yield Slip(before + print_ + after, "decimal point moved", moved)
        for zeros in (1, 2, 3):
            for changed in (digits + "0" * zeros, _without_zeros(digits, zeros)):
                print_ = None if decimals else written(changed, 0, grouped)
                if print_ is not None:
                    moved = (int(changed), 0)
                    yield Slip(before + print_ + after, "decimal point moved", moved)
    yield from _words(text, [found.span() for found in numbers])


def _words(text: str, numbers: list[tuple[int, int]]) -> Iterator[Slip]:
    numbers = numbers or [found.span() for found in _NUMERAL.finditer(text)]
    if not numbers:
        return
    start, end = numbers[-1]
    before, after = text[:start], text[end:]
    yield from _signs(text, before, text[start:])
    if after[:1] in _HUNDREDTHS:
        yield Slip(text[:end] + ("%" if after[0] == "‰" else "‰") + after[1:], "unit confused")
    if _SCALELESS.match(after):
        return
    for family in _UNITS:
        present = next((u for u in family if u and _starts_with(after.lstrip(), u)), "")
        blank = after[: len(after) - len(after.lstrip())]
        if not present and family[-1]:
            continue
        for unit in family:
            if unit != present:
                rest = after.lstrip()[len(present) :]
                yield Slip(text[:end] + (blank + unit if unit else "") + rest, "unit confused")


def _signs(text: str, before: str, number: str) -> Iterator[Slip]:
    """The sign turned round: of a word, a minus or brackets."""
    found = _DIRECTION.search(text)
    stripped = before.rstrip()
    if found is not None:
        yield Slip(text[: found.start()] + _OPPOSITE[found[0]] + text[found.end() :], "sign lost")
    elif stripped and stripped[-1] in _MINUS:
        yield Slip(stripped[:-1] + number, "sign lost")
    elif text.startswith("(") and text.endswith(")"):
        yield Slip(text[1:-1], "sign lost")
    elif not before or not stripped[-1].isalnum():
        yield Slip("-" + text, "sign lost")


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


def written(digits: str, places: int, grouped: bool) -> str | None:
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
    figure: Figure, allowed: Interval, read: Reader, further: Iterable[Slip] = ()
) -> Iterator[tuple[Slip, Figure]]:
    """The slips of a figure whose reading meets the allowed interval, as the figures read.

    `further` are slips that its text alone does not show.
    """
    reading = figure.reading
    near = _Near(figure, allowed)
    elsewhere = list(_told_elsewhere(figure))
    for slip in chain(slips(figure.text), elsewhere, further):
        if elsewhere and slip.name == "sign lost" and slip not in elsewhere:
            continue
        if slip.number is not None and not near.permits(*slip.number):
            continue
        try:
            other = read(figure, slip.text)
        except CrossfootError:
            continue
        if other.kind != reading.kind and not _are_alike(other, reading):
            continue
        changed = Figure(figure.name, other, figure.metric, figure.period)
        common = changed.interval.intersection(allowed)
        if common is not None and other.integer:
            common = common.integers()
        if common is not None:
            yield slip, changed


def _are_alike(one: Reading, other: Reading) -> bool:
    """Whether two readings are percentages or the like, whatever each says it is a part of."""
    return {one.kind, other.kind} <= PERCENTAGES or {one.unit, other.unit} == {*_HUNDREDTHS}


def _told_elsewhere(figure: Figure) -> Iterator[Slip]:
    """The other direction, where the sentence tells it and the figure's own text does not."""
    if figure.reading.direction is None or _DIRECTION.search(figure.text):
        return
    down = figure.reading.direction == "down"
    chinese = any("一" <= char <= "龥" for char in figure.text + figure.metric)
    word = ("增长" if down else "下降") if chinese else ("up " if down else "down ")
    yield Slip(word + figure.text, "sign lost")


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
