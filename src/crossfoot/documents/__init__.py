"""Documents of any format as one `Document`: text, paragraphs, tables, and places.

A format is a file in `formats/`: it names its suffixes and reads bytes. It is found by being
there; the library behind it is loaded when such a file is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from crossfoot.documents import formats
from crossfoot.documents.document import (
    Anchor,
    Block,
    Cell,
    Document,
    Paragraph,
    Style,
    Table,
)
from crossfoot.documents.source import bounded, bytes_of, kind_of
from crossfoot.errors import DocumentError

__all__ = [
    "Anchor",
    "Block",
    "Cell",
    "Document",
    "Paragraph",
    "Style",
    "Table",
    "from_text",
    "open_document",
    "suffixes",
]

_INSTEAD = {
    ".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx", ".docm": ".docx",
    ".xls": ".xlsx", ".et": ".xlsx", ".ods": ".xlsx", ".xlsb": ".xlsx", ".ppt": ".pdf",
    ".pptx": ".pdf", ".epub": ".html", ".ofd": ".pdf", ".caj": ".pdf",
}  # fmt: skip


class Format(Protocol):
    """What a file in `formats/` offers: its suffixes, the main one first, and a reader."""

    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, name: str) -> Document:
        """The document in `data`; raises `DocumentError` naming `name`."""


@cache
def suffixes() -> Mapping[str, Format]:
    """The suffixes that can be read, with the format that reads each."""
    found: dict[str, Format] = {}
    for module in sorted(iter_modules(formats.__path__), key=lambda m: m.name):
        reader = cast(Format, import_module(f"{formats.__name__}.{module.name}"))
        found.update(dict.fromkeys(reader.SUFFIXES, reader))
    return found


def open_document(
    source: str | PathLike[str] | bytes | bytearray, *, name: str | None = None
) -> Document:
    """Read a document: a path, `-` for standard input, or the bytes of a file.

    `name` is what messages and places call it; its suffix decides how bytes and standard input
    are read, and where it has none their beginning does. Raises `DocumentError`.
    """
    if isinstance(source, (bytes, bytearray)):
        called = name or "document"
        data = bounded(bytes(source), called)
    else:
        called = name or ("standard input" if source == "-" else str(source))
        data = bytes_of(source)
    kind = kind_of(data)
    suffix = Path(called).suffix.lower()
    unnamed = isinstance(source, (bytes, bytearray)) or source == "-"
    if unnamed and suffix not in suffixes() and suffix not in _INSTEAD:
        suffix = f".{kind}" if f".{kind}" in suffixes() else suffix
    reader = suffixes().get(suffix)
    if reader is None:
        raise _unknown(called, suffix)
    _agrees(kind, suffix, reader.SUFFIXES[0], called)
    document = reader.read(data, called)
    if not document.text.strip():
        raise DocumentError(
            "The document has no text.", remedy="Name the document that was meant.", file=called
        )
    return document


def _agrees(kind: str, suffix: str, main: str, name: str) -> None:
    """Refuse a file whose content is plainly of another format than its suffix says."""
    office = main in (".docx", ".xlsx")
    if kind in ("html", "txt") or main == f".{kind}" or (kind in ("ole", "zip") and office):
        return  # of protected and damaged office files their reader says what is wrong
    shown = {"ole": "an older Office file", "zip": "an archive"}.get(kind, f"a .{kind} file")
    raise DocumentError(
        f"The file is called {suffix} but is {shown}.",
        remedy="Give it the suffix of its format.",
        file=name,
    )


def from_text(text: str, name: str = "text") -> Document:
    """A document from a text in hand, read as plain text whatever it is called."""
    from crossfoot.documents.formats.text import document_of

    return document_of(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def _unknown(name: str, suffix: str) -> DocumentError:
    known = " ".join(sorted(suffixes()))
    instead = _INSTEAD.get(suffix)
    if suffix == ".parquet":
        return DocumentError(
            "A .parquet file is a table, not a document.",
            remedy="Say what must hold in it: crossfoot check table.parquet --suite table.yaml.",
            file=name,
        )
    return DocumentError(
        f"A {suffix} file cannot be read." if suffix else "A file without a suffix is not read.",
        remedy=f"Save it as {instead}." if instead else f"Save it as one of {known}.",
        file=name,
    )
