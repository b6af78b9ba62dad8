"""A failing check or conflict in five lines: claim, formula, finding, what it takes, likely slip.

For terminals and assertion messages; one line each, so that it reads without scrolling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.expression import words
from crossfoot.figure import Figure
from crossfoot.files import as_seen_here
from crossfoot.finding import label, unknown_shown
from crossfoot.interval import Interval
from crossfoot.message import Language, translate
from crossfoot.project import chinese
from crossfoot.show import Form, Shown
from crossfoot.suite import Conflict, Report, Suspect

_SHOWN = 4  # figures told about in one line


def told_check(report: Report, verdict: Verdict, language: Language) -> list[str]:
    """A verdict in at most five lines; what does not apply is left out."""

    def say(text: str) -> str:
        return translate(text, language)

    check = verdict.check
    lines = [
        (say("claim"), _claim(check) + _place(report, check)),
        (say("formula"), _formula(check)),
        (say("finding"), verdict.message.told(language)),
        (say("implied"), " · ".join(_implied(verdict, language))),
        (say("likely"), " · ".join(_likely(report, check, language))),
    ]
    return _aligned(lines)


def told_conflict(report: Report, conflict: Conflict, language: Language) -> list[str]:
    """A conflict in at most five lines; what does not apply is left out."""

    def say(text: str) -> str:
        return translate(text, language)

    named = {verdict.check.name: verdict.check for verdict in report.verdicts}
    checks = [named[name] for name in conflict.checks if name in named]
    contradiction = say("These checks contradict each other: %(checks)s.")
    lines = [
        (
            say("claim"),
            _cut([_claim(check) for check in checks], "; ") + _place(report, *checks[:1]),
        ),
        (say("formula"), _cut([_formula(check) for check in checks], "; ")),
        (say("finding"), contradiction % {"checks": ", ".join(conflict.checks)}),
        (say("implied"), _cut([*_must(report, conflict.suspects, language)], " · ")),
        (say("likely"), _cut(list(_slips(report, conflict.suspects, language)), " · ")),
    ]
    return _aligned(lines)


def language_of(figures: Iterable[Figure]) -> Language:
    """The language that findings about these figures are told in."""
    return "zh" if chinese(figures) else "en"


def _aligned(lines: list[tuple[str, str]]) -> list[str]:
    # A Chinese character is two columns wide in a terminal.
    widths = [sum(2 if char > "\u2e80" else 1 for char in head) for head, _ in lines]
    return [
        f"{head}{' ' * (max(widths) - width)}  {text}"
        for (head, text), width in zip(lines, widths, strict=True)
        if text
    ]


def _claim(check: Check) -> str:
    claim = check.claimed or next(check.quantities())
    return f"{label(claim)} ({claim.name})"


def _formula(check: Check) -> str:
    return words(check.relation.statement)


def _place(report: Report, *checks: Check) -> str:
    source = report.suite.source
    if source is None or not checks:
        return ""
    line = "" if checks[0].line is None else f":{checks[0].line}"
    return f"  {as_seen_here(source)}{line}"


def _implied(verdict: Verdict, language: Language) -> Iterator[str]:
    """Where each figure would have to lie, the others being as printed."""
    check = verdict.check
    by_role = {
        (f"{role.name}[{index}]" if role.plural else role.name): quantity
        for role in check.relation.roles
        for index, quantity in enumerate(check.figures.get(role.name, ()))
    }
    shown = [
        f"{label(by_role[role])} → {_shown(by_role[role], interval, language)}"
        for role, interval in verdict.implied.items()
        if interval is not None
    ]
    yield from shown[:_SHOWN]
    if len(shown) > _SHOWN:
        yield "..."


def _must(report: Report, suspects: tuple[Suspect, ...], language: Language) -> Iterator[str]:
    quantities = _quantities(report)
    for suspect in suspects:
        yield " + ".join(
            f"{label(quantities[name])} → {_shown(quantities[name], interval, language)}"
            for name, interval in suspect.must_lie_in.items()
            if name in quantities
        )


def _likely(report: Report, check: Check, language: Language) -> Iterator[str]:
    conflict = report.alone(check)
    yield from _slips(report, conflict.suspects if conflict else (), language)


def _slips(report: Report, suspects: tuple[Suspect, ...], language: Language) -> Iterator[str]:
    quantities = _quantities(report)
    for suspect in suspects:
        for likely in suspect.likely:
            printed = label(quantities[likely.figure or suspect.figures[0]])
            yield f"{printed} → {likely.text} ({translate(likely.slip, language)})"


def _quantities(report: Report) -> dict[str, Quantity]:
    return {one.name: one for verdict in report.verdicts for one in verdict.check.quantities()}


def _shown(quantity: Quantity, interval: Interval, language: Language) -> str:
    if isinstance(quantity, Figure):
        return Shown(interval, Form.of(quantity.reading)).told(language)
    return unknown_shown(quantity, interval).told(language)


def _cut(parts: list[str], separator: str) -> str:
    more = ["..."] if len(parts) > _SHOWN else []
    return separator.join([*parts[:_SHOWN], *more])
