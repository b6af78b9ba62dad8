"""The test runner for the numbers in a document."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

# The kernel's module of that name has to be there before the function, or it would take its place.
import crossfoot.check as _kernel  # noqa: F401

if TYPE_CHECKING:
    from crossfoot.figure import Figure
    from crossfoot.suite import Report

__all__ = ["check", "read"]


def read(path: str | PathLike[str]) -> tuple[Figure, ...]:
    """The claimed figures of a document, in order. Raises DocumentError."""
    from crossfoot.reading import read_document

    return read_document(path).figures


def check(source: str | PathLike[str], *, strict: bool = False) -> Report:
    """Read a document, find what its figures say about each other, and check it.

    `source` is the path of a document or suite, or a text in hand: a string that names no file
    and has a blank or a line break in it. With `strict` only links that the text states are
    checked. Raises DocumentError or SuiteError.
    """
    from crossfoot.reading import read_document, read_text
    from crossfoot.suite import Suite

    if isinstance(source, str) and any(c.isspace() or c > "\u2e7f" for c in source):
        try:
            there = Path(source).exists()
        except (OSError, ValueError):  # too long for a path, or with a NUL
            there = False
        if not there:
            return read_text(source, strict=strict).run()
    if Path(source).suffix in (".yaml", ".yml"):
        return Suite.load(Path(source)).run()
    return read_document(source, strict=strict).run()
