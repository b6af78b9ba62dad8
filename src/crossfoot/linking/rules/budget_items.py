"""节能环保支出214.8亿元 is of 一般公共预算支出9976亿元: items by the classification of budgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.linking.find import plain
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene

# Classes of 政府收支分类科目, by the fund and side that they are of.
_SPENDING = (
    "一般公共服务 国防 公共安全 教育 科学技术 文化(?:旅游)?体育与传媒 社会保障和就业 卫生健康"
    " 医疗卫生(?:与计划生育)? 节能环保 城乡社区(?:事务)? 农林水(?:事务)? 交通运输"
    " 资源勘探(?:工业)?信息等? 商业服务业等? 金融 援助其他地区 自然资源海洋气象等? 住房保障"
    " 粮油物资储备 灾害防治及应急管理 债务付息"
)
_TAXES = (
    "(?:国内)?增值税 企业所得税 个人所得税 资源税 城市维护建设税 房产税 印花税 土地增值税"
    " 城镇土地使用税 车船税 耕地占用税 契税 烟叶税 环境保护税"
)
_FEES = "专项 行政事业性收费 罚没 国有资源(?:有偿使用)? 国有资本经营"
_LAND = "国有土地使用权出让金? 土地出让金?"


def _called(names: str, end: str) -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(names.split())}){end}$")


_CLASSES = (
    ("一般公共", "支出", _called(_SPENDING, "支出")),
    ("一般公共", "收入", _called(_TAXES, "(?:收入)?")),
    ("一般公共", "收入", _called(_FEES, "收入")),
    ("政府性基金", "收入", _called(f"{_LAND} 城市基础设施配套费 污水处理费 彩票公益金", "收入")),
    ("政府性基金", "支出", _called(_LAND, "(?:收入安排的?)?支出")),
    ("国有资本经营", "收入", _called("利润 股利、?股息 产权转让", "收入")),
)
_MANY = 3  # items of a sentence after which the rest of its list is of the same side
_PLANNED = re.compile("年初预算|调整预算|调整为|批准")


def links(scene: Scene) -> Iterator[Link]:
    """Every item with the income or spending of its fund, place and year; those of a list together.

    What has the same name may be of other money, so it is only seen where it fits.
    """
    told = set[tuple[str, str]]()
    listed = {id(part) for one in scene.lists for part in one.parts}
    for sentence in scene.sentences:
        if not sentence.chinese:
            continue
        found = [
            (whole, mention)
            for mention in levels(sentence)
            if id(mention) not in listed and mention.depth == 0
            for whole in [_whole(scene, mention, scene.years[sentence.index])]
            if whole is not None
        ]
        for _, some in groupby(found, key=lambda pair: id(pair[0])):
            pairs = list(some)
            whole, parts = pairs[0][0], [part for _, part in pairs]
            if len(parts) >= _MANY:
                parts = _whole_run(levels(sentence), parts)
            for part in parts:
                key = whole.figure.name, plain(part.label)
                if key not in told:
                    told.add(key)
                    yield _link(scene, whole, [part])
            if len(parts) > 1 and len({part.label for part in parts}) == len(parts):
                yield _link(scene, whole, parts)


def _whole(scene: Scene, part: Mention, year: int | None) -> Mention | None:
    """The income or spending that an item is of, printed before it or after."""
    for fund, side, called in _CLASSES:
        if not called.match(part.label) or _PLANNED.search(part.lead[-30:]):
            continue
        for account in scene.accounts:
            whole = account.items.get(side)
            if (account.scope, account.fund, account.year) != (part.scope, fund, year):
                continue
            if whole is not None and whole is not part and _fits(part, whole):
                again = [other for first, other in account.again if first is whole]
                before = [one for one in again if one.start < part.start and _fits(part, one)]
                return before[-1] if before else whole
    return None


def _fits(part: Mention, whole: Mention) -> bool:
    return same_unit(part.figure, whole.figure) and (
        part.figure.reading.value <= whole.figure.reading.value
    )


def _whole_run(inside: Sequence[Mention], known: Sequence[Mention]) -> list[Mention]:
    """The known items, and what stands between them and ends in the same noun."""
    tail = known[0].label[-2:]
    between = [m for m in inside if known[0].start <= m.start <= known[-1].start and m.depth == 0]
    return [m for m in between if m in known or m.label.endswith(tail)]


def _link(scene: Scene, whole: Mention, parts: Sequence[Mention]) -> Link:
    roles: Roles = {"parts": [part.figure for part in parts], "whole": whole.figure}
    return Link("part_of", roles, scene.told(whole, *parts), stated=False, doubt=MAY_OVERLAP)
