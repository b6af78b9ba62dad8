"""The ways to write a report: one file each, registered by being in this folder.

A writer is a module with `NAMES`, the formats and endings of file names it answers to, and
`render(reports, language) -> bytes`. Equal reports give equal bytes. One that can also show what
two versions have apart has `difference(differences, language) -> bytes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from crossfoot.errors import SuiteError
from crossfoot.message import Language
from crossfoot.suite import Report

if TYPE_CHECKING:
    from crossfoot.difference import Difference


class Writer(Protocol):
    """What a module of this folder provides."""

    NAMES: tuple[str, ...]

    def render(self, reports: Sequence[Report], language: Language) -> bytes:
        """The reports of one run, written out."""


@cache
def writers() -> dict[str, Writer]:
    """Every writer under each of its names, such as `json` and `.json`."""
    found: dict[str, Writer] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        writer: Writer = import_module(f"{__name__}.{module.name}")
        found.update((name, writer) for name in writer.NAMES)
    return found


class DifferenceWriter(Protocol):
    """What a module of this folder may provide besides."""

    def difference(self, differences: Sequence[Difference], language: Language) -> bytes:
        """What two versions have apart, suite by suite, written out."""


def difference_writer_for(path: Path) -> DifferenceWriter:
    """The writer of differences that the name of a file asks for. Raises SuiteError."""
    writer = writer_for(path)
    if not hasattr(writer, "difference"):
        able = sorted(
            name for name, one in writers().items() if name[0] == "." and hasattr(one, "difference")
        )
        raise SuiteError(
            f"no difference is written as {path.suffix}; use one of {' '.join(able)}.", file=path
        )
    return cast(DifferenceWriter, writer)


def writer_for(path: Path) -> Writer:
    """The writer that the name of a file asks for, by its longest ending. Raises SuiteError."""
    endings = {name: writer for name, writer in writers().items() if name.startswith(".")}
    asked = [name for name in endings if path.name.endswith(name)]
    if not asked:
        raise SuiteError(
            f"no report ends in {path.suffix!r}; use one of {' '.join(sorted(endings))}.",
            file=path,
        )
    return endings[max(asked, key=len)]
