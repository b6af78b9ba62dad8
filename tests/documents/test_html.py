"""HTML as a reader of the page sees it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.documents import Document, Table, open_document

Said = Callable[[Document], list[tuple[str, str]]]
Grid = Callable[[Table], list[list[str]]]


def page(body: str, head: str = "") -> Document:
    """A page with this body."""
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return open_document(source.encode(), name="page.html")


def test_only_what_is_visible(said: Said) -> None:
    """Scripts, styles, hidden elements and comments are not read."""
    document = page(
        "<p>收入<b>12</b>亿元，<!-- 99 --><script>var a='13亿元'</script>增长5%。"
        "<span style='display: none'>14亿元</span><span hidden>15亿元</span></p>"
        "<noscript>16</noscript><template>17</template><p>支出&nbsp;3亿元&#12290;</p>",
        head="<title>18</title><style>p{width:19px}</style>",
    )
    assert said(document) == [("body", "收入12亿元，增长5%。"), ("body", "支出\xa03亿元。")]


def test_white_space_and_breaks(said: Said) -> None:
    """Line ends in the source are spaces; a break ends a paragraph where it ends a sentence."""
    document = page("<p>Revenue rose\n   5 percent,<br>to $3 billion.<br>Costs fell.</p>text")
    assert [t for _, t in said(document)] == [
        "Revenue rose 5 percent, to $3 billion.", "Costs fell.", "text",
    ]  # fmt: skip


def test_styles_come_from_elements(said: Said) -> None:
    """Headings, lists and footers are told by their elements."""
    document = page("<h2>Results for 2024 were good.</h2><ul><li>5% up</li></ul><footer>x</footer>")
    assert [style for style, _ in said(document)] == ["heading", "list", "note"]


def test_raised_digits_are_no_digits() -> None:
    """A footnote mark does not become a digit of the figure before it."""
    assert "5.3%¹ and 10⁴" in page("<p>5.3%<sup>1</sup> and 10<sup>4</sup></p>").text


TABLE = """<table><caption>表1 收入 单位：万元</caption>
<thead><tr><th rowspan="2">项目</th><th colspan="2">2025年</th><th rowspan="2">增长（%）</th></tr>
<tr><th>预算</th><th>执行</th></tr></thead>
<tbody><tr><td rowspan="2">税收</td><td>2,165</td><td>2,014</td><td>-7.0</td></tr>
<tr><td>1,000</td><td>900<sup>2</sup></td><td>-10.0</td></tr>
<tr style="display:none"><td>x</td><td>1</td><td>1</td><td>1</td></tr></tbody></table>"""


def test_spans_and_caption(grid: Grid) -> None:
    """Spanning cells count for all rows and columns they span; the caption gives the unit."""
    (table,) = page(TABLE).tables
    assert [len(row) for row in table.rows] == [3, 2, 4, 3]
    cell = table.rows[3][1]
    assert cell.text == "900²"
    assert (table.column_header(cell), table.row_header(cell)) == ("2025年 执行", "税收")
    assert (table.unit(cell), table.unit(table.rows[3][2])) == ("万元", "%")


def test_layout_tables_are_running_text(said: Said) -> None:
    """A table that only arranges the page is read as paragraphs, the data inside it as a table."""
    long = "<p>" + "全年收入增长5%，支出下降3%。" * 30 + "</p>"
    document = page(f"<table><tr><td>导航</td><td>{long}{TABLE}</td></tr></table>")
    assert len(document.tables) == 1
    assert len(document.tables[0].rows) == 4
    assert any(text.startswith("全年收入") for _, text in said(document))


@pytest.mark.parametrize("span", ["0", "-3", "x", "99999999999", "65534"])
def test_nonsense_spans(span: str) -> None:
    """Spans that are nonsense or huge are cut to the table."""
    (table,) = page(
        f"<table><tr><td rowspan={span} colspan={span}>收入<td>5</tr><tr><td>6<td>7</tr></table>"
    ).tables
    assert all(cell.row_span <= 2 and cell.col_span <= 500 for cell in table.cells)


@pytest.mark.parametrize(
    ("encoding", "head"), [("gb18030", '<meta charset="gb2312">'), ("utf-8", ""), ("utf-16", "")]
)
def test_declared_encoding(encoding: str, head: str) -> None:
    """The page's own declaration is heeded, and done without."""
    data = f"<html><head>{head}</head><body>全年收入12亿元</body></html>".encode(encoding)
    assert open_document(data, name="a.htm").text == "全年收入12亿元\n"


def test_xhtml_declaration() -> None:
    """An XML declaration with an encoding does not stop the page."""
    data = '<?xml version="1.0" encoding="gbk"?><html><body><p>5%</p></body></html>'.encode("gbk")
    assert open_document(data, name="a.html").text == "5%\n"


FILING = """<p>(In millions)</p><table>
<tr><td></td><td></td><td colspan=3>2021</td><td></td><td colspan=3>2020</td></tr>
<tr><td>Revenues</td><td></td><td>$</td><td>842.6</td><td></td><td></td><td>$</td><td>797.3</td>
<td></td></tr>
<tr><td>Interest, net</td><td></td><td></td><td>(11.4</td><td>)</td><td></td><td></td><td>(12.2</td>
<td>)</td></tr>
<tr><td>Margin</td><td></td><td></td><td>19.1</td><td>%</td><td></td><td></td><td>18.3</td>
<td>%</td></tr>
<tr><td>Tax settlement</td><td></td><td>$</td><td>—</td><td></td><td></td><td>$</td><td>5.0</td>
<td></td></tr></table>"""


def test_signs_in_cells_of_their_own() -> None:
    """The currency sign, the bracket and the per cent sign of filings belong to their figures."""
    document = page(FILING)
    (table,) = document.tables
    shown = [cell for cell in table.cells if cell.text.strip()]
    texts = [cell.text for cell in shown]
    assert texts[2:] == [
        "Revenues", "$842.6", "$797.3", "Interest, net", "(11.4)", "(12.2)", "Margin", "19.1%",
        "18.3%", "Tax settlement", "$", "—", "$5.0",
    ]  # fmt: skip
    assert all(document.text[cell.start : cell.end] == cell.text for cell in shown)
    assert table.column_header(shown[4]) == "2020"
