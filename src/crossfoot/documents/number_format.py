"""How a spreadsheet shows a number: the printed digits of a cell, from its value and format.

Source: ECMA-376 part 1, 18.8.31 (number formats). Rounding is half away from zero on the 15
digits a spreadsheet keeps, as the programs do.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(General)|(E[+-])|(.)', re.I | re.S)
_DATE = re.compile(r"[ymdhs]", re.I)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General', re.I)
_DATE_PART = re.compile(
    r'"([^"]*)"|\\(.)|\[\$[^\]]*\]|\[(h+|m+|s+)\]|\[[^\]]*\]|(AM/PM|A/P|上午/下午)'
    r"|(y+|m+|d+|h+|s+(?:\.0+)?|a{3,4})|_.|\*.|(.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_COLOUR = re.compile(r"\[(?:red|color ?\d+|红色|[a-z]{3,7})\]", re.I)
_SIGNED = re.compile(r"[-–−(（△▲▼负]|general", re.I)
_PLAIN_DIGITS = 11
_LONGEST = 400
_PRECISION = 2 * _LONGEST  # digits: those of the largest float and of the longest format
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown(value: object, code: str) -> str:
    """The text a cell shows for a value under a number format, as wide as it needs to be."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time, timedelta)):
        return _moment(value, code)
    if isinstance(value, (int, float)):
        if value != value or value in (float("inf"), float("-inf")):
            return "#NUM!"
        with localcontext(prec=_PRECISION):
            return _number(_fifteen(value), code[:_LONGEST] or "General")
    return str(value)


def _fifteen(value: int | float) -> Decimal:
    """A number as the 15 significant digits that spreadsheets keep."""
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _number(value: Decimal, code: str) -> str:
    section, value = _section(value, _sections(code))
    if not section.strip():
        return ""
    bare = _LITERAL.sub("", section)
    if "general" in section.lower() and not re.search(r"[0#?]", bare):
        return _literals(section, _general(value))
    if not re.search(r"[0#?]", bare):
        return _literals(section, _general(value) if "@" in bare else "")
    if re.search(r"[eE][+-]", bare):
        return _scientific(value, bare)
    if re.search(r"[?#0]\s*/\s*[?#0-9]", bare):
        return _general(value)
    return _decimal(value, section)


def _sections(code: str) -> list[str]:
    """The parts of a format between semicolons outside quotes."""
    parts, at = [], 0
    for match in re.finditer(r'"[^"]*"|\\.|\[[^\]]*\]|;', code, re.S):
        if match[0] == ";":
            parts.append(code[at : match.start()])
            at = match.end()
    return [*parts, code[at:]][:4]


def _section(value: Decimal, sections: list[str]) -> tuple[str, Decimal]:
    """The section that applies, and the value it shows: sections for less than 0 sign it."""
    conditions = [_CONDITION.search(section) for section in sections[:3]]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=False):
            if condition is None or _meets(value, condition[1], Decimal(condition[2])):
                return section, value
        return "General", value
    if value < 0 and len(sections) > 1:
        # Where only a colour tells a negative number, the text says minus instead.
        coloured = _COLOUR.search(sections[1]) and not _SIGNED.search(sections[1])
        return sections[1], value if coloured else -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _meets(value: Decimal, sign: str, bound: Decimal) -> bool:
    order = (value > bound) - (value < bound)
    return {"<": order < 0, ">": order > 0, "=": order == 0, "<=": order <= 0, ">=": order >= 0,
            "<>": order != 0}[sign]  # fmt: skip


def _general(value: Decimal) -> str:
    """A number without a format: as many digits as fit, none for show."""
    if value == 0:
        return "0"
    exponent = value.adjusted()
    if exponent >= _PLAIN_DIGITS or exponent < -9:
        text = f"{value:.5E}"
        digits, _, power = text.partition("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power[0]}{power[1:].zfill(2)}"
    places = max(_PLAIN_DIGITS - 1 - max(exponent, 0) - 1, 0)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(value: Decimal, bare: str) -> str:
    mantissa, sign, power = re.split(r"[eE]([+-])", bare, maxsplit=1)
    places = len(re.findall(r"[0#?]", mantissa.partition(".")[2]))
    digits, _, exponent = f"{value:.{places}E}".partition("E")
    least = len(re.findall("0", power))
    shown_sign = exponent[0] if exponent[0] == "-" or sign == "+" else ""
    return f"{digits}E{shown_sign}{exponent[1:].lstrip('0').zfill(least)}"


def _decimal(value: Decimal, section: str) -> str:
    """Digits by the placeholders of a section, with its literals around and between them."""
    tokens = [_kind(match) for match in _TOKEN.finditer(section)]
    percent = sum(kind == "%" for kind, _ in tokens)
    marks = [i for i, (kind, _) in enumerate(tokens) if kind in "0#?"]
    first, last = marks[0], marks[-1]
    point = next((i for i, (k, _) in enumerate(tokens) if k == "." and i > first - 2), len(tokens))
    thousands = any(k == "," and first < i < min(last, point) for i, (k, _) in enumerate(tokens))
    scale = 0
    for kind, _ in tokens[last + 1 :]:
        if kind != ",":
            break
        scale += 1
    whole = [k for i, (k, _) in enumerate(tokens) if k in "0#?" and i < point]
    fraction = [k for i, (k, _) in enumerate(tokens) if k in "0#?" and i > point]
    scaled = abs(value).scaleb(2 * percent - 3 * scale)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if thousands:
        digits = _grouped(digits)
    while decimals and decimals.endswith("0") and fraction[len(decimals) - 1] != "0":
        decimals = decimals[:-1]
    tail = (f".{decimals}" if decimals or not fraction else "") if point < len(tokens) else ""
    begin = min(first, point)
    before = "".join(text for kind, text in tokens[:begin] if kind in ("text", "%"))
    after = "".join(text for kind, text in tokens[begin:] if kind in ("text", "%"))
    minus = "-" if value < 0 and rounded != 0 else ""
    return f"{minus}{before}{digits}{tail}{after}".strip()


def _grouped(digits: str) -> str:
    head = len(digits) % 3 or 3
    return ",".join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


def _kind(match: re.Match[str]) -> tuple[str, str]:
    """A format token as its kind and the text it shows."""
    quoted, escaped, bracket, _, _, char = match.groups()
    if quoted is not None or escaped is not None:
        return "text", quoted if quoted is not None else escaped
    if bracket is not None:
        return "text", bracket[1:].split("-")[0] if bracket.startswith("$") else ""
    if char is not None and char in "0#?.,%":
        return char, char
    return "text", char or ""


def _literals(section: str, figure: str) -> str:
    """A section without placeholders: its literals, with the figure where General stands."""
    parts = []
    for match in _TOKEN.finditer(section):
        if match[4] or match[6] == "@":
            parts.append(figure)
        else:
            parts.append(_kind(match)[1])
    return "".join(parts).strip()


def _moment(value: datetime | date | time | timedelta, code: str) -> str:
    """A date or time by its format; ISO where the format is none."""
    bare = _LITERAL.sub("", code)
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if not _DATE.search(bare):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    parts: list[str] = []
    half = re.search(r"AM/PM|A/P|上午/下午", code, re.I) is not None
    minutes = False
    matches = list(_DATE_PART.finditer(_sections(code)[0]))
    for index, match in enumerate(matches):
        quoted, escaped, _, noon, part, char = match.groups()
        if part is None:
            said = quoted if quoted is not None else escaped if escaped is not None else char
            parts.append(("AM" if value.hour < 12 else "PM") if noon else said or "")
            continue
        following = next((m[5] for m in matches[index + 1 :] if m[5]), "")
        minutes = part[0] in "mM" and (minutes or following[:1] in ("s", "S"))
        parts.append(_date_part(value, part.lower(), minutes, half))
        minutes = part[0] in "hH"
    return "".join(parts).strip()


def _date_part(value: datetime, part: str, minutes: bool, half: bool) -> str:
    two = len(part) > 1
    match part[0]:
        case "y":
            return f"{value.year}" if len(part) > 2 else f"{value.year % 100:02}"
        case "m" if minutes:
            return f"{value.minute:02}" if two else str(value.minute)
        case "m":
            name = _MONTHS[value.month - 1]
            names = {3: name[:3], 4: name, 5: name[0]}
            return names.get(len(part), f"{value.month:02}" if two else str(value.month))
        case "d":
            name = _DAYS[value.weekday()]
            return {3: name[:3], 4: name}.get(
                len(part), f"{value.day:02}" if two else str(value.day)
            )
        case "a":
            return ("星期" if len(part) == 4 else "") + "一二三四五六日"[value.weekday()]
        case "h":
            hour = (value.hour - 1) % 12 + 1 if half else value.hour
            return f"{hour:02}" if two else str(hour)
        case _:
            return f"{value.second:02}" if two else str(value.second)
