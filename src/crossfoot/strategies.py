"""Hypothesis strategies: prints with a true value they permit, consistent texts, and slips.

    from crossfoot.strategies import printed_figures

    @given(printed_figures())
    def test_reading(printed):
        assert printed.true in my_reader(printed.text)

What is drawn comes with its truth, which was not computed by reading the print: the print was made
by rounding the truth. Nothing is filtered out, so no draw is rejected, and everything shrinks
towards small numbers, few figures and plain forms. Needs Hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from hypothesis import strategies as st

from crossfoot.check import Check, Quantity
from crossfoot.errors import UnreadableFigure
from crossfoot.figure import Figure, Place, Reading
from crossfoot.languages import read_figure
from crossfoot.message import Language
from crossfoot.relation import Relation
from crossfoot.relations import builtin
from crossfoot.suite import Suite


class Printed(NamedTuple):
    """A figure as printed, and one true value, in base units, that prints like that.

    A decrease in words (`下降3.2%`) is negative, as a relation takes it.
    """

    text: str
    true: Fraction


class Slip(NamedTuple):
    """A print with one slip in it, and which, by the name that suspects have it under."""

    text: str
    slip: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text whose figures all follow from one consistent truth.

    `suite` holds its figures, with their places in the text, and the relations it states; `true`
    has the true value of each figure by name.
    """

    text: str
    suite: Suite
    true: Mapping[str, Fraction]


class _Form(NamedTuple):
    """How a figure is printed: words around the digits, what one unit is worth, and its truth."""

    before: str
    after: str
    factor: Fraction = Fraction(1)
    places: int = 0
    kind: str = "rounded"  # or: counted (whole things, printed in full), whole (rounded ones)
    sign: int = 1
    qualifier: str = "exact"


_M, _BN, _WAN, _YI = Fraction(10**6), Fraction(10**9), Fraction(10**4), Fraction(10**8)
_PERCENT = Fraction(1, 100)

_FORMS: dict[Language, tuple[_Form, ...]] = {
    "en": (
        _Form("", " companies", kind="counted"),
        _Form("", "%", _PERCENT, 1),
        _Form("up ", "%", _PERCENT, 1),
        _Form("down ", "%", _PERCENT, 2, sign=-1),
        _Form("$", " million", _M, 1),
        _Form("£", " billion", _BN, 2),
        _Form("", " million people", _M, 2, "whole"),
        _Form("", " tonnes", places=1),
        _Form("", " percentage points", _PERCENT, 2),
        _Form("about $", " million", _M, 1, qualifier="about"),
        _Form("more than ", " companies", kind="counted", qualifier="over"),
        _Form("at least ", "%", _PERCENT, 1, qualifier="at_least"),
        _Form("nearly $", " billion", _BN, 1, qualifier="nearly"),
        _Form("less than ", "%", _PERCENT, 1, qualifier="under"),
        _Form("at most ", "%", _PERCENT, 1, qualifier="at_most"),
    ),
    "zh": (
        _Form("", "家", kind="counted"),
        _Form("", "%", _PERCENT, 1),
        _Form("增长", "%", _PERCENT, 1),
        _Form("下降", "%", _PERCENT, 2, sign=-1),
        _Form("", "万元", _WAN, 1),
        _Form("", "亿元", _YI, 2),
        _Form("", "万件", _WAN, 2, "whole"),
        _Form("", "吨", places=1),
        _Form("提高", "个百分点", _PERCENT, 2),
        _Form("约", "亿元", _YI, 1, qualifier="about"),
        _Form("超过", "家", kind="counted", qualifier="over"),
        _Form("不低于", "%", _PERCENT, 1, qualifier="at_least"),
        _Form("近", "亿元", _YI, 1, qualifier="nearly"),
        _Form("不足", "%", _PERCENT, 1, qualifier="under"),
        _Form("不超过", "%", _PERCENT, 1, qualifier="at_most"),
    ),
}

_LARGEST = 99_999  # the digits of a drawn figure, read without its point


def printed_figures(lang: Language | None = None) -> st.SearchStrategy[Printed]:
    """Figures as printed in a language, or in either: counts, amounts, rates, qualified ones."""
    forms = [form for language in _languages(lang) for form in _FORMS[language]]
    return st.sampled_from(forms).flatmap(_printed_in)


def readings(lang: Language | None = None) -> st.SearchStrategy[Reading]:
    """What `crossfoot.languages.read_figure` makes of such figures."""
    return printed_figures(lang).map(lambda printed: read_figure(printed.text))


def relations() -> st.SearchStrategy[Relation]:
    """The built-in relations."""
    return st.sampled_from([relation for _, relation in sorted(builtin().items())])


def slips(text: str) -> st.SearchStrategy[Slip]:
    """The figure with one slip of the pen: another figure that can be read.

    Raises ValueError for a text in which no slip leaves a figure.
    """
    found = [Slip(other, slip) for other, slip in _slips(text) if other != text]
    readable = [slip for slip in dict.fromkeys(found) if _is_figure(slip.text)]
    if not readable:
        raise ValueError(f"no slip in {text!r} leaves a figure")
    return st.sampled_from(readable)


def consistent_documents(lang: Language = "en") -> st.SearchStrategy[Document]:
    """Texts of a few sentences whose figures agree: growth, change, a total, a share, points."""
    sentences = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4)
    return sentences.flatmap(
        lambda chosen: st.tuples(*(sentence(lang) for sentence in chosen)).map(
            lambda stated: _document(stated, lang)
        )
    )


# -- single figures ------------------------------------------------------------------------------


def _languages(lang: Language | None) -> tuple[Language, ...]:
    return ("en", "zh") if lang is None else (lang,)


@st.composite
def _printed_in(draw: st.DrawFn, form: _Form) -> Printed:
    """Digits, then a true value that they stand for."""
    digits = draw(st.integers(1, _LARGEST))
    places = draw(st.integers(0, form.places))
    value = Fraction(digits, 10**places) * form.factor
    step = form.factor / 10**places
    low, high = _permitted(form, value, step)
    if form.kind == "rounded":
        part = Fraction(draw(st.integers(-60, 60)) + 60, 120)
        true = low + part * (high - low)
    else:
        true = Fraction(draw(st.integers(ceil(low), floor(high))))
    return Printed(f"{form.before}{_digits(digits, places)}{form.after}", form.sign * true)


def _permitted(form: _Form, value: Fraction, step: Fraction) -> tuple[Fraction, Fraction]:
    """A closed part of what the print permits, as the table of the documentation has it."""
    half = Fraction(0) if form.kind == "counted" else step / 2
    match form.qualifier:
        case "about":
            return value - value / 10, value + value / 10
        case "over":
            return value + step, 2 * value + step
        case "at_least":
            return value, 2 * value
        case "nearly":
            return value - value / 10, value - value / 100
        case "under":
            return value / 2, value - value / 100
        case "at_most":
            return value / 2, value
    return value - half, value + half


def _digits(digits: int, places: int) -> str:
    """Digits with their point, thousands separated: 12345 with two places is 123.45."""
    whole, rest = divmod(digits, 10**places)
    return f"{whole:,}.{rest:0{places}d}" if places else f"{whole:,}"


# -- slips ---------------------------------------------------------------------------------------

_SWAPPED = {
    "unit confused": (("万", "亿"), ("million", "billion"), ("thousand", "million")),
    "sign lost": (("增长", "下降"), ("提高", "降低"), ("up ", "down "), ("rose", "fell")),
    "percent for percentage points": (("个百分点", "%"), (" percentage points", "%")),
}


def _slips(text: str) -> Iterator[tuple[str, str]]:
    spots = [index for index, char in enumerate(text) if char in "0123456789"]
    for spot in spots:
        head, digit, tail = text[:spot], text[spot], text[spot + 1 :]
        for other in "0123456789":
            yield head + other + tail, "one digit wrong"
        yield head + tail, "digit dropped"
        yield head + digit + digit + tail, "digit doubled"
    for first, second in pairwise(spots):
        between = text[first + 1 : second]  # a point or comma keeps its place
        swapped = text[:first] + text[second] + between + text[first] + text[second + 1 :]
        yield swapped, "digits transposed"
    if text.count(".") == 1:
        bare, point = text.replace(".", ""), text.index(".")
        for spot in (point - 1, point + 1):
            if bare[spot - 1 : spot].isdigit() and bare[spot : spot + 1].isdigit():
                yield f"{bare[:spot]}.{bare[spot:]}", "decimal point moved"
    for slip, pairs in _SWAPPED.items():
        for left, right in pairs:
            for one, other in ((left, right), (right, left)):
                if text.count(one) == 1 and other not in text:
                    yield text.replace(one, other), slip


def _is_figure(text: str) -> bool:
    try:
        read_figure(text)
    except UnreadableFigure:
        return False
    return True


# -- documents -----------------------------------------------------------------------------------


class _Stated(NamedTuple):
    """A sentence with `{role}` for its figures, and the relation it states between them."""

    sentence: str
    relation: str
    roles: dict[str, tuple[str, ...]]
    figures: dict[str, Printed]


def _round(true: Fraction, form: _Form, places: int) -> Printed:
    """A true value printed in a form, rounded half to even."""
    digits = round(abs(true) / form.factor * 10**places)
    return Printed(f"{form.before}{_digits(digits, places)}{form.after}", true)


_MONEY: dict[Language, _Form] = {
    "en": _Form("$", " million", _M),
    "zh": _Form("", "万元", _WAN),
}
_COUNT: dict[Language, _Form] = {"en": _Form("", " schools"), "zh": _Form("", "所")}
_RATE: dict[Language, tuple[_Form, _Form]] = {
    "en": (_Form("up ", "%", _PERCENT), _Form("down ", "%", _PERCENT)),
    "zh": (_Form("增长", "%", _PERCENT), _Form("下降", "%", _PERCENT)),
}
_SHARE = _Form("", "%", _PERCENT)


@st.composite
def _growth(draw: st.DrawFn, lang: Language) -> _Stated:
    money, (up, down) = _MONEY[lang], _RATE[lang]
    base = draw(st.integers(100, _LARGEST)) * money.factor / 100
    current = draw(st.integers(100, _LARGEST)) * money.factor / 100
    places = draw(st.integers(0, 2))
    rate = current / base - 1
    figures = {
        "current": _round(current, money, places),
        "base": _round(base, money, places),
        "rate": _round(rate, up if rate >= 0 else down, draw(st.integers(0, 2))),
    }
    sentence = {
        "en": "Sales came to {current}, {rate} from {base} a year earlier.",
        "zh": "销售额为{current}，比上年的{base}{rate}。",
    }
    return _Stated(sentence[lang], "growth", {role: (role,) for role in figures}, figures)


@st.composite
def _total(draw: st.DrawFn, lang: Language) -> _Stated:
    count = _COUNT[lang]
    parts = [Fraction(draw(st.integers(1, 9_999))) for _ in range(2)]
    figures = {
        "total": _round(sum(parts, Fraction(0)), count, 0),
        "north": _round(parts[0], count, 0),
        "south": _round(parts[1], count, 0),
    }
    sentence = {
        "en": "There are {total}: {north} in the north and {south} in the south.",
        "zh": "学校共{total}，其中北部{north}，南部{south}。",
    }
    roles = {"total": ("total",), "parts": ("north", "south")}
    return _Stated(sentence[lang], "total", roles, figures)


@st.composite
def _share(draw: st.DrawFn, lang: Language) -> _Stated:
    count = _COUNT[lang]
    part = Fraction(draw(st.integers(1, 9_999)))
    whole = part + draw(st.integers(0, 9_999))
    figures = {
        "part": _round(part, count, 0),
        "whole": _round(whole, count, 0),
        "share": _round(part / whole, _SHARE, draw(st.integers(0, 2))),
    }
    sentence = {
        "en": "Of {whole}, {part} have a library, a share of {share}.",
        "zh": "{whole}中有{part}设有图书馆，占{share}。",
    }
    return _Stated(sentence[lang], "share", {role: (role,) for role in figures}, figures)


_SENTENCES: tuple[Callable[[Language], st.SearchStrategy[_Stated]], ...] = (
    _growth,
    _total,
    _share,
)


def _document(stated: tuple[_Stated, ...], lang: Language) -> Document:
    text = ""
    figures: dict[str, Figure] = {}
    true: dict[str, Fraction] = {}
    checks: list[Check] = []
    for number, one in enumerate(stated, start=1):
        names: dict[str, Figure] = {}
        for index, piece in enumerate(one.sentence.replace("}", "{").split("{")):
            if index % 2 == 0:
                text += piece
                continue
            printed, name = one.figures[piece], f"{piece}_{number}"
            place = Place("document", len(text), len(text) + len(printed.text), number)
            text += printed.text
            names[piece] = figures[name] = Figure(name, read_figure(printed.text), place=place)
            true[name] = printed.true
        text += "\n"
        relation = builtin()[one.relation]
        filled: dict[str, tuple[Quantity, ...]] = {
            role.name: tuple(names[key] for key in one.roles[role.name]) for role in relation.roles
        }
        checks.append(Check(f"{one.relation}[{number}]", relation, filled, line=number))
    suite = Suite("document", tuple(checks), tuple(figures.values()), document="document")
    return Document(text, suite, true)
