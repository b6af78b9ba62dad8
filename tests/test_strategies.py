"""The strategies draw what they promise, and the kernel keeps its word on what they draw."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector

from crossfoot.figure import Figure
from crossfoot.languages import read_figure
from crossfoot.message import LANGUAGES
from crossfoot.relations import builtin
from crossfoot.strategies import (
    Document,
    Printed,
    consistent_documents,
    printed_figures,
    readings,
    relations,
    slips,
)

EITHER = st.sampled_from(LANGUAGES)
# Slow to draw, and much alike: a quarter of the examples of a whole run say as much.
FEWER = settings(max_examples=min(500, settings().max_examples))


@given(printed=printed_figures())
def test_a_print_permits_the_value_it_was_made_of(printed: Printed) -> None:
    """In every form of both languages the reader keeps the truth."""
    figure = Figure("drawn", read_figure(printed.text))
    assert printed.true in figure.interval
    assert not figure.integer or printed.true.denominator == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_prints_are_in_the_language_asked_for(lang: str) -> None:
    """Chinese words in the one, none in the other."""
    seen: list[str] = []

    @settings(max_examples=60, database=None, derandomize=True)
    @given(printed_figures("zh" if lang == "zh" else "en"))
    def draw(printed: Printed) -> None:
        seen.append(printed.text)

    draw()
    chinese = [text for text in seen if re.search("[一-鿿]", text)]
    assert bool(chinese) == (lang == "zh")
    assert len({re.sub("[0-9.,]", "", text) for text in seen}) > 8


@FEWER
@given(document=EITHER.flatmap(consistent_documents))
def test_a_consistent_text_is_never_accused(document: Document) -> None:
    """A true figure is never called wrong, alone or together with others."""
    report = document.suite.run()
    outcomes = {verdict.check.name: verdict.outcome for verdict in report.verdicts}
    assert set(outcomes.values()) <= {"holds", "rounding", "undecided"}, document.text
    assert not report.conflicts


@FEWER
@given(document=EITHER.flatmap(consistent_documents))
def test_figures_of_a_text_stand_where_they_say(document: Document) -> None:
    """Places quote the prints, and the truth is among what each print permits."""
    for figure in document.suite.figures:
        assert figure.place is not None
        assert document.text[figure.place.start : figure.place.end] == figure.text
        assert document.true[figure.name] in figure.interval


@FEWER
@given(data=st.data(), printed=printed_figures())
def test_a_slip_is_another_figure(data: st.DataObject, printed: Printed) -> None:
    """It can be read, and it is not what was printed."""
    slip = data.draw(slips(printed.text))
    assert slip.text != printed.text and slip.slip
    read_figure(slip.text)


@pytest.mark.parametrize(
    ("text", "slip", "other"),
    [
        ("8079家", "digits transposed", "8097家"),
        ("8079家", "digit dropped", "879家"),
        ("8079家", "digit doubled", "80799家"),
        ("364.63亿元", "decimal point moved", "36.463亿元"),
        ("364.63亿元", "unit confused", "364.63万元"),
        ("$52.6 billion", "unit confused", "$52.6 million"),
        ("增长20.1%", "sign lost", "下降20.1%"),
        ("down 3.2%", "sign lost", "up 3.2%"),
        ("0.15个百分点", "percent for percentage points", "0.15%"),
    ],
)
def test_every_kind_of_slip_occurs(text: str, slip: str, other: str) -> None:
    """Each slip that drafters make can be drawn."""
    assert find(slips(text), lambda drawn: drawn.slip == slip and drawn.text == other)


def test_a_text_without_a_figure_has_no_slips() -> None:
    """That is said at once, not by a draw that never ends."""
    with pytest.raises(ValueError, match="no slip"):
        slips("about")


def test_readings_and_relations_are_the_library_s_own() -> None:
    """Every built-in relation can be drawn."""
    assert find(readings(), lambda reading: reading.kind == "amount").kind == "amount"
    for relation in builtin().values():
        assert find(relations(), relation.__eq__) is relation


def test_examples_shrink_to_the_plainest() -> None:
    """A failing property is shown by one figure, one sentence, small numbers."""
    assert find(printed_figures("en"), lambda printed: True) == Printed("1 companies", Fraction(1))
    assert "1亿元" in find(printed_figures("zh"), lambda printed: "亿" in printed.text).text
    document = find(consistent_documents("en"), lambda drawn: "share" in drawn.text)
    assert document.text == "Of 1 schools, 1 schools have a library, a share of 100%.\n"


def test_few_draws_are_rejected() -> None:
    """Of all draws that fit in Hypothesis's memory at most one in twenty is thrown away."""
    told: list[dict[str, dict[str, list[dict[str, str]]]]] = []

    @settings(max_examples=200, database=None, phases=[Phase.generate])
    @given(printed_figures(), EITHER.flatmap(consistent_documents), st.data())
    def draw(printed: Printed, document: Document, data: st.DataObject) -> None:
        data.draw(slips(printed.text))

    with collector.with_value(told.append):  # type: ignore[arg-type]  # typed by its default
        draw()
    statuses = [case["status"] for case in told[0]["generate-phase"]["test-cases"]]
    assert statuses.count("valid") >= 200
    assert statuses.count("invalid") <= len(statuses) * 0.05
