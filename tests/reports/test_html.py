"""The page, as the bytes say it; what happens in a browser is in test_browser.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import groupby, pairwise

import pytest

from crossfoot.check import Check, Quantity
from crossfoot.figure import Figure, Unknown
from crossfoot.history import Run, SuiteRun
from crossfoot.interval import NOT_NEGATIVE
from crossfoot.languages import read_figure
from crossfoot.message import LANGUAGES, Language, message
from crossfoot.relations import builtin
from crossfoot.reports import html, writers
from crossfoot.reports.html.figures import BothLanguages
from crossfoot.reports.html.template import say
from crossfoot.suite import Report, Suite, Unsettled

ONLY: dict[str, Language] = {"e-": "en", "z-": "zh"}
ReportSaying = Callable[[dict[str, str]], Report]


class Structure(HTMLParser):
    """The elements and attribute names of a page, without any text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.said = dict.fromkeys(LANGUAGES, "")  # what a reader of each language sees
        self.only: Language | None = None
        self.links: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.only = ONLY.get(tag, self.only)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        """Both languages read on."""
        if tag in ONLY:
            self.only = None

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data
        for language in LANGUAGES:
            if self.only in (language, None):
                self.said[language] += data


def test_every_finding_is_told_in_both_languages(report: Report) -> None:
    """Each message stands on the page in English and in Chinese whatever the first language is."""
    said = Structure(html.render([report], "en")).said
    for verdict in report.verdicts:
        for language in LANGUAGES:
            assert verdict.message.told(language) in said[language]


def test_what_both_languages_share_is_written_once() -> None:
    """Numbers and units stand once, the words between them in both, and no number is cut."""
    words = BothLanguages("12.5 tonnes to 12.75 tonnes", "12.5 tonnes至12.75 tonnes")
    assert say(words) == "12.5 tonnes<e-> to </e-><z->至</z->12.75 tonnes"
    assert say(BothLanguages("1.20", "1.25")) == "<e->1.20</e-><z->1.25</z->"
    assert say(BothLanguages("a <b>", "a <b>c")) == "a &lt;b&gt;<e-></e-><z->c</z->"


def test_the_cover_tells_counts_coverage_and_what_to_look_at(report: Report) -> None:
    """Counts, the share of figures that is checked, and three findings stand before all else."""
    page = html.render([report], "en")
    cover = Structure(page[: page.index(b'<section class="findings"')])
    assert (
        "21 of 22 figures (95%)" in cover.said["en"]
        and "共22个数字，其中21个（95%）" in cover.said["zh"]
    )
    assert [link for link in cover.links if "finding" not in link and "figures" not in link] == [
        "#c1",
        "#c2",
        "#c3",
    ]


def test_a_repeated_print_is_told_without_a_drawing(report: Report) -> None:
    """Where all figures permit the same values there is nothing to compare, so nothing is drawn."""
    figures = tuple(
        Figure(name, read_figure(text)) for name, text in (("a", "12.5%"), ("b", "12.5%"))
    )
    check = Check("same", builtin()["same"], {"figures": figures})
    page = html.render([Suite("s", (check,), figures).run()], "en").decode()
    assert "12.5% = 12.5%" in page
    assert (
        '<svg class="line' not in page
        and '<svg class="line' in html.render([report], "en").decode()
    )


def test_the_distance_between_two_sets_is_told(report: Report) -> None:
    """A finding says how far the claim is from what the others give, rates in points."""
    said = Structure(html.render([report], "en")).said
    assert re.search(r"apart by at least\s*6.305 percentage points", said["en"])
    assert re.search(r"至少相差\s*6.305个百分点", said["zh"])
    assert re.search(r"至少相差\s*18艘", said["zh"])


def test_equal_reports_give_equal_bytes(report_saying: ReportSaying) -> None:
    """Two runs on the same figures write the same file."""
    for language in LANGUAGES:
        assert html.render([report_saying({})], language) == html.render(
            [report_saying({})], language
        )
    assert html.index([report_saying({})], "en") == html.index([report_saying({})], "en")


def test_nothing_is_fetched(report: Report) -> None:
    """The page holds no address but those of places in itself."""
    page = html.render([report], "zh")
    assert all(link.startswith("#") for link in Structure(page).links)
    without_policy = re.sub(rb"<meta http-equiv[^>]+>", b"", page)
    assert not re.search(rb"https?:|\bsrc=|@import|url\(|srcset|<link|<iframe", without_policy)


def test_links_lead_somewhere(report: Report) -> None:
    """Every link on the page has its target there, also with two reports on one page."""
    page = html.render([report, report], "en").decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in Structure(page.encode()).links} <= set(ids)


def test_hostile_text_stays_text(report_saying: ReportSaying, payloads: list[str]) -> None:
    """Markup in any text adds no element and no attribute to the page."""
    # A slip that the catalogue knows is told in both languages, another one once.
    harmless = Structure(html.render([report_saying({"slip": "a slip"})], "en")).elements
    places = ("document", "metric", "because", "known", "text", "period", "suite", "slip")
    hostile = report_saying(dict.fromkeys(places, " ".join(payloads)))
    assert Structure(html.render([hostile], "en")).elements == harmless


@pytest.mark.parametrize("odd", ["\ud800", "\0", "\u202e", "%(claim)s", "{{ 7 * 7 }}", "100%"])
def test_odd_characters_do_no_harm(odd: str, report_saying: ReportSaying) -> None:
    """Half characters, format marks and template marks are written as text."""
    page = html.render([report_saying({"metric": f"a{odd}b", "known": f"c{odd}d"})], "en")
    shown = odd.encode("utf-8", "replace").decode()
    assert f"a{shown}b" in page.decode().replace("&#39;", "'")


def test_failures_show_without_a_click(report: Report) -> None:
    """The workings of what fails are open, those of what holds are closed."""
    page = html.render([report], "en").decode()
    findings = re.findall(r'<li class="finding (\w+).*?<details( open)?>', page, re.S)
    opened = {outcome: is_open for outcome, is_open in findings if outcome != "holds"}
    assert opened["fails"] and opened["rounding"]
    assert ("holds", "") in findings


def test_what_fails_comes_first(report: Report) -> None:
    """Proofs come before stale marks, known ones, rounding, undecided and what holds."""
    page = html.render([report], "en").decode()
    order = re.findall(r'<li class="finding (\w+)( is-known)?', page)
    assert [rank for rank, _ in groupby(order)] == [
        ("fails", ""),
        ("holds", ""),  # marked as known, and no longer fails
        ("fails", " is-known"),
        ("rounding", ""),
        ("undecided", ""),
        ("holds", ""),
    ]


def test_suspects_are_named_with_their_slips(report: Report) -> None:
    """A conflict says where a suspect would have to lie and what was perhaps meant."""
    text = Structure(html.render([report], "en")).said["en"]
    assert "would have to be at least 1203艘" in text
    assert "1,204艘" in text
    assert "digits transposed" in text


def test_a_holding_crowd_stays_small() -> None:
    """Thousands of checks that hold take a line each."""
    figures = tuple(Figure(f"n{i}", read_figure(f"{i}家")) for i in range(1, 2001))
    checks = tuple(
        Check(f"c{i}", builtin()["at_most"], {"lesser": (one,), "greater": (other,)})
        for i, (one, other) in enumerate(pairwise(figures))
    )
    crowd = Suite("crowd", checks, figures).run()
    assert len(html.render([crowd], "en")) < 5_000_000


def test_the_index_links_to_every_suite(report: Report, report_saying: ReportSaying) -> None:
    """Each suite is a link to its page, whatever its name."""
    odd = report_saying({"suite": "a/b #1?"})
    links = Structure(html.index([report, odd], "zh")).links
    assert links == ["harbour.html", "a%2Fb%20%231%3F.html"]


def test_an_empty_report_is_a_page() -> None:
    """A suite without checks says so instead of looking green."""
    text = Structure(html.render([Report(Suite("empty", ()), ())], "zh")).said["zh"]
    assert "没有找到可以检查的关系" in text


def test_it_is_found_by_its_suffix() -> None:
    """The page is what a report that ends in .html is."""
    assert writers()[".html"].render is html.render


def test_a_contradiction_is_drawn() -> None:
    """The two checks, the figures they share, and the values that each leaves for one of them."""
    texts = {"now": "8079家", "rate": "20.1%", "new": "1364家"}
    figures: dict[str, Quantity] = {
        name: Figure(name, read_figure(text)) for name, text in texts.items()
    }
    figures["base"] = Unknown("base", NOT_NEGATIVE, True, "家")
    roles = {
        "growth": {"current": "now", "base": "base", "rate": "rate"},
        "change": {"current": "now", "base": "base", "change": "new"},
    }
    checks = tuple(
        Check(name, builtin()[name], {role: (figures[one],) for role, one in bound.items()})
        for name, bound in roles.items()
    )
    printed = tuple(one for one in figures.values() if isinstance(one, Figure))
    unknowns = tuple(one for one in figures.values() if isinstance(one, Unknown))
    report = Suite("companies", checks, printed, unknowns).run()
    page = html.render([report], "en").decode()
    (drawing,) = re.findall(r'<svg class="web".*?</svg>', page, re.S)
    assert drawing.count("<path") == 6
    named = set(re.findall(r"<title>(.*?)</title>", drawing))
    assert named == {"growth", "change", "base", *texts.values()}
    text = Structure(page.encode()).said["en"]
    assert "They leave no common value for base" in text
    assert "6725家 to 6729家" in text and "6715家" in text


def test_what_was_not_settled_is_said(report: Report) -> None:
    """Checks of which nothing was found out in time stand on the page with the reason."""
    late = Unsettled(("first", "second"), message("it takes more than %(seconds)s s", seconds="5"))
    text = Structure(html.render([replace(report, unsettled=(late,))], "en")).text
    assert "Not settled whether these can all be true: first, second." in text
    assert "it takes more than 5 s" in text


def test_a_hostile_history_stays_text(report_saying: ReportSaying, payloads: list[str]) -> None:
    """Names of checks and times in a history file add no element to the front page."""
    report = report_saying({})

    def index(name: str, at: str) -> Structure:
        counts = {"fails": 1, "rounding": 0, "undecided": 0, "holds": 0}
        before = Run(at, {report.suite.name: SuiteRun(counts, {name: "fails"})})
        return Structure(html.index([report], "en", [before]))

    joined = " ".join(payloads)
    assert index(joined, joined).elements == index("a", "b").elements
