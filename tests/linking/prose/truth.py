"""Numbers that are known exactly, and how reports print them: what the generators share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")
_CI = 2_000


def examples(few: int) -> int:
    """How many examples a generator draws: few, or the many that a profile above CI's asks for."""
    many = settings().max_examples
    return many if many > _CI else few


def rounded(value: Fraction, places: int) -> str:
    """A number as printed, halves away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def grouped(value: Fraction, places: int) -> str:
    """The same with commas."""
    return f"{Decimal(rounded(value, places)):,}"


class Told(Exception):
    """All that a sentence could be about has been told in this document."""


class World:
    """A source of true numbers: levels of two years, parts of wholes, unrelated rates.

    A document is of one place and time, then it tells a thing but once, or each of its sentences
    is of another place or year: `heads`.
    """

    def __init__(self, random: Random, heads: Sequence[Sequence[str]]) -> None:
        self.random = random
        self.heads = list(self.one(heads))
        self.many = len(self.heads) > 1
        self.random.shuffle(self.heads)
        self.used: set[str] = set()
        self.told: list[Fraction] = []

    def next(self) -> None:
        """Goes on to the next sentence: of another place or year, or of other things."""
        if self.many:
            self.used.clear()
            self.heads.pop()

    @property
    def head(self) -> str:
        """The place or year of the sentence, with which it has to begin."""
        return self.heads[-1]

    def fresh(self, names: Sequence[T]) -> T:
        """Any of what has not been told."""
        left = [name for name in names if str(name) not in self.used]
        if not left:
            raise Told
        chosen = self.one(left)
        self.used.add(str(chosen))
        return chosen

    def one(self, some: Sequence[T]) -> T:
        """Any of them."""
        return self.random.choice(some)

    def some(self, many: Sequence[T], least: int, most: int) -> list[T]:
        """Some of them, in any order."""
        return self.random.sample(many, min(len(many), self.random.randint(least, most)))

    def likely(self, percent: int) -> bool:
        """Whether something happens that often."""
        return self.random.randrange(100) < percent

    def level(self, size: int = 1000) -> Fraction:
        """A level of which most digits are never printed."""
        low = self.one([size // 100 or 1, size // 10 or 1, size])
        known = [one for one in self.told if low <= one < low * 10]
        if known and self.likely(20):  # one that differs from another in one digit
            off = self.one([1, 10, 100]) * self.random.randint(1, 9) * Fraction(low, 100)
            return self.one(known) + off
        self.told.append(Fraction(self.random.randint(low * 10_000, low * 100_000), 10_000))
        return self.told[-1]

    def whole(self, size: int = 10_000) -> Fraction:
        """A count."""
        return Fraction(self.random.randint(size // 10, size * 10))

    def factor(self) -> Fraction:
        """What one year is of the year before."""
        return Fraction(self.random.randint(8_000, 13_000), 10_000)

    def rate(self) -> Fraction:
        """A rate that nothing printed gives."""
        return Fraction(self.random.randint(-120, 250), 1_000)

    def parts(self, whole: Fraction, count: int) -> list[Fraction]:
        """Parts that add up to a whole."""
        weights = [self.random.randint(5, 100) for _ in range(count)]
        return [whole * Fraction(weight, sum(weights)) for weight in weights]

    def counted_parts(self, whole: Fraction, count: int) -> list[Fraction]:
        """The same of a count."""
        parts = [Fraction(int(part)) for part in self.parts(whole, count)]
        parts[0] += whole - sum(parts)
        return parts


Sentence = Callable[[World], str]


def text_of(world: World, sentences: Sequence[Sentence], gap: str) -> str:
    """Some true sentences in any order, in a paragraph or several, perhaps in cells of a table."""
    told: list[str] = []
    for _ in range(world.random.randint(1, 7)):
        if not world.heads:
            break
        try:
            told.append(world.one(sentences)(world))
            world.next()
        except Told:
            continue
    if not told:
        return ""
    if world.likely(8):
        return "\n".join(["| A | B |", "|---|---|", *(f"| {one} | - |" for one in told)])
    breaks = world.one([0, 20, 50, 100])
    pieces = [told[0]]
    for one in told[1:]:
        pieces += ["\n\n" if world.likely(breaks) else gap, one]
    return "".join(pieces)
