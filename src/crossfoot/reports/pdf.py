"""PDF: a copy of the document with a highlight and a comment at each finding, or the page printed.

A copy is written with PDFium. A page is printed by an installed Chromium, which renders every
script and needs nothing more; WeasyPrint does where there is none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossfoot.errors import CrossfootError
from crossfoot.message import Language
from crossfoot.suite import Report

if TYPE_CHECKING:
    from crossfoot.reports.html.notes import Source
    from crossfoot.reports.html.report import ReportView

NAMES = ("pdf", ".pdf")

_COLOURS = {"fails": (255, 170, 160), "rounding": (255, 221, 130)}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TIMEOUT = 120  # seconds for printing
# The same number of characters, so that the file's table of offsets stays right.
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)(\d{14})")
_ID = re.compile(rb"/ID ?\[ ?<([0-9A-Fa-f]*)> ?<([0-9A-Fa-f]*)> ?\]")


def render(reports: Sequence[Report], language: Language) -> bytes:
    """The PDF file. Raises CrossfootError where nothing is installed that could write it."""
    # Loading every writer must not load what only one of them needs.
    from crossfoot.reports import html
    from crossfoot.reports.html.notes import source_of
    from crossfoot.reports.html.report import view

    source = source_of(reports, "pdf")
    if source is not None:
        return _stable(_annotated(source, view(reports[0]), language))
    return _stable(_printed(html.render(reports, language)))


def _stable(data: bytes) -> bytes:
    """Without the time of writing and the number drawn for the file."""
    data = _DATE.sub(lambda found: found.group(1) + b"19800101000000", data)
    return _ID.sub(lambda found: re.sub(rb"[0-9A-Fa-f](?=[^<]*>)", b"0", found.group()), data)


# -- comments in a copy ----------------------------------------------------------------------


def _annotated(source: Source, view: ReportView, language: Language) -> bytes:
    try:
        import pypdfium2
    except ImportError:
        raise CrossfootError(
            "comments in a PDF need pypdfium2.", remedy="pip install pypdfium2"
        ) from None
    from crossfoot.documents.formats.pdf import boxes
    from crossfoot.reports.html.notes import located, notes

    pdf = pypdfium2.PdfDocument(source.data)
    try:
        general = [view.headline.told(language)]
        for place, group in groupby(notes(view, language), key=lambda note: note.place):
            found = list(group)
            places = [
                (anchor.at[0], anchor.at[1], anchor.end - anchor.start)
                for anchor in located(source.document, place)
            ]
            if not places:
                general += [note.text for note in found]
                continue
            fails = any(note.outcome == "fails" for note in found)
            text = "\n\n".join(note.text for note in found)
            for number, rectangles in groupby(boxes(source.data, places), key=lambda box: box[0]):
                quads = [box[1:] for box in rectangles]
                _highlight(pdf[int(number) - 1], quads, "fails" if fails else "rounding", text)
        _sticker(pdf[0], "\n\n".join(general))
        file = BytesIO()
        pdf.save(file)
        return file.getvalue()
    finally:
        pdf.close()


def _highlight(page: Any, quads: Sequence[Sequence[float]], outcome: str, text: str) -> None:
    import pypdfium2.raw as raw

    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_HIGHLIGHT)
    raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *_COLOURS[outcome], 255)
    for left, bottom, right, top in quads:
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(note, quad)
    _finish(note, raw, quads, text)


def _sticker(page: Any, text: str) -> None:
    """A note in the corner of the first page: what came of the whole, and what has no place."""
    import pypdfium2.raw as raw

    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_TEXT)
    # The corner that is shown at the top left, of a page that may be cut and turned (clockwise).
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation()
    x = right - 32 if turned in (180, 270) else left + 12
    y = bottom + 12 if turned in (90, 180) else top - 32
    _finish(note, raw, [(x, y, x + 20, y + 20)], text)


def _finish(note: Any, raw: Any, quads: Sequence[Sequence[float]], text: str) -> None:
    import ctypes

    from crossfoot.reports.html.notes import AUTHOR

    rectangle = raw.FS_RECTF(
        min(quad[0] for quad in quads), max(quad[3] for quad in quads),
        max(quad[2] for quad in quads), min(quad[1] for quad in quads),
    )  # fmt: skip
    raw.FPDFAnnot_SetRect(note, rectangle)
    for key, value in ((b"Contents", text), (b"T", AUTHOR)):
        encoded = value.encode("utf-16-le", "replace") + b"\0\0"
        buffer = ctypes.create_string_buffer(encoded)
        wide = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        raw.FPDFAnnot_SetStringValue(note, key, wide)
    raw.FPDFPage_CloseAnnot(note)


# -- the page, printed -----------------------------------------------------------------------


def _printed(page: bytes) -> bytes:
    import shutil

    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is not None:
        return _by_browser(browser, page)
    try:
        from weasyprint import HTML  # type: ignore[import-not-found,unused-ignore]  # optional
    except (ImportError, OSError):  # OSError: its own libraries are missing
        raise CrossfootError(
            "a PDF report needs Chromium or WeasyPrint.",
            remedy="Install one of them, or write .html and print it from a browser.",
        ) from None
    printed: bytes = HTML(string=page.decode()).write_pdf()
    return printed


def _by_browser(browser: str, page: bytes) -> bytes:
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="crossfoot-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(page)
        arguments = [
            browser, "--headless", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--no-first-run", "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            arguments.insert(1, "--no-sandbox")  # as root, in a container, Chromium has none
        try:
            subprocess.run(arguments, check=True, capture_output=True, timeout=_TIMEOUT)
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise CrossfootError(
                f"{Path(browser).name} could not print the page: {error}.",
                remedy="Write .html and print it from a browser.",
            ) from error
