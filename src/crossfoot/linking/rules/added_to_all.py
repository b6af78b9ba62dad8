"""新增智能工厂6家，累计10家; 12 openings, bringing the total to 847: what is new is among all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.find import matches
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.zh import clause_of

_NEW = re.compile(
    "(?:(?<!比)新(?:增|认定|建|设|立项|获批?|入选|落户|评定?|培育|开工?|签|引进|登记|注册|挂牌)"
    "|增设)(?:及升格|和?改扩?建)?"
)
_ALL = re.compile("累计|总数|总量|总计|共有|共(?=$|达)|拥有|年末.*有|增[至到]|达到?(?=$|了)")
_BARE = re.compile(
    "^[\\s,，。；;]*(?:年末|年底|目前|至今|现|全[市省区县国州])*(?:累计|总数|共有|共)"
    "(?:达到?|为|有|建成|拥有)?$"
)
_RESPECTIVELY = re.compile("(?:累计|总数|总量)(?:数)?分别(?:达到?|为|有|增至)?$")
_BRINGING = re.compile(
    r"\bbringing (?:the|its|our|their) (?:total|overall)\b[^.;\d]{0,60}\bto (?:a total of )?$", re.I
)
_NET = re.compile("净|同比|预计|计划|目标|力争|另")
_FAR = 5  # levels between what is new and all of it
_TAIL = 4  # characters that two names end in


def links(scene: Scene) -> Iterator[Link]:
    """Each addition with the first level after it that is said to be all, and is called alike."""
    listed = {id(part): one.whole for one in scene.lists for part in one.parts}
    for paragraph in scene.paragraphs:
        inside = [m for s in paragraph for m in levels(s) if m.depth == 0]
        for index, new in enumerate(inside):
            after = inside[index + 1 : index + 1 + _FAR]
            if _is_new(new) or (id(new) in listed and _is_new(listed[id(new)])):
                yield from _all(scene, new, after)
            elif after and _BRINGING.search(after[0].lead):
                yield _link(scene, new, after[0], sure=True)
        yield from _respectively(scene, inside)


def _is_new(mention: Mention) -> bool:
    said = clause_of(mention.lead)
    return _NEW.search(said) is not None and not _NET.search(said) and not _ALL.search(said)


def _all(scene: Scene, new: Mention, after: Sequence[Mention]) -> Iterator[Link]:
    for every in after:
        said = clause_of(every.lead)
        if not same_unit(new.figure, every.figure) or not _ALL.search(said) or _NET.search(said):
            continue
        bare = every is after[0] and _BARE.match(every.lead) is not None
        if bare or _called_alike(new, every):
            if bare or new.figure.reading.value <= every.figure.reading.value:
                yield _link(scene, new, every, sure=bare)
            return


def _called_alike(new: Mention, every: Mention) -> bool:
    name, other = (_NEW.sub("", m.label).removesuffix("总") for m in (new, every))
    if not name or not other:
        return False
    return matches(name, other) > 0 or (len(name) >= _TAIL and name[-_TAIL:] == other[-_TAIL:])


def _respectively(scene: Scene, inside: Sequence[Mention]) -> Iterator[Link]:
    """新增总部11个、研发中心48个，累计分别达238和317个."""
    for index, first in enumerate(inside):
        if not _RESPECTIVELY.search(clause_of(first.lead)):
            continue
        run = [first]
        while index + len(run) < len(inside) and _follows(inside[index + len(run)]):
            run.append(inside[index + len(run)])
        new = inside[max(0, index - len(run)) : index]
        if len(new) == len(run) > 1 and _is_new(new[0]):
            for one, every in zip(new, run, strict=True):
                if same_unit(one.figure, every.figure):
                    yield _link(scene, one, every, sure=False)


def _follows(mention: Mention) -> bool:
    return mention.lead.strip() in ("、", "和", "及", "与")


def _link(scene: Scene, new: Mention, every: Mention, *, sure: bool) -> Link:
    roles: Roles = {"parts": [new.figure], "whole": every.figure}
    words = scene.text[new.start - len(new.lead[-24:]) : every.end]
    return Link("part_of", roles, words, stated=sure, doubt=MAY_OVERLAP, slip=sure)
