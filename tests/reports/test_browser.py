"""The page in a real browser: everything that a reader can do with it.

Needs Chromium, playwright and axe-core (`npm install --no-save axe-core@4`); without them the tests
are skipped, unless CROSSFOOT_BROWSER=required says that this is a fault.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crossfoot.difference.compare import compare
from crossfoot.message import Language
from crossfoot.reading import read_text
from crossfoot.reports import html
from crossfoot.suite import Report

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--no-first-run",
]  # fmt: skip

Open = Callable[..., Any]


def absent(what: str) -> None:
    """Skip, or fail where a browser is required."""
    told = f"{what} is not installed"
    if os.environ.get("CROSSFOOT_BROWSER") == "required":
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, with nothing of the user's in it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright")
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        absent("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a report as a file; whatever the page asks for or throws is a fault."""
    contexts = []
    faults: list[str] = []
    requested: list[str] = []
    file = tmp_path / "page.html"

    def opened(content: Report | bytes, language: Language = "en", **options: Any) -> Any:
        page_bytes = content if isinstance(content, bytes) else html.render([content], language)
        file.write_bytes(page_bytes)
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("pageerror", lambda error: faults.append(f"threw {error}"))
        page.on("dialog", lambda dialog: faults.append(f"said {dialog.message}"))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
    assert set(requested) <= {file.as_uri()}


def test_pointing_at_a_figure_tells_what_it_permits(
    open_page: Open, document_report: Report
) -> None:
    """Hovering shows the permitted values and the finding, and lights the figures tied to it."""
    page = open_page(document_report)
    page.hover(".sheet .figure:text-is('35%')")
    card = page.locator("#card")
    assert "34.5% to 35.5%" in card.inner_text()
    assert "cannot all be true" in card.inner_text()
    lit = page.locator(".sheet .lit").all_inner_texts()
    assert lit == ["$12.5 million", "35%", "$10.0 million"]
    page.mouse.move(2, 2)
    assert not card.is_visible() and page.locator(".lit").count() == 0


def test_focus_does_what_pointing_does(open_page: Open, document_report: Report) -> None:
    """Without a mouse the Tab key does the same, and a screen reader says it."""
    page = open_page(document_report)
    figure = page.locator(".sheet .figure:text-is('1,496')")
    figure.focus()
    assert "983 + 512" in page.locator("#card").inner_text()
    assert figure.get_attribute("aria-describedby") == "card"


def test_from_a_finding_to_its_place_and_back(open_page: Open, document_report: Report) -> None:
    """The claim of a finding leads to its mark in the document, the mark to the finding."""
    page = open_page(document_report, viewport={"width": 1400, "height": 500})
    page.locator(".finding.fails .claim").nth(1).click()
    mark = page.locator(".sheet .figure:text-is('1,496')")
    assert page.evaluate("document.activeElement.textContent") == "1,496"
    box = mark.bounding_box()
    assert 0 < box["y"] < 500
    mark.click()
    assert "983 + 512" in page.locator(".finding.active").inner_text()
    assert "983 + 512" in page.evaluate("document.activeElement.textContent")


def test_outcomes_and_relations_filter(open_page: Open, document_report: Report) -> None:
    """Pressing an outcome or a relation leaves its findings, Escape brings all back."""
    page = open_page(document_report)
    findings = page.locator(".finding:visible")
    everything = findings.count()
    page.click(".tile.fails")
    assert findings.count() == 2
    page.click("button[data-relation=total]")
    assert findings.count() == 1 and "1,496" in findings.inner_text()
    page.keyboard.press("Escape")
    assert findings.count() == everything


def test_search_finds_text_and_says_when_there_is_none(
    open_page: Open, document_report: Report
) -> None:
    """The slash key leads to the search; nothing found is said."""
    page = open_page(document_report)
    page.keyboard.press("/")
    page.keyboard.type("735")
    assert page.locator(".finding:visible").count() == 2
    page.keyboard.type("none of this")
    assert page.locator(".finding:visible").count() == 0
    assert page.locator(".empty").is_visible()


def test_search_reads_what_is_shown(open_page: Open, document_report: Report) -> None:
    """Words of the other language are not found, and a set is found as it reads."""
    page = open_page(document_report)
    sought = page.locator("input[type=search]")
    for words, language, found in (
        ("不可能同时成立", "en", 0),
        ("34.5% to 35.5%", "en", 1),
        ("cannot all be true", "zh", 0),
        ("34.5%至35.5%", "zh", 1),
    ):
        page.click(f"button[data-language={language}]")
        sought.fill(words)
        assert page.locator(".finding:visible").count() == found, words


def test_the_parts_of_the_page_are_a_click_away(open_page: Open, document_report: Report) -> None:
    """The bar leads to the findings, the document and the list of figures, with the focus."""
    page = open_page(document_report, viewport={"width": 390, "height": 700})
    for name, selector in (
        ("document", ".document"),
        ("findings", ".findings"),
        ("figures", "details.figures[open]"),
    ):
        page.click(f"nav a[href='#{name}']")
        part = page.locator(selector)
        assert page.evaluate("part => part === document.activeElement", part.element_handle())
        top, bar = part.bounding_box()["y"], page.locator(".bar").bounding_box()["height"]
        assert bar <= top < 700


def test_keys_step_through_the_findings(open_page: Open, document_report: Report) -> None:
    """The keys j and k go to the next finding and back, through those that are shown."""
    page = open_page(document_report)
    active = page.locator(".finding.active .number")
    for key, number in (("j", "1"), ("j", "2"), ("j", "3"), ("k", "2")):
        page.keyboard.press(key)
        assert active.inner_text() == number
    box = page.locator(".sheet .figure:text-is('1,496')").bounding_box()
    assert 0 < box["y"] < 900, "the place of the finding is in sight beside it"
    page.click(".tile.holds")
    page.keyboard.press("j")
    assert "holds" in page.locator(".finding.active").get_attribute("class")


def test_a_link_to_what_is_filtered_away_shows_it(open_page: Open, document_report: Report) -> None:
    """A figure whose finding is hidden by a filter brings it back when it is clicked."""
    page = open_page(document_report)
    page.click(".tile.rounding")
    page.locator(".sheet .figure:text-is('35%')").click()
    assert "35%" in page.locator(".finding.active:visible").inner_text()


def test_either_language_is_a_click_away(open_page: Open, document_report: Report) -> None:
    """The switch changes all words at once, and the language that the page declares."""
    page = open_page(document_report, "en")
    assert "检查结果" not in page.inner_text("body")
    page.click("button[data-language=zh]")
    text = page.inner_text("body")
    assert "这些数字不可能同时成立" in text and "cannot all be true" not in text
    assert page.get_attribute("html", "lang") == "zh"


def test_dark_and_light(open_page: Open, document_report: Report) -> None:
    """The page follows the reader's system, and the switch overrides it."""
    page = open_page(document_report, color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.click("[data-theme-switch]")
    light = page.evaluate(colour)
    assert sum(map(int, light[4:-1].split(","))) > 3 * sum(map(int, dark[4:-1].split(",")))


def test_a_phone_shows_everything_without_scrolling_sideways(
    open_page: Open, document_report: Report, report: Report
) -> None:
    """At the width of a phone nothing sticks out, with a document and without."""
    for content in (document_report, report):
        page = open_page(content, viewport={"width": 360, "height": 720})
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


def test_totals_carry_an_auditors_tick(open_page: Open, document_report: Report) -> None:
    """A total that adds up, down or across, is ticked; one that does not is crossed."""
    page = open_page(document_report)
    cells = {
        name: page.locator(f".sheet td:has(.figure:text-is('{name}')) .tick [aria-hidden]")
        .all_inner_texts()
        for name in ("735", "983", "1,496")
    }  # fmt: skip
    assert cells == {"735": ["↓✓"], "983": ["→✓"], "1,496": ["↓✗", "→✓"]}


def test_tables_stay_tables(open_page: Open, document_report: Report) -> None:
    """The table of the document has its rows and columns on the page."""
    page = open_page(document_report)
    rows = page.locator(".sheet tr")
    assert [rows.nth(i).locator("th, td").count() for i in range(rows.count())] == [4] * 4


def test_print_puts_findings_in_the_margin(open_page: Open, document_report: Report) -> None:
    """On paper each finding stands right of its paragraph, and the tools are gone."""
    page = open_page(document_report)
    assert not page.locator(".sheet aside").first.is_visible()
    page.emulate_media(media="print")
    note = page.locator(".sheet aside.fails").first.bounding_box()
    beside = page.locator(".sheet p.body").first.bounding_box()
    assert note["x"] >= beside["x"] + beside["width"]
    assert abs(note["y"] - beside["y"]) < 150
    assert not page.locator(".filters").first.is_visible()
    assert page.locator(".first li").count() == 3 and page.locator(".first").is_visible()


def test_paper_is_white(open_page: Open, document_report: Report) -> None:
    """Who reads dark and prints gets dark words on white all the same."""
    page = open_page(document_report, color_scheme="dark")
    for _ in range(3):  # by the system, switched to light, and to dark again
        page.emulate_media(media="print")
        paper, ink = (
            page.evaluate(f"getComputedStyle(document.body).{which}")
            for which in ("backgroundColor", "color")
        )
        assert paper == "rgb(255, 255, 255)" and sum(map(int, ink[4:-1].split(","))) < 150
        page.emulate_media(media="screen")
        page.click("[data-theme-switch]")


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "zh")])
def test_no_serious_accessibility_violation(
    open_page: Open, document_report: Report, report: Report, scheme: str, language: Language
) -> None:
    """axe-core finds nothing serious on any page in either theme and language."""
    if not AXE.exists():
        absent("axe-core")
    for content in (document_report, report, html.index([report, document_report], language)):
        page = open_page(content, language, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        serious = [
            (found["id"], [node["html"][:120] for node in found["nodes"][:3]])
            for found in result["violations"]
            if found["impact"] in ("serious", "critical")
        ]
        assert serious == []


@pytest.mark.parametrize("bypass", [False, True], ids=["with policy", "without policy"])
def test_hostile_text_never_runs(
    open_page: Open,
    report_saying: Callable[[dict[str, str]], Report],
    document_saying: Callable[[str], Report],
    payloads: list[str],
    bypass: bool,
) -> None:
    """No markup or script in any text runs, not even where the browser ignores the policy."""
    assert len(payloads) >= 50
    places = ("document", "metric", "because", "known", "text", "period", "suite", "slip")
    joined = " ".join(payloads)
    document = document_saying("".join(f"\n\n{payload}\n" for payload in payloads))
    for content in (report_saying(dict.fromkeys(places, joined)), document):
        page = open_page(content, bypass_csp=bypass)
        page.locator(".finding a.figure, .sheet a.figure").first.hover()
        page.keyboard.press("j")
        page.click("button[data-language=zh]")
        assert page.evaluate("window.stolen") is None
        assert payloads[0] in page.inner_text("body")


def test_two_versions_are_readable_and_safe(open_page: Open, payloads: list[str]) -> None:
    """The page of a difference runs nothing of either text and has no serious barrier."""
    if not AXE.exists():
        absent("axe-core")
    hostile = "".join(f"\n\n{payload} came to 12 tonnes.\n" for payload in payloads)
    old = "Cargo reached 12.5 million tonnes, up 25.0% from 10.0 million tonnes." + hostile
    new = old.replace("10.0 million", "9.8 million").replace("12 tonnes", "13 tonnes")
    found = compare(read_text(old).run(), read_text(new).run())
    for theme in ("light", "dark"):
        content = html.difference([found], "en")
        page = open_page(content, bypass_csp=True, color_scheme=theme)
        assert page.locator("del:text-is('10.0 million tonnes')").count() >= 1
        page.click("button[data-language=zh]")
        assert "未随之改动的数字" in page.inner_text("main")
        assert page.evaluate("window.stolen") is None
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run()")
        serious = [one for one in result["violations"] if one["impact"] in ("serious", "critical")]
        assert serious == []
