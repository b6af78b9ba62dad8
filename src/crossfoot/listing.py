"""The figures of a document as a table, as CSV or as JSON."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable, Sequence
from io import StringIO

from crossfoot.figure import Figure
from crossfoot.reports.json import figure_object
from crossfoot.show import exact
from crossfoot.suite import Suite

_COLUMNS = (
    "name",
    "text",
    "value",
    "low",
    "high",
    "unit",
    "kind",
    "qualifier",
    "direction",
    "metric",
    "period",
    "line",
)
_SHOWN = {"text": 22, "value": 22, "unit": 10, "kind": 9, "metric": 36}  # widths of the table


def table(suites: Sequence[Suite]) -> str:
    """One line a figure: place, print, value, unit, kind and metric."""
    lines = []
    for suite in suites:
        lines.append(suite.name)
        for figure in suite.figures:
            row = _row(figure)
            cells = [_fitted(str(row[key] or ""), width) for key, width in _SHOWN.items()]
            lines.append(f"{row['line'] or '':>6}  {'  '.join(cells)}".rstrip())
    return "\n".join(lines) + "\n"


def as_csv(suites: Sequence[Suite]) -> str:
    """The figures with their values and ends, exact."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["document", *_COLUMNS])
    for suite in suites:
        for figure in suite.figures:
            row = _row(figure)
            writer.writerow(
                [suite.document, *("" if row[key] is None else row[key] for key in _COLUMNS)]
            )
    return out.getvalue()


def as_json(suites: Sequence[Suite]) -> str:
    """The figures as the reports have them."""
    content = [
        {"document": suite.document, "figures": [figure_object(one) for one in suite.figures]}
        for suite in suites
    ]
    return json.dumps({"documents": content}, ensure_ascii=False, indent=1) + "\n"


LISTINGS: dict[str, Callable[[Sequence[Suite]], str]] = {
    "table": table,
    "csv": as_csv,
    "json": as_json,
}


def _row(figure: Figure) -> dict[str, object]:
    row = dict(figure_object(figure))
    row["line"] = figure.place.line if figure.place else None
    row["value"] = exact(figure.reading.value)
    return row


def _fitted(text: str, width: int) -> str:
    """A text cut or filled to a width, in which Chinese characters count for two."""
    kept, used = "", 0
    for char in " ".join(text.split()):
        size = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used + size > width:
            break
        kept, used = kept + char, used + size
    return kept + " " * (width - used)
