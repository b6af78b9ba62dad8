"""Word: the document itself with a comment at each finding, or a report where it is not Word."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING, Any

from crossfoot.errors import CrossfootError
from crossfoot.finding import label
from crossfoot.message import Language, message, translate
from crossfoot.suite import Report

if TYPE_CHECKING:
    from crossfoot.documents import Anchor
    from crossfoot.reports.html.findings import Finding
    from crossfoot.reports.html.notes import Note, Source
    from crossfoot.reports.html.report import ReportView

NAMES = ("word", ".docx")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COLOURS = {"fails": "B3201A", "rounding": "8A5800", "undecided": "5B6068", "holds": "1B6B3D"}


def render(reports: Sequence[Report], language: Language) -> bytes:
    """The Word file; the text of a document that is one stays as it is."""
    try:
        import docx
    except ImportError:
        raise CrossfootError(
            "a Word report needs python-docx.", remedy="pip install python-docx"
        ) from None
    # Loading every writer must not load what only one of them needs.
    from crossfoot.reports.html.notes import office_file

    return office_file(reports, "docx", language, docx.Document, _comment, _write)


# -- comments in a copy ----------------------------------------------------------------------


def _comment(word: Any, source: Source, view: ReportView, language: Language) -> None:
    from crossfoot.reports.html.notes import located, notes

    body = str(word.part.partname)
    runs = [list(p.iter(f"{_W}r")) for p in word.element.iter(f"{_W}p")]
    general = [view.headline.told(language)]
    placed: list[tuple[list[tuple[Any, Anchor]], list[Note]]] = []
    for place, group in groupby(notes(view, language), key=lambda note: note.place):
        # Runs are found before any is cut: cutting one changes the numbers of those behind it.
        pieces = [
            (runs[anchor.at[0]][anchor.at[1]], anchor)
            for anchor in located(source.document, place)
            if anchor.part == body  # Word has no comments on footnotes
        ]
        if pieces:
            placed.append((pieces, list(group)))
        else:
            general += [note.text for note in group]
    for pieces, group_ in reversed(placed):
        first = _cut_before(*pieces[0])
        last = first if len(pieces) == 1 else pieces[-1][0]
        _cut_after(last, pieces[-1][1], moved=last is first and first is not pieces[0][0])
        for note in group_:
            _add(word, first, last, note.text)
    opening = next((run for paragraph in runs for run in paragraph), None)
    if opening is not None:
        _add(word, opening, opening, "\n".join(general))


def _cut_before(run: Any, anchor: Anchor) -> Any:
    """The part of a run from where an anchor begins."""
    rest = _cut(run, anchor.at[2])
    return run if rest is None else rest


def _cut_after(run: Any, anchor: Anchor, moved: bool) -> None:
    """Part off what a run holds behind the end of an anchor; `moved` if its beginning was cut."""
    _cut(run, anchor.end - anchor.start + (0 if moved else anchor.at[2]))


def _cut(run: Any, at: int) -> Any:
    """Cut a run in two after so many characters; the second, or None where it is not cut."""
    content = [child for child in run if child.tag != f"{_W}rPr"]
    if len(content) != 1 or content[0].tag != f"{_W}t":
        return None  # tabs, breaks or fields: the run is commented whole
    text = content[0].text or ""
    if not 0 < at < len(text):
        return None
    rest = deepcopy(run)
    for element, part in ((run, text[:at]), (rest, text[at:])):
        t = element.find(f"{_W}t")
        t.text = part
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(rest)
    return rest


def _add(word: Any, first: Any, last: Any, text: str) -> None:
    from docx.text.run import Run

    from crossfoot.reports.html.notes import AUTHOR, printable

    comment = word.add_comment(
        [Run(first, word), Run(last, word)], text=printable(text), author=AUTHOR, initials="cf"
    )
    # Equal reports give equal bytes, so a comment does not say when it was made.
    comment._comment_elm.attrib.pop(f"{_W}date", None)


# -- a report of its own ---------------------------------------------------------------------


def _write(word: Any, views: Sequence[ReportView], language: Language) -> None:
    from docx.oxml.ns import qn

    from crossfoot.reports.html.notes import of_conflict, printable

    fonts = word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "Microsoft YaHei")
    for view in views:
        word.add_heading(printable(view.title), 0)
        word.add_paragraph(printable(view.headline.told(language)))
        outcomes = [translate(outcome, language) for outcome in _COLOURS]
        _table(word, outcomes, [[str(view.report.counts[outcome]) for outcome in _COLOURS]])
        if view.figures:
            word.add_paragraph(view.coverage.told(language))
        if view.first:
            _heading(word, translate("Look at these first", language))
            for one in view.first:
                told = one.told.told(language)
                word.add_paragraph(printable(told), style="List Number")
        _heading(word, translate("Findings", language))
        for conflict in view.conflicts:
            _heading(word, translate("contradiction", language), "fails")
            for line in of_conflict(view, conflict, language).text.split("\n"):
                word.add_paragraph(printable(line))
        for finding in view.listed:
            _finding(word, view, finding, language)


def _finding(word: Any, view: ReportView, finding: Finding, language: Language) -> None:
    from crossfoot.reports.html.notes import MARKS, details, printable, told_outcome

    told = finding.verdict.message.told(language)
    if finding.outcome == "holds" and not finding.is_stale:
        word.add_paragraph(printable(f"{MARKS['holds']} {told}"))
        return
    _heading(word, f"{told_outcome(finding, language)} {finding.claim_text}", finding.outcome)
    word.add_paragraph(printable(told))
    for line in details(view, finding, language):
        word.add_paragraph(printable(line), style="List Bullet")
    heads = ("figure", "permits", "by the others, would be")
    rows = [
        (
            label(part.quantity),
            (part.permits or message("not printed")).told(language),
            "" if part.would_be is None else part.would_be.told(language),
        )
        for part in finding.parts
    ]
    _table(word, [translate(head, language) for head in heads], rows)


def _table(word: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from docx.shared import Pt

    from crossfoot.reports.html.notes import printable

    table = word.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
        cell.paragraphs[0].runs[0].bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    word.add_paragraph().paragraph_format.space_after = Pt(0)  # or the next text touches it


def _heading(word: Any, text: str, outcome: str | None = None) -> None:
    from docx.shared import RGBColor

    from crossfoot.reports.html.notes import printable

    heading = word.add_heading(printable(text), 1 if outcome is None else 2)
    if outcome is not None:
        heading.runs[0].font.color.rgb = RGBColor.from_string(_COLOURS[outcome])
