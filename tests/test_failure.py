"""A finding in five lines: for terminals and assertion messages."""

from __future__ import annotations

from dataclasses import replace

from crossfoot.failure import told_check, told_conflict
from crossfoot.interval import Interval
from crossfoot.message import LANGUAGES
from crossfoot.problem import problems
from crossfoot.suite import Conflict, Likely, Suspect
from tests.reports.conftest import make_report

REPORT = make_report()
FAILING = next(one for one in REPORT.verdicts if one.check.name == "total[both]")
# As a solver tells of a check that is impossible by itself.
ALONE = Conflict(
    ("total[both]",),
    ("both", "north", "south"),
    (Suspect(("both",), {"both": Interval.point(735)}, (Likely("735艘", "digits transposed"),)),),
)
WITH_SUSPECT = replace(REPORT, conflicts=(*REPORT.conflicts, ALONE))


def heads(lines: list[str]) -> list[str]:
    return [line.split()[0] for line in lines]


def test_a_check_is_told_in_five_lines() -> None:
    """Claim, formula, both sets, what each figure would have to be, and the likely slip."""
    lines = told_check(WITH_SUSPECT, FAILING, "en")
    assert heads(lines) == ["claim", "formula", "finding", "implied", "likely"]
    assert lines[0].endswith("753艘 (both)")
    assert lines[1].endswith("total = sum(parts)")
    assert "735艘" in lines[2] and "753艘 is printed" in lines[2]
    assert lines[3].endswith("753艘 → 735艘 · 483艘 → 501艘 · 252艘 → 270艘")
    assert lines[4].endswith("753艘 → 735艘 (digits transposed)")


def test_what_is_not_known_takes_no_line() -> None:
    """Without suspects there are four lines; none is empty."""
    assert heads(told_check(REPORT, FAILING, "en")) == ["claim", "formula", "finding", "implied"]


def test_a_conflict_is_told_in_five_lines() -> None:
    """All its claims and formulas, where each suspect would have to lie, and the likely slip."""
    lines = told_conflict(REPORT, REPORT.conflicts[0], "en")
    assert heads(lines) == ["claim", "formula", "finding", "implied", "likely"]
    assert "24.0%" in lines[0] and "增长2%" in lines[0]
    assert "contradict each other" in lines[2]
    assert "1240艘 → at least 1203艘 · 1000艘 → 971艘" in lines[3]
    assert lines[4].endswith("1240艘 → 1,204艘 (digits transposed)")


def test_lines_are_lines_in_both_languages() -> None:
    """Texts begin in one column, in which a Chinese character takes two."""
    for language in LANGUAGES:
        for verdict in REPORT.verdicts:
            lines = told_check(REPORT, verdict, language)
            assert len(lines) <= 5 and not any("\n" in line for line in lines)
    lines = told_check(WITH_SUSPECT, FAILING, "zh")
    assert [line.index(text) for line, text in zip(lines, ("753", "total"), strict=False)] == [4, 4]


def test_a_check_that_fails_alone_is_told_once() -> None:
    """Its own conflict only names suspects; the finding is the check."""
    names = [problem.name for problem in problems(WITH_SUSPECT)]
    assert names.count("total[both]") == 1 and "conflict[total[both]]" not in names
    assert len([name for name in names if name.startswith("conflict")]) == 1
