"""The page: one self-contained HTML file that shows every finding and how it was reached.

Nothing is fetched, nothing but the page's own script runs (a content security policy names its
hash), everything from a document is escaped, and equal reports give equal bytes. Both languages
are in the page; `language` says which one is shown first.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.message import Language
from crossfoot.suite import Report

NAMES = ("html", ".html")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """A page of these reports."""
    # Templates are loaded only when a page is asked for.
    from crossfoot.reports.html.findings import view
    from crossfoot.reports.html.template import fill

    views = [
        view(report, f"r{number}" if len(reports) > 1 else "")
        for number, report in enumerate(reports, 1)
    ]
    return fill("page.html.jinja", language, views=views)


def index(reports: Sequence[Report], language: Language) -> bytes:
    """The front page of a project: its suites, each linked to its page `<suite name>.html`."""
    from crossfoot.reports.html.findings import view
    from crossfoot.reports.html.template import fill

    return fill("index.html.jinja", language, views=[view(report) for report in reports])
