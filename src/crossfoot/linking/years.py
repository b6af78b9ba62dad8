"""Which year a sentence speaks of: the one that it names, or else its section's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossfoot.linking.scene import Sentence

_YEAR = re.compile(r"(?<![比较由从与—-])((?:19|20)\d\d)年(?!以来|的)")
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_LONGEST = 40  # characters of a heading


def years(sentences: Sequence[Sentence]) -> list[int | None]:
    """The year of every sentence; None where a document has named none, or a sentence several."""
    found: list[int | None] = []
    section: int | None = None
    for sentence in sentences:
        named = {int(year) for year in _YEAR.findall(_ASIDE.sub("", sentence.text))}
        heading = not sentence.mentions and sentence.end - sentence.start <= _LONGEST
        if heading and len(named) == 1:
            (section,) = named
        found.append(section if not named else next(iter(named)) if len(named) == 1 else None)
    return found
