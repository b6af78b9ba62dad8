"""Tables computed from numbers that are known: whatever stands in them, nothing is accused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.reading import read_text
from tests.linking.prose.truth import examples, rounded

NAMES = {
    "zh": ["农业", "工业", "建筑业", "批发零售业", "交通运输业", "金融业", "教育", "卫生"],
    "en": ["Farming", "Mining", "Building", "Retail", "Transport", "Finance", "Housing", "Schools"],
}
STUBS = {"zh": "项目", "en": "Industry"}
HEADS = {
    "zh": ["2023年", "2024年", "增减额", "比上年增长%", "比重（%）", "价格指数", "单位数（个）"],
    "en": ["2023", "2024", "Change", "% change", "% of total", "Price index", "Firms"],
}
MORE = {"zh": ["平均每个单位产值", "位次"], "en": ["Average per firm", "Rank"]}
TOTALS = {
    "zh": ["合计", "第一类小计", "第二类小计"],
    "en": ["Total", "Group A total", "Group B total"],
}
Line = tuple[str, Fraction, Fraction, int]


def summed(name: str, lines: Sequence[Line]) -> Line:
    """A total of lines."""
    old, new, firms = (sum(column) for column in list(zip(*lines, strict=True))[1:])
    return name, Fraction(old), Fraction(new), int(firms)


def lines_of(random: Random, language: str) -> Iterator[Line]:
    """Industries, perhaps in two groups, with their total first or last."""
    total, first, second = TOTALS[language]
    size = random.choice([50, 5000, 50000])
    lines: list[Line] = []
    for name in random.sample(NAMES[language], random.randint(3, 8)):
        old = Fraction(random.randint(1, size * 1000), 1000)
        new = old * Fraction(random.randint(700, 1400), 1000)
        lines.append((name, old, new, random.randint(10, 900)))
    whole, body = summed(total, lines), lines
    if len(lines) > 5 and random.random() < 0.5:
        one, other = lines[:3], lines[3:]
        sums = summed(first, one), summed(second, other)
        ahead = random.random() < 0.5
        body = [sums[0], *one, sums[1], *other] if ahead else [*one, sums[0], *other, sums[1]]
    yield from [whole, *body] if random.random() < 0.4 else [*body, whole]


def table(random: Random) -> str:
    """A table with levels of two years and some of what is computed from them."""
    language = random.choice(["zh", "en"])
    old, new, change, growth, share, index, firms, average, rank = HEADS[language] + MORE[language]
    lines, places = list(lines_of(random, language)), random.choice([0, 1, 2])
    whole = next(line for line in lines if line[0] == TOTALS[language][0])
    columns: dict[str, Callable[[Line], str]] = {
        old: lambda line: rounded(line[1], places),
        new: lambda line: rounded(line[2], places),
        change: lambda line: rounded(line[2] - line[1], places),
        growth: lambda line: rounded((line[2] / line[1] - 1) * 100, 1),
        share: lambda line: rounded(line[2] / whole[2] * 100, 1),
        index: lambda line: rounded(Fraction(random.randint(900, 1200), 10), 1),
        firms: lambda line: str(line[3]),
        average: lambda line: rounded(line[2] / line[3], 2),
        rank: lambda line: str(lines.index(line) + 1),
    }
    heads = [old, new, *(head for head in list(columns)[2:] if random.random() < 0.45)]
    if random.random() < 0.3:
        random.shuffle(heads)
    rows = [[line[0], *(columns[head](line) for head in heads)] for line in lines]
    return "\n".join(
        "| " + " | ".join(row) + " |"
        for row in [[STUBS[language], *heads], ["---"] * (len(heads) + 1), *rows]
    )


@settings(max_examples=examples(120))
@given(st.integers(0, 2**32).map(Random))
def test_a_true_table_is_never_accused(random: Random) -> None:
    """Totals, changes, growth, shares, averages, ranks and indices side by side."""
    text = table(random)
    report = read_text(text).run()
    assert [v.check.name for v in report.verdicts if v.outcome == "fails"] == [], text
    assert report.joint == (), text
