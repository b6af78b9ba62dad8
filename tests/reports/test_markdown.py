"""Markdown for job summaries: what does not hold is told whole, what holds is folded away."""

from __future__ import annotations

import re
from collections.abc import Callable

from crossfoot.reading import check
from crossfoot.reports import markdown
from crossfoot.suite import Report


def test_a_failure_has_its_place_its_words_and_what_was_meant() -> None:
    """One row tells all: line, proof, evidence, suspects with the likely slip."""
    told = markdown.render(
        [check("科技型企业8079家，比上年末增加1354家，增长21.0%。")], "zh"
    ).decode()
    (row,) = (line for line in told.splitlines() if line.startswith("| ❌"))
    for part in ("第1行", "不可能同时成立", "依据：8079家", "疑为20.1%（相邻数字颠倒）"):
        assert part in row


def test_what_holds_is_folded_away(report: Report) -> None:
    """Only what does not plainly hold is seen at once; the rest is counted and one click away."""
    open_, _, folded = markdown.render([report], "en").decode().partition("<details>")
    assert "❌ contradiction" in open_ and "✅ holds | same" in open_  # known, and no longer fails
    assert folded.count("✅") == 4 and "<summary>4 holds</summary>" in folded


def test_hostile_text_adds_no_markup(
    report_saying: Callable[[dict[str, str]], Report], payloads: list[str]
) -> None:
    """Texts of the document make no row, no tag and no link."""
    hostile = dict.fromkeys(("metric", "because", "known", "text", "period", "slip"),
                            "\n| ".join(payloads))  # fmt: skip
    told = markdown.render([report_saying(hostile)], "en").decode()
    plain = markdown.render([report_saying({})], "en").decode()
    assert told.count("\n") == plain.count("\n")
    tags = re.findall(r"(?<!\\)<[^\\>]*>", told)
    assert set(tags) == {"<br>", "<details>", "</details>", "<summary>", "</summary>"}
    assert not re.search(r"(?<!\\)\]\(", told)
