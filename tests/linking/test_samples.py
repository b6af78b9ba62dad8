"""Sample documents: what their sentences state holds, fails, or must not be called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossfoot.reading import read_text

SAMPLES = Path(__file__).parent / "samples"


def cases() -> Iterator[object]:
    """Every case of every sample: a heading `## holds: relations`, then the document."""
    for path in sorted(SAMPLES.glob("*.md")):
        for number, part in enumerate(path.read_text("utf-8").split("## ")[1:], 1):
            heading, _, text = part.partition("\n")
            expected, _, relations = heading.partition(":")
            yield pytest.param(
                expected, relations.split(), text.strip(), id=f"{path.stem}-{number}-{expected}"
            )


@pytest.mark.parametrize(("expected", "relations", "text"), list(cases()))
def test_sample(expected: str, relations: list[str], text: str) -> None:
    """Each document is judged as its heading says, and nothing else in it is called wrong."""
    report = read_text(text).run()
    outcomes = {verdict.check.relation.name: set[str]() for verdict in report.verdicts}
    for verdict in report.verdicts:
        outcomes[verdict.check.relation.name].add(verdict.outcome)
    failing = {name for name, some in outcomes.items() if "fails" in some}
    if expected == "fails":
        assert set(relations) <= failing
    else:
        assert failing == set()
        assert report.conflicts == ()
    if expected == "holds":
        assert all(outcomes.get(name, set()) & {"holds", "rounding"} for name in relations), (
            outcomes
        )
