"""Plain text and Markdown: encodings, paragraphs, and what kind of paragraph they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossfoot.documents import Document, open_document

Said = Callable[[Document], list[tuple[str, str]]]
ZH = "全年收入12.5亿元，同比增长5.0%。\n支出“3亿元”。\n"
EN = "Pay rose to £24,730 – up 1.5%, “the most” so far.\nCosts fell.\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", ZH),
        ("utf-8-sig", ZH),
        ("gb18030", ZH),
        ("gbk", ZH),
        ("utf-16", ZH),
        ("utf-16-le", ZH),
        ("utf-16-be", EN),
        ("utf-32", ZH),
        ("utf-8", EN),
        ("cp1252", EN),
        ("utf-16", EN),
        ("gb18030", "龘" + ZH),
        ("ascii", "Total 12\n"),
    ],
)
def test_encodings_are_detected(encoding: str, text: str) -> None:
    """The text is the same in whatever usual encoding it was saved; a mark is not part of it."""
    assert open_document(text.encode(encoding), name="a.txt").text == text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_are_normalised(newline: str) -> None:
    """Offsets count one character for each line end."""
    text = open_document(ZH.replace("\n", newline).encode(), name="a.txt").text
    assert text == ZH


def test_odd_characters_keep_their_place() -> None:
    """NUL, soft hyphen and zero-width characters stay and shift nothing."""
    text = "增\x00长\u00ad5%\u200b，收入12亿元"
    document = open_document(text.encode(), name="a.txt")
    assert document.text == text
    assert document.paragraphs[0].end == len(text)


def test_hard_wrapped_chinese_is_one_paragraph(
    read_text: Callable[[str], Document], said: Said
) -> None:
    """Lines broken at the page width are one paragraph; the heading above is not part of it."""
    text = (
        "一、总体情况\n"
        "本报告所列数据均按照统一口径编制。除特别注明外，所列金额单位均\n"
        "为人民币百万元，所列比例均按未经取整的数据计算，由此可能产生尾\n"
        "差。全年实现营业收入2,680亿元，比上年增长6.1%；实现净利润610\n"
        "亿元。\n"
        "注：上年数据已重述。\n"
    )
    assert said(read_text(text)) == [
        ("heading", "一、总体情况"),
        ("body", "\n".join(text.split("\n")[1:5])),
        ("note", "注：上年数据已重述。"),
    ]


def test_hard_wrapped_english_is_one_paragraph(
    read_text: Callable[[str], Document], said: Said
) -> None:
    """A sentence broken over lines is whole, the next paragraph begins after the blank line."""
    first = (
        "Net revenue for the year was $52.6 billion, an increase of 1.9 percent from\n"
        "the year before. Higher volumes in the second half more than made up for\n"
        "the weak start of the year."
    )
    second = (
        "Operating costs were broadly unchanged. The company expects them to grow\nby 3 percent."
    )
    document = read_text(f"{first}\n\n{second}\n")
    assert said(document) == [("body", first), ("body", second)]


def test_a_paragraph_a_line_stays_so(read_text: Callable[[str], Document], said: Said) -> None:
    """Paragraphs that each take one long line are not joined, nor are headings with them."""
    lines = [
        "二、农业",
        "全年粮食产量247.3万吨，比上年增长1.2%。" * 6,
        "全年油料产量14.5万吨，增长0.6%。" * 5,
    ]
    assert [text for _, text in said(read_text("\n".join(lines)))] == lines


def test_lines_that_cannot_end_a_sentence_go_on(
    read_text: Callable[[str], Document], said: Said
) -> None:
    """A line that ends in an article or a comma goes on, however short; a title does not."""
    text = "Results for the year\nSales rose to 5 million from the\n4 million of 2023.\n"
    text += "收入12亿元，\n增长5%。"
    assert [t for _, t in said(read_text(text))] == [
        "Results for the year",
        "Sales rose to 5 million from the\n4 million of 2023.",
        "收入12亿元，\n增长5%。",
    ]


def test_double_spaced_sentences(read_text: Callable[[str], Document]) -> None:
    """A sentence that plainly goes on after a blank line is one paragraph."""
    text = "\n\n".join(
        [
            "Commodity prices were pushed up again by the expectation of a strong rebound as such",
            "recovered in most regions. For the year as a whole, prices should rise by some",
            "4 percent, which is higher than in the year before.",
            "Looking ahead, the main risks are the following that the board discussed.",
        ]
    )
    assert [p.start for p in read_text(text).paragraphs][1] == text.index("4 percent")


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("（一）收入情况", "heading"),
        ("表1  主要指标", "heading"),
        ("Table 3: Revenue", "heading"),
        ("第三章 支出", "heading"),
        ("- 12% of staff were new.", "list"),
        ("▪ Revenue rose.", "list"),
        ("一是收入增长5%，支出下降3%。", "list"),
        ("注：数据为快报数。", "note"),
        ("Source: national accounts.", "note"),
        ("资料来源：市统计局。", "note"),
        ("Costs rose by 3% in the year.", "body"),
        ("全年收入12亿元，增长5%。", "body"),
    ],
)
def test_styles(read_text: Callable[[str], Document], line: str, style: str) -> None:
    """A paragraph's look tells headings, lists and notes from the body."""
    assert read_text(line).paragraphs[0].style == style


def test_markdown_sets_code_apart(said: Said) -> None:
    """Front matter, comments and fenced code are code, the rest is read; the text is the source."""
    source = (
        "---\ntitle: x\n---\n# Results\n\nRevenue rose 5%.\n\n<!-- draft\n12 -->\n\n"
        "```python\ntotal = 1 + 2\n\nx = 5\n```\n\n"
        "- one item of 3\n\n| a | b |\n|---|---|\n| x | 1 |\n"
    )
    document = open_document(source.encode(), name="a.md")
    assert document.text == source
    assert [style for style, _ in said(document)] == [
        "code",
        "heading",
        "body",
        "code",
        "code",
        "list",
    ]
    assert len(document.tables) == 1
