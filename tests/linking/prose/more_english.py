"""More English sentences that are true: other bases, stock and flow, per head, rates, several years."""

from __future__ import annotations

from fractions import Fraction

from tests.linking.prose.english import capital, percent
from tests.linking.prose.truth import Sentence, World, grouped, rounded


def stock_and_flow(w: World) -> str:
    old, new, gone = w.whole(50_000), w.whole(500), w.whole(400)
    end = old + new - gone
    thing = w.fresh(["companies", "loans outstanding", "members", "subscribers", "prisoners"])
    a, b, c, d = (f"{int(v):,}" for v in (end, new, gone, old))
    moved = "up" if end >= old else "down"
    return capital(w.head + w.one([
        f"{b} {thing} joined and {c} left; at the end of the year there were {a}, {moved} {percent(end / old - 1)} from {d}.",
        f"there were {a} {thing} at the end of the year, {moved} {percent(end / old - 1)}. {b} were added, {percent(w.rate())} more than a year before.",
        f"there were {a} {thing}, after {b} additions and {c} removals.",
        f"the number of {thing} was {a}, including {b} added in the year, {percent(new / end)} of the total.",
    ]))  # fmt: skip


def per_head(w: World) -> str:
    people, total = w.level(50), w.level(900)
    mean = grouped(total * 1000 / people, 0)
    thing = w.fresh(["households", "visitors", "pensioners", "pupils"])
    n, t = f"{rounded(people, 2)} million", f"£{rounded(total, 1)} billion"
    other = f"£{int(w.whole(300)):,}"
    return capital(w.head + w.one([
        f"{n} {thing} received {t}, an average of £{mean} each.",
        f"{n} {thing} spent {t} in total. The median {thing[:-1]} spent {other}.",
        f"{thing} spent {t}, {percent(w.rate())} more than last year, an average of {other} a week.",
        f"there were {n} {thing}; spending per head was {other}, and total spending including capital was {t}.",
    ]))  # fmt: skip


def rates(w: World) -> str:
    """Percentages and points."""
    old, new = Fraction(w.random.randint(200, 700), 10), Fraction(w.random.randint(200, 700), 10)
    last = Fraction(w.random.randint(200, 700), 10)
    name = w.fresh(
        ["unemployment rate", "response rate", "gross margin", "occupancy rate", "vacancy rate"]
    )
    a, b, c = (f"{rounded(v, 1)}%" for v in (new, old, last))
    diff = rounded(abs(Fraction(rounded(new, 1)) - Fraction(rounded(old, 1))), 1)
    up, rose = ("up", "rose") if new >= old else ("down", "fell")
    against = "up" if new >= last else "down"
    gap = rounded(abs(new - last), 1)
    return capital(w.head + w.one([
        f"the {name} was {a}, {up} {diff} percentage points from {b}.",
        f"the {name} {rose} from {b} to {a}, {diff} points in all, and was {c} in the previous quarter.",
        f"the {name} was {a}, {up} from {b} a year earlier and {against} {gap} percentage points from the previous quarter ({c}).",
        f"the {name} was {a} for women and {c} for men, compared with {b} overall.",
        f"the {name} was {a}, {int(new * 10)} basis points in tenths, against a target of {c}; a year ago it was {b}, a difference of {diff} percentage points.",
    ]))  # fmt: skip


def several_years(w: World) -> str:
    levels = [w.level()]
    for _ in range(2):
        levels.append(levels[-1] * w.factor())
    a, b, c = (f"${rounded(v, 1)} billion" for v in levels)
    first, second = levels[1] / levels[0] - 1, levels[2] / levels[1] - 1
    name = w.fresh(["wheat exports", "steel output", "farm income", "port revenue"])
    two = levels[2] / levels[0] - 1
    r = [f"{'rise' if v >= 0 else 'fall'} of {percent(v)}" for v in (first, second, two)]
    return capital(w.head + w.one([
        f"{name} went from {a} in 2011 to {b} in 2012 (a {r[0]}) and {c} in 2013 (a {r[1]}).",
        f"{name} reached {c} in 2013, compared with {b} in 2012 and {a} in 2011, a {r[2]} over two years.",
        f"{name} were {a}, {b} and {c} in 2011, 2012 and 2013, respectively, with growth of {percent(second)} in the last year.",
        f"{name} of {c} in 2013 followed {b} in 2012. Over five years they grew at an annual rate of {percent(w.rate())}.",
        f"{name} were {c}, a {r[1]} from 2012 ({b}) and a {r[2]} from 2011 ({a}).",
    ]))  # fmt: skip


def respectively(w: World) -> str:
    old = [w.level() for _ in range(2)]
    new = [v * (1 + Fraction(w.random.randint(10, 300), 1000)) for v in old]
    one, two = w.fresh(["imports", "wages", "rents"]), w.fresh(["profits", "duties", "fees"])
    a, b, x, y = (f"€{rounded(v, 1)}m" for v in (*new, *old))
    r = [percent(n / o - 1) for n, o in zip(new, old, strict=True)]
    d = [f"€{rounded(n - o, 1)}m" for n, o in zip(new, old, strict=True)]
    return capital(w.head + w.one([
        f"{one} and {two} were {a} and {b}, up {r[0]} and {r[1]}, respectively.",
        f"{one} and {two} rose to {a} and {b} from {x} and {y}, respectively.",
        f"{one} and {two} rose {r[0]} and {r[1]}, respectively, to {a} and {b}.",
        f"{one} of {a} and {two} of {b} compare with {x} and {y}.",
        f"{one} rose by {d[0]} and {two} by {d[1]}, to {a} and {b}.",
        f"{one} rose {r[0]} to {a}; {two}, at {b}, were {r[1]} higher than a year before.",
    ]))  # fmt: skip


def changed_subject(w: World) -> str:
    a, b, c = (f"${rounded(w.level(), 1)} million" for _ in range(3))
    r, q = percent(w.rate()), percent(w.rate())
    one, two = w.fresh(["inventory", "debt", "backlog"]), w.fresh(["orders", "deposits", "claims"])
    return capital(w.head + w.one([
        f"{one} was {a}, and {two} rose {r} to {b}.",
        f"{one} of {a} was offset by {two} of {b}; they increased {r} on a restated basis, from {c} before.",
        f"{one} rose to {a} because {two} increased {r}.",
        f"{one} was {a}, compared with a limit of {b}, and {two} fell {q}.",
        f"{one} was {a}. {capital(two)} were {b}, up {r}; excluding one large contract they were up {q}.",
        f"{one} was about {a}, nearly {w.random.randint(2, 90)}% of {two}, and should reach {b} to {c} next year.",
        f"{one} exceeded {a}, more than {w.random.randint(2, 9)} times {two}, which fell by a third.",
        f"{one} was {a} (US GAAP: {b}), up {r} under local rules.",
        f"{one} increased {r}, primarily due to {b} of {two} and {c} of translation effects.",
    ]))  # fmt: skip


def currencies(w: World) -> str:
    value, rate = w.level(), Fraction(w.random.randint(70, 95), 100)
    d, e = f"${rounded(value, 1)} million", f"€{rounded(value * rate, 1)} million"
    name = w.fresh(["the grant", "the acquisition", "the contract"])
    return capital(w.head + w.one([
        f"{name} is worth {d} ({e}), {percent(w.rate())} more than the last one in euros.",
        f"{name} is worth {e}, or {d}, compared with ${rounded(w.level(), 1)} million before.",
    ]))  # fmt: skip


def distraction(w: World) -> str:
    n = w.random.randint
    return w.one([
        f"The board met {n(2, 12)} times and heard {n(3, 40)} reports.",
        f"Some {n(2, 9)} in 10 people said they were satisfied, and {n(10, 99)}% would come again.",
        f"The consumer price index rose {n(0, 5)}.{n(0, 9)}% over the year and producer prices fell {n(0, 5)}.{n(0, 9)}%.",
        f"Article {n(1, 40)} of the Act of {n(1950, 2015)} applies to sites of more than {n(2, 90)} hectares.",
        f"We opened {n(2, 90)} sites, closed {n(2, 30)} and refitted {n(2, 30)} in {n(2, 9)} countries.",
        f"The plan aims at growth of {n(2, 9)}% to {n(10, 19)}% a year and savings of ${n(10, 99)} million by 2030.",
    ])  # fmt: skip


MORE_ENGLISH: list[Sentence] = [
    stock_and_flow, per_head, rates, several_years, respectively, changed_subject, currencies,
    distraction,
]  # fmt: skip
