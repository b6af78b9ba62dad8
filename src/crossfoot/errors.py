"""Errors that a user can act on: what is wrong, where it stands, and what to do about it."""

from __future__ import annotations

from pathlib import Path


class CrossfootError(Exception):
    """Input that cannot be used; the command line shows it as one message and exits with 2.

    `problem` says what is wrong, `remedy` what would mend it; `file` and `line` (counted from
    1) say where, as far as known.
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str = "",
        file: str | Path | None = None,
        line: int | None = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.file = None if file is None else str(file)
        self.line = line
        super().__init__(problem)

    def at(self, file: str | Path, line: int | None = None) -> CrossfootError:
        """The same error, told where it happened; a place already known is kept."""
        self.file = self.file or str(file)
        self.line = self.line or line
        return self

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        head = f"{place}: {self.problem}" if place else self.problem
        return f"{head} {self.remedy}".rstrip() if self.remedy else head


class UnreadableFigure(CrossfootError):
    """A text that is not a figure, or is one that cannot be read in exactly one way."""


class SuiteError(CrossfootError):
    """A suite or dataset that does not say what to check."""


class DocumentError(CrossfootError):
    """A document that cannot be read."""
