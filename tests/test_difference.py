"""Two versions of a document or a dataset: what changed, what was left behind, what came of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.cli import main
from crossfoot.difference import Difference
from crossfoot.difference.compare import compare
from crossfoot.reading import read_text

ENGLISH = """\
# Harbour report

Cargo handled reached 12.5 million tonnes in 2025, up 25.0% from 10.0 million tonnes in 2024.

| Quarter | Thousand tonnes | Calls |
|---|---|---|
| Q1 | 2,900 | 311 |
| Q2 | 3,150 | 402 |
| Q3 | 3,310 | 415 |
| Q4 | 3,140 | 368 |
| Total | 12,500 | 1,496 |

The harbour employs 412 people. Waiting time averaged 14.2 hours.
"""
CHINESE = """\
# 港口公报

全年货物吞吐量1250万吨，比上年的1000万吨增长25.0%。全港有泊位83个，其中深水泊位31个。

全年新开航线12条。职工人均工资8.42万元。
"""


def difference(old: str, new: str) -> Difference:
    """What two texts have apart."""
    return compare(read_text(old).run(), read_text(new).run())


def diff(*arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """A report, and the report with one level updated but not the rate beside it."""
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(ENGLISH, encoding="utf-8")
    new.write_text(ENGLISH.replace("10.0 million", "9.8 million"), encoding="utf-8")
    return old, new


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_document_does_not_differ_from_itself(text: str) -> None:
    """Nothing changed, appeared, went or was left behind."""
    found = difference(text, text)
    assert found.is_empty and not found.gates
    assert found.unchanged == len(read_text(text).figures)


@given(st.sampled_from([ENGLISH, CHINESE]), st.data())
def test_one_altered_figure_is_the_one_that_changed(text: str, data: st.DataObject) -> None:
    """Whatever digit of whatever figure is altered, that figure alone is told to have changed."""
    starts = [
        (one.place.start, one.place.end)
        for one in read_text(text).figures
        if one.place is not None and one.place.start is not None and one.place.end is not None
    ]
    start, end = data.draw(st.sampled_from(starts))
    spots = [at for at in range(start, end) if text[at].isdigit()]
    at = data.draw(st.sampled_from(spots))
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != text[at]]))
    altered = text[:at] + digit + text[at + 1 :]
    found = difference(text, altered)
    assert [change.new.text for change in found.changed] == [altered[start:end]]
    assert found.appeared == found.went == ()


def test_a_rate_that_did_not_follow_its_level_is_left_behind(versions: tuple[Path, Path]) -> None:
    """The classic stale figure is named with what it is tied to, and the gate closes."""
    result = diff(*versions)
    assert result.exit_code == 1
    assert "25.0% did not change, but this did" in result.output
    assert "10.0 million tonnes → 9.8 million tonnes" in result.output


def test_a_total_left_behind_is_found_where_the_new_text_shows_no_total_any_more() -> None:
    """The old version's tie is held against the new figures where the words are the same."""
    found = difference(ENGLISH, ENGLISH.replace("3,310 | 415", "3,510 | 415"))
    (left,) = found.left_behind
    assert [one.text for one in left.figures] == ["12,500"]
    assert left.outcome == "fails"


def test_a_total_that_followed_is_not_left_behind() -> None:
    """Part and total changed together: two changes and nothing else."""
    found = difference(
        ENGLISH, ENGLISH.replace("3,310 |", "3,410 |").replace("| 12,500 |", "| 12,600 |")
    )
    assert [change.new.text for change in found.changed] == ["3,410", "12,600"]
    assert found.left_behind == () and not found.gates


def test_moved_and_added_sentences_change_no_figure() -> None:
    """What stands elsewhere is the same figure; what is new appeared, what is gone went."""
    moved = ENGLISH.replace("The harbour employs 412 people. ", "").replace(
        "# Harbour report\n",
        "# Harbour report\n\nThe harbour employs 412 people. It has 9 cranes.\n",
    )
    found = difference(ENGLISH, moved)
    assert found.changed == () and found.went == ()
    assert [one.text for one in found.appeared] in ([], ["9 cranes"])


def test_both_languages_tell_it(versions: tuple[Path, Path]) -> None:
    """The same difference reads in Chinese and in English."""
    assert "未随之改动的数字" in diff(*versions, "--lang", "zh").output
    assert "Figures left behind" in diff(*versions, "--lang", "en").output


def test_no_new_finding_passes(versions: tuple[Path, Path]) -> None:
    """Correcting an error closes no gate: the finding went."""
    old, new = versions
    result = diff(new, old, "--format", "json")
    assert result.exit_code == 0
    (one,) = json.loads(result.output)["differences"]
    assert [finding["name"] for finding in one["findings"]["went"]] == ["growth_1"]
    assert one["findings"]["appeared"] == one["left_behind"] == []
    assert one["counts"]["changed"] == 1


def test_a_page_of_the_difference_is_byte_stable(versions: tuple[Path, Path]) -> None:
    """Equal versions give equal pages, which name both prints and load nothing."""
    old, new = versions
    pages = []
    for name in ("a.html", "b.html"):
        diff(old, new, "--report", old.parent / name)
        pages.append((old.parent / name).read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    assert "<del>10.0 million tonnes</del>" in pages[0]
    assert not re.search(r"(?:src|href)=\"(?!#)", pages[0])


def test_two_versions_of_a_dataset(tmp_path: Path) -> None:
    """Rows go by their names; the project's suite checks both versions."""
    for folder in ("datasets", "expectations"):
        (tmp_path / folder).mkdir()
    old, new = tmp_path / "datasets" / "harbour.csv", tmp_path / "new.csv"
    rows = "name,text,metric,period,section,note\na,483艘,,,,\nb,252艘,,,,\nboth,{},,,,\n"
    old.write_text(rows.format("735艘"), encoding="utf-8")
    new.write_text(rows.format("735艘").replace("483", "493"), encoding="utf-8")
    suite = tmp_path / "expectations" / "harbour.yaml"
    suite.write_text(
        "dataset: harbour\nexpect:\n  - total: {total: both, parts: [a, b]}\n", "utf-8"
    )
    result = diff(old, new, "--suite", suite, "--lang", "en")
    assert result.exit_code == 1
    assert "735艘 did not change, but this did: a: 483艘 → 493艘" in result.output


@pytest.mark.parametrize(
    ("missing", "report"), [(True, "x.html"), (False, "x.sarif")], ids=["no file", "no writer"]
)
def test_what_cannot_be_compared_exits_with_2(
    versions: tuple[Path, Path], missing: bool, report: str
) -> None:
    """A missing version or a format that shows no difference is told, and nothing is written."""
    old, new = versions
    page = old.parent / report
    result = diff(old, new.with_name("none.md") if missing else new, "--report", page)
    assert result.exit_code == 2
    assert ("none.md" if missing else ".sarif") in result.stderr
    assert not page.exists()
