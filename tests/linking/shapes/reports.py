"""Tables of statistics and budgets whose numbers are true."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tests.linking.prose.truth import World, rounded
from tests.linking.shapes.render import Row, Shape, Style, growth

Make = Callable[[World], Shape]
AREAS = {
    "zh": ["东山区", "西河县", "南江区", "北岭县", "临川市", "安平区", "城关镇", "高新区"],
    "en": ["Norland", "Westbury", "Easton", "Harlow", "Kilmore", "Ashby", "Fenton", "Dale"],
}
TOTAL = {"zh": ["合计", "总计", "全市"], "en": ["Total", "All areas", "TOTAL"]}
ZERO = Fraction(0)


def language(w: World) -> str:
    return w.one(["zh", "en"])


def add(rows: list[list[Fraction]]) -> list[Fraction]:
    """Columns added up."""
    return [sum(column, ZERO) for column in zip(*rows, strict=True)]


def budget(w: World) -> Shape:
    """Plan, adjusted plan, result, completion, growth; with rows of which."""
    s, zh = Style(w), w.likely(60)
    names = (
        [
            "税收收入",
            "其中：增值税",
            "企业所得税",
            "个人所得税",
            "非税收入",
            "其中：专项收入",
            "罚没收入",
        ]
        if zh
        else [
            "Taxes",
            "of which: VAT",
            "Corporate tax",
            "Income tax",
            "Other revenue",
            "of which: fees",
            "Fines",
        ]
    )
    part = [[w.level() for _ in range(4)] for _ in range(7)]
    rest = [w.level() for _ in range(4)], [w.level() for _ in range(4)]
    part[0] = add([*part[1:4], rest[0]])
    part[4] = add([*part[5:7], rest[1]])
    lines = [*zip(names, part, strict=True)]
    total = (
        w.one(["一般公共预算收入合计", "收入合计", "本年收入合计"]) if zh else "Total revenue",
        add([part[0], part[4]]),
    )
    lines = [total, *lines] if w.likely(40) else [*lines, total]
    if zh and w.likely(50):
        extra = [w.level() for _ in range(4)]
        lines += [("转移性收入", extra), ("收入总计", add([total[1], extra]))]
    heads = (
        ["项目", "上年决算数", "预算数", "调整预算数", "决算数", "完成调整预算%", "比上年增长%"]
        if zh
        else [
            "Item",
            "2022 actual",
            "2023 budget",
            "2023 revised budget",
            "2023 actual",
            "% of revised budget",
            "% change on 2022",
        ]
    )
    rows = [
        [
            name,
            *(s.cell(v) for v in (old, plan, adjusted, done)),
            s.percent(done / adjusted),
            s.percent(growth(done, old)),
        ]
        for name, (old, plan, adjusted, done) in lines
    ]
    keep = [0, *sorted(w.some([1, 2, 3, 4, 5, 6], 3, 6))]
    caption = w.one(["一般公共预算收入决算表", "表1"]) if zh else "Revenue outturn"
    unit = (
        w.one(["单位：万元", "单位：亿元", ""]) if zh else w.one(["(in millions of dollars)", ""])
    )
    return Shape([heads[i] for i in keep], [[row[i] for i in keep] for row in rows], caption, unit)


def cross(w: World) -> Shape:
    """Areas by classes, with totals on both sides, and empty cells."""
    s, lang = Style(w), language(w)
    classes = w.some(
        ["甲类", "乙类", "丙类", "丁类"]
        if lang == "zh"
        else ["Type A", "Type B", "Type C", "Type D"],
        2,
        4,
    )
    total = w.one(TOTAL[lang])
    body: list[tuple[str, list[Fraction | None]]] = []
    for area in w.some(AREAS[lang], 3, 7):
        body.append((area, [None if w.likely(8) else w.level() for _ in classes]))
    sums = add([[v or ZERO for v in row] for _, row in body])
    lines: list[tuple[str, list[Fraction | None]]] = [*body, (total, [*sums])]
    if w.likely(40):
        lines = [lines[-1], *lines[:-1]]
    rows = [
        [name, *(s.cell(v) for v in row), s.cell(sum((v or ZERO for v in row), ZERO))]
        for name, row in lines
    ]
    heads = ["地区" if lang == "zh" else "Area", *classes, "合计" if lang == "zh" else "Total"]
    if w.likely(30):
        heads, rows = [heads[0], heads[-1], *heads[1:-1]], [[r[0], r[-1], *r[1:-1]] for r in rows]
    notes = (
        ["注：因四舍五入，分项之和可能不等于合计。"]
        if lang == "zh"
        else ["Note: figures may not add up because of rounding."]
    )
    return Shape(heads, rows, notes=notes if w.likely(50) else [])


def indicators(w: World) -> Shape:
    """What a bulletin puts in one table: levels, rates, indices, means, with units of their own."""
    s, lang = Style(w), language(w)
    names = (
        [("地区生产总值", "亿元"), ("第一产业", "亿元"), ("第二产业", "亿元"), ("第三产业", "亿元"), ("粮食产量", "万吨"),
         ("居民消费价格指数", "上年=100"), ("城镇居民人均可支配收入", "元"), ("常住人口", "万人"), ("存款余额", "亿元"),
         ("研发投入强度", "%"), ("出口总值", "亿美元"), ("公路里程", "公里")]
        if lang == "zh"
        else [("Gross domestic product", "$ million"), ("Exports", "$ million"), ("Imports", "$ million"), ("Employment", "thousand"),
              ("Unemployment rate", "%"), ("Consumer prices", "2015=100"), ("Wages per head", "$"), ("Deposits", "$ million"),
              ("Passengers", "million"), ("Floor space", "sq m")]
    )  # fmt: skip
    rows: list[Row] = []
    for name, unit in [one for one in names if w.likely(75)]:
        old = w.level()
        new = old * w.factor()
        real = (
            w.rate()
            if "生产总值" in name or "产业" in name or "domestic" in name
            else growth(new, old)
        )
        if unit == "%":  # points
            old, new = (Fraction(w.random.randint(10, 900), 100) for _ in range(2))
            rows.append([name, unit, s.cell(old, 2), s.cell(new, 2), s.cell(new - old, 2)])
            continue
        if unit == "上年=100":
            old, new = (Fraction(w.random.randint(9500, 10800), 100) for _ in range(2))
            rows.append([name, unit, s.cell(old, 1), s.cell(new, 1), s.cell(new - 100, 1)])
            continue
        rows.append([name, unit, s.cell(old), s.cell(new), s.percent(real)])
    heads = (
        ["指标", "单位", "2022年", "2023年", "比上年增长（%）"]
        if lang == "zh"
        else ["Indicator", "Unit", "2022", "2023", "% change"]
    )
    if w.likely(40):
        heads = [heads[0], heads[1], heads[3], heads[2], heads[4]]
        rows = [[r[0], r[1], r[3], r[2], r[4]] for r in rows]
    return Shape(heads, rows)


def months(w: World) -> Shape:
    """Months or quarters, with sums to date and growth on the year before."""
    s, lang = Style(w), language(w)
    count = w.random.randint(4, 9)
    names = (
        [f"{n}月" for n in range(1, count + 1)]
        if lang == "zh"
        else [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
        ][:count]
    )
    rows, done, before = [], ZERO, ZERO
    for name in names:
        old = w.level(200)
        new = old * w.factor()
        done, before = done + new, before + old
        rows.append(
            [
                name,
                s.cell(new),
                s.percent(growth(new, old)),
                s.cell(done),
                s.percent(growth(done, before)),
            ]
        )
    heads = (
        ["月份", "当月", "当月同比%", "累计", "累计同比%"]
        if lang == "zh"
        else ["Month", "Month", "% yoy", "Year to date", "YTD % yoy"]
    )
    return Shape(heads, rows)


def weighted(w: World) -> Shape:
    """Rates by area with the mean of all, which is no sum."""
    s, lang = Style(w), language(w)
    body = [
        (area, w.level(), w.level(50), Fraction(w.random.randint(5, 95), 100))
        for area in w.some(AREAS[lang], 3, 7)
    ]
    loans = sum((b[1] for b in body), ZERO)
    people = sum((b[2] for b in body), ZERO)
    bad = sum((b[1] * b[3] for b in body), ZERO)
    lines = [*body, (w.one(TOTAL[lang]), loans, people, bad / loans)]
    rows = [
        [n, s.cell(a), s.cell(p, 1), s.percent(r), s.cell(a / p, 2), s.percent(a / loans)]
        for n, a, p, r in lines
    ]
    heads = (
        ["地区", "贷款余额（亿元）", "人口（万人）", "不良率（%）", "人均贷款（万元）", "占比（%）"]
        if lang == "zh"
        else ["Area", "Loans", "Population", "Bad loans (%)", "Loans per head", "% of total"]
    )
    keep = [0, *sorted(w.some([1, 2, 3, 4, 5], 2, 5))]
    return Shape([heads[i] for i in keep], [[row[i] for i in keep] for row in rows])


def survey(w: World) -> Shape:
    """Answers in percent by group, with how many were asked."""
    lang, groups = language(w), w.random.randint(2, 4)
    answers = (
        ["很满意", "满意", "一般", "不满意"]
        if lang == "zh"
        else ["Very good", "Good", "Fair", "Poor"]
    )
    columns = [
        w.counted_parts(Fraction(w.random.randint(200, 3000)), len(answers)) for _ in range(groups)
    ]
    bases = [sum(column, ZERO) for column in columns]
    rows = [
        [
            name,
            *(
                rounded(column[i] / base * 100, 1)
                for column, base in zip(columns, bases, strict=True)
            ),
        ]
        for i, name in enumerate(answers)
    ]
    if w.likely(60):
        rows.append(["合计" if lang == "zh" else "Total", *["100.0"] * groups])
    rows.append(["样本数（人）" if lang == "zh" else "Base (n)", *(str(base) for base in bases)])
    heads = [
        "",
        *(
            (["男", "女", "城镇", "农村"] if lang == "zh" else ["Men", "Women", "Urban", "Rural"])[
                :groups
            ]
        ),
    ]
    return Shape(heads, rows, "满意度（%）" if lang == "zh" else "Percent of respondents")


def ranks(w: World) -> Shape:
    """The first of many, with their place, and all of them below."""
    s, lang = Style(w), language(w)
    levels = sorted((w.level() for _ in range(5)), reverse=True)
    whole = sum(levels, w.level(5000))
    lines = [*zip(AREAS[lang], levels, strict=False)]
    rows = [
        [str(i), name, s.cell(v), s.percent(v / whole), s.percent(w.rate())]
        for i, (name, v) in enumerate(lines, 1)
    ]
    if w.likely(50):
        rows.append(
            [
                "",
                "其他" if lang == "zh" else "Others",
                s.cell(whole - sum(levels, ZERO)),
                s.percent(1 - sum(levels, ZERO) / whole),
                "",
            ]
        )
    rows.append(["", w.one(TOTAL[lang]), s.cell(whole), "100.0", s.percent(w.rate())])
    heads = (
        ["位次", "地区", "总值", "占比%", "增长%"]
        if lang == "zh"
        else ["Rank", "Area", "Value", "Share %", "Growth %"]
    )
    if w.likely(50):
        heads, rows = heads[1:], [row[1:] for row in rows]
    return Shape(heads, rows)


def twins(w: World) -> Shape:
    """Rows of one name in two scopes."""
    s, lang = Style(w), language(w)
    items = w.some(
        ["食品", "衣着", "居住", "交通"]
        if lang == "zh"
        else ["Food", "Clothing", "Housing", "Transport"],
        2,
        4,
    )
    scopes = w.one(
        [("城镇", "农村"), ("本公司", "本集团"), ("现价", "不变价")]
        if lang == "zh"
        else [("Urban", "Rural"), ("Company", "Group"), ("Current prices", "Constant prices")]
    )
    rows: list[Row] = []
    for scope in scopes:
        body = [[w.level(), w.level()] for _ in items]
        rows.append([scope, *(s.cell(v) for v in add(body))])
        rows += [
            [w.one([name, f"  {name}"]), *(s.cell(v) for v in row)]
            for name, row in zip(items, body, strict=True)
        ]
    heads = ["项目", "2022年", "2023年"] if lang == "zh" else ["Item", "2022", "2023"]
    return Shape(heads, rows)


def population(w: World) -> Shape:
    """People by sex and town, density, ratios."""
    s, lang = Style(w), language(w)
    s.places = 0
    rows = []
    body = []
    for area in w.some(AREAS[lang], 3, 6):
        men, women = w.whole(), w.whole()
        land = w.level(800)
        body.append([men, women, land, (men + women) * Fraction(w.random.randint(200, 900), 1000)])
        rows.append((area, body[-1]))
    rows.append((w.one(TOTAL[lang]), add(body)))
    cells = [
        [
            n,
            s.cell(m + f),
            s.cell(m),
            s.cell(f),
            rounded(m / f * 100, 2),
            rounded(a, 2),
            rounded((m + f) / a, 0),
            rounded(t / (m + f) * 100, 2),
        ]
        for n, (m, f, a, t) in rows
    ]
    heads = (
        [
            "地区",
            "总人口",
            "男",
            "女",
            "性别比（女=100）",
            "面积（平方公里）",
            "人口密度",
            "城镇化率（%）",
        ]
        if lang == "zh"
        else [
            "Area",
            "Population",
            "Men",
            "Women",
            "Men per 100 women",
            "Area (sq km)",
            "Density",
            "Urban (%)",
        ]
    )
    keep = [0, *sorted(w.some([1, 2, 3, 4, 5, 6, 7], 3, 7))]
    return Shape([heads[i] for i in keep], [[row[i] for i in keep] for row in cells])


REPORTS: list[Make] = [
    budget,
    cross,
    indicators,
    months,
    weighted,
    survey,
    ranks,
    twins,
    population,
]
