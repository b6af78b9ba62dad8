"""8,430 deaths in a population of 1,204,000, a rate of 7.0 per 1,000: counts and their rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from crossfoot.linking.facts import significant
from crossfoot.linking.levels import addable
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene

_PER = re.compile(r"\bper (?:[\d,]+|million|thousand)\b")
_SAYS = 2  # digits of a rate that do not come out by chance
_MOST = 4  # counts before or after a rate that are tried


def links(scene: Scene) -> Iterator[Link]:
    """Every rate of so many with the two counts near it that give it, where two do."""
    for paragraph in scene.paragraphs:
        for index, sentence in enumerate(paragraph):
            for said in sentence.mentions:
                reading = said.figure.reading
                if not _PER.search(said.unit) or significant(said.figure) < _SAYS:
                    continue
                near = [*(paragraph[index - 1].mentions if index else ()), *sentence.mentions]
                counts = [m for m in near if addable(m.figure) and m.figure.reading.value > 0]
                counts.sort(key=lambda m: abs(m.start - said.start))
                for above, below in permutations(counts[:_MOST], 2):
                    if above.figure.reading.value >= below.figure.reading.value:
                        continue
                    roles = {
                        "numerator": above.figure,
                        "denominator": below.figure,
                        "ratio": said.figure,
                    }
                    first = min(above.start, below.start, said.start)
                    words = scene.text[first : max(above.end, below.end, said.end)]
                    link = Link("ratio", roles, words, stated=False, doubt=ANOTHER_BASE)
                    if reading.value > 0 and link.holds:
                        yield link
                        break
