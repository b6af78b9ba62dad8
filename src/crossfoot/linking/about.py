"""The years and the place that a sentence speaks of; one that names none goes on with the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossfoot.linking.scene import Sentence

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_OPENS = re.compile(r"^\W*(?:截[至止]|到)?((?:19|20)\d\d)年(?!以来|的)")
_PLACE = re.compile(
    r"^\W*(?:(?:截[至止]|到)?(?:19|20)\d\d年(?:\d{1,2}月)?[末底]?[,，]?)?"
    r"(?P<name>[一-鿿]{2,6}?(?:自治[区州县]|市|区|县|州|旗))(?![级场属委民性内外直容政])"
)
_NO_NAME = re.compile(
    "(?:地|社|园|景|小|校|灾|库|牧|市|辖|片|街|专|林|矿|郊|[主心老新]城)区$|(?:城|超|上|都|股|楼|门|夜|早)市$"
    "|[全我本该各两多几每跨年月增实完投]"
)
_LEAST = 3  # characters of the name of a place


def tell(sentences: Sequence[Sentence]) -> None:
    """Notes of every sentence what years and what place it is about."""
    for one in sentences:
        one.years = frozenset(_YEAR.findall(one.text))
        said = _PLACE.match(one.text)
        one.place = said["name"] if said and _is_name(said["name"]) else ""
    opened = {id(one): _OPENS.match(one.text) for one in sentences}
    year, place, paragraph = "", "", -1
    for one in sentences:
        if one.paragraph != paragraph:
            year, place, paragraph = "", "", one.paragraph
        said = opened[id(one)]
        year, place = said[1] if said else year, one.place or place
        one.years = one.years or (frozenset([year]) if year else frozenset())
        one.place = place


def _is_name(text: str) -> bool:
    return len(text) >= _LEAST and _NO_NAME.search(text) is None


def apart(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences speak of different years, or of different places."""
    if one.years and other.years and not one.years & other.years:
        return True
    return bool(one.place and other.place) and one.place != other.place
