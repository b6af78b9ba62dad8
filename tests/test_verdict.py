"""The promise: a true figure is never accused, and an impossible one is never passed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crossfoot.check import Check
from crossfoot.expression import Values
from crossfoot.feasibility import implied, satisfiable
from crossfoot.figure import Figure, Reading, Unknown
from crossfoot.interval import Interval
from crossfoot.relations import builtin
from crossfoot.rounding import ROUNDINGS, Rounding, permitted
from tests.truth import TRUTHS, Truth

_share = settings(max_examples=max(20, settings().max_examples // len(TRUTHS) + 1))


def relations(test: Callable[..., None]) -> Callable[..., None]:
    """Run a property for every relation; together they draw the examples of one property."""
    every: Callable[..., None] = pytest.mark.parametrize("name", sorted(TRUTHS))(_share(test))
    return every


def printed(name: str, value: Fraction, places: int, rounding: Rounding) -> Figure:
    """A figure that prints a true value to some places, under a convention."""
    step = Fraction(1, 10**places)
    scaled = value / step
    down, up = Fraction(floor(scaled)), Fraction(ceil(scaled))
    candidates = [
        number * step for number in (down, up) if value in permitted(number * step, step, rounding)
    ]
    reading = Reading(str(value), candidates[0], step, rounding=rounding)
    return Figure(name, reading)


def exact(name: str, value: Fraction) -> Figure:
    """A count printed in full."""
    return Figure(name, Reading(str(value), value, Fraction(0), integer=True, kind="count"))


def bound(name: str, truth: Truth, inputs: list[Figure | Unknown], claim: Figure) -> Check:
    """A check of that relation over these figures."""
    figures: dict[str, tuple[Figure | Unknown, ...]] = {truth.claims: (claim,)}
    if truth.many:
        figures[truth.inputs[0]] = tuple(inputs)
    else:
        figures |= {role: (figure,) for role, figure in zip(truth.inputs, inputs, strict=True)}
    relation = builtin()[name]
    return Check(name, relation, {role.name: figures[role.name] for role in relation.roles})


@st.composite
def true_inputs(draw: st.DrawFn, truth: Truth) -> list[Fraction]:
    """Values that the relation's other roles may truly have."""
    count = draw(st.integers(1, 4)) if truth.many else len(truth.inputs)
    values = [
        Fraction(draw(st.integers(-9_000, 90_000)), draw(st.sampled_from([1, 7, 100, 1000])))
        for _ in range(count)
    ]
    for role, index in zip(truth.inputs, range(count), strict=False):
        if role in truth.positive:
            values[index] = abs(values[index]) + Fraction(1, 3)
    if truth.claims == "rate" and truth.inputs == ("current", "change"):
        assume(values[0] > values[1])
    return values


@relations
@given(data=st.data())
def test_a_true_figure_is_never_accused(name: str, data: st.DataObject) -> None:
    """However true values are rounded for print, the check of them does not fail."""
    truth = TRUTHS[name]
    values = data.draw(true_inputs(truth))
    claim = truth.value(values)
    rounding = st.sampled_from(ROUNDINGS)
    places = st.integers(0, 4)
    inputs: list[Figure | Unknown] = [
        printed(f"x{i}", value, data.draw(places), data.draw(rounding))
        for i, value in enumerate(values)
    ]
    check = bound(
        name, truth, inputs, printed("claim", claim, data.draw(places), data.draw(rounding))
    )
    assert check.verdict().outcome != "fails"


@relations
@given(data=st.data())
def test_a_true_claim_holds_on_exact_figures(name: str, data: st.DataObject) -> None:
    """Where nothing but the claim is rounded, the printed values reproduce it."""
    truth = TRUTHS[name]
    values = data.draw(true_inputs(truth))
    claim = printed("claim", truth.value(values), data.draw(st.integers(0, 4)), "half")
    inputs: list[Figure | Unknown] = [
        Figure(f"x{i}", Reading(str(value), value, Fraction(0))) for i, value in enumerate(values)
    ]
    assert bound(name, truth, inputs, claim).verdict().outcome == "holds"


@relations
@given(data=st.data())
def test_an_impossible_figure_is_never_passed(name: str, data: st.DataObject) -> None:
    """A claim beyond every result that the ends of the figures give is proved wrong."""
    truth = TRUTHS[name]
    values = data.draw(true_inputs(truth))
    steps = [Fraction(1, 10 ** data.draw(st.integers(1, 4))) for _ in values]
    readings = [
        Reading("x", Fraction(round(value / step)) * step, step)
        for value, step in zip(values, steps, strict=True)
    ]
    ends = [(reading.interval.low, reading.interval.high) for reading in readings]
    corners = [[end for end in corner if end is not None] for corner in product(*ends)]
    if any(role in truth.positive for role in truth.inputs):
        index = [role in truth.positive for role in truth.inputs].index(True)
        assume(all(corner[index] > 0 for corner in corners))
    if name == "growth_from_change":
        assume(all(corner[0] > corner[1] and corner[0] > 0 for corner in corners))
    # These functions are monotone in each figure over such a box, so the corners bound them.
    results = [truth.value(corner) for corner in corners]
    step = Fraction(1, 1000)
    above = data.draw(st.booleans())
    beyond = max(results) if above else min(results)
    distance = step / 2 + Fraction(data.draw(st.integers(1, 50)), 10_000)
    wrong = Reading("claim", beyond + distance if above else beyond - distance, step)
    touching = Reading("claim", beyond + step / 2 if above else beyond - step / 2, step)
    inputs: list[Figure | Unknown] = [
        Figure(f"x{i}", reading) for i, reading in enumerate(readings)
    ]
    assert bound(name, truth, inputs, Figure("claim", wrong)).verdict().outcome == "fails"
    assert bound(name, truth, inputs, Figure("claim", touching)).verdict().outcome != "fails"


# -- against every assignment --------------------------------------------------------------

whole_sets = st.tuples(st.integers(1, 30), st.integers(0, 5)).map(
    lambda ends: Interval(Fraction(ends[0]), Fraction(ends[0] + ends[1]))
)


def integers(interval: Interval) -> list[Fraction]:
    """The whole numbers of a bounded set."""
    assert interval.first_integer is not None
    assert interval.last_integer is not None
    return [Fraction(n) for n in range(interval.first_integer, interval.last_integer + 1)]


@relations
@given(data=st.data())
def test_whole_numbers_agree_with_trying_all(name: str, data: st.DataObject) -> None:
    """With counts of several possible values, the answer is that of every assignment."""
    truth = TRUTHS[name]
    count = data.draw(st.integers(1, 3)) if truth.many else len(truth.inputs)
    sets = [data.draw(whole_sets) for _ in range(count)]
    middle = truth_or_none(truth, [integers(one)[0] for one in sets])
    assume(middle is not None)
    assert middle is not None
    centre = middle + Fraction(data.draw(st.integers(-40, 40)), 100)
    width = Fraction(data.draw(st.integers(0, 12)), 200)
    claim = Interval(
        centre, centre + width, *(data.draw(st.booleans()) or not width for _ in range(2))
    )
    whole_claim = data.draw(st.booleans())
    results = [truth_or_none(truth, list(choice)) for choice in product(*map(integers, sets))]
    assume(all(result is not None for result in results))
    possible = any(
        result in claim and (not whole_claim or result.denominator == 1)
        for result in results
        if result is not None
    )
    box = {f"x{i}": Values(one, whole=True) for i, one in enumerate(sets)}
    values = Values.of(claim, whole_claim)
    if values is None:
        assert not possible
        return
    box["claim"] = values
    inputs: list[Figure | Unknown] = [Unknown(f"x{i}", integer=True) for i in range(count)]
    check = bound(name, truth, inputs, exact("claim", Fraction(0)))
    assert check.statement is not None
    assert satisfiable(check.statement, box) is possible


def truth_or_none(truth: Truth, values: list[Fraction]) -> Fraction | None:
    """The claimed value, or None where the relation means nothing."""
    for role, value in zip(truth.inputs, values, strict=False):
        if role in truth.positive and value <= 0:
            return None
    if truth.inputs == ("current", "change") and values[0] <= values[1]:
        return None
    return truth.value(values)


@given(st.integers(1, 4), st.integers(1, 30), st.integers(1, 30), st.integers(-90, 300))
def test_compound_agrees_with_its_definition(
    periods: int, start: int, end: int, per_mille: int
) -> None:
    """The rate fails exactly when no rate that prints so compounds to the ratio of the levels."""
    rate = Reading("rate", Fraction(per_mille, 100), Fraction(1, 100), kind="rate")
    relation = builtin()["compound"]
    check = Check(
        "compound",
        relation,
        {
            "start": (exact("start", Fraction(start)),),
            "end": (exact("end", Fraction(end)),),
            "periods": (exact("periods", Fraction(periods)),),
            "rate": (Figure("rate", rate),),
        },
    )
    low, high = rate.interval.low, rate.interval.high
    assert low is not None
    assert high is not None
    assume(low > -1)
    reached = (1 + low) ** periods <= Fraction(end, start) <= (1 + high) ** periods
    assert (check.verdict().outcome == "fails") is not reached


@pytest.mark.parametrize("periods", [1_001, -1_001, 10**12])
def test_powers_nobody_waits_for_are_undecided(periods: int) -> None:
    """A number taken for one of periods by mistake, such as a year and month, stops nothing."""
    rate = Reading("3.5%", Fraction(35, 1000), Fraction(1, 1000), kind="rate")
    check = Check(
        "compound",
        builtin()["compound"],
        {
            "start": (exact("start", Fraction(100)),),
            "end": (exact("end", Fraction(110)),),
            "periods": (exact("periods", Fraction(periods)),),
            "rate": (Figure("rate", rate),),
        },
    )
    verdict = check.verdict()
    assert verdict.outcome == "undecided"
    assert "up to 1,000" in verdict.message.told("en")
    assert "rate" not in verdict.implied


@given(st.lists(whole_sets, min_size=1, max_size=3), whole_sets)
def test_parts_and_wholes_agree_with_trying_all(parts: list[Interval], whole: Interval) -> None:
    """A part fails to fit exactly when no assignment fits."""
    relation = builtin()["part_of"]
    names = [f"p{i}" for i in range(len(parts))]
    check = Check(
        "part_of",
        relation,
        {
            "parts": tuple(
                Unknown(name, one, integer=True) for name, one in zip(names, parts, strict=True)
            ),
            "whole": (Unknown("whole", whole, integer=True),),
        },
    )
    possible = any(
        sum(choice) <= top for choice in product(*map(integers, parts)) for top in integers(whole)
    )
    assert (check.verdict().outcome != "fails") is possible


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 2)), min_size=2, max_size=4))
def test_same_fails_only_without_a_common_value(prints: list[tuple[int, int]]) -> None:
    """Prints of one fact fail exactly when no value of a fine grid prints as all of them."""
    figures = tuple(
        Figure(f"x{i}", Reading("x", Fraction(n, 10**places), Fraction(1, 10**places)))
        for i, (n, places) in enumerate(prints)
    )
    check = Check("same", builtin()["same"], {"figures": figures})
    grid = {end for figure in figures for end in (figure.interval.low, figure.interval.high)}
    possible = any(
        all(value in figure.interval for figure in figures) for value in grid if value is not None
    )
    assert (check.verdict().outcome != "fails") is possible


# -- backwards -----------------------------------------------------------------------------


@relations
@given(data=st.data())
def test_a_true_value_is_never_ruled_out_backwards(name: str, data: st.DataObject) -> None:
    """What a figure would have to be always includes what it truly is."""
    truth = TRUTHS[name]
    values = data.draw(true_inputs(truth))
    places = st.integers(0, 3)
    inputs: list[Figure | Unknown] = [
        printed(f"x{i}", value, data.draw(places), "half") for i, value in enumerate(values)
    ]
    claim = printed("claim", truth.value(values), data.draw(places), "half")
    check = bound(name, truth, inputs, claim)
    verdict = check.verdict()
    assume(verdict.box)
    everyone = [*zip(inputs, values, strict=True), (claim, truth.value(values))]
    assert check.statement is not None
    for figure, value in everyone:
        try:
            interval = implied(check.statement, figure.name, verdict.box)
        except ZeroDivisionError:
            continue
        assert interval is not None
        assert value in interval


def test_the_base_of_the_chongqing_report_is_6725() -> None:
    """8079 companies, up 20.1% and 1354 more: only one base is possible."""
    base = Unknown("base", integer=True)
    growth, change = builtin()["growth"], builtin()["change"]
    current = exact("current", Fraction(8079))
    rate = Figure("rate", Reading("20.1%", Fraction("0.201"), Fraction("0.001"), unit="%"))
    more = exact("more", Fraction(1354))
    one = Check("g", growth, {"current": (current,), "base": (base,), "rate": (rate,)})
    two = Check("c", change, {"current": (current,), "base": (base,), "change": (more,)})
    candidates = one.verdict().implied["base"]
    assert candidates is not None
    assert [int(value) for value in integers(candidates)] == [6725, 6726, 6727, 6728, 6729]
    assert two.verdict().implied["base"] == Interval.point(6725)


def test_half_even_prints_of_decimal_are_never_accused() -> None:
    """Prints made by Python's decimal arithmetic pass under its convention."""
    for thousandths in range(0, 3000, 7):
        value = Decimal(thousandths).scaleb(-3)
        print_ = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
        reading = Reading("x", Fraction(print_), Fraction("0.01"), rounding="half-even")
        figure = Figure("x", reading)
        true = Figure("y", Reading("y", Fraction(value), Fraction(0)))
        check = Check("same", builtin()["same"], {"figures": (true, figure)})
        assert check.verdict().outcome == "holds"
