"""The verdict on a system, against z3 and against every assignment of small whole numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.interval import EVERYTHING, NOT_NEGATIVE, Interval
from crossfoot.solver.solve import Answer, Solver, solve
from crossfoot.solver.system import Affine, Claim, Product, Row, System, Variable, row
from tests.solver.systems import random_system

SEEDS = st.integers(0, 10**9)
ZERO = Interval.point(0)


def holds_at(system: System, point: dict[str, Fraction]) -> bool:
    """Whether every claim and print holds at a point (a value left out is not looked at)."""
    for v in system.variables:
        if v.name in point:
            value = point[v.name]
            if value not in v.interval or (v.integer and value.denominator != 1):
                return False
    for claim in system.claims:
        for it in claim.constraints:
            if isinstance(it, Row):
                if sum((point[n] * c for n, c in it.terms), Fraction(0)) not in it.bounds:
                    return False
            elif it.factor.variable in point:
                result, factor, other = (
                    a.scale * point[a.variable] + a.shift for a in (it.result, it.factor, it.other)
                )
                exponent = it.exponent
                periods = point[exponent] if isinstance(exponent, str) else exponent
                if result != factor ** int(periods) * other:
                    return False
    return True


def only(system: System, **limits: int) -> Answer:
    """The answer on a system of one component."""
    (answer,) = solve(system, witness=True, **limits)
    return answer


@pytest.mark.parametrize("mode", [{}, {"shared": True}, {"signed": True}, {"counted": True}])
@settings(max_examples=30)
@given(seed=SEEDS)
def test_verdicts_are_those_of_z3(mode: dict[str, bool], seed: int) -> None:
    """A consistent system has a witness, and z3 finds none where we say there is none."""
    pytest.importorskip("z3")
    from tests.solver.oracle import Oracle

    system = random_system(Random(seed), **mode)
    answer = Solver(system, steps=2_000_000).answer(witness=True)
    if answer.verdict == "consistent":
        assert answer.point is not None
        assert holds_at(system, answer.point)
    elif answer.verdict == "inconsistent":
        assert not Oracle(system).feasible()


@st.composite
def whole_systems(draw: st.DrawFn) -> System:
    """Sums, limits and products of whole numbers from 0 to 6."""
    names = [f"n{i}" for i in range(draw(st.integers(3, 4)))]
    variables = []
    for name in names:
        low = draw(st.integers(0, 5))
        high = draw(st.integers(low, 6))
        bounds = Interval(Fraction(low), Fraction(high))
        variables.append(Variable(name, bounds, Interval(Fraction(0), Fraction(6)), True))
    claims = []
    for number in range(draw(st.integers(1, 4))):
        a, b, c = draw(st.permutations(names))[:3]
        if draw(st.booleans()):
            weights = draw(st.lists(st.integers(-3, 3), min_size=3, max_size=3))
            least = draw(st.integers(-6, 6))
            bounds = Interval(Fraction(least), Fraction(least + draw(st.integers(0, 2))))
            claim: Row | Product = row(zip((a, b, c), weights, strict=True), bounds)
        else:
            shift = Fraction(draw(st.integers(0, 2)))
            claim = Product(Affine(a), Affine(b, Fraction(1), shift), Affine(c))
        claims.append(Claim(f"c{number}", (claim,)))
    used = {n for claim in claims for n in claim.names}
    return System(tuple(v for v in variables if v.name in used), tuple(claims))


@settings(max_examples=150)
@given(system=whole_systems())
def test_whole_numbers_are_as_enumeration_says(system: System) -> None:
    """Every assignment tried by hand and the solver agree."""
    ranges = [
        range(int(v.interval.low or 0), int(v.interval.high or 0) + 1) for v in system.variables
    ]
    names = [v.name for v in system.variables]
    possible = any(
        holds_at(system, dict(zip(names, map(Fraction, values), strict=True)))
        for values in product(*ranges)
    )
    verdicts = {answer.verdict for answer in solve(system)}
    assert "undecided" not in verdicts
    assert ("inconsistent" not in verdicts) == possible


def growth(current: Interval, base: Interval, rate: Interval) -> System:
    """One growth check."""
    claim = Claim(
        "growth", (Product(Affine("c"), Affine("r", Fraction(1), Fraction(1)), Affine("b")),)
    )
    free = Interval(Fraction(-1), None, low_closed=False)
    return System(
        (Variable("c", current), Variable("b", base), Variable("r", rate, free)), (claim,)
    )


def test_a_negative_base_turns_the_ends_round() -> None:
    """From -100 to -110 is a growth of a tenth."""
    rate = Interval(Fraction("0.095"), Fraction("0.105"))
    assert only(growth(Interval.point(-110), Interval.point(-100), rate)).verdict == "consistent"
    assert only(growth(Interval.point(-90), Interval.point(-100), rate)).verdict == "inconsistent"


def test_a_base_on_both_sides_of_zero_is_searched_on_both() -> None:
    """A rate that only a negative base gives is found."""
    rate = Interval(Fraction("0.095"), Fraction("0.105"))
    base = Interval(Fraction(-100), Fraction(100))
    assert only(growth(Interval.point(-110), base, rate)).verdict == "consistent"
    assert only(growth(Interval.point(-120), base, rate)).verdict == "inconsistent"


def test_an_open_end_is_not_reached() -> None:
    """More than 5 and at most 5 is a contradiction; at least 5 is none."""
    less = Claim("less", (row([("a", 1), ("b", -1)], Interval(None, Fraction(0))),))
    top = Variable("b", Interval(None, Fraction(5)))
    over = Variable("a", Interval(Fraction(5), None, low_closed=False))
    least = Variable("a", Interval(Fraction(5), None))
    assert only(System((over, top), (less,))).verdict == "inconsistent"
    assert only(System((least, top), (less,))).verdict == "consistent"


def test_compound_growth_with_a_shared_rate() -> None:
    """A rate that two spans share is one number: 10% a year over two years, and 21% is wrong."""
    plus = Affine("r", Fraction(1), Fraction(1))
    claims = (
        Claim("two years", (Product(Affine("e"), plus, Affine("s"), 2),)),
        Claim("one year", (Product(Affine("m"), plus, Affine("s")),)),
    )
    points = {"s": 100, "m": 110}
    known = [Variable(n, Interval.point(v), NOT_NEGATIVE) for n, v in points.items()]
    rate = Variable("r", Interval(Fraction("0.05"), Fraction("0.15")))
    good, bad = (Variable("e", Interval.point(v), NOT_NEGATIVE) for v in (121, 122))
    assert only(System((*known, good, rate), claims)).verdict == "consistent"
    assert only(System((*known, bad, rate), claims)).verdict == "inconsistent"


def near(value: int | str, by: int | Fraction) -> Interval:
    """A value give or take."""
    return Interval(Fraction(value) - by, Fraction(value) + by)


def test_shares_that_add_up_to_more_than_their_whole() -> None:
    """Each share agrees with its part, their sum with 100%, but not all at once."""
    parts, shares = (300, 450, 250), ("0.30", "0.45", "0.25")
    variables = [Variable("whole", near(1000, 5), NOT_NEGATIVE)]
    variables += [Variable(f"p{i}", near(v, 5), NOT_NEGATIVE) for i, v in enumerate(parts)]
    variables += [Variable(f"s{i}", near(v, Fraction(1, 200))) for i, v in enumerate(shares)]
    claims = [
        Claim(f"share{i}", (Product(Affine(f"p{i}"), Affine(f"s{i}"), Affine("whole")),))
        for i in range(3)
    ]
    terms = [(f"s{i}", 1) for i in range(3)]
    total = Claim("total", (row(terms, Interval.point(1)),))
    wrong = Claim("total", (row(terms, Interval.point(Fraction("1.016"))),))
    assert only(System(tuple(variables), (*claims, total))).verdict == "consistent"
    assert only(System(tuple(variables), (*claims, wrong))).verdict == "inconsistent"


def test_a_spent_budget_is_undecided() -> None:
    """What costs more than allowed is neither consistent nor inconsistent, and says why."""
    claims = (Claim("odd", (row([("a", 2), ("b", -2), ("x", 1)], ZERO),)),)
    half = Variable("x", Interval(Fraction(1, 3), Fraction(1, 2)))
    whole = [Variable(n, EVERYTHING, EVERYTHING, True) for n in "ab"]
    answer = only(System((*whole, half), claims), steps=200)
    assert answer.verdict == "undecided"
    assert str(answer.reason) == "it takes more than 10 s"


def test_an_endless_search_ends() -> None:
    """Whole numbers without limits that never meet end as undecided, not in a hang."""
    claims = (Claim("odd", (row([("a", 2), ("b", -2), ("x", 1)], ZERO),)),)
    half = Variable("x", Interval(Fraction(1, 3), Fraction(1, 2)))
    whole = [Variable(n, EVERYTHING, EVERYTHING, True) for n in "ab"]
    assert only(System((*whole, half), claims)).verdict == "undecided"


def test_equal_systems_give_equal_answers() -> None:
    """Two runs agree to the last byte."""
    for seed in range(30):
        answers = [repr(Solver(random_system(Random(seed))).answer(True)) for _ in range(2)]
        assert answers[0] == answers[1]


def test_powers_of_a_monthly_rate() -> None:
    """Twenty years of 1% a month, and what they do not come to."""
    grown = Fraction("1.01") ** 240
    plus = Affine("r", Fraction(1), Fraction(1))
    claim = Claim("compound", (Product(Affine("e"), plus, Affine("s"), 240),))
    known = (Variable("s", Interval.point(100)), Variable("r", Interval.point(Fraction("0.01"))))
    for value, verdict in ((100 * grown, "consistent"), (100 * grown + 1, "inconsistent")):
        end = Variable("e", Interval.point(value))
        assert only(System((*known, end), (claim,))).verdict == verdict


def test_ends_that_square_without_bound_stay_small() -> None:
    """Forty unknowns, each the square of the one before: the answer comes, whatever it is."""
    first = Variable("u0", Interval(Fraction(5, 2), None))
    rest = [Variable(f"u{n}", EVERYTHING, printed=False) for n in range(1, 41)]
    claims = tuple(
        Claim(f"c{n}", (Product(Affine(f"u{n + 1}"), Affine(f"u{n}"), Affine(f"u{n}")),))
        for n in range(40)
    )
    answer = Solver(System((first, *rest), claims), steps=20_000).answer()
    assert answer.verdict != "inconsistent"
