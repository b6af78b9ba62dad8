"""PDF: lines, paragraphs and tables put together again from the places of the characters.

Running heads and page numbers are left out, words divided at line ends joined. An anchor is
(page from 1, index of the character on its page), as PDFium counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from time import monotonic

from crossfoot.documents.aligned import Piece, Row, align
from crossfoot.documents.builder import Builder
from crossfoot.documents.builder import Piece as Source
from crossfoot.documents.document import Document
from crossfoot.documents.lines import Line, is_sentence
from crossfoot.documents.page import PageLine, Run, lines_on
from crossfoot.documents.prose import full_width, goes_on
from crossfoot.documents.source import broken, missing
from crossfoot.documents.tables import Draft
from crossfoot.errors import DocumentError

SUFFIXES = (".pdf",)

_MOST_PAGES = 3000
_MOST_CHARACTERS = 5_000_000
_MOST_SECONDS = 300
_PAGE_NUMBER = re.compile(
    r"[-–—·~\s]{0,4}(?:第?\s?\d{1,4}\s?页?(?:\s?[,，/共]{1,2}\s?\d{1,4}\s?页)?"
    r"|page \d{1,4}(?: of \d{1,4})?|\d{1,4} ?/ ?\d{1,4}|[ivxl]{1,6})[-–—·~\s]{0,4}",
    re.I,
)
_NUMBER = re.compile(r"\d+")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z]{2,40}$"), re.compile(r"[A-Za-z]{2,40}")
_WIDE = re.compile("[　-鿿！-｠]")
_GAP = 1.7  # line distances from which on two lines are two paragraphs


def read(data: bytes, name: str) -> Document:
    """A PDF file; `DocumentError` if it is damaged, protected, scanned, or too long."""
    try:
        import pypdfium2
    except ImportError as error:
        raise missing("pypdfium2", ".pdf", name) from error
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                "The file is protected by a password.",
                remedy="Save it without a password.",
                file=name,
            ) from error
        raise broken(name, ".pdf", error) from error
    try:
        pages = _pages(pdf, name)
    except pypdfium2.PdfiumError as error:
        raise broken(name, ".pdf", error) from error
    finally:
        pdf.close()
    if not any(pages):
        raise DocumentError(
            "The pages hold pictures but no text.",
            remedy="Run text recognition on the file, or use the document it was made from.",
            file=name,
        )
    builder = Builder(name, "pdf")
    _blocks([line for page in _without_furniture(pages) for line in page], builder)
    return builder.document()


def _pages(pdf: object, name: str) -> list[list[PageLine]]:
    count = len(pdf)  # type: ignore[arg-type]  # pypdfium2 is published without types
    if count > _MOST_PAGES:
        raise _too_long(f"{count:,} pages", name)
    pages, characters = [], 0
    begun = monotonic()
    for number in range(count):
        lines, found = lines_on(pdf, number, _MOST_CHARACTERS - characters)
        characters += found
        if characters > _MOST_CHARACTERS:
            raise _too_long(f"more than {_MOST_CHARACTERS:,} characters", name)
        if monotonic() - begun > _MOST_SECONDS:
            raise _too_long(f"pages that took more than {_MOST_SECONDS} seconds to read", name)
        pages.append(lines)
    return pages


def _too_long(size: str, name: str) -> DocumentError:
    return DocumentError(
        f"The document has {size}.", remedy="Split it, or name the part to check.", file=name
    )


def _without_furniture(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without running heads and page numbers, which interrupt the text."""
    seen: dict[tuple[str, int | None], int] = {}
    for number, page in enumerate(pages):
        for key in {_furniture(line, number) for line in _edges(page)}:
            if key is not None:
                seen[key] = seen.get(key, 0) + 1
    often = max(3, len(pages) * 2 // 5)
    kept = []
    for number, page in enumerate(pages):
        edges = [
            line
            for line in _edges(page)
            if seen.get(_furniture(line, number) or ("", 0), 0) >= often
            or (line in (page[0], page[-1]) and _PAGE_NUMBER.fullmatch(line.text))
        ]
        kept.append([line for line in page if line not in edges] if len(page) > 1 else page)
    return kept


def _edges(page: Sequence[PageLine]) -> list[PageLine]:
    return [*page[:2], *page[max(2, len(page) - 2) :]]


def _furniture(line: PageLine, page: int) -> tuple[str, int | None] | None:
    """What a running head has in common on all pages: its words, and its number less the page's."""
    numbers = _NUMBER.findall(line.text[:200])
    if len(numbers) > 1:
        return (line.text, None) if len(line.text) <= 100 else None
    if not numbers:
        return line.text[:100], None
    return _NUMBER.sub("#", line.text[:100]), int(numbers[0][:9]) - page


def _blocks(lines: Sequence[PageLine], builder: Builder) -> None:
    """Tables where the columns are sure, paragraphs of the lines between them."""
    words = {word.lower() for line in lines for word in re.findall(r"[A-Za-z]{3,}", line.text)}
    wrapped = full_width([Line(0, line.text) for line in lines if len(line.pieces) == 1])
    index = 0
    page = 0
    current: list[PageLine] = []

    def close() -> None:
        if current:
            builder.paragraph(list(_joined(current, words)))
            current.clear()

    def turn(line: PageLine) -> None:
        nonlocal page
        if line.page != page:
            page = line.page
            builder.page(page)

    for first, last, rows in [*_tables(lines), (len(lines), len(lines), ())]:
        while index < first:
            line = lines[index]
            if current and not _follows(current[-1], line, wrapped):
                close()
            if not current:
                turn(line)
            current.append(line)
            index += 1
        close()
        if rows:
            turn(lines[first])
            pieces = [piece for line in lines[first:last] for piece in line.pieces]
            builder.table(list(_drafts(rows, pieces)))
        index = last


def _follows(line: PageLine, following: PageLine, wrapped: int) -> bool:
    """Whether a line goes on in the next one, by its words and by where they stand."""
    same = following.page == line.page
    apart = same and not 0 < line.bottom - following.bottom < _GAP * max(line.height, 1)
    indented = following.left > line.left + 1.2 * line.height
    sized = abs(line.height - following.height) > 0.2 * line.height
    if sized or (indented and same):
        return False
    return goes_on(line.text, following.text, wrapped, apart)


def _tables(lines: Sequence[PageLine]) -> Iterator[tuple[int, int, tuple[Row, ...]]]:
    """(first line, line after the last, rows) of each table; rows count pieces from the first."""
    index = 0
    while index < len(lines):
        first = index
        while index < len(lines):
            line = lines[index]
            alone = len(line.pieces) == 1
            if alone and (is_sentence(line.text) or line.page != lines[first].page):
                break
            index += 1
        last = index
        while last > first and len(lines[last - 1].pieces) == 1:
            last -= 1
        found = _aligned(lines[first:last]) if last - first >= 2 else None
        if found is not None:
            skipped, rows = found
            yield first + skipped, last, rows
        index = max(last if found is not None else index, first + 1)


def _aligned(lines: Sequence[PageLine]) -> tuple[int, tuple[Row, ...]] | None:
    """The rows of a run of lines, less the lines above its columns that do not fit them."""
    for skipped in range(min(6, len(lines) - 1)):
        number = 0
        rows = []
        for line in lines[skipped:]:
            rows.append([
                Piece(p.left, p.right, number + n, number + n + 1, p.text)
                for n, p in enumerate(line.pieces)
            ])  # fmt: skip
            number += len(line.pieces)
        # A line with one piece may head columns only where it stands right of the labels.
        if len(rows[0]) == 1 and rows[0][0].left <= rows[1][0].right:
            continue
        if (found := align(rows)) is not None:
            return skipped, found
    return None


def _drafts(rows: Sequence[Row], pieces: Sequence[Run]) -> Iterator[list[Draft]]:
    for number, row in enumerate(rows):
        drafts = []
        for start, end, column, span in row:
            sources: list[Source] = []
            for run in pieces[start:end]:
                if sources:
                    sources.append((" ", "", ()))
                sources += run.sources
            text = "".join(source[0] for source in sources)
            drafts.append(Draft(number, column, text, 0, 0, 1, span, pieces=sources))
        yield drafts


def _joined(lines: Sequence[PageLine], words: set[str]) -> Iterator[Source]:
    """The text of a paragraph's lines, joined as the sentence would be printed on one line."""
    for index, line in enumerate(lines):
        sources: list[Source] = []
        for number, run in enumerate(line.pieces):
            if number:
                sources.append((" ", "", ()))
            sources += run.sources
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        text, part, at = sources[-1]
        if following and text[-1] in "-\u00ad":
            hyphen = "" if _is_divided(line.text, following, words) else "-"
            sources[-1] = (text[:-1] + hyphen, part, at)
        yield from sources
        if following and not _adjoins(line.text, following):
            yield (" ", "", ())


def _is_divided(line: str, following: str, words: set[str]) -> bool:
    """Whether the hyphen that ends a line only divides a word, as `-term` in long-term does not."""
    head, tail = _WORD_END.search(line[:-1]), _WORD_START.match(following)
    if head is None or tail is None or not following[0].islower():
        return False
    parts = head[0].lower(), tail[0].lower()
    return "".join(parts) in words or not words.issuperset(parts)


def _adjoins(line: str, following: str) -> bool:
    """Whether two lines are joined without a space: after a hyphen, and beside Chinese."""
    if line[-1] in "-\u00ad" or _WIDE.match(line[-1]) or _WIDE.match(following):
        return True
    digits = line[-1] in "0123456789.," and following[0].isdigit()
    return digits and _WIDE.search(line) is not None


def boxes(data: bytes, places: Sequence[tuple[int, int, int]]) -> list[tuple[float, ...]]:
    """Where characters stand: (page, left, bottom, right, top) in points, a box a line.

    `places` are (page from 1, first character, number of characters), as anchors give them.
    """
    import pypdfium2

    found: list[tuple[float, ...]] = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number, group in groupby(sorted(places), key=lambda place: place[0]):
            text = pdf[number - 1].get_textpage()
            for _, first, count in group:
                for left, bottom, right, top in (
                    text.get_charbox(index, loose=True) for index in range(first, first + count)
                ):
                    last = found[-1] if found else None
                    if last is not None and last[0] == number and abs(last[2] - bottom) < 1:
                        found[-1] = (number, min(last[1], left), min(last[2], bottom),
                                     max(last[3], right), max(last[4], top))  # fmt: skip
                    else:
                        found.append((number, left, bottom, right, top))
    finally:
        pdf.close()
    return found
