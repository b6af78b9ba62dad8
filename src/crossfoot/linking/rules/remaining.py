"""41%, 26%, 23% and 9%; the remaining 1%: shares that a text says are all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Scene

_REST = re.compile(r"\bremaining\b|\bremainder\b|\bthe rest\b|其余|余下|剩余", re.IGNORECASE)


def links(scene: Scene) -> Iterator[Link]:
    """The shares of a sentence and of the one before it, where the last one is called the rest."""
    for paragraph in scene.paragraphs:
        for index, sentence in enumerate(paragraph):
            rest = [
                m for m in sentence.mentions if _REST.search(m.lead[-40:]) and m.figure.unit == "%"
            ]
            if not rest:
                continue
            near = [*(paragraph[index - 1].mentions if index else []), *sentence.mentions]
            shares = [
                m
                for m in near
                if m.figure.unit == "%"
                and m.slot in ("current", "share")
                and m.start <= rest[-1].start
            ]
            if len(shares) >= 2:
                words = scene.text[shares[0].start : shares[-1].end]
                yield Link(
                    "shares_total",
                    {"parts": [m.figure for m in shares]},
                    words,
                    doubt=MAY_BE_INCOMPLETE,
                    slip=len(shares) > 2,
                )
