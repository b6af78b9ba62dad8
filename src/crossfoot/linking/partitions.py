"""Classes that are complete by what they mean: exports and imports are all of trade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Partition:
    """Classes that make up a whole; `whole` is what it has to be called where no list is stated."""

    members: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str] | None = None

    def fits(self, labels: Sequence[str]) -> bool:
        """Whether the labels are just these classes, in any order."""
        return len(labels) == len(self.members) and all(
            sum(member.search(label) is not None for label in labels) == 1
            for member in self.members
        )


def _partition(*members: str, whole: str = "") -> Partition:
    compiled = tuple(re.compile(member, re.IGNORECASE) for member in members)
    return Partition(compiled, re.compile(whole, re.IGNORECASE) if whole else None)


PARTITIONS = (
    _partition("^第?一产(?!品)", "^第?二产(?!品)", "^第?三产(?!品)", whole="生产总值|GDP|增加值"),
    _partition("^城[镇市]", "^(?:乡村|农村)", whole="零售|人口|用电|低保|最低生活保障"),
    _partition("(?<!进)出口", "进口(?!出口)", whole="进出口|外贸"),
    _partition("^(?:各项)?税收(?!.*非税)", "^非税", whole="收入"),
    _partition("采矿业", "制造业", "电力.*供应业", whole="工业|利润|营业收入|用电量"),
    _partition("^男", "^女", whole="人口|职工|学生|人员"),
    _partition("夏粮|夏收", "秋粮|秋收", whole="粮食"),
    _partition(
        "^农业", "^林业", "^(?:畜?牧业|畜禽)", "^渔业", "农林牧渔.*(?:服务|辅助)", whole="农林牧渔"
    ),
    _partition("^第?一产", "^第?二产", "^第?三产", "居民(?:生活)?用电", whole="用电量"),
    _partition("^淡水", "^海水", whole="水产"),
    _partition("养殖", "捕捞", whole="水产|海水|淡水"),
    _partition("^粮食", "^经济作物|^非粮食", whole="播种面积"),
    _partition(
        "^(?:农村|农业)?.*用水",
        "^工业.*用水",
        "^(?:居民)?生活.*用水",
        "^(?:人工)?生态.*(?:用水|补水)",
        whole="用水",
    ),
    _partition("^地表水", "^地下水", "^(?:非常规|其他)水", whole="供水|用水"),
    _partition("发明专利", "实用新型", "外观设计", whole="专利"),
    _partition("内贸", "外贸", whole="吞吐量|货运"),
    _partition("职工基本养老", "居民(?:社会|基本)?养老", whole="养老保险"),
    _partition("职工(?:基本)?医疗", "居民(?:基本)?医疗", whole="医疗保险"),
    _partition(
        "0[-—至~]1[4-5]周?岁",
        "1[5-6][-—至~](?:59|64)周?岁",
        "6[05]周?岁(?:及|及其)?以上",
        whole="人口",
    ),
    _partition("^还本|本金", "^付息|利息", whole="还本付息"),
    _partition("早稻|春粮", "夏粮|夏收|中稻", "秋粮|秋收|晚稻"),
    _partition("财产险|财产保险|^产险", "人身险|人身保险", whole="保费|赔付|赔款"),
    _partition("^邮政", "^电信", whole="邮电"),
    _partition("餐饮", "商品零售|商品", whole="零售|消费品"),
    _partition("批发(?:和|与)?零售", "住宿(?:和|与)?餐饮", whole="零售|消费品"),
    _partition("返还性", "一般性转移支付", "专项转移支付", whole="转移支付|补助"),
    _partition("一般债", "专项债"),
    _partition("新增.*债", "再融资"),
    _partition("^轻工业", "^重工业"),
    _partition("^基本支出", "^项目支出", whole="支出"),
    _partition("^[市省州]?本级|^[市省州]级", "^(?:各|县|市|旗)*区级?$|^县|^[市区]县"),
    _partition("一般公共预算", "政府性基金", whole="转移支付"),
    _partition("^财产险", "^(?:人)?寿险", "^健康险", "意外", whole="保费|赔付|赔款"),
    _partition("客运", "货运", whole="营运|营业性"),
    _partition("^固定电话", "^移动电话", whole="^电话|话用户"),
    _partition("企业(?!.*合作社)", "个体", "合作社", whole="主体"),
    _partition("公办", "民办", whole="幼儿园|学校"),
    _partition("^大型", "^中型", "^小微|^小型(?:和|及)?微型", whole="企业|工业|利润|收入"),
    _partition("^大型", "^中型", "^小型", "^微型", whole="企业|工业|利润|收入"),
    _partition("^财产险", "^(?:人)?寿险", "^健康险(?:和|及).*意外", whole="保费|赔付|赔款"),
    _partition("边缘易致贫", "脱贫不稳定", "突发严重困难"),
    _partition("^上半年", "^下半年"),
    _partition("^第?一季度", "^第?二季度", "^第?三季度", "^第?四季度"),
    _partition("^国内", "^(?:入境|国际|境外|海外)"),
    _partition("^户籍|^本地", "^非户籍|^外来|^外地"),
    _partition(
        r"full[- ]time(?! equiv)", r"part[- ]time", whole="employ|workers|staff|civil serv|jobs"
    ),
    _partition(r"\bfemale|\bwomen", r"(?<!fe)male|\bmen\b"),
    _partition(r"\burban", r"\brural"),
    _partition(r"\bexports", r"\bimports", whole="trade"),
    _partition(r"^current", r"^non-?current"),
)
# What an income or a spending per head is made up of: means over the same people add up.
_PER_HEAD = (
    _partition("^(?:人均)?工资性", "^(?:人均)?经营", "^(?:人均)?财产", "^(?:人均)?转移"),
    _partition(
        *(f"^(?:人均)?{kind}" for kind in ("食品", "衣着", "居住", "生活用品", "交通", "教育")),
        *(f"^(?:人均)?{kind}" for kind in ("医疗", "其他用品")),
    ),
)
# Classes of which nothing is in two, whether they are all there are or not.
_EXCLUSIVE = tuple(
    _partition(*members)
    for members in (
        ("企业(?!.*合作社)", "个体", "合作社"),
        ("火电|火力", "水电|水力", "风电|风力", "太阳能|光伏", "核电", "生物质"),
        ("3G", "4G", "5G"),
        ("铁路", "公路", "水路|水运", "民航|航空", "管道"),
        ("^第?一产", "^第?二产", "^第?三产"),
        ("公立", "民营|民办|私立"),
        ("公办", "民办"),
        ("小学", "初中", "高中", "中职|中等职业", "普通高等|高校|本专科", "特殊教育", "幼儿"),
        ("特等奖", "一等奖", "二等奖", "三等奖"),
        ("^大型", "^中型", "^小型", "^微型"),
        ("固定电话", "移动电话"),
        ("稻谷|水稻", "小麦", "玉米", "豆", "薯"),
        ("猪肉", "牛肉", "羊肉", "禽肉"),
        ("发明专利", "实用新型", "外观设计"),
        ("(?<!级)医院", "基层医疗卫生", "专业公共卫生"),
        (
            "(?<!级)医院",
            "卫生院",
            "村卫生室",
            "妇幼保健",
            "疾病预防",
            "社区卫生",
            "诊所|门诊",
            "防治[院所]",
            "卫生监督",
        ),
        ("执业", "注册护士|^护士"),
        ("^5A", "^4A", "^3A", "^2A", "^1A"),
        ("五星", "四星", "三星", "二星"),
        ("苹果", "葡萄", "枣", "柑[橘桔]", "^桃|桃种", "^梨|梨种", "香蕉", "猕猴桃"),
        ("巡游|出租", "公交|公共汽", "网约"),
    )
)
_NOT_ADDED = re.compile(
    r"人均|户均|平均|均价|每|单价|价格|指数|率$|密度|强度|浓度|温度|气温|年龄|寿命|得分|评分|海拔|水位|系数|位次|名次|排名|排序|序号|行次|编号"
    r"|\b(?:median|average|mean|per|rank|ranking|index|no\.|price|rate|ratio|yield|code"
    r"|density|intensity|concentration|temperature|age|expectancy|score|altitude|elevation)\b",
    re.IGNORECASE,
)


def complete(labels: Sequence[str]) -> bool:
    """Whether classes so called leave nothing out, or are X and not-X."""
    if any(partition.fits(labels) for partition in (*PARTITIONS, *_PER_HEAD)):
        return True
    if len(labels) != 2:
        return False
    one, other = labels
    if not one or not other:
        return False
    apart = other.startswith("非" + one[:2]) or one.startswith("非" + other[:2])
    return apart or (one != other and one.replace("已", "未") == other.replace("已", "未"))


def exclusive(labels: Sequence[str]) -> bool:
    """Whether no thing can be of two of the classes so called."""
    return any(_distinct(one, labels) for one in (*PARTITIONS, *_PER_HEAD, *_EXCLUSIVE))


def by_source(labels: Sequence[str]) -> bool:
    """Whether these are sources of one income, or items of one spending, per head."""
    return any(_distinct(one, labels) for one in _PER_HEAD)


def _distinct(partition: Partition, labels: Sequence[str]) -> bool:
    hits = [[i for i, m in enumerate(partition.members) if m.search(one)] for one in labels]
    return all(len(some) == 1 for some in hits) and len({some[0] for some in hits}) == len(labels)


def adds_up(label: str) -> bool:
    """Whether the thing counted is one of which parts are added; means and rates are not."""
    return _NOT_ADDED.search(label) is None
