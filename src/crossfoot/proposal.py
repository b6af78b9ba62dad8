"""A document's figures and checks as a dataset and a suite that a person can go on editing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import yaml

from crossfoot.check import Check
from crossfoot.dataset import COLUMNS
from crossfoot.errors import SuiteError, UnreadableFigure
from crossfoot.figure import Reading
from crossfoot.files import write_whole
from crossfoot.languages import read_figure
from crossfoot.suite import Suite

_WORDS = {
    "up": ("增长", "up "),
    "down": ("下降", "down "),
    "about": ("约", "about "),
    "over": ("超过", "more than "),
    "at_least": ("不低于", "at least "),
    "nearly": ("近", "nearly "),
    "under": ("不足", "less than "),
    "at_most": ("不超过", "at most "),
}


def write_proposal(folder: Path, suite: Suite, name: str) -> list[Path]:
    """Write dataset and suite under `name`; nothing is overwritten. Raises SuiteError."""
    files = {
        folder / "datasets" / f"{name}.csv": dataset_of(suite),
        folder / "expectations" / f"{name}.yaml": suite_file_of(suite, name),
    }
    for path in files:
        if path.exists():
            raise SuiteError(
                "exists already; nothing was written.", remedy="Choose another folder.", file=path
            )
    for path, content in files.items():
        write_whole(path, content)
    return list(files)


def dataset_of(suite: Suite) -> bytes:
    """The figures as printed, with the words that say how they are meant."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, "unit"])
    for figure in suite.figures:
        text, unit = _printed(figure.reading)
        line = "" if figure.place is None or figure.place.line is None else str(figure.place.line)
        note = f"line {line}" if line else ""
        writer.writerow(
            [figure.name, text, figure.metric, figure.period, figure.section, note, unit]
        )
    return out.getvalue().encode()


def _printed(reading: Reading) -> tuple[str, str]:
    """A text, and the unit of its column, that read as the figure does."""
    plain = " ".join(reading.text.split())
    said = [word for word in (reading.direction, reading.qualifier) if word in _WORDS]
    for text in _with_words(plain, said):
        for unit in ("", reading.unit):
            try:
                again = read_figure(text, unit=unit or None)
            except UnreadableFigure:
                continue
            if again.interval == reading.interval and again.direction == reading.direction:
                return text, unit
    return plain, ""


def _with_words(plain: str, said: Sequence[str]) -> Iterator[str]:
    yield plain
    for language in (0, 1):
        yield "".join(_WORDS[word][language] for word in said) + plain


def suite_file_of(suite: Suite, name: str) -> bytes:
    """The checks, each with the passage that states it; those left undecided as remarks."""
    lines = [f"dataset: {name}", f"document: {_text(suite.document or '')}", "expect:"]
    for check in suite.checks:
        lines.extend(_item(check))
    if not suite.checks:
        raise SuiteError(
            "no figure of the document says anything about another.", file=suite.document
        )
    return ("\n".join(lines) + "\n").encode()


def _item(check: Check) -> Iterator[str]:
    roles = {
        role: [one.name for one in some] if len(some) > 1 else some[0].name
        for role, some in check.figures.items()
    }
    content = yaml.safe_dump(roles, allow_unicode=True, default_flow_style=True, width=10**6)
    mark = "- " if check.undecided is None else "# - "
    yield f"{mark}{check.relation.name}: {content.strip()}"
    indent = "  " if check.undecided is None else "#   "
    if check.because:
        yield f"{indent}because: {_text(' '.join(check.because.split()))}"
    if check.undecided is not None:
        yield f"{indent}# {check.undecided.told('en')}"


def _text(words: str) -> str:
    dumped: str = yaml.safe_dump(words, allow_unicode=True, default_style='"', width=10**6)
    return dumped.strip()
