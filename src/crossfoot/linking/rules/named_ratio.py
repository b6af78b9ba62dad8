"""The loan-to-deposit ratio was 84.0%; the effective tax rate was 19.3%: ratios by their names.

English names what a ratio is of: X-to-Y, or a usual name. The nearest levels so called that give
it, in the text around it or in the column of a table, are its two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant, words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.words import LEVELS, PERCENT

_TO = re.compile(r"\b(?P<above>[a-z]+)[- ]to[- ](?P<below>[a-z]+)(?: coverage)? ratio\b", re.I)
_TAX = re.compile(r"\b(?:effective )?(?:income )?tax rate\b", re.IGNORECASE)
_TAXES = re.compile(r"\btax(?:es)?\b", re.IGNORECASE)
_BEFORE_TAX = re.compile(
    r"\b(?:before|pre-?tax)\b.*|\bpre-?tax (?:income|earnings|profit)\b", re.IGNORECASE
)
_NOT_TAXES = re.compile(r"before|after|net of|pre-?tax|deferred|payable|rate|asset", re.IGNORECASE)
_FAR = 6  # sentences on either side in which the levels are looked for
_SAYS = 2  # digits of a ratio that does not come out by chance


def links(scene: Scene) -> Iterator[Link]:
    """Every ratio of a name, in text and in tables."""
    for sentence in scene.sentences:
        for said in sentence.mentions if not sentence.chinese else ():
            named = _TO.search(said.lead[-80:])
            if named and said.unit in PERCENT and said.slot in ("current", "share"):
                yield from _told(scene, sentence, said, named)
    for grid in scene.grids:
        yield from _taxed(grid)


def _told(scene: Scene, sentence: Sentence, said: Mention, named: re.Match[str]) -> Iterator[Link]:
    above, below = (words_of(named[role]) for role in ("above", "below"))
    near = scene.sentences[max(0, sentence.index - _FAR) : sentence.index + 2]
    levels = [m for s in near for m in s.mentions if m.slot == "current" and _is_level(m.figure)]
    levels.sort(key=lambda m: abs(m.start - said.start))
    for part in (m for m in levels if above <= words_of(m.label)):
        for whole in (m for m in levels if below <= words_of(m.label) and m is not part):
            link = _link(part.figure, whole.figure, said.figure, sentence.text.strip())
            if same_unit(part.figure, whole.figure) and link.holds:
                yield link
                return


def _taxed(grid: Grid) -> Iterator[Link]:
    """Rows of tax rates, with the row of taxes and that of income before them."""
    rates = [row for row in grid.rows if _TAX.search(grid.labels[row])]
    taxes = [row for row in grid.rows if _is_taxes(grid.labels[row])]
    incomes = [row for row in grid.rows if _BEFORE_TAX.search(grid.labels[row])]
    for rate in rates:
        for tax in _nearest(taxes, rate):
            for income in _nearest(incomes, rate):
                made = list(_columns(grid, rate, tax, income))
                digits = sum(significant(one.figures["ratio"][0]) for one in made)
                if made and digits > _SAYS and all(one.holds for one in made):
                    yield from made
                    break
            else:
                continue
            break


def _is_taxes(label: str) -> bool:
    return _TAXES.search(label) is not None and _NOT_TAXES.search(label) is None


def _nearest(rows: Sequence[int], to: int) -> list[int]:
    return sorted(rows, key=lambda row: (abs(row - to), row))[:3]


def _columns(grid: Grid, rate: int, tax: int, income: int) -> Iterator[Link]:
    for column in grid.columns:
        cells = [grid.figures.get((row, column)) for row in (tax, income, rate)]
        part, whole, said = cells
        if part is None or whole is None or said is None or said.unit not in PERCENT:
            continue
        if _is_level(part) and _is_level(whole) and whole.reading.value:
            yield _link(part, whole, said, grid.name(rate, column))


def _is_level(figure: Figure) -> bool:
    return figure.reading.kind in LEVELS and figure.unit not in PERCENT


def _link(part: Figure, whole: Figure, said: Figure, because: str) -> Link:
    roles = {"numerator": part, "denominator": whole, "ratio": said}
    return Link("ratio", roles, because, stated=False, doubt=ANOTHER_BASE)
