"""The pages of a project: one a suite, the index over them, and the history of its runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from crossfoot.history import Run, read_history, written
from crossfoot.message import Language
from crossfoot.project import Project
from crossfoot.reports import html
from crossfoot.suite import Report


def site(
    project: Project, reports: Sequence[Report], language: Language, at: datetime
) -> dict[Path, bytes]:
    """What to write to `reports/` after a run at this time."""
    folder = project.root / "reports"
    history = folder / "history.jsonl"
    before = read_history(history)
    return {
        folder / "index.html": html.index(reports, language, before),
        **{
            folder / f"{report.suite.name}.html": html.render([report], language)
            for report in reports
        },
        history: written([*before, Run.of(reports, at)]),
    }
