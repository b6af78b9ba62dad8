"""What stands below a finding, line by line: because of which words, and who may be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.message import Language, translate
from crossfoot.show import Form, Shown
from crossfoot.suite import Conflict, Likely, Report, Suspect

_SUSPECTS, _LIKELY = 6, 3  # as many are told


def suspicion(report: Report, conflict: Conflict, language: Language) -> Iterator[str]:
    """Each suspect with where it would have to lie, and what was perhaps meant."""
    figures = {figure.name: figure for figure in report.figures}
    for suspect in conflict.suspects[:_SUSPECTS]:
        changes = [_change(name, suspect, figures, language) for name in suspect.figures]
        if suspect.likely:
            changes.append(perhaps(suspect, figures, language))
        yield translate("; ", language).join(changes)
    more = len(conflict.suspects) - _SUSPECTS
    if more > 0:
        yield translate("and %(count)s more", language) % {"count": more}
    if report.trusted(conflict):
        yield translate("Every figure in it is trusted.", language)
    if not conflict.complete:
        yield translate("The search was cut short; there may be others.", language)


def doubt(conflict: Conflict, language: Language) -> str | None:
    """That it cannot be told which of several suspects is wrong; None for one."""
    if len(conflict.suspects) < 2:
        return None
    return translate(
        "It cannot be told which of these is wrong; changing any one of them would do:", language
    )


def because(check: Check, language: Language) -> str:
    """The words that state the relation."""
    words = " ".join(check.because.split())
    return translate("Because: %(words)s", language) % {"words": words}


def perhaps(suspect: Suspect, figures: Mapping[str, Figure], language: Language) -> str:
    """The texts that were perhaps meant, the likeliest first; of many only the first.

    Of several figures it is said which one each text is for.
    """
    several = len(suspect.figures) > 1
    texts = translate(", ", language).join(
        (f"{figures[one.figure].text} → " if several else "") + _likely(one, language)
        for one in suspect.likely[:_LIKELY]
    )
    return translate("perhaps: %(texts)s", language) % {"texts": texts}


def _likely(one: Likely, language: Language) -> str:
    slip = translate(one.slip, language)
    return translate("%(text)s (%(slip)s)", language) % {"text": one.text, "slip": slip}


def _change(name: str, suspect: Suspect, figures: dict[str, Figure], language: Language) -> str:
    figure = figures.get(name)
    called = name if figure is None else f"{figure.metric or figure.name} {figure.text}"
    allowed = suspect.must_lie_in.get(name)
    if allowed is None:
        return called
    shown = Shown(allowed, Form.of(None if figure is None else figure.reading))
    return f"{called} {suspect.would(name, shown).told(language)}"
