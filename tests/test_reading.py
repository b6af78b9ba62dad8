"""Documents from end to end: the command, the Python functions and the proposals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document as WordDocument

import crossfoot as package
from crossfoot.cli import main
from crossfoot.errors import DocumentError
from crossfoot.reading import read_text
from crossfoot.suite import Suite

TRUE = "年末在册志愿者8079人，比上年增加1354人，增长20.1%。其中女性4100人。\n"
FALSE = "年末在册志愿者8079人，比上年增加1354人，增长16.8%。\n"
OPEN = "全市生产总值由5000亿元增加到5300亿元，增长5.0%。\n"


def crossfoot(*arguments: str | Path, stdin: str | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A document that holds."""
    path = tmp_path / "report.txt"
    path.write_text(TRUE, "utf-8")
    return path


def test_a_document_that_holds_gives_exit_code_0(report: Path) -> None:
    """No set-up is needed to check a document."""
    result = crossfoot("check", report, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "growth_from_change_1: holds" in result.output


def test_a_wrong_document_gives_exit_code_1_and_its_words(tmp_path: Path) -> None:
    """The finding shows the passage that states the relation."""
    path = tmp_path / "wrong.txt"
    path.write_text(FALSE, "utf-8")
    result = crossfoot("check", path, "--format", "json")
    assert result.exit_code == 1
    (verdict,) = json.loads(result.output)["reports"][0]["verdicts"]
    assert verdict["outcome"] == "fails"
    assert verdict["because"] == "8079人，比上年增加1354人，增长16.8%"


def test_places_lead_back_into_the_text(report: Path) -> None:
    """Start and end of every figure count characters of the text that `read` prints."""
    text = crossfoot("read", report, "--format", "text").output
    figures = json.loads(crossfoot("read", report, "--format", "json").output)["documents"][0]
    found = [(text[one["start"] : one["end"]], one["text"]) for one in figures["figures"]]
    assert found
    assert all(printed == named for printed, named in found)


def test_several_documents_have_one_report_each(report: Path, tmp_path: Path) -> None:
    """Findings of one document do not mix with those of another."""
    other = tmp_path / "other.txt"
    other.write_text(FALSE, "utf-8")
    result = crossfoot("check", report, other, "--format", "json")
    counts = [one["counts"]["fails"] for one in json.loads(result.output)["reports"]]
    assert counts == [0, 1]


def test_standard_input_is_a_document() -> None:
    """A dash reads what is piped in."""
    assert crossfoot("check", "-", stdin=FALSE).exit_code == 1
    assert "8079人" in crossfoot("read", "-", stdin=TRUE).output


def test_undecided_links_show_only_when_asked_for(tmp_path: Path) -> None:
    """Growth at constant prices is not judged; --all says so and why."""
    path = tmp_path / "gdp.txt"
    path.write_text(OPEN, "utf-8")
    assert "growth_1" not in crossfoot("check", path, "--lang", "en").output
    shown = crossfoot("check", path, "--all", "--lang", "en").output
    assert "constant prices" in shown


def test_strict_keeps_what_is_stated(tmp_path: Path) -> None:
    """A repetition that nothing states is left out."""
    path = tmp_path / "twice.txt"
    path.write_text("全市常住人口621.7万人。\n年末全市常住人口621.7万人。\n", "utf-8")
    assert "same_1" in crossfoot("check", path).output
    assert "same_1" not in crossfoot("check", path, "--strict").output


def test_a_document_that_cannot_be_read_gives_exit_code_2(tmp_path: Path) -> None:
    """The message names the file and what to do."""
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG")
    result = crossfoot("check", path)
    assert result.exit_code == 2
    assert "picture.png" in result.output


def test_listings_have_one_row_a_figure(report: Path) -> None:
    """The table and the CSV show print, value and unit."""
    rows = crossfoot("read", report, "--format", "csv").output.splitlines()
    assert rows[0].startswith("document,name,text,value,low,high,unit")
    assert len(rows) == 5
    assert "1354人" in crossfoot("read", report).output


def test_a_proposal_runs_as_it_is(report: Path, tmp_path: Path) -> None:
    """Dataset and suite made from a document give the same outcomes as the document."""
    folder = tmp_path / "project"
    assert crossfoot("init", folder, "--from", report).exit_code == 0
    suite = Suite.load(folder / "expectations" / "report.yaml")
    outcomes = [verdict.outcome for verdict in suite.run().verdicts]
    assert outcomes == [verdict.outcome for verdict in package.check(report).verdicts]
    assert crossfoot("init", folder, "--from", report).exit_code == 2


def test_python_reads_and_checks() -> None:
    """A text in hand is checked as a document is."""
    assert package.check(FALSE).counts["fails"] == 1
    assert package.check(TRUE, strict=True).counts["fails"] == 0


def test_python_reads_a_path(report: Path) -> None:
    """Figures come in order, each under its own name."""
    figures = package.read(report)
    assert [figure.text for figure in figures] == ["8079人", "1354人", "20.1%", "4100人"]
    assert len({figure.name for figure in figures}) == 4
    with pytest.raises(DocumentError):
        package.check("no-such-file.txt")


def test_equal_documents_give_equal_bytes(report: Path) -> None:
    """Nothing depends on the order of a set."""
    first, second = (crossfoot("check", report, "--format", "json").output for _ in range(2))
    assert first == second


def _word(path: Path, cells: list[list[str]]) -> Path:
    table = (document := WordDocument()).add_table(rows=len(cells), cols=len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def test_sentences_in_cells_are_read_and_checked(tmp_path: Path) -> None:
    """A form with a remark in a cell, or a page laid out by a table, hides no figure."""
    path = _word(tmp_path / "form.docx", [["事项", "完成情况"], ["志愿服务", FALSE.strip()]])
    result = crossfoot("check", path, "--format", "json")
    (verdict,) = json.loads(result.output)["reports"][0]["verdicts"]
    assert verdict["outcome"] == "fails"
    lone = _word(
        tmp_path / "layout.docx",
        [["Sales rose 9.9 percent, to $52.60 million, from $51.61 million the year before."]],
    )
    assert crossfoot("check", lone).exit_code == 1


def test_a_long_name_in_a_table_is_no_sentence(tmp_path: Path) -> None:
    """Classes by size are labels, whose thresholds claim nothing."""
    rows = [
        ["类别", "户数"],
        ["年营业收入2000万元及以上，且从业人员超过300人的企业", "26"],
        ["其他", "14"],
        ["合计", "40"],
    ]
    figures = package.read(_word(tmp_path / "classes.docx", rows))
    assert [figure.text for figure in figures] == ["26", "14", "40"]


STATEMENT = """Statements of Income
(in millions, except per share data)
{years}
Revenue $ 7,642 $ 6,856
Other income 605 555
Total revenues 8,247 7,411
Net income per share $ 0.20 $ 0.03
Shares used in computing net income per share 980 991
(1) Amounts include amortization, as follows:
{years}
Cost of revenue $ 248 $ 275
Marketing 223 237
Total $ 471 $ 512
"""


def test_the_unit_of_a_statement_holds_for_its_notes_and_its_shares() -> None:
    """What is printed once over a statement is meant in its notes; amounts per share are not."""
    text = STATEMENT.replace("{years}", "Year Ended March 31,\n2023 2022")
    found = {one.text: (str(one.reading.value), one.unit) for one in read_text(text).figures}
    assert found["$ 7,642"] == ("7642000000", "USD")
    assert found["$ 0.20"] == ("1/5", "USD/share")
    assert found["980"] == ("980000000", "shares")
    assert found["223"] == ("223000000", "USD")
