"""Conflicts are irreducible, the minimum sets are all there are, the ranges are exact."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossfoot.interval import EVERYTHING, NOT_NEGATIVE, Interval
from crossfoot.solver.solve import Answer, Solver
from crossfoot.solver.suspects import minimum_sets
from crossfoot.solver.system import Affine, Claim, Product, System, Variable, row
from tests.solver.systems import random_system

MODES = st.sampled_from([{}, {}, {"shared": True}, {"signed": True}, {"counted": True}])
ZERO = Interval.point(0)


def settled(answer: Answer) -> bool:
    """Whether nothing was cut short."""
    return (
        answer.verdict == "inconsistent"
        and all(finding.complete for finding in answer.findings)
        and all(c.proven for finding in answer.findings for c in finding.conflicts)
    )


@settings(max_examples=40)
@example(seed=1011, mode={"signed": True})  # an end that only the relaxation comes close to
@given(seed=st.integers(0, 10**9), mode=MODES)
def test_conflicts_sets_and_ranges_against_z3(seed: int, mode: dict[str, bool]) -> None:
    """No claim or figure of a conflict is idle, all minimum sets are found, no range is off."""
    pytest.importorskip("z3")
    from tests.solver.oracle import Oracle

    system = random_system(Random(seed), **mode)
    answer = Solver(system, steps=3_000_000).answer()
    if not settled(answer):
        return
    oracle = Oracle(system)
    printed = {v.name for v in system.variables if v.printed}
    claims = {claim.name for claim in system.claims}
    for finding in answer.findings:
        for conflict in finding.conflicts:
            freed, dropped = printed - set(conflict.figures), claims - set(conflict.claims)
            assert not oracle.feasible(freed, dropped)
            for figure in conflict.figures:
                assert oracle.feasible(freed | {figure}, dropped) is not False
            for claim in conflict.claims:
                assert oracle.feasible(freed, dropped | {claim}) is not False
    sets = oracle.minimum_sets()
    if sets is None or not all(finding.suspects for finding in answer.findings):
        return
    combined = product(*(finding.suspects for finding in answer.findings))
    found = sorted(tuple(sorted(f for s in some for f in s.figures)) for some in combined)
    assert found == sorted(tuple(sorted(names)) for names in sets)
    if len(answer.findings) == 1:
        for suspect in answer.findings[0].suspects:
            for name, allowed in zip(suspect.figures, suspect.ranges, strict=True):
                assert allowed.interval is not None
                for beyond in outside(allowed.interval):
                    assert not oracle.feasible(suspect.figures, within=(name, beyond))
                if allowed.exact:
                    for edge in edges(allowed.interval):
                        reached = oracle.feasible(suspect.figures, within=(name, edge))
                        assert reached is not False


def outside(interval: Interval) -> list[Interval]:
    """What lies below and above."""
    found = []
    if interval.low is not None:
        found.append(Interval(None, interval.low, high_closed=not interval.low_closed))
    if interval.high is not None:
        found.append(Interval(interval.high, None, low_closed=not interval.high_closed))
    return found


def edges(interval: Interval) -> list[Interval]:
    """The ends that belong to it, and a millionth inside those that do not."""
    low, high, near = interval.low, interval.high, Fraction(1, 10**6)
    found = []
    if low is not None:
        shut = interval.low_closed
        found.append(Interval.point(low) if shut else Interval(low, low + near, low_closed=False))
    if high is not None:
        shut = interval.high_closed
        found.append(
            Interval.point(high) if shut else Interval(high - near, high, high_closed=False)
        )
    return found


@given(
    st.lists(st.frozensets(st.integers(0, 5), min_size=1, max_size=3), min_size=1, max_size=5),
    st.lists(st.integers(1, 3), min_size=6, max_size=6),
)
def test_minimum_sets_meet_every_conflict(
    conflicts: list[frozenset[int]], weights: list[int]
) -> None:
    """The lightest sets that meet all conflicts, against all subsets."""
    subsets = [tuple(i for i in range(6) if mask >> i & 1) for mask in range(64)]
    meeting = [s for s in subsets if all(c.intersection(s) for c in conflicts)]
    lightest = min(sum(weights[i] for i in s) for s in meeting)
    expected = sorted(s for s in meeting if sum(weights[i] for i in s) == lightest)
    assert minimum_sets(conflicts, dict(enumerate(weights))) == expected


def company(current: int, new: int, weights: dict[str, int | None] | None = None) -> System:
    """Companies that grew by 20.1%, so many of them new; the base is not printed."""
    weigh = weights or {}
    exact = Interval.point
    rate = Interval(Fraction("0.2005"), Fraction("0.2015"))
    free = Interval(Fraction(-1), None, low_closed=False)
    variables = (
        Variable("current", exact(current), NOT_NEGATIVE, True, weigh.get("current", 1)),
        Variable("base", NOT_NEGATIVE, NOT_NEGATIVE, True, None, printed=False),
        Variable("rate", rate, free, False, weigh.get("rate", 1)),
        Variable("new", exact(new), NOT_NEGATIVE, True, weigh.get("new", 1)),
    )
    growth = Product(Affine("current"), Affine("rate", Fraction(1), Fraction(1)), Affine("base"))
    change = row([("current", 1), ("base", -1), ("new", -1)], ZERO)
    return System(variables, (Claim("growth", (growth,)), Claim("change", (change,))))


def test_two_checks_that_hold_alone_can_contradict_each_other() -> None:
    """Each of 8079, +20.1% and 1364 new agrees with some base, but not with the same."""
    (finding,) = Solver(company(8079, 1364)).answer().findings
    (conflict,) = finding.conflicts
    assert conflict.claims == ("growth", "change")
    assert conflict.figures == ("current", "rate", "new")
    ranges = {s.figures[0]: s.ranges[0].interval for s in finding.suspects}
    assert ranges["new"] == Interval(Fraction(1350), Fraction(1354))
    assert ranges["current"] == Interval(Fraction(8134), Fraction(8166))
    assert ranges["rate"] == Interval.point(Fraction(1364, 6715))


def test_conflicts_that_overlap_are_told_too() -> None:
    """Three claims on one unprinted base: any two of them contradict each other."""
    exact = Interval.point
    variables = [Variable("base", NOT_NEGATIVE, NOT_NEGATIVE, True, None, printed=False)]
    claims = []
    for name, value in (("one", 10), ("two", 20), ("three", 30)):
        variables.append(Variable(name, exact(value), NOT_NEGATIVE, True))
        claims.append(Claim(f"{name} is it", (row([("base", 1), (name, -1)], ZERO),)))
    (finding,) = Solver(System(tuple(variables), tuple(claims))).answer().findings
    assert {frozenset(conflict.figures) for conflict in finding.conflicts} == {
        frozenset(pair) for pair in (("one", "two"), ("one", "three"), ("two", "three"))
    }
    assert {suspect.figures for suspect in finding.suspects} == {
        ("one", "two"), ("one", "three"), ("two", "three")
    }  # fmt: skip


def test_trust_moves_the_suspicion() -> None:
    """A figure that is trusted always is never suspected, a heavier one only at need."""
    (finding,) = Solver(company(8079, 1364, {"current": None, "rate": 3})).answer().findings
    assert [suspect.figures for suspect in finding.suspects] == [("new",)]


def test_nobody_can_be_wrong_when_all_are_trusted() -> None:
    """A conflict of trusted figures is told without suspects."""
    trusted: dict[str, int | None] = dict.fromkeys(("current", "rate", "new"))
    (finding,) = Solver(company(8079, 1364, trusted)).answer().findings
    assert finding.conflicts
    assert finding.suspects == ()


def test_independent_errors_are_told_apart() -> None:
    """Two errors far from each other in one table do not multiply."""
    exact = Interval.point
    variables, claims = [], []
    for place in range(8):
        wrong = place in (1, 6)
        variables.append(Variable(f"part{place}", exact(10 + wrong), NOT_NEGATIVE))
        variables.append(Variable(f"twice{place}", exact(20), NOT_NEGATIVE))
        claims.append(
            Claim(f"twice{place}", (row([(f"twice{place}", 1), (f"part{place}", -2)], ZERO),))
        )
    variables.append(Variable("sum", Interval(Fraction(80), Fraction(90)), NOT_NEGATIVE))
    terms = [("sum", 1), *((f"part{place}", -1) for place in range(8))]
    claims.append(Claim("sum", (row(terms, ZERO),)))
    findings = Solver(System(tuple(variables), tuple(claims))).answer().findings
    suspects = [[s.figures for s in finding.suspects] for finding in findings]
    assert suspects == [
        [("part1",), ("twice1",)],
        [("part6",), ("twice6",)],
    ]


def test_an_error_printed_in_twelve_places_has_three_explanations() -> None:
    """Level, base or rate: a document that repeats all of them does not multiply the answers."""
    copies, exact = range(12), Interval.point
    rate = Interval(Fraction("0.2005"), Fraction("0.2015"))
    free = Interval(Fraction(-1), None, low_closed=False)
    variables, claims = [], []
    for copy in copies:
        variables += [
            Variable(f"now{copy}", exact(8097), NOT_NEGATIVE, True, 1),
            Variable(f"base{copy}", exact(6725), NOT_NEGATIVE, True, 1),
            Variable(f"rate{copy}", rate, free, False, 1),
        ]
        factor = Affine(f"rate{copy}", Fraction(1), Fraction(1))
        grown = Product(Affine(f"now{copy}"), factor, Affine(f"base{copy}"))
        claims.append(Claim(f"growth{copy}", (grown,)))
        claims += [
            Claim(f"{name}{copy} again", (row([(f"{name}{copy}", 1), (f"{name}0", -1)], ZERO),))
            for name in ("now", "base", "rate")
            if copy
        ]
    answer = Solver(System(tuple(variables), tuple(claims)), steps=200_000).answer()
    assert settled(answer)
    suspects = [suspect.figures for finding in answer.findings for suspect in finding.suspects]
    assert {frozenset(figures) for figures in suspects} == {
        frozenset(f"{name}{copy}" for copy in copies) for name in ("now", "base", "rate")
    }


def test_a_range_is_not_without_limit_because_a_sign_is_open() -> None:
    """Two rates on one base that may be of either sign: only a level of zero has both."""
    free = Interval(Fraction(-1), None, low_closed=False)
    variables = (
        Variable("level", Interval(Fraction(80), Fraction(82)), NOT_NEGATIVE),
        Variable("base", EVERYTHING, EVERYTHING, weight=None, printed=False),
        Variable("up", Interval(Fraction("0.085"), Fraction("0.095")), free),
        Variable("down", Interval(Fraction("-0.035"), Fraction("-0.025")), free),
    )
    claims = tuple(
        Claim(
            rate,
            (Product(Affine("level"), Affine(rate, Fraction(1), Fraction(1)), Affine("base")),),
        )
        for rate in ("up", "down")
    )
    (finding,) = Solver(System(variables, claims)).answer().findings
    ranges = {s.figures[0]: s.ranges[0].interval for s in finding.suspects}
    assert ranges["level"] == Interval.point(0)
    assert ranges["up"] == Interval(Fraction("-0.035"), Fraction("-0.025"))


def test_an_irrational_end_is_told_to_eighteen_places() -> None:
    """Doubled in two years is a growth by the root of two; by 1.21 it is 10% exactly."""
    for grown, low, closed in ((2, Fraction(414213562373095048, 10**18), False),
                               (Fraction("1.21"), Fraction(1, 10), True)):  # fmt: skip
        variables = (
            Variable("end", Interval(Fraction(grown), Fraction(4)), NOT_NEGATIVE, weight=None),
            Variable("start", Interval.point(1), NOT_NEGATIVE, weight=None),
            Variable("rate", Interval.point(Fraction(1, 100)), Interval(Fraction(-1), None)),
        )
        plus = Affine("rate", Fraction(1), Fraction(1))
        claim = Claim("compound", (Product(Affine("end"), plus, Affine("start"), 2),))
        (finding,) = Solver(System(variables, (claim,))).answer().findings
        (allowed,) = finding.suspects[0].ranges
        assert allowed.exact
        assert allowed.interval == Interval(low, Fraction(1), closed, True)
