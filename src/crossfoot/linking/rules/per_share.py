"""Earnings per share are earnings over shares: in one statement, or over tables of one document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant, words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.slips import one_slip

CLASS = re.compile(r"\b(basic|diluted)\b", re.IGNORECASE)
_EACH = frozenset(["share", "basic", "diluted", "per", "common", "earning", "used", "computing"])
_HOLDERS = frozenset(["available", "attributable"])
_BOTTOM = ("net", *sorted(_HOLDERS))  # what earnings per share are of, where nothing says
SCALES = tuple(map(Fraction, ("1", "1000", "1/1000", "1000000")))  # where another is meant
_SAYS = 2  # digits of an amount per share that do not come out by chance
_FEW = 2
_NEAR = 20  # rows on either side that are looked at
_EARNED = re.compile(r"\bper\b.*\bshare|\bEPS\b|^\W*(?:basic|diluted)\b", re.IGNORECASE)
_ADJUSTED = re.compile(r"\b(?:adjusted|non-GAAP|core|underlying)\b", re.IGNORECASE)
_CLOSE = re.compile(r"\s*,?\s*(?:or|and|\()?\s*$")
_PER = re.compile(r"^\s*(?:per|a)\s(?:\w+\s){0,3}share\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: what it is called, and its figures by the head of their column.

    `adjusts` where it is a line of a reconciliation: an item, or what the items lead to.
    """

    name: frozenset[str]
    kind: str
    columns: dict[str, Figure]
    grid: int
    order: int
    adjusts: bool


def links(scene: Scene) -> Iterator[Link]:
    """Each row of amounts per share with the shares of its class and the amount of its name."""
    rows: list[_Row] = []
    for number, grid in enumerate(scene.grids):
        rows.extend(_rows(number, grid, len(rows)))
    each = [row for row in rows if _is(row, "/share") and not _is_mixed(row)]
    shares = [row for row in rows if _is(row, "shares")]
    if not each and not shares:
        return
    amounts = [row for row in rows if not _is(row, "/share") and not _is(row, "shares")]
    by_word: dict[str, list[_Row]] = defaultdict(list)
    for row in amounts:
        for word in row.name:
            by_word[word].append(row)
    for ratio in each:
        # The nearest rows that have a word in common are enough to find the one so called.
        words = ratio.name or _BOTTOM
        near = {row.order: row for word in words for row in _nearest(by_word[word], ratio)}
        yield from _best(ratio, list(near.values()), _nearest(shares, ratio))
    printed = {(head, one.reading.value) for row in amounts for head, one in row.columns.items()}
    yield from _told(scene, shares, printed)


def _nearest(rows: Sequence[_Row], ratio: _Row) -> Sequence[_Row]:
    at = bisect_left(rows, ratio.order, key=lambda row: row.order)
    return rows[max(0, at - _NEAR) : at + _NEAR]


def _rows(number: int, grid: Grid, first: int) -> Iterator[_Row]:
    for order, row in enumerate(grid.rows, first):
        columns = grid.cells(row)
        if columns:
            label, section = grid.labels[row], grid.sections.get(row) or ""
            said = CLASS.search(label) or CLASS.search(section)
            name = words_of(label) - _EACH or words_of(section) - _EACH
            kind = said[1].lower() if said else ""
            yield _Row(name, kind, columns, number, order, _adjusts(label))


def _adjusts(label: str) -> bool:
    return _EARNED.search(label) is None or _ADJUSTED.search(label) is not None


def _is(row: _Row, unit: str) -> bool:
    return any(one.unit.endswith(unit) for one in row.columns.values())


def _is_mixed(row: _Row) -> bool:
    """Whether amounts stand beside what they are for each share."""
    return any(one.reading.kind in ("amount", "measure") for one in row.columns.values())


def _best(ratio: _Row, amounts: Sequence[_Row], shares: Sequence[_Row]) -> Iterator[Link]:
    """The amount whose name is most like that of the ratio, the nearest first, if it comes out."""

    def likeness(row: _Row) -> tuple[bool, Fraction, bool, int]:
        # What is left for the holders of the shares is what is shared by them.
        theirs = row.grid == ratio.grid and not row.name.isdisjoint(_HOLDERS)
        union = len(row.name | ratio.name) or 1
        likeness = Fraction(len(row.name & ratio.name), union)
        return theirs, likeness, row.order < ratio.order, -abs(row.order - ratio.order)

    named = [row for row in amounts if _is_of(row, ratio) and _apart(row, ratio) == 0]
    near = sorted(named, key=likeness, reverse=True)[:4]
    classes = [row for row in shares if row.kind == ratio.kind or not (row.kind and ratio.kind)]
    classes.sort(key=lambda row: abs(row.order - ratio.order))
    classes = [row for row in classes if row.grid == ratio.grid] or classes
    for amount in near:
        for count in classes[:3]:
            for scale in SCALES:
                made = list(_columns(ratio, amount, count, scale))
                if made and _comes_out(made):
                    yield from made
                    return


def _is_of(amount: _Row, ratio: _Row) -> bool:
    """Whether a row can be what is shared: by its name, or the last line of a statement."""
    if ratio.name:
        return not amount.name.isdisjoint(ratio.name)
    return not amount.name.isdisjoint(_HOLDERS) or ("net" in amount.name and len(amount.name) < 3)


def _apart(one: _Row, other: _Row) -> int:
    """How many words one name has that make it another thing: non-GAAP, adjusted."""
    marks = frozenset(["non-gaap", "adjusted", "gaap"])
    return len((one.name ^ other.name) & marks - frozenset(["gaap"]))


def _columns(ratio: _Row, amount: _Row, count: _Row, scale: Fraction) -> Iterator[Link]:
    for head, each in ratio.columns.items():
        whole, number = amount.columns.get(head), count.columns.get(head)
        if whole is None or number is None or not whole.reading.value:
            continue
        if whole.reading.kind not in ("amount", "measure") or number.reading.value <= 0:
            continue
        roles = {"numerator": whole, "denominator": scaled(number, scale), "ratio": each}
        because = f"{whole.metric} / {each.metric} / {head}"
        # Items are printed so that they add up, and what they lead to may be their sum.
        doubt = ANOTHER_BASE if ratio.adjusts else None
        yield Link("ratio", roles, because, stated=False, doubt=doubt)


def scaled(figure: Figure, scale: Fraction) -> Figure:
    """A figure as it is in another scale."""
    if scale == 1:
        return figure
    reading = figure.reading
    return replace(
        figure,
        reading=replace(
            reading,
            value=reading.value * scale,
            step=reading.step * scale,
            coarse=None if reading.coarse is None else reading.coarse * scale,
        ),
    )


def _comes_out(links: Sequence[Link]) -> bool:
    """Whether all columns come out; one slip is seen only beside a figure of several digits."""
    outcomes = [one.outcome for one in links]
    digits = [significant(one.figures["ratio"][0]) for one in links]
    held = [n for n, outcome in zip(digits, outcomes, strict=True) if outcome != "fails"]
    if len(held) == len(links):
        return sum(held) >= _FEW
    broken = [one for one, outcome in zip(links, outcomes, strict=True) if outcome == "fails"]
    return (
        len(broken) == 1
        and bool(held)
        and max(held) >= _SAYS
        and one_slip(broken[0].check("probe"))
    )


def _told(
    scene: Scene, shares: Sequence[_Row], printed: AbstractSet[tuple[str, Fraction]]
) -> Iterator[Link]:
    """$1,364 million, $3.07 per diluted share: an amount, and what it is for each share."""
    for sentence in scene.sentences:
        for amount, each in zip(sentence.mentions, sentence.mentions[1:], strict=False):
            if amount.figure.reading.kind != "amount" or not _CLOSE.match(each.lead):
                continue
            said = CLASS.search(each.figure.text + each.tail[:20])
            if not (each.unit.endswith("/share") or _PER.match(each.tail)):
                continue
            found = _over(amount, each, said[1].lower() if said else "", shares)
            named = [
                link
                for head, link in found.items()
                if (head, amount.figure.reading.value) in printed
            ]
            yield from (named or list(found.values()))[:1]


def _over(amount: Mention, each: Mention, kind: str, shares: Sequence[_Row]) -> dict[str, Link]:
    """The counts of shares of which it is so, by the head of their column."""
    found: dict[str, Link] = {}
    for row in shares:
        if kind and row.kind and row.kind != kind:
            continue
        for head, number in row.columns.items():
            for scale in SCALES:
                if number.reading.value <= 0:
                    continue
                roles = {
                    "numerator": amount.figure,
                    "denominator": scaled(number, scale),
                    "ratio": each.figure,
                }
                words = f"{amount.figure.text}, {each.figure.text}"
                link = Link("ratio", roles, words, stated=False, doubt=ANOTHER_BASE)
                if link.holds:
                    found.setdefault(head, link)
    return found
