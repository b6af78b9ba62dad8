"""English sentences that are true: growth, parts, shares, results of companies."""

from __future__ import annotations

from fractions import Fraction

from tests.linking.prose.truth import Sentence, World, grouped, rounded

HEADS = [
    [""], ["In 2023, "], ["In the fourth quarter, "], ["During the year, "], ["Nationally, "],
    ["In Norland, ", "In Westbury, ", "In Easton, ", "In Harlow, ", "In Kilmore, ", "In Ashby, "],
    ["In 2018, ", "In 2019, ", "In 2020, ", "In 2021, ", "In 2022, ", "In 2023, ", "In 2024, "],
    ["In the first quarter, ", "In the second quarter, ", "In the third quarter, ", "In the fourth quarter, "],
]  # fmt: skip
MONEY = [
    "net sales", "total revenue", "operating expenses", "capital expenditure", "cash from operations", "tax receipts",
    "service revenue", "advertising revenue", "gross bookings", "public spending", "exports of goods", "premium income",
]  # fmt: skip
COUNTS = [
    "employees", "households", "hospital admissions", "new homes", "registered vehicles", "students", "deaths",
    "stores", "applications", "jobs", "births", "patents",
]  # fmt: skip
SEGMENTS = [
    "Cloud",
    "Retail",
    "Devices",
    "Licensing",
    "Wholesale",
    "Europe",
    "Asia Pacific",
    "Services",
    "Energy",
]
SCALES = [("$", " million"), ("$", " billion"), ("£", " million"), ("€", "m"), ("£", "bn")]


def percent(value: Fraction, places: int = 1, word: str = "%") -> str:
    return f"{rounded(abs(value) * 100, places)}{word}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Levels:
    """Two levels of one thing as printed, with what lies between them."""

    def __init__(self, w: World) -> None:
        self.counted = w.likely(40)
        self.name = w.fresh(COUNTS if self.counted else MONEY)
        self.old = w.whole() if self.counted else w.level()
        self.new = self.old * w.factor()
        if self.counted:
            self.new = Fraction(int(self.new))
        self.sign, self.scale = ("", "") if self.counted else w.one(SCALES)
        self.places = 0 if self.counted else w.one([0, 1, 1, 2])
        self.up = self.new >= self.old
        self.rate = self.new / self.old - 1
        self.word = w.one(["%", "%", " percent", " per cent"])
        self.r = percent(self.rate, w.one([1, 1, 0]), self.word)
        self.cur, self.base = self.show(self.new), self.show(self.old)
        self.change = self.show(abs(self.new - self.old))

    def show(self, value: Fraction) -> str:
        """A level as printed."""
        return f"{self.sign}{grouped(value, self.places)}{self.scale}"


def subject(w: World, x: Levels) -> str:
    name = f"the number of {x.name}" if x.counted else x.name
    return w.head + name if w.head else capital(name)


def growth(w: World) -> str:
    """A level with its base, change and rate, in any order."""
    x = Levels(w)
    s, other = subject(w, x), percent(w.rate(), 1, x.word)
    rose, by, higher = (
        (w.one(["rose", "increased", "grew"]), "increase", "up")
        if x.up
        else (w.one(["fell", "decreased", "declined"]), "decrease", "down")
    )
    was = "was" if x.counted else "were"
    return w.one([
        f"{s} {rose} {x.r} to {x.cur}, from {x.base} a year earlier.",
        f"{s} {rose} to {x.cur} from {x.base} in the prior year, {'an' if x.up else 'a'} {by} of {x.r}.",
        f"{s} {was} {x.cur}, compared with {x.base} in the same period last year, {higher} {x.r}.",
        f"{s} {was} {x.cur}, {higher} {x.change} ({x.r}) on the previous year.",
        f"{s} {rose} by {x.change}, or {x.r}, to {x.cur}.",
        f"{s} {was} {x.cur}, {higher} {x.r} year-over-year.",
        f"{s} {was} {x.cur}, {higher} {x.r} from a year earlier and {w.one(['up', 'down'])} {other} from the previous quarter.",
        f"{s} {rose} {x.r} to {x.cur}, following growth of {other} in the previous year.",
        f"{s} {was} {x.cur}. This compares with {x.base} a year ago, {'an' if x.up else 'a'} {by} of {x.change}.",
        f"{s} {rose} from {x.base} to {x.cur}, beating the target of {other}.",
        f"{s} {was} {x.cur} ({x.base} the year before), {higher} {x.change}.",
        f"{s} {was} {x.cur}, {'more' if x.up else 'less'} than the {x.base} of the previous year, and {other} above budget.",
        f"{s} {rose} by {x.change} to {x.cur}, while the national average rose by {other}.",
        f"{s} {was} {x.cur}, {higher} {x.change} on a year earlier and {other} above the level of 2015.",
    ])  # fmt: skip


def other_basis(w: World) -> str:
    """A rate in constant currency, in real terms or otherwise adjusted beside levels that are not."""
    x, real = Levels(w), w.rate()
    s, o = subject(w, x), percent(real, 1, x.word)
    was = "was" if x.counted else "were"
    up = "up" if real >= 0 else "down"
    r = f"{'up' if x.up else 'down'} {x.r}"
    grew = "grew" if real >= 0 else "fell"
    return w.one([
        f"{s} {was} {x.cur}, {r}, or {up} {o} in constant currency, from {x.base}.",
        f"{s} {was} {x.cur} compared with {x.base}, {up} {o} in real terms.",
        f"{s} {was} {x.cur} versus {x.base}, {up} {o} on a like-for-like basis.",
        f"Excluding the effect of currency, {s[0].lower() + s[1:]} {grew} {o} to {x.cur}, from {x.base}.",
        f"{s} {was} {x.cur} ({x.base} in the prior year). On an organic basis, growth was {o}.",
        f"{s} {was} {x.cur}, {r} as reported and {up} {o} at constant exchange rates.",
        f"{s} {was} {x.cur}, {up} {o} after seasonal adjustment, against {x.base}.",
        f"{s} {was} {x.cur}, against {x.base}; same-store sales {grew} {o}.",
        f"Real gross domestic product {grew} {o}, while {s[0].lower() + s[1:]} {was} {x.cur} after {x.base}.",
        f"Comparable sales {grew} {o} and {s[0].lower() + s[1:]} moved from {x.base} to {x.cur}.",
        f"{s} {was} {x.cur}, from {x.base}, with volume {up} {o} and price {percent(w.rate(), 1, x.word)}.",
        f"Adjusted for the extra week, {s[0].lower() + s[1:]} {grew} {o} to {x.cur}, compared with {x.base}.",
    ])  # fmt: skip


def segments(w: World) -> str:
    """Some segments of a whole, or all, with growth of their own."""
    count, whole = w.random.randint(2, 4), w.level()
    names = [w.fresh(SEGMENTS) for _ in range(count)]
    parts = w.parts(whole * w.one([Fraction(1), Fraction(w.random.randint(20, 95), 100)]), count)
    places = w.one([1, 2])
    money = [f"${rounded(part, places)} million" for part in parts]
    total = f"${rounded(whole, places)} million"
    shares = [percent(part / whole) for part in parts]
    w.fresh(["total revenue"])
    pairs = list(zip(names, money, strict=True))
    return w.head + w.one([
        f"total revenue was {total}, including {', '.join(f'{n} revenue of {m}' for n, m in pairs)}.",
        f"total revenue of {total} included {' and '.join(f'{m} from {n}' for n, m in pairs[:2])}.",
        f"revenue from {', '.join(names[:-1])} and {names[-1]} was {', '.join(money[:-1])} and {money[-1]}, respectively, of total revenue of {total}.",
        f"{', '.join(names[:-1])} and {names[-1]} accounted for {', '.join(shares[:-1])} and {shares[-1]} of total revenue, respectively.",
        f"{names[0]} revenue was {money[0]}, {shares[0]} of total revenue of {total}.",
        f"{names[0]} revenue was {money[0]}, or {shares[0]} of total revenue, compared with {percent(w.rate())} a year earlier.",
        f"{names[0]} revenue rose {percent(w.rate())} to {money[0]} and {names[1]} revenue fell {percent(w.rate())} to {money[1]}.",
        f"total revenue was {total}, of which {names[0]} contributed {money[0]} ({shares[0]}) and {names[1]} {money[1]} ({shares[1]}).",
        f"total revenue was {total}, up {percent(w.rate())}, driven by {names[0]}, where revenue grew {percent(w.rate())} to {money[0]}.",
    ])  # fmt: skip


def shares(w: World) -> str:
    whole = w.whole(50_000)
    parts = w.counted_parts(whole, 3)
    thing, n = (
        w.fresh(["respondents", "pupils", "patients", "claimants"]),
        [f"{int(p):,}" for p in parts],
    )
    s = [percent(p / whole, w.one([0, 1])) for p in parts]
    all_, other = f"{int(whole):,}", percent(w.rate())
    return w.head + w.one([
        f"of the {all_} {thing}, {s[0]} ({n[0]}) were women and {s[1]} ({n[1]}) were under 30.",
        f"there were {all_} {thing}, of whom {n[0]} ({s[0]}) were full-time.",
        f"{n[0]} {thing} ({s[0]} of the total of {all_}) were from abroad, up from {other} a year earlier.",
        f"{s[0]} of {thing} said yes, {s[1]} said no and {s[2]} did not answer.",
        f"{s[0]} of {thing} were employed and {other} had children.",
        f"{n[0]} of the {all_} {thing} were women, and {n[1]} were members of a union.",
        f"there were {all_} {thing}: {n[0]} in the north, {n[1]} in the south and {n[2]} elsewhere.",
        f"there were {all_} {thing}, including {n[0]} women, {n[1]} people over 50 and {int(whole * 4 / 5):,} with a degree.",
        f"the share of women among {thing} rose from {other} to {s[0]}, and that of men over 50 to {s[1]}.",
        f"{n[0]} {thing} were women, representing {s[0]} of all {thing} ({all_}).",
    ])  # fmt: skip


def results(w: World) -> str:
    """Net income, per share, margins."""
    sales, shares_ = w.level(5000), w.level(500)
    income = sales * Fraction(w.random.randint(30, 300), 1000)
    old = income * w.factor()
    name = w.fresh(["net income", "net earnings"])
    i, s, o = (f"${rounded(v, 1)} million" for v in (income, sales, old))
    each, then = rounded(income / shares_, 2), rounded(old / shares_ * w.factor(), 2)
    margin = percent(income / sales)
    rate = f"{'up' if income >= old else 'down'} {percent(income / old - 1)}"
    return capital(w.head + w.one([
        f"{name} was {i}, or ${each} per diluted share, compared with {o}, or ${then} per diluted share, a year ago.",
        f"{name} was {i}, {rate} from {o}; earnings per share were ${each}, compared with ${then}.",
        f"{name} of {i} represented {margin} of sales of {s}.",
        f"{name} margin was {margin}, up {w.random.randint(10, 300)} basis points, on sales of {s}.",
        f"{name} was {i} on sales of {s}, {rate}.",
        f"adjusted {name} was {i}, compared with {name} of {o} as reported, and rose {percent(w.rate())} on a comparable basis.",
        f"{name} was {i}, including a charge of ${rounded(old / 9, 1)} million, or ${rounded(old / shares_ / 9, 2)} per share.",
        f"diluted earnings per share were ${each}, an increase of {percent(w.rate())} on an adjusted basis from ${then}.",
    ]))  # fmt: skip


ENGLISH: list[Sentence] = [growth, growth, other_basis, segments, shares, results]
