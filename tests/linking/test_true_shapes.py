"""Tables of the kinds that reports print, computed from known numbers: nothing is accused."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.reading import read_text
from tests.linking.prose.truth import World, examples
from tests.linking.shapes.render import text_of
from tests.linking.shapes.reports import REPORTS
from tests.linking.shapes.statements import STATEMENTS

MAKES = [*REPORTS, *STATEMENTS]


@settings(max_examples=examples(100))
@given(seed=st.integers(0, 2**32))
def test_true_reports_and_statements_are_never_accused(seed: int) -> None:
    """One to three tables, perhaps of one kind: budgets, bulletins, statements, surveys."""
    w = World(Random(seed), [[""]])
    kinds = w.one([MAKES, MAKES, [w.one(MAKES)]])
    tables = [text_of(w, w.one(kinds)(w)) for _ in range(w.one([1, 1, 2, 3]))]
    text = "\n\n".join(tables)
    report = read_text(text).run()
    assert [v.check.name for v in report.verdicts if v.outcome == "fails"] == [], text
    assert report.joint == (), text
