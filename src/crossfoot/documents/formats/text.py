"""Plain text: the document's text is the file's, decoded, with newlines made line feeds."""

from __future__ import annotations

from crossfoot.documents.document import Document, language_of
from crossfoot.documents.plain import blocks_of
from crossfoot.documents.source import decoded

SUFFIXES = (".txt", ".text")


def read(data: bytes, name: str) -> Document:
    """A text file in any encoding that `decoded` can tell."""
    return document_of(decoded(data, name), name)


def document_of(text: str, name: str) -> Document:
    """The document of a text whose newlines are line feeds."""
    return Document(name, text, blocks_of(text), language_of(text))
