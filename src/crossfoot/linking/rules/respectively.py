"""Exports and imports rose to A and B, from C and D, respectively; 分别为A和B: lists in step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import NOT_CLEAR, Link
from crossfoot.linking.scene import Frame, Mention, Scene, Sentence
from crossfoot.linking.tables import best, corroborated
from crossfoot.linking.words import PERCENT

_SAID = re.compile(r"\brespectively\b|\bin that order\b|分别", re.IGNORECASE)
_NEXT = re.compile(
    r" ?(?:,|,? ?\b(?:and|or)\b) ?(?:(?:about|around|by|to|from|of|an?|some|nearly|almost|up|down"
    r"|the|just|over|further|with)\b ?){0,3}|[、和与及]|以及",
    re.IGNORECASE,
)
_MOST = 5  # lists of a sentence that are tried
# What lists of levels (L), percentages (P) and points (B) can be of each other, by their roles.
_STRUCTURES = (
    ("growth", ("current", "base", "rate"), "LLP"),
    ("growth_from_change", ("current", "change", "rate"), "LLP"),
    ("points_change", ("current", "base", "change"), "PPB"),
    ("change", ("current", "base", "change"), "LLL"),
    ("share", ("part", "whole", "share"), "LLP"),
)
_READ_AS = {"base": "base", "change": "change", "points": "change", "rate": "rate"}


def links(scene: Scene) -> Iterator[Link]:
    """The first of every list together, the second of every list, and so on."""
    for sentence in scene.sentences:
        if not _SAID.search(sentence.text) or YEARLY.search(sentence.text):
            continue
        runs = _runs(sentence)
        width = max((len(run) for run in runs), default=1)
        if width > 1:
            chosen = [run for run in runs if len(run) in (1, width)][:_MOST]
            yield from best(_structures(sentence, chosen, width))


def _runs(sentence: Sentence) -> list[list[Mention]]:
    """The figures of a sentence, those of one list together."""
    runs: list[list[Mention]] = []
    for mention in sentence.mentions:
        first = runs[-1][0] if runs else None
        if (
            first is not None
            and _NEXT.fullmatch(mention.lead)
            and _kind(mention) == _kind(first)
            and (same_unit(mention.figure, first.figure) or mention.figure.reading.kind == "count")
        ):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _kind(mention: Mention) -> str:
    if mention.unit in PERCENT:
        return "P"
    if mention.figure.reading.kind == "points":
        return "B"
    return "L" if addable(mention.figure) else ""


def _structures(
    sentence: Sentence, runs: Sequence[Sequence[Mention]], width: int
) -> Iterator[list[Link]]:
    for relation, roles, kinds in _STRUCTURES:
        for some in permutations(runs, len(roles)):
            fits = "".join(_kind(run[0]) for run in some) == kinds
            if fits and sum(len(run) == width for run in some) > 1:
                yield _in_step(sentence, relation, roles, some, width)


def _in_step(
    sentence: Sentence,
    relation: str,
    roles: Sequence[str],
    runs: Sequence[Sequence[Mention]],
    width: int,
) -> list[Link]:
    """One structure in every place of the lists; it accuses only beside one that comes out."""
    members = sorted((m for run in runs for m in run), key=lambda m: m.start)
    words = sentence.between(members[0].start, members[-1].end)
    made = []
    for at in range(width):
        here = [run[at if len(run) == width else 0] for run in runs]
        if not same_unit(here[0].figure, here[1].figure):
            return []
        figures = {role: _told(m, run[0]) for role, m, run in zip(roles, here, runs, strict=True)}
        real, adjusted = not_comparable(Frame({"current": here[0]}, words=words))
        if relation not in ("growth", "growth_from_change"):
            real = adjusted = None
        made.append(Link(relation, figures, words, open=real, doubt=adjusted))
    if any(one.holds for one in made) and all(
        _READ_AS.get(run[0].slot) in (role, None) for role, run in zip(roles, runs, strict=True)
    ):
        return [one if one.doubt else replace(one, doubt=NOT_CLEAR, slip=True) for one in made]
    return corroborated(made, NOT_CLEAR)


def _told(mention: Mention, first: Mention) -> Figure:
    """The figure with the direction of the first of its list; levels have none."""
    reading = mention.figure.reading
    moved = first.slot in ("change", "rate", "points") or first.unit in PERCENT
    wanted = first.figure.reading.direction if moved else None
    return (
        mention.figure
        if reading.direction == wanted
        else replace(mention.figure, reading=replace(reading, direction=wanted))
    )
