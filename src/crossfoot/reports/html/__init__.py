"""The page: one self-contained HTML file that shows every finding and how it was reached.

Nothing is fetched, nothing but the page's own script runs (a content security policy names its
hash), everything from a document is escaped, and equal reports give equal bytes. Both languages
are in the page; `language` says which one is shown first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from crossfoot.message import Language
from crossfoot.suite import Report

if TYPE_CHECKING:
    from crossfoot.difference import Difference
    from crossfoot.history import Run
    from crossfoot.solver.probe import Probe

NAMES = ("html", ".html")


def render(reports: Sequence[Report], language: Language, probes: Sequence[Probe] = ()) -> bytes:
    """A page of these reports; with a probe of each suite it marks what no check guards."""
    # Templates are loaded only when a page is asked for.
    from crossfoot.reports.html.report import view
    from crossfoot.reports.html.template import fill

    views = [
        view(report, f"r{number}" if len(reports) > 1 else "", probe)
        for number, (report, probe) in enumerate(zip_longest(reports, probes), 1)
    ]
    return fill("page.html.jinja", language, views=views)


def difference(differences: Sequence[Difference], language: Language) -> bytes:
    """A page of what these pairs of versions have apart."""
    from crossfoot.reports.html.template import fill
    from crossfoot.reports.html.versions import DifferenceView

    return fill("difference.html.jinja", language, views=list(map(DifferenceView, differences)))


def index(
    reports: Sequence[Report], language: Language, history: Sequence[Run] | None = None
) -> bytes:
    """The front page of a project: its suites, each linked to its page `<suite name>.html`.

    `history` are the runs before this one; with them the page shows what has changed.
    """
    from crossfoot.history import Changes
    from crossfoot.reports.html.chart import HEIGHT, columns
    from crossfoot.reports.html.report import view
    from crossfoot.reports.html.template import fill

    suites = [
        {
            "view": view(report),
            "columns": columns(report, history or ()),
            "changes": Changes.of(report, history or ()),
        }
        for report in reports
    ]
    return fill("index.html.jinja", language, suites=suites, height=HEIGHT)
