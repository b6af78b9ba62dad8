"""How numbers are shown: computed values in the form of the figure they are compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from crossfoot.figure import Reading
from crossfoot.interval import Interval
from crossfoot.message import Language, Told, message

_NUMBER = re.compile(r"\d[\d,，.]*")
_CURRENCY = re.compile(r"(?:US|HK|A|C|NZ|S)?[$€£¥￥₹]$")
_SCALED_UNIT = re.compile(
    r"\s*(万亿|亿|万|千|trillion|billion|million|thousand|bn|mn|m|k)?\s*"
    r"(%|％|‰|个?百分点|percentage points?|per cent|percent|bps|[^\d\s()（）余多以左上约近]*)"
)
_EXTRA_PLACES = 2  # computed values are shown this much finer than the claim
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Form:
    """The look of a printed figure: `$` before, ` billion` after, and what one unit is worth.

    `places` counts the decimal places printed.
    """

    factor: Fraction = Fraction(1)
    before: str = ""
    after: str = ""
    places: int = 0

    @classmethod
    def of(cls, reading: Reading | None, unit: str = "") -> Form:
        """The form of a reading, taken from its text; plain for what is not printed."""
        if reading is None:
            return cls(*_PLAIN.get(unit, (Fraction(1), "", unit)))
        numbers = _NUMBER.findall(reading.text)
        if len(numbers) == 1 and reading.value:
            form = cls._printed(reading, numbers[0])
            if form is not None:
                return form
        return cls(*_PLAIN.get(reading.unit, (Fraction(1), "", reading.unit)))

    @classmethod
    def _printed(cls, reading: Reading, number: str) -> Form | None:
        digits = number.rstrip(",，.").replace(",", "").replace("，", "")
        if digits.count(".") > 1 or not Fraction(digits):
            return None
        start = reading.text.index(number)
        currency = _CURRENCY.search(reading.text[:start])
        rest = reading.text[start + len(number.rstrip(",，.")) :]
        unit = _SCALED_UNIT.match(rest)
        end = 0 if unit is None else unit.end()
        if unit is not None and unit[2] and rest[unit.start(2) :].startswith(reading.unit):
            end = max(end, unit.start(2) + len(reading.unit))  # square metres
        return cls(
            factor=abs(reading.value) / Fraction(digits),
            before=currency.group() if currency else "",
            after=rest[:end].rstrip(),
            places=len(digits.partition(".")[2]),
        )

    def scaled(self, interval: Interval) -> Form:
        """The same with 万 or 亿 before a Chinese unit, where the whole set is that large."""
        ends = [abs(end) for end in (interval.low, interval.high) if end is not None]
        if self.after not in _SCALED or not ends or self.before:
            return self
        for factor, prefix in ((10**8, "亿"), (10**4, "万")):
            if min(ends) >= factor:
                return replace(self, factor=Fraction(factor), after=prefix + self.after)
        return self

    def write(self, value: Fraction, places: int | None = None) -> str:
        """The value in this form, rounded for display and without needless zeros."""
        shown = decimal(
            value / self.factor, self.places + _EXTRA_PLACES if places is None else places
        )
        sign, digits = ("-", shown[1:]) if shown.startswith("-") else ("", shown)
        return f"{sign}{self.before}{digits}{self.after}"


_PLAIN: dict[str, tuple[Fraction, str, str]] = {
    "%": (Fraction(1, 100), "", "%"),
    "‰": (Fraction(1, 1000), "", "‰"),
    "百分点": (Fraction(1, 100), "", "个百分点"),
    "percentage points": (Fraction(1, 100), "", " percentage points"),
    "basis points": (Fraction(1, 10_000), "", " basis points"),
    "USD": (Fraction(1), "$", ""),
    "GBP": (Fraction(1), "£", ""),
    "EUR": (Fraction(1), "€", ""),
}


_SCALED = ("元", "美元", "吨", "千瓦时", "平方米", "立方米")  # counts are shown in full


@dataclass(frozen=True, slots=True)
class Shown:
    """A set of values to be told in a form: `20.05% to 20.15%`, `above 10000家`."""

    interval: Interval
    form: Form
    places: int | None = None

    def told(self, language: Language) -> str:
        """The set in words."""
        low, high = self.interval.low, self.interval.high
        first = None if low is None else self.form.write(low, self.places)
        last = None if high is None else self.form.write(high, self.places)
        if first is not None and last is not None:
            if first == last:
                return first
            return message("%(low)s to %(high)s", low=first, high=last).told(language)
        if first is not None:
            if self.interval.low_closed:
                return message("at least %(low)s", low=first).told(language)
            return message("more than %(low)s", low=first).told(language)
        if last is not None:
            if self.interval.high_closed:
                return message("at most %(high)s", high=last).told(language)
            return message("less than %(high)s", high=last).told(language)
        return message("any value").told(language)


def points(interval: Interval) -> Told:
    """Differences between percentages: `0.74 to 1.76 percentage points`."""
    return message("%(values)s percentage points", values=Shown(interval, Form(Fraction(1, 100))))


def difference(value: Fraction, form: Form, places: int | None = None) -> Told:
    """How far apart two values of a form are; percentages differ by percentage points."""
    if form.factor == Fraction(1, 100) and not form.before:
        form = replace(form, after="")
        return message("%(values)s percentage points", values=form.write(value, places))
    return Shown(Interval.point(value), form, places)


def places_apart(one: Interval, other: Interval, form: Form) -> int | None:
    """Decimal places enough to tell two disjoint sets apart; None when the usual ones do."""
    gap = one.gap(other)
    if gap is None or gap.width is None:
        return None
    places = form.places + _EXTRA_PLACES
    while places < _MOST_PLACES and gap.width / form.factor < Fraction(2, 10**places):
        places += 1
    return places


def decimal(value: Fraction, places: int) -> str:
    """A rational in decimal digits, rounded half to even, thousands separated from 10,000 on."""
    scaled = round(value * 10**places)
    digits = Decimal(scaled).scaleb(-places, Context(prec=max(28, len(str(scaled)) + 2)))
    text = f"{digits:,f}" if abs(digits) >= 10_000 else f"{digits:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(value: Fraction) -> str:
    """The value without loss: decimal digits where they end, `a/b` where they do not."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
