"""What belongs to what: the figures of one document as checks.

Each file of `rules/` knows one way in which a text relates figures. Its function `links` takes
the scene and yields links; a rule registers by being in the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from crossfoot.check import Check
from crossfoot.documents import Document
from crossfoot.figure import Figure
from crossfoot.linking import rules
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene

Rule = Callable[[Scene], Iterator[Link]]
_MOST_PRINTS = 12  # of one fact in one check


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by the name of its file."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return {name: cast(Rule, import_module(f"{rules.__name__}.{name}").links) for name in names}


def propose(document: Document, figures: Sequence[Figure]) -> list[Link]:
    """The links that the rules see, each once, in the order of the text."""
    scene = Scene(document, figures)
    found: dict[object, Link] = {}
    for rule in all_rules().values():
        for link in rule(scene):
            kept = found.get(link.key)
            if kept is None or _surer(link, kept):
                found[link.key] = link
    found = _without_guesses(found)
    found = _agreed(_one_fact_one_check(found), figures)
    totals: dict[str, list[set[str]]] = {}
    stated: dict[str, list[set[str]]] = {}
    for one in found.values():
        if one.relation == "total" and one.open is None:
            (total,), parts = one.figures["total"], one.figures["parts"]
            names = {part.name for part in parts}
            totals.setdefault(total.name, []).append(names)
            if one.stated:
                stated.setdefault(total.name, []).append(names)
    changed = {
        frozenset(figure.name for role in ("current", "change") for figure in one.figures[role])
        for one in found.values()
        if one.relation == "growth_from_change"
    }
    sums = ("total", "balance")
    others = {one.key[1] for one in found.values() if one.relation not in (*sums, "part_of")}
    links = (
        one
        for one in found.values()
        if not (one.relation == "part_of" and one.key[1] in changed)
        and not _follows(one, totals)
        and not _twice(one, stated)
        and not (one.relation in sums and not one.stated and one.key[1] in others)
    )
    return sorted(links, key=_position)


def _without_guesses(found: dict[object, Link]) -> dict[object, Link]:
    """The links less the guesses about figures or claims of which another link tells."""
    told = [one for one in found.values() if not one.guess]
    claims, figures = {one.claim for one in told}, {one.key[1] for one in told}
    return {
        key: one
        for key, one in found.items()
        if not (one.guess and (one.claim in claims or one.key[1] in figures))
    }


def _surer(one: Link, kept: Link) -> bool:
    """Whether a rule is surer of a link than the one that saw it first."""
    if one.guess != kept.guess:
        return kept.guess
    if one.stated != kept.stated:
        return one.stated
    judged = one.open is None and kept.open is None and kept.doubt is not None
    return judged and not kept.slip and (one.doubt is None or one.slip)


def _twice(one: Link, stated: dict[str, list[set[str]]]) -> bool:
    """Whether a sum adds a total and its parts as well: it comes out by chance, if it does."""
    if one.relation != "total":
        return False
    names = {part.name for part in one.figures["parts"]}
    return any(parts < names for name in names for parts in stated.get(name, ()))


def _one_fact_one_check(found: dict[object, Link]) -> dict[object, Link]:
    """All prints of a fact in one check, wherever its places were found to say the same."""
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    guessed = [
        one for one in found.values() if one.relation == "same" and one.doubt and not one.open
    ]
    for one in guessed:
        names = [figure.name for figure in one.figures["figures"]]
        for name in names[1:]:
            home[root(name)] = root(names[0])
    together: dict[str, list[Link]] = {}
    for one in guessed:
        together.setdefault(root(one.figures["figures"][0].name), []).append(one)
    for links in together.values():
        prints = {figure.name: figure for one in links for figure in one.figures["figures"]}
        if len(links) == 1 or len(prints) > _MOST_PRINTS:
            continue
        ordered = sorted(prints.values(), key=_starts_at)
        merged = replace(links[0], roles={"figures": ordered})
        if merged.holds:
            for one in links:
                del found[one.key]
            found[merged.key] = merged
    return found


def _starts_at(figure: Figure) -> int:
    return 0 if figure.place is None else figure.place.start or 0


def _agreed(found: dict[object, Link], figures: Sequence[Figure]) -> dict[object, Link]:
    """Every link with one reading of each figure: what one rule told of it holds for all."""
    printed = {figure.name: figure for figure in figures}
    told = {
        one.name: one
        for link in found.values()
        for some in link.figures.values()
        for one in some
        if one != printed.get(one.name)
    }
    if not told:
        return found
    reread = {key: (link, link.reread(told)) for key, link in found.items()}
    # Where two rules read a figure in two scales, one of them is wrong about it, not the figure.
    return {
        key: again
        for key, (link, again) in reread.items()
        if again is link or again.outcome != "fails" or link.outcome == "fails"
    }


def _follows(one: Link, totals: dict[str, list[set[str]]]) -> bool:
    """Whether a bound follows from a total that is checked anyway, or is between its parts."""
    if one.relation != "part_of" or one.stated:
        return False
    parts, whole = {part.name for part in one.figures["parts"]}, one.figures["whole"][0].name
    beside = (listed for some in totals.values() for listed in some if whole in listed)
    return any(parts <= listed for listed in (*totals.get(whole, ()), *beside))


def link(document: Document, figures: Sequence[Figure], *, strict: bool = False) -> list[Check]:
    """The checks that a document states about its figures.

    With `strict` only those that it states in words or by the form of a table.
    """
    checks, counts = [], dict[str, int]()
    for one in propose(document, figures):
        if strict and not one.stated:
            continue
        counts[one.relation] = counts.get(one.relation, 0) + 1
        checks.append(one.check(f"{one.relation}_{counts[one.relation]}"))
    return checks


def _position(link: Link) -> tuple[int, str]:
    starts = [_starts_at(one) for some in link.figures.values() for one in some]
    return (max(starts, default=0), link.relation)
