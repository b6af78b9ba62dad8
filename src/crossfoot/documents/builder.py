"""A document put together piece by piece, for formats whose text has to be extracted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.documents.document import (
    Anchor,
    Block,
    Document,
    Paragraph,
    Style,
    language_of,
)
from crossfoot.documents.prose import style_of
from crossfoot.documents.signs import join_signs
from crossfoot.documents.source import LONGEST_TEXT
from crossfoot.documents.statements import carried
from crossfoot.documents.tables import Draft, caption_lines, make_table
from crossfoot.documents.told_units import told
from crossfoot.errors import DocumentError

Piece = tuple[str, str, tuple[int, ...]]
_SPLIT = ("html", "docx")  # formats whose tables give signs cells of their own


class Builder:
    """Collects text, blocks and anchors in order; paragraphs and table rows are lines of text."""

    def __init__(self, name: str, form: str) -> None:
        self.name = name
        self.form = form
        self.notes: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._anchors: list[Anchor] = []
        self._pages: list[tuple[int, int]] = []
        self._tables = 0
        self._recent: list[str] = []

    def page(self, number: int) -> None:
        """What follows stands on this page."""
        self._pages.append((self._length, number))

    def paragraph(self, pieces: Sequence[Piece], style: Style | None = None) -> None:
        """A paragraph of (text, part, at) pieces, an anchor for each that has a place `at`.

        White space at both ends is left out; an empty paragraph is none. `style` None: by look.
        """
        text = "".join(piece[0] for piece in pieces)
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        if right <= left:
            return
        start = self._length
        self._pieces(pieces, left, right)
        body = text[left:right]
        self._blocks.append(Paragraph(start, self._length, style or style_of(body)))
        self._recent = [body, *self._recent[:4]]
        self._write("\n")

    def table(self, rows: Sequence[Sequence[Draft]], *, complete: bool = True) -> None:
        """A table of drafts (rows by column, without offsets); their `pieces` make the anchors."""
        rows = [row for row in rows if row]
        if not any(draft.text.strip() for row in rows for draft in row):
            return
        first = self._length
        for row in rows:
            if self.form in _SPLIT:
                join_signs(row)
            for index, draft in enumerate(row):
                if index:
                    self._write("\t")
                text = draft.text
                left, right = len(text) - len(text.lstrip()), len(text.rstrip())
                draft.start = self._length
                if right > left:
                    self._pieces(draft.pieces or ((text, "", ()),), left, right)
                draft.end = self._length
                draft.text = _one_line(text[left:right]) if right > left else ""
            self._write("\n")
        self._tables += 1
        near = caption_lines(self._recent)
        self._recent = []
        table = make_table(rows, self._tables, near, first, self._length - 1)
        self._blocks.append(table if complete else replace(table, complete=False))

    def document(self) -> Document:
        """The document as collected."""
        text = "".join(self._parts)
        return Document(
            self.name,
            text,
            told(text, carried(text, self._blocks)),
            language_of(text),
            self.form,
            tuple(self.notes),
            tuple(self._pages),
            tuple(self._anchors),
        )

    def _pieces(self, pieces: Sequence[Piece], left: int, right: int) -> None:
        """Write the pieces' text between `left` and `right`, noting where each came from."""
        at = 0
        for text, part, place in pieces:
            begin, end = max(left - at, 0), min(right - at, len(text))
            if begin < end:
                if place:
                    # The last number counts the characters skipped, for docx and pdf.
                    moved = (*place[:-1], place[-1] + begin) if self.form != "xlsx" else place
                    self._anchors.append(
                        Anchor(self._length, self._length + end - begin, part, moved)
                    )
                self._write(_one_line(text[begin:end]))
            at += len(text)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise DocumentError(
                f"The text is longer than {LONGEST_TEXT:,} characters.",
                remedy="Split the document.",
                file=self.name,
            )


def _one_line(text: str) -> str:
    """Line breaks as spaces, so that each paragraph and each row is one line of the text."""
    return text.replace("\r", " ").replace("\n", " ")
