"""How long the page takes: to write, to show in a browser, and how large it is.

    python benchmarks/page.py

Two documents are made up: one of 5,000 characters with 60 figures, one of 2 MB with 3,000. Where
the shared corpus is beside the project, the first 5,000 characters of each of its documents are
reported too, and the page that is largest and the one that takes longest are told.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from crossfoot.check import Check
from crossfoot.documents import from_text
from crossfoot.figure import Figure
from crossfoot.languages import read_figure
from crossfoot.reading import check
from crossfoot.relations import builtin
from crossfoot.reports import html
from crossfoot.suite import Report, Suite


def made_up(paragraphs: int, filler: int) -> Report:
    """A document in which every paragraph has two levels and a rate, one in ten of them wrong."""
    parts: list[str] = []
    printed: list[tuple[str, int]] = []
    length = 0
    for number in range(paragraphs):
        base, current = 1000 + number, 1100 + number * 2
        rate = f"{(current / base - 1) * 100 + (number % 10 == 0):.1f}%"
        words = [f"District {number} counted ", f"{current} firms", ", up ", rate, " from ",
                 f"{base} firms", " a year before. ", "More was said about it. " * filler,
                 "\n\n"]  # fmt: skip
        for index, word in enumerate(words):
            if index in (1, 3, 5):
                printed.append((word, length))
            parts.append(word)
            length += len(word)
    document = from_text("".join(parts), "made-up.txt")
    figures = tuple(
        Figure(f"n{number}", read_figure(text), place=document.place(at, at + len(text)))
        for number, (text, at) in enumerate(printed)
    )
    checks = tuple(
        Check(
            f"growth[{number}]",
            builtin()["growth"],
            {
                "current": (figures[3 * number],),
                "base": (figures[3 * number + 2],),
                "rate": (figures[3 * number + 1],),
            },
        )
        for number in range(paragraphs)
    )
    return Suite("made-up", checks, figures, document="made-up.txt", opened=document).run()


Row = tuple[str, str, str]
SHARED = [folder / "shared" / "corpus" for folder in Path(__file__).resolve().parents]


def written(report: Report) -> tuple[bytes, float]:
    """The page of a report, and the CPU seconds that writing it took."""
    started = time.process_time()
    page = html.render([report], "en")
    return page, time.process_time() - started


def real() -> Iterator[Row]:
    """The worst of the real documents, each cut to 5,000 characters."""
    pages = []
    for path in sorted(path for folder in SHARED for path in folder.glob("*.txt")):
        report = check(path.read_text(encoding="utf-8")[:5_000])
        page, took = written(report)
        pages.append((len(page), took, len(report.figures), len(report.verdicts)))
    if pages:
        size, _, figures, checks = max(pages)
        name = f"{len(pages)} real texts of 5,000 characters"
        told = f"{size / 1000:.0f} kB ({figures} figures, {checks} checks)"
        yield f"{name}: largest", told, "< 300 kB"
        yield f"{name}: longest", f"{max(took for _, took, _, _ in pages):.2f} CPU s", "< 0.3 s"


def measure(name: str, report: Report, asked: tuple[str, str, str]) -> Iterator[Row]:
    """What one report costs; `asked` are the bounds of writing, size and showing."""
    page, took = written(report)
    yield f"{name}: writing", f"{took:.2f} CPU s", asked[0]
    yield f"{name}: size", f"{len(page) / 1000:.0f} kB", asked[1]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_bytes(page)
        for what, measured in show(file):
            yield f"{name}: {what}", measured, asked[2] if what == "shown after" else ""


def show(file: Path) -> Iterator[tuple[str, str]]:
    """How long Chromium takes until the page stands, for a scroll through it, for a search."""
    executable = shutil.which("chromium")
    if executable is None:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--no-first-run"])  # fmt: skip
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(file.as_uri())
        yield "shown after", f"{page.evaluate(SHOWN) / 1000:.2f} s"
        took, slowest = page.evaluate(SCROLL)
        yield "scrolled through in", f"{took / 1000:.2f} s, slowest frame {slowest:.0f} ms"
        started = time.perf_counter()
        page.fill("input[type=search]", "district 77")
        yield "searched in", f"{time.perf_counter() - started:.2f} s"
        browser.close()


SHOWN = """new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
    done(performance.now()))))"""
SCROLL = """new Promise((done) => {
    const started = performance.now(), times = [];
    let last = started, step = 0;
    const scroll = (now) => {
        times.push(now - last); last = now;
        scrollTo({ top: document.body.scrollHeight * step / 60, behavior: "instant" });
        if (step++ < 60) requestAnimationFrame(scroll);
        else done([performance.now() - started, Math.max(...times)]);
    };
    requestAnimationFrame(scroll);
})"""


def main() -> None:
    """Print the table."""
    small, large = made_up(20, 7), made_up(1000, 83)
    # The first page of a process also loads and compiles the templates.
    rows = [
        *measure("5,000 characters, 60 figures", small, ("< 0.3 s", "< 300 kB", "")),
        *measure("2 MB, 3,000 figures", large, ("", "", "< 2 s")),
        *real(),
    ]
    for what, measured, asked in rows:
        print(f"{what:52} {measured:36} {asked}")


if __name__ == "__main__":
    main()
