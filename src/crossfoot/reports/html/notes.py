"""What is written beside a document: one note a finding, for comments in Word, PDF and Excel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from crossfoot.figure import Place
from crossfoot.finding import label
from crossfoot.message import Language, message, translate
from crossfoot.reports.html.document import document_of
from crossfoot.reports.html.findings import ConflictView, Finding
from crossfoot.reports.html.report import ReportView
from crossfoot.reports.html.report import view as view_of
from crossfoot.reports.html.suspicion import because, doubt, suspicion
from crossfoot.suite import Report

if TYPE_CHECKING:
    from crossfoot.documents import Anchor, Document

MARKS = {"holds": "✓", "rounding": "≈", "fails": "✗", "undecided": "?"}
AUTHOR = "crossfoot"


@dataclass(frozen=True, slots=True)
class Note:
    """A note and where it belongs; `place` is None for what does not stand in the document."""

    outcome: str
    text: str
    place: Place | None

    @property
    def start(self) -> int:
        """Where the figure starts, for sorting."""
        return -1 if self.place is None or self.place.start is None else self.place.start


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from, to be copied with notes in it."""

    document: Document
    data: bytes


def source_of(reports: Sequence[Report], format_: str) -> Source | None:
    """The file of the one document reported on, if it has this format and is still there."""
    if len(reports) != 1:
        return None
    document = document_of(reports[0])
    if document is None or document.format != format_ or not Path(document.name).is_file():
        return None
    return Source(document, Path(document.name).read_bytes())


def notes(view: ReportView, language: Language) -> list[Note]:
    """Notes on everything that fails or holds only by rounding, in the order of the document."""
    found = [of_conflict(view, conflict, language) for conflict in view.conflicts]
    found += [_of_finding(view, one, language) for one in view.findings if one.is_open]
    return sorted(found, key=lambda note: note.start)


def located(document: Document, place: Place | None) -> tuple[Anchor, ...]:
    """The pieces of the file that a place came from; none for no place."""
    if place is None or place.start is None or place.end is None:
        return ()
    return document.locate(place.start, place.end)


def told_outcome(finding: Finding, language: Language) -> str:
    """Number, mark and outcome of a finding."""
    word = translate(finding.outcome, language)
    return f"{finding.number} {MARKS[finding.outcome]} {word}"


def details(view: ReportView, finding: Finding, language: Language) -> Iterator[str]:
    """What is told below the message: why it is known, and who may be wrong."""
    if finding.check.known is not None:
        told = translate(
            "Marked as known (%(reason)s), but it no longer fails."
            if finding.is_stale
            else "Known: %(reason)s",
            language,
        )
        yield told % {"reason": finding.check.known}
    if finding.check.because:
        yield because(finding.check, language)
    alone = view.report.alone(finding.check)
    if alone is not None:
        yield from filter(None, [doubt(alone, language)])
        yield from suspicion(view.report, alone, language)
        return
    for part in finding.parts:  # the search for suspects may not have come to them
        if part.excluded and part.would_be is not None:
            would = message("would have to be %(values)s", values=part.would_be)
            yield f"{label(part.quantity)} {would.told(language)}"


def _of_finding(view: ReportView, finding: Finding, language: Language) -> Note:
    lines = [
        told_outcome(finding, language),
        finding.verdict.message.told(language),
        *details(view, finding, language),
    ]
    places = [view.figure.place for view in finding.figures if view.in_document]
    claim = finding.claim_view
    place = claim.figure.place if claim is not None and claim.in_document else None
    return Note(finding.outcome, "\n".join(lines), place or next(iter(places), None))


def of_conflict(view: ReportView, conflict: ConflictView, language: Language) -> Note:
    """The note on a conflict, at the first figure suspected."""
    told = translate("These checks contradict each other: %(checks)s.", language)
    lines = [f"✗ {told % {'checks': ', '.join(conflict.conflict.checks)}}"]
    lines += filter(None, [doubt(conflict.conflict, language)])
    lines += suspicion(view.report, conflict.conflict, language)
    figures = [change.figure for _, changes in conflict.suspects for change in changes]
    places = [
        view.figure.place
        for view in (*figures, *conflict.figures)
        if view is not None and view.in_document
    ]
    return Note("fails", "\n".join(lines), next(iter(places), None))


# XML 1.0 has no way to write most control characters, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """A text as an Office file can hold it."""
    return _NOT_XML.sub("\ufffd", text)


def office_file(
    reports: Sequence[Report],
    format_: str,
    language: Language,
    opened: Callable[[BytesIO | None], Any],
    comment: Callable[[Any, Source, ReportView, Language], None],
    write: Callable[[Any, Sequence[ReportView], Language], None],
    core: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """An Office file: the document with comments where it has this format, else one of its own.

    `opened` opens a file, or an empty one for None; `core` is that of `repacked`.
    """
    views = [view_of(report) for report in reports]
    source = source_of(reports, format_)
    file = opened(None if source is None else BytesIO(source.data))
    if source is None:
        write(file, views, language)
    else:
        comment(file, source, views[0], language)
    saved = BytesIO()
    file.save(saved)
    return repacked(saved.getvalue(), core)


_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP file can hold


def repacked(data: bytes, core: Callable[[bytes], bytes] | None = None) -> bytes:
    """An Office file without the times at which its parts were packed.

    `core` changes the part that says who made the file and when.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = ZipInfo(entry.filename, _LONG_AGO)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = entry.external_attr
            content = old.read(entry)
            new.writestr(info, core(content) if core and "core.xml" in info.filename else content)
    return packed.getvalue()
