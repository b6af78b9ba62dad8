"""Excel: a copy of the workbook with a comment and a colour in each cell that has a finding.

A document that is no workbook gives a new one: a sheet of findings and a sheet of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from crossfoot.errors import CrossfootError
from crossfoot.message import Language, translate
from crossfoot.suite import Report

if TYPE_CHECKING:
    from crossfoot.reports.html.notes import Source
    from crossfoot.reports.html.report import ReportView

NAMES = ("excel", ".xlsx")

_FILLS = {"fails": "FBD5D0", "rounding": "FBE8BE", "undecided": "E4E6E9", "holds": "DFF1E4"}
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """The workbook."""
    try:
        import openpyxl
    except ImportError:
        raise CrossfootError(
            "an Excel report needs openpyxl.", remedy="pip install openpyxl"
        ) from None
    # Loading every writer must not load what only one of them needs.
    from crossfoot.reports.html.notes import repacked, source_of
    from crossfoot.reports.html.report import view

    views = [view(report) for report in reports]
    source = source_of(reports, "xlsx")
    if source is not None:
        book = openpyxl.load_workbook(BytesIO(source.data), rich_text=True)
        _comment(book, source, views[0], language)
    else:
        book = openpyxl.Workbook()
        _write(book, views, language)
    file = BytesIO()
    book.save(file)
    return repacked(file.getvalue(), lambda part: _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", part))


def _comment(book: Any, source: Source, view: ReportView, language: Language) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    from crossfoot.reports.html.notes import AUTHOR, headline, located, notes, printable

    general = [headline(view, language)]
    for place, group in groupby(notes(view, language), key=lambda note: note.place):
        found = list(group)
        anchors = located(source.document, place)
        if not anchors:
            general += [note.text for note in found]
            continue
        row, column = anchors[0].at
        cell = book[anchors[0].part].cell(row, column)
        text = "\n\n".join(note.text for note in found)
        if cell.comment is not None:
            text = f"{cell.comment.text}\n\n{text}"
        cell.comment = Comment(printable(text), AUTHOR, height=160, width=360)
        outcome = "fails" if any(note.outcome == "fails" for note in found) else found[0].outcome
        cell.fill = PatternFill("solid", fgColor=_FILLS[outcome])
    sheet = book.create_sheet(_free("crossfoot", book.sheetnames))
    for number, text in enumerate(general, 1):
        _put(sheet.cell(number, 1), printable(text))


def _free(title: str, taken: Sequence[str]) -> str:
    number = 1
    name = title
    while name.lower() in (other.lower() for other in taken):
        number += 1
        name = f"{title} {number}"
    return name


def _write(book: Any, views: Sequence[ReportView], language: Language) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    from crossfoot.reports.html.notes import printable

    sheet = book.active
    sheet.title = translate("Findings", language)
    heads = ("suite", "outcome", "check", "finding", "because", "known")
    rows = [
        (
            view.title,
            finding.outcome,
            finding.check.name,
            finding.verdict.message.told(language),
            finding.check.because,
            finding.check.known or "",
        )
        for view in views
        for finding in view.findings
    ]
    for column, head in enumerate(heads, 1):
        _put(sheet.cell(1, column), translate(head, language))
        sheet.cell(1, column).font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            _put(cell, printable(translate(text, language) if column == 2 else text))
            cell.alignment = Alignment(wrap_text=column in (4, 5, 6), vertical="top")
        sheet.cell(number, 2).fill = PatternFill("solid", fgColor=_FILLS[row[1]])
    for letter, width in zip("ABCDEF", (18, 14, 28, 80, 40, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{len(rows) + 1}"


def _put(cell: Any, text: str) -> None:
    """A text as a text: what begins with `=` is no formula."""
    cell.value = text[:32_767]  # the most that a cell holds
    cell.data_type = "s"
