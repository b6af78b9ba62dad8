"""More Chinese sentences that are true: other bases, stock and flow, per head, respectively."""

from __future__ import annotations

from fractions import Fraction

from tests.linking.prose.chinese import BEFORE, FIELDS, up
from tests.linking.prose.truth import Sentence, World, rounded


def per_head(w: World) -> str:
    people, total = w.level(500), w.level(3000)
    mean = rounded(total * 10_000 / people, 0)
    n, t = f"{rounded(people, 2)}万人", f"{rounded(total, 2)}亿元"
    other, month = rounded(w.level(20_000), 0), rounded(w.level(500), 0)
    kind = w.fresh(["旅游", "养老", "地区生产总值", "补助", "低保"])
    told = {
        "旅游": [
            f"接待游客{n}次，旅游收入{t}，人均消费{mean}元。",
            f"接待游客{n}次，{up(w.rate())}；实现旅游收入{t}，{up(w.rate())}。人均可支配收入{other}元。",
            f"接待国内游客{n}次，实现旅游总收入{t}（含入境旅游），过夜游客人均消费{other}元。",
        ],
        "养老": [f"年末参保{n}，发放养老金{t}，月人均养老金{month}元。",
               f"为{n}发放养老金{t}，人均每月{month}元，人均每月提高{rounded(w.level(50), 0)}元。"],
        "地区生产总值": [
            f"地区生产总值{t}，常住人口{n}，人均地区生产总值{other}元，{up(w.rate())}。",
            f"生产总值{t}，年末常住人口{n}；按年平均人口计算，人均生产总值{other}元。",
        ],
        "补助": [f"补助{n}，资金{t}，人均补助标准由{month}元提高到{other}元。"],
        "低保": [f"保障低保对象{n}，累计发放低保金{t}，人均月补助{month}元。"],
    }  # fmt: skip
    return w.head + w.one(told[kind])


def stock_and_flow(w: World) -> str:
    old, new, gone = w.whole(50_000), w.whole(5_000), w.whole(400)
    end = old + new - gone
    kind = w.fresh(["市场主体", "贷款", "机动车", "企业", "专利", "融资"])
    rate, other = up(end / old - 1), up(w.rate())
    a, b, c = (rounded(v / 100, 2) for v in (end, new, end - old))
    told = {
        "市场主体": [
            f"新登记市场主体{new}户，{other}；注销{gone}户。年末实有市场主体{end}户，{rate}。",
            f"新增市场主体{new}户，{other}，累计达到{end}户，比上年末{rate}。",
        ],
        "贷款": [
            f"新增贷款{b}亿元，同比多增{rounded(w.level(50), 2)}亿元；年末贷款余额{a}亿元，{rate}。",
            f"累计发放贷款{b}亿元，{other}；贷款余额{a}亿元，比年初增加{c}亿元，{rate}。",
            f"年末贷款余额{a}亿元，{rate}，比年初{'增加' if end >= old else '减少'}"
            f"{rounded(abs(end - old) / 100, 2)}亿元，同比多增{rounded(w.level(50), 2)}亿元。",
        ][: None if end >= old else 1],
        "机动车": [f"机动车保有量{end}辆，{rate}，新注册登记{new}辆，{other}。"],
        "企业": [f"新认定高新技术企业{new}家，总数达{end}家，{rate}。",
               f"净增企业{abs(new - gone)}家，其中新设{new}家。"][: 2 if new > gone else 1],
        "专利": [f"新增授权专利{new}件，{other}。有效专利{end}件，{rate}，其中发明专利{end // 3}件。"],
        "融资": [f"社会融资规模增量{b}亿元，同比多{rounded(w.level(10), 2)}亿元；存量{a}亿元，{rate}。"],
    }  # fmt: skip
    return w.head + w.one(told[kind])


def respectively(w: World) -> str:
    count = w.random.randint(2, 4)
    names = [w.fresh(FIELDS) for _ in range(count)]
    old = [w.level() for _ in names]
    new = [one * w.factor() for one in old]
    rates = [a / b - 1 for a, b in zip(new, old, strict=True)]
    whole = sum(new, w.level())
    levels = [f"{rounded(one, 1)}亿元" for one in new]
    shares = [f"{rounded(one / whole * 100, 1)}%" for one in new]
    together = rounded(sum(new, Fraction(0)), 1)
    both = w.one(["、", "和"]).join(names) if count == 2 else "、".join(names)
    up_ = [f"{rounded(abs(r) * 100, 1)}%" for r in rates]
    if not all(r > 0 for r in rates):
        return f"{w.head}{both}产值分别为{'、'.join(levels)}，占全部产值的{'、'.join(shares)}。"
    return w.head + w.one([
        f"{both}产值分别为{'、'.join(levels)}，分别增长{'、'.join(up_)}。",
        f"{both}产值分别增长{'、'.join(up_)}，达到{'、'.join(levels)}。",
        f"{both}产值分别达{'、'.join(levels)}，占全部产值的比重分别为{'、'.join(shares)}。",
        f"{both}产值合计{together}亿元，分别增长{'、'.join(up_)}。",
        f"{both}产值{'、'.join(levels)}，增速分别为{'、'.join(up_)}，合计占全部产值"
        f"{rounded(whole, 1)}亿元的{rounded(sum(new, Fraction(0)) / whole * 100, 1)}%。",
    ])  # fmt: skip


def other_subject(w: World) -> str:
    """The rate is not that of the level before it."""
    a, b, c = w.level(), w.level(), w.level()
    x, y, z = (f"{rounded(v, w.one([1, 2]))}亿元" for v in (a, b, c))
    one, two = w.fresh(FIELDS), w.fresh(FIELDS)
    r = w.rate()
    return w.head + w.one([
        f"{one}投资{x}，带动{two}产值增长{rounded(abs(r) * 100, 1)}%。",
        f"{one}产值{x}，{two}产值{y}，{up(r)}。",
        f"{one}产值{x}，{up(r)}，拉动规模以上工业增长{rounded(w.level(3), 1)}个百分点；利润{z}，{up(w.rate())}。",
        f"{one}产值{x}，比{two}多{rounded(w.level(3), 2)}亿元，{up(r)}。",
        f"{one}产值{x}，而{two}产值为{y}，{up(r)}。",
        f"{one}签约项目总投资{x}，到位资金{y}，{up(r)}；其中当年到位{z}，{up(w.rate())}。",
        f"{one}产值{x}，其利润由{y}增加到{rounded(b * (1 + abs(r)), 2)}亿元，税收{up(w.rate())}。",
        f"发行{one}债券{x}，偿还到期债券{y}，年末余额{z}，控制在限额{rounded(a + c, 2)}亿元以内。",
        f"{one}产值突破{int(a) // 10 * 10 + 1}亿元，增长超过{int(abs(r) * 100)}%，利润近{int(b) + 1}亿元。",
        f"{one}销售额约{int(a) + 1}亿元，{up(r)}；线上{y}，{up(w.rate())}，占比超过{w.random.randint(2, 9)}成。",
    ])  # fmt: skip


def currencies(w: World) -> str:
    value, rate = w.level(), Fraction(w.random.randint(630, 730), 100)
    old = value / w.factor()
    name = w.fresh(["进出口总值", "出口总值", "实际利用外资"])
    v, d, o = rounded(value, 1), rounded(value / rate, 1), rounded(old, 1)
    return w.head + w.one([
        f"{name}{v}亿元，{up(value / old - 1)}；按美元计{d}亿美元，{up(w.rate())}。",
        f"{name}{d}亿美元（折合人民币{v}亿元），以人民币计价{up(value / old - 1)}，以美元计价{up(w.rate())}。",
        f"{name}{v}亿元，上年{o}亿元，以美元计价{up(w.rate())}。",
    ])  # fmt: skip


def ratios(w: World) -> str:
    a, b = w.level(20_000), w.level(9_000)
    town, land = w.fresh(["城镇居民人均可支配收入"]), w.fresh(["农村居民人均可支配收入"])
    old = w.level()
    new = old * Fraction(w.random.randint(110, 900), 100)
    name = w.fresh(FIELDS)
    cur, base, times = rounded(new, 1), rounded(old, 1), new / old
    return w.head + w.one([
        f"{town}{rounded(a, 0)}元，{up(w.rate())}；{land}{rounded(b, 0)}元，{up(w.rate())}。"
        f"城乡居民收入比为{rounded(a / b, 2)}:1，比上年缩小0.0{w.random.randint(1, 9)}。",
        f"{land}{rounded(b, 0)}元，是上年的{rounded(w.factor(), 2)}倍，为全省平均水平的{rounded(w.level(50), 1)}%。",
        f"{name}产值{cur}亿元，是2015年（{base}亿元）的{rounded(times, 1)}倍，年均增长{rounded(w.level(5), 1)}%。",
        f"{name}产值{cur}亿元，比2015年的{base}亿元增长{rounded(times - 1, 1)}倍，年均增长{rounded(w.level(5), 1)}%。",
        f"{name}产值由{base}亿元增加到{cur}亿元，是五年前的{rounded(times, 1)}倍，占全省的{rounded(w.level(5), 1)}%。",
        f"{name}产值达{cur}亿元，为全省平均的{rounded(w.level(1), 1)}倍，比上年{up(w.rate())}。",
    ])  # fmt: skip


def periods(w: World) -> str:
    """Quarters, months and sums to date, each with a rate of its own."""
    first, second = w.level(), w.level()
    name = w.fresh(["发电量", "原煤产量", "水泥产量", "钢材产量"])
    unit = w.one(["万吨", "亿千瓦时"])
    a, b, c = (f"{rounded(v, 1)}{unit}" for v in (first, second, first + second))
    r = [up(w.rate()) for _ in range(3)]
    return w.head + w.one([
        f"{name}一季度{a}，{r[0]}；二季度{b}，{r[1]}；上半年{c}，{r[2]}。",
        f"6月份{name}{b}，同比{r[0]}，环比{r[1]}。1-6月累计{c}，同比{r[2]}。",
        f"{name}{c}，{r[2]}，其中二季度{b}，{r[1]}。",
        f"上半年{name}{c}，同比{r[2]}，增速比一季度加快{rounded(w.level(2), 1)}个百分点；12月当月{b}，{r[0]}。",
        f"{name}{c}，比上半年增加{b}，同比{r[0]}。",
    ])  # fmt: skip


def people(w: World) -> str:
    births, deaths, total = (
        Fraction(w.random.randint(*r), 100) for r in ((50, 120), (40, 90), (9000, 90000))
    )
    birth, death = births / total * 1000, deaths / total * 1000
    town = total * Fraction(w.random.randint(300, 800), 1000)
    w.fresh(["人口"])
    return w.head + w.one([
        f"年末常住人口{rounded(total, 2)}万人，其中城镇人口{rounded(town, 2)}万人，常住人口城镇化率{rounded(town / total * 100, 2)}%，"
        f"比上年末提高0.8个百分点。出生人口{rounded(births, 2)}万人，出生率{rounded(birth, 2)}‰；死亡人口{rounded(deaths, 2)}万人，"
        f"死亡率{rounded(death, 2)}‰；自然增长率{rounded(birth - death, 2)}‰。",
        f"年末户籍人口{rounded(total * w.factor(), 2)}万人，常住人口{rounded(total, 2)}万人，城镇化率{rounded(town / total * 100, 1)}%，"
        f"户籍人口城镇化率{rounded(w.level(40), 1)}%。",
        f"年末总人口{rounded(total, 1)}万人，男性{rounded(town, 1)}万人，占{rounded(town / total * 100, 1)}%，"
        f"女性{rounded(total - town, 1)}万人，占{rounded((1 - town / total) * 100, 1)}%。",
    ])  # fmt: skip


def account(w: World) -> str:
    """A year's income with what is added to it, and what is left."""
    parts = [w.level() for _ in range(4)]
    total, places = sum(parts, Fraction(0)), w.one([1, 2])
    spent = total * Fraction(w.random.randint(600, 900), 1000)
    w.fresh(["一般公共预算收入"])
    a, b, c, d, t, s, left = (
        f"{rounded(v, places)}亿元" for v in (*parts, total, spent, total - spent)
    )
    whole = w.one([
        f"一般公共预算收入{a}，加上上级补助收入{b}、上年结余{c}、调入资金{d}，收入总计{t}。支出总计{s}，收支相抵，结余{left}。",
        f"收入总量{t}，其中：一般公共预算收入{a}，上级补助收入{b}，上年结转{c}，调入资金{d}等。",
        f"当年一般公共预算收入{a}，加债券转贷收入{b}、上年结余{c}后，可用财力{rounded(sum(parts[:3], Fraction(0)), places)}亿元，{up(w.rate())}。",
        f"收入总计{t}（含上年结余{c}），支出总计{s}，年终滚存结余{left}，其中结转下年{rounded((total - spent) / 2, places)}亿元。",
    ])  # fmt: skip
    return w.head + whole


def distraction(w: World) -> str:
    """Numbers that are related to nothing."""
    n = w.random.randint
    return w.one([
        f"共召开会议{n(2, 30)}次，印发文件{n(2, 40)}份，办理提案{n(20, 300)}件，办结率100%。",
        f"第{n(1, 9)}届博览会签约项目{n(10, 90)}个，其中亿元以上项目{n(1, 9)}个。",
        f"空气质量优良天数比例为{rounded(w.level(9), 1)}%，PM2.5平均浓度{n(10, 60)}微克/立方米，下降{n(1, 9)}.{n(0, 9)}%。",
        f"全面落实“{n(1, 9)}+{n(1, 9)}”工作机制，{n(1, 9)}项指标进入全省前{n(1, 9)}位。",
        f"居民消费价格上涨{n(0, 4)}.{n(0, 9)}%，工业生产者出厂价格{w.one(BEFORE)}下降{n(0, 4)}.{n(0, 9)}%。",
        f"建成公路{n(10, 99)}.{n(1, 9)}公里，改造老旧小区{n(10, 99)}个、惠及{n(1, 9)}.{n(1, 9)}万户。",
        f"研发投入强度{n(1, 4)}.{n(10, 99)}%，每万人拥有发明专利{n(1, 40)}.{n(1, 9)}件。",
    ])  # fmt: skip


MORE_CHINESE: list[Sentence] = [
    per_head, stock_and_flow, respectively, other_subject, currencies, ratios, periods, people,
    account, distraction,
]  # fmt: skip
