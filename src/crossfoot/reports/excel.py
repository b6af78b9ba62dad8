"""Excel: a copy of the workbook with a comment and a colour in each cell that has a finding.

A document that is no workbook gives a new one: a sheet of findings and a sheet of figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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

Row = tuple[str, tuple[str, ...]]
"""An outcome, and what stands in the columns."""

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
    from crossfoot.reports.html.notes import office_file

    def opened(file: BytesIO | None) -> Any:
        return openpyxl.Workbook() if file is None else openpyxl.load_workbook(file, rich_text=True)

    return office_file(reports, "xlsx", language, opened, _comment, _write, _undated)


def _undated(part: bytes) -> bytes:
    return _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)


def _comment(book: Any, source: Source, view: ReportView, language: Language) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    from crossfoot.reports.html.notes import AUTHOR, located, notes, printable

    general = [view.headline.told(language)]
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
    def word(text: str) -> str:
        return translate(text, language)

    findings = book.active
    findings.title = word("Findings")
    heads = [word("suite"), word("outcome"), word("check"), word("place"), word("finding"),
             word("because and suspects")]  # fmt: skip
    rows = [row for view in views for row in _findings(view, language)]
    _fill(findings, heads, (18, 14, 28, 12, 80, 80), rows, 2)
    figures = book.create_sheet(_free(word("All figures"), book.sheetnames))
    heads = [word("suite"), word("figure"), word("permits"), word("metric"), word("period"),
             word("place"), word("outcome")]  # fmt: skip
    rows = [row for view in views for row in _figures(view, language)]
    _fill(figures, heads, (18, 20, 34, 34, 14, 12, 14), rows, 2)


def _findings(view: ReportView, language: Language) -> Iterator[Row]:
    from crossfoot.reports.html.notes import details, of_conflict

    for one in view.conflicts:
        told, *below = of_conflict(view, one, language).text.split("\n")
        word = translate("contradiction", language)
        yield "fails", (view.title, word, "", "", told, "\n".join(below))
    for finding in view.findings:
        claim = finding.claim_view
        yield (
            finding.outcome,
            (
                view.title,
                translate(finding.outcome, language),
                finding.check.name,
                "" if claim is None or claim.place is None else claim.place.told(language),
                finding.told.told(language),
                "\n".join(details(view, finding, language)),
            ),
        )


def _figures(view: ReportView, language: Language) -> Iterator[Row]:
    for one in view.figures:
        yield (
            one.outcome,
            (
                view.title,
                one.figure.text,
                one.permits.told(language),
                one.figure.metric,
                one.figure.period,
                "" if one.place is None else one.place.told(language),
                translate(one.outcome or "not checked", language),
            ),
        )


def _fill(
    sheet: Any, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Row], coloured: int
) -> None:
    """A head, and rows of which one column has the colour of the outcome."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    from crossfoot.reports.html.notes import printable

    for column, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        _put(sheet.cell(1, column), head)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, (outcome, texts) in enumerate(rows, 2):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column)
            _put(cell, printable(text))
            cell.alignment = Alignment(wrap_text=widths[column - 1] >= 30, vertical="top")
            if outcome and column == coloured:
                cell.fill = PatternFill("solid", fgColor=_FILLS[outcome])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"


def _put(cell: Any, text: str) -> None:
    """A text as a text: what begins with `=` is no formula."""
    cell.value = text[:32_767]  # the most that a cell holds
    cell.data_type = "s"
