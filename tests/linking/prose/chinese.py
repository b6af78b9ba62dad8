"""Chinese sentences that are true: growth, lists of parts, shares, budgets."""

from __future__ import annotations

from fractions import Fraction

from tests.linking.prose.truth import Sentence, World, rounded

HEADS = [
    [""], ["全市"], ["2023年，全市"], ["我市"], ["全省"], ["2023年，"], ["截至2023年末，全县"], ["市本级"],
    ["东山区", "西河县", "宁海市", "南江区", "高新区", "北岭县", "临川市", "安平区"],
    ["2018年，", "2019年，", "2020年，", "2021年，", "2022年，", "2023年，", "2024年，", "2025年，"],
    ["2021年，全市", "2022年，全市", "2023年，全市", "2024年，全市", "2020年，全省", "2025年，全县", "2019年，我市"],
]  # fmt: skip
AMOUNTS = [
    "一般公共预算收入", "社会消费品零售总额", "固定资产投资", "进出口总额", "税收收入", "房地产开发投资", "旅游总收入",
    "主营业务收入", "金融机构存款余额", "贷款余额", "保费收入", "快递业务收入", "商品房销售额", "工业投资",
    "政府性基金收入", "民生支出", "技术合同成交额", "外商直接投资",
]  # fmt: skip
COUNTS = [
    ("高新技术企业", "家"), ("市场主体", "户"), ("接待游客", "万人次"), ("在校学生", "人"), ("机动车保有量", "万辆"),
    ("授权专利", "件"), ("新增就业", "万人"), ("粮食产量", "万吨"), ("商品房销售面积", "万平方米"), ("医疗卫生机构", "个"),
    ("床位", "张"), ("用电量", "亿千瓦时"), ("货物运输量", "万吨"), ("参保人数", "万人"), ("规模以上工业企业", "家"),
]  # fmt: skip
REAL = [
    "地区生产总值",
    "规模以上工业增加值",
    "服务业增加值",
    "建筑业增加值",
    "数字经济核心产业增加值",
]
ITEMS = [
    "教育支出",
    "科学技术支出",
    "农林水支出",
    "卫生健康支出",
    "城乡社区支出",
    "住房保障支出",
    "公共安全支出",
]
FIELDS = [
    "甲类",
    "乙类",
    "丙类",
    "生物医药",
    "电子信息",
    "新材料",
    "装备制造",
    "食品",
    "纺织",
    "化工",
]
BEFORE = ["比上年", "同比", "较上年", "比去年同期", "较去年", "比上年同期"]
SPENDING = "一般公共预算支出"


def yuan(w: World, value: Fraction) -> str:
    """亿元, or the same in 万元."""
    if w.likely(25):
        return f"{rounded(value * 10_000, w.one([0, 0, 1]))}万元"
    return f"{rounded(value, w.one([0, 1, 1, 2, 2]))}亿元"


def up(value: Fraction, places: int = 1) -> str:
    """增长12.3%, 下降4.5%."""
    return f"{'增长' if value >= 0 else '下降'}{rounded(abs(value) * 100, places)}%"


def subject(w: World) -> tuple[str, str, Fraction, Fraction]:
    """What is counted, its unit, and how much of it there was and is."""
    if w.likely(60):
        old = w.level()
        return w.fresh(AMOUNTS), "亿元", old, old * w.factor()
    name, unit = w.fresh(COUNTS)
    if len(unit) > 1:
        old = w.level()
        return name, unit, old, old * w.factor()
    old = w.whole()
    return name, unit, old, Fraction(int(old * w.factor()))


def growth(w: World) -> str:
    """A level with its base, change and rate, in any order."""
    name, unit, old, new = subject(w)
    add, rate = new - old, new / old - 1
    digits = w.one([1, 2]) if len(unit) > 1 else 0
    cur, base, change = (f"{rounded(abs(v), digits)}{unit}" for v in (new, old, add))
    word, moved = ("增加", "增长") if add >= 0 else ("减少", "下降")
    r = f"{moved}{rounded(abs(rate) * 100, w.one([1, 1, 2, 0]))}%"
    other = rounded(w.level(20), 1)
    head = f"{w.head}{name}"
    return w.one([
        f"{head}{cur}，{w.one(BEFORE)}{word}{change}，{r}。",
        f"{head}由{base}{word}到{cur}，{r}。",
        f"{head}达{cur}，上年为{base}，{r}。",
        f"{head}为{cur}，比上年的{base}{word}{change}，{r}。",
        f"{head}{cur}，{w.one(BEFORE)}{r}。",
        f"{head}为{cur}（上年同期{base}），{r}。",
        f"{head}{cur}，{r}，{word}{change}。",
        f"{head}从五年前的{base}{word}到{cur}，累计{r}。",
        f"{head}完成{cur}，{w.one(BEFORE)}{word}{change}。",
        f"{head}{cur}，{r}，增速比上年回落{other}个百分点，高于全省平均水平{other}个百分点，居全省第{w.random.randint(1, 9)}位。",
        f"{head}{cur}，两年平均增长{other}%，{w.one(BEFORE)}{r}。",
        f"{head}{cur}，比2019年增长{other}%，{w.one(BEFORE)}{word}{change}。",
        f"{head}{cur}，环比增长{other}%，{w.one(BEFORE)}{word}{change}，{r}。",
        f"{head}{cur}，比上年计划{base}多{other}亿元，比目标{r}。",
        f"{head}{cur}，上年同口径{base}，增长{other}%。",
        f"{head}{cur}，年初目标为增长{other}%，实际{r}。",
        f"{head}{cur}，{r}（上年增长{other}%）。",
        f"{head}{cur}，{r}；完成年度计划的{rounded(w.level(90), 1)}%，{word}{change}。",
    ])  # fmt: skip


def real_growth(w: World) -> str:
    """A rate at constant prices, or on another basis, beside levels at current ones."""
    name, old, real = w.fresh(REAL), w.level(), w.rate()
    new = old * w.factor()
    cur, base = yuan(w, new), yuan(w, old)
    nominal, moved = up(new / old - 1), "上升" if real > 0 else "回落"
    r = f"{rounded(abs(real) * 100, 1)}%"
    income, retail, budget = (
        w.fresh([one]) for one in ("人均可支配收入", "零售额", "一般公共预算收入")
    )
    mine, then = (f"{rounded(v * 100, 0)}元" for v in (new, old))
    return w.head + w.one([
        f"{name}{cur}，按可比价格计算，{w.one(BEFORE)}{up(real)}。",
        f"{name}由{base}增加到{cur}，{up(real)}。",
        f"{name}达到{cur}，上年为{base}，按不变价计算{up(real)}。",
        f"{name}{cur}，{up(real)}，现价{nominal}。",
        f"城镇居民{income}{mine}，名义{nominal}，扣除价格因素实际{up(real)}。",
        f"{income}{mine}，上年为{then}，实际{up(real)}，名义{nominal}。",
        f"{income}{mine}，比上年的{then}{nominal}，扣除价格上涨因素，{up(real)}。",
        f"{income}由{then}提高到{mine}，{nominal}，实际{moved}{r}。",
        f"{retail}由{base}到{cur}，扣除价格因素，实际{up(real)}。",
        f"{retail}{cur}，上年{base}，剔除价格影响{up(real)}。",
        f"{budget}{cur}，上年{base}，同口径{up(real)}。",
        f"{budget}由{base}到{cur}，剔除减税因素后{up(real)}。",
        f"{budget}由{base}到{cur}，按可比口径{moved}{r}，自然口径{nominal}。",
        f"{budget}{cur}，上年{base}，还原留抵退税后{up(real)}。",
        f"邮政业务总量{cur}，上年{base}，{up(real)}。",
        f"工业总产值{cur}，较上年{base}{up(real)}（可比价）。",
    ])  # fmt: skip


def of_which(w: World) -> str:
    """Some parts of a whole, with rates of their own."""
    name, whole = w.fresh([SPENDING]), w.level()
    chosen = [w.fresh(ITEMS) for _ in range(w.random.randint(1, 3))]
    shares = w.parts(whole * Fraction(w.random.randint(10, 95), 100), len(chosen))
    places = w.one([1, 2])
    told = [
        f"{item}{rounded(part, places)}亿元" + (f"，{up(w.rate())}" if w.likely(50) else "")
        for item, part in zip(chosen, shares, strict=True)
    ]
    mark = w.one(["其中：", "其中，", "，其中", "（其中：", "其中：", "。其中：", "，主要是"])
    close = "）" if "（" in mark else ""
    gap = w.one(["；", "，", "、"]) if all("，" not in one for one in told) else "；"
    sign = w.one(["，", "。"]) if mark[0] == "其" else ""
    end = w.one(["。", f"，比上年{up(w.rate())}。"]) if close else "。"
    return f"{w.head}{name}{rounded(whole, places)}亿元{sign}{mark}{gap.join(told)}{close}{end}"


def bracketed(w: World) -> str:
    """A breakdown stands between the level and its change."""
    name, old = w.fresh(AMOUNTS), w.level()
    new = old * w.factor()
    first, rest = (f"{rounded(part, 2)}亿元" for part in w.parts(new, 2))
    add = f"{'增加' if new >= old else '减少'}{rounded(abs(new - old), 2)}亿元"
    inside = w.one([
        f"其中市区{first}、县域{rest}", f"含上级补助{first}", f"含{w.one(FIELDS)}{first}",
        f"其中：{w.one(FIELDS)}{first}，{up(w.rate())}", f"不含海关代征的{first}",
    ])  # fmt: skip
    return f"{w.head}{name}{rounded(new, 2)}亿元（{inside}），{w.one(BEFORE)}{add}，{up(new / old - 1)}。"


def overlapping(w: World) -> str:
    """Classes of which many are in several."""
    who, whole = w.fresh(["职工", "从业人员", "学员"]), w.whole(5000)
    names = w.some(
        ["女性", "党员", "35岁以下", "本科以上学历", "高级职称", "少数民族", "退役军人"], 2, 5
    )
    parts = [Fraction(int(whole * Fraction(w.random.randint(5, 90), 100))) for _ in names]
    told = "、".join(f"{name}{part}人" for name, part in zip(names, parts, strict=True))
    rates = "，".join(
        f"{n}占{rounded(p / whole * 100, 1)}%" for n, p in zip(names, parts, strict=True)
    )
    return w.head + w.one([
        f"现有{who}{whole}人，其中{told}。",
        f"{who}{whole}人。其中：{told}。",
        f"共有{who}{whole}人，其中，{told.replace('、', '，')}。",
        f"{who}共{whole}人，其中{told.replace('、', '；')}。",
        f"{who}{whole}人，其中{rates}。",
    ])  # fmt: skip


def industries(w: World) -> str:
    """All three, with rates at constant prices."""
    whole, places = w.level(5000), w.one([1, 2])
    parts, names = w.parts(whole, 3), ["第一产业", "第二产业", "第三产业"]
    rates = [w.rate() for _ in names]
    mean = sum(part * rate for part, rate in zip(parts, rates, strict=True)) / whole
    shares = [rounded(part / whole * 100, 1) for part in parts]
    told = w.one(["；", "，", "。"]).join(
        f"{name}增加值{rounded(part, places)}亿元，{up(rate)}"
        for name, part, rate in zip(names, parts, rates, strict=True)
    )
    end = w.one([
        "", f"三次产业结构为{':'.join(shares)}。", f"三次产业占比分别为{'、'.join(s + '%' for s in shares)}。",
        f"三次产业结构由上年的9.1:40.2:50.7调整为{':'.join(shares)}。",
        f"三次产业增加值占地区生产总值的比重分别为{shares[0]}%、{shares[1]}%和{shares[2]}%。",
        f"三次产业对经济增长的贡献率分别为8.1%、{rounded(w.level(5), 1)}%和{rounded(w.level(5), 1)}%。",
    ])  # fmt: skip
    name = w.fresh(["地区生产总值"])
    head = f"{w.head}实现{name}{rounded(whole, places)}亿元，{up(mean)}"
    return f"{head}{w.one(['。', '。其中，', '，其中：', '。分产业看，'])}{told}。{end}"


def classes(w: World) -> str:
    """Two classes that are all, with the growth of each."""
    name = w.fresh(["社会消费品零售总额", "零售额"])
    old, places = w.parts(w.level(), 2), w.one([1, 2])
    new = [part * w.factor() for part in old]
    whole = sum(new, Fraction(0))
    rates = [a / b - 1 for a, b in zip(new, old, strict=True)]
    first, second = w.one([("城镇", "乡村"), ("商品零售", "餐饮收入"), ("限额以上", "限额以下")])
    return (
        f"{w.head}{name}{rounded(whole, places)}亿元，{up(whole / sum(old) - 1)}。"
        f"{w.one(['按经营地分，', '其中，', '分类看，', ''])}{first}{rounded(new[0], places)}亿元，{up(rates[0])}；"
        f"{second}{rounded(new[1], places)}亿元，{up(rates[1])}。"
    )


def share(w: World) -> str:
    """A part of a whole, and shares of other wholes."""
    whole, name, item = w.level(), w.fresh([SPENDING]), w.fresh(ITEMS)
    part = whole * Fraction(w.random.randint(30, 900), 1000)
    s, other = rounded(part / whole * 100, w.one([1, 2])), rounded(w.level(50), 1)
    p, v = f"{rounded(part, 2)}亿元", f"{rounded(whole, 2)}亿元"
    gdp, income = (w.fresh([one]) for one in ("地区生产总值", "一般公共预算收入"))
    return w.head + w.one([
        f"{name}{v}，其中{item}{p}，占{name}的{s}%。",
        f"{name}{v}，{up(w.rate())}；{item}{p}，占支出的比重为{s}%，比上年提高{other}个百分点。",
        f"{item}{p}，占全部支出{v}的{s}%。",
        f"{item}{p}，占全省{item}的{other}%，占{name}的{s}%。{name}{v}。",
        f"{name}{v}。{item}{p}，占GDP的{other}%。",
        f"{name}{v}，{item}{p}，占比{s}%，{up(w.rate())}。",
        f"税收收入{p}，占{income}的比重为{s}%。{income}{v}，占{gdp}的{other}%。",
        f"{name}{v}，{item}{p}，其占比较上年提高{other}个百分点，占上年的{other}%。",
        f"{name}{v}，{item}{p}，占全省同类支出的{other}%。",
        f"{name}{v}，占全省的{other}%；{item}{p}，占{s}%。",
    ])  # fmt: skip


def budget(w: World) -> str:
    """A result with plans of several kinds."""
    plan, adjusted, old = w.level(), w.level(), w.level()
    done, places = adjusted * Fraction(w.random.randint(900, 1100), 1000), w.one([1, 2])
    p, a, d, o = (f"{rounded(v, places)}亿元" for v in (plan, adjusted, done, old))
    of_plan, of_adjusted = rounded(done / plan * 100, 1), rounded(done / adjusted * 100, 1)
    name = w.fresh(["一般公共预算收入", "政府性基金支出", "社会保险基金收入", SPENDING])
    rate, more = up(done / old - 1), f"{rounded(w.level(3), 1)}个百分点"
    gap = f"{'超收' if done > plan else '短收'}{rounded(abs(done - plan), places)}亿元"
    return w.head + w.one([
        f"{name}完成{d}，为年初预算的{of_plan}%，{rate}。",
        f"{name}年初预算{p}，调整预算{a}，完成{d}，为调整预算的{of_adjusted}%。",
        f"{name}年初预算{p}，执行中调整为{a}。全年完成{d}，为年初预算的{of_plan}%、调整预算的{of_adjusted}%。",
        f"{name}{d}，完成预算{p}的{of_plan}%，比上年{rate}。",
        f"{name}完成{d}，占调整预算{a}的{of_adjusted}%，{rate}，占全省的{rounded(w.level(5), 1)}%。",
        f"{name}预算为{p}，实际完成{d}，完成调整预算的{of_adjusted}%，超预期目标{more}。",
        f"{name}完成{d}，比年初预算{p}{gap}，{rate}。",
        f"{name}安排{p}，比上年执行数{o}{up(plan / old - 1)}，比上年预算数{up(w.rate())}。",
        f"{name}预算{p}，1-9月完成{d}，完成年度预算的{of_plan}%，同比{up(w.rate())}，比序时进度快{more}。",
    ])  # fmt: skip


CHINESE: list[Sentence] = [
    growth, growth, real_growth, of_which, bracketed, overlapping, industries, classes, share, budget,
]  # fmt: skip
