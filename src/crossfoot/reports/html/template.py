"""Filling the templates: both languages of every text, escaped; style and script put in."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from crossfoot.message import Language, Told, message, translate

_HERE = Path(__file__).parent
_TOKEN = re.compile(r"[A-Za-z0-9.,%]+|.", re.DOTALL)


def fill(template: str, language: Language, **values: Any) -> bytes:
    """The template as a page; a character that UTF-8 cannot hold is shown as `?`."""
    page = _environment().get_template(template).render(language=language, **values)
    return page.encode("utf-8", "replace")


def say(text: str | Told, **values: object) -> Markup:
    """A text in both languages, of which the page shows one; once where they are the same.

    It is on a page thousands of times, so the tags are short: `e-` is English, `z-` Chinese.
    """
    if isinstance(text, str):
        if not values:
            return _both(text)
        told: Told = message(
            text, **{name: v if isinstance(v, Told) else str(v) for name, v in values.items()}
        )
    else:
        told = text
    return _either(told.told("en"), told.told("zh"))


@cache
def _both(text: str) -> Markup:
    return _either(translate(text, "en"), translate(text, "zh"))


def _either(english: str, chinese: str) -> Markup:
    if english == chinese:
        return escape(english)
    before, english, chinese, after = _apart(english, chinese)
    return Markup("{}<e->{}</e-><z->{}</z->{}").format(before, english, chinese, after)


def _apart(one: str, other: str) -> tuple[str, str, str, str]:
    """What two texts begin with, what each has for itself, what both end with: whole numbers."""
    first, second = _TOKEN.findall(one), _TOKEN.findall(other)
    least = min(len(first), len(second))
    start = next((n for n in range(least) if first[n] != second[n]), least)
    end = next((n for n in range(least - start) if first[-1 - n] != second[-1 - n]), least - start)
    return (
        "".join(first[:start]),
        "".join(first[start : len(first) - end]),
        "".join(second[start : len(second) - end]),
        "".join(first[len(first) - end :]),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = _asset("page.js")
    style = environment.get_template("page.css.jinja").render(translate=translate)
    environment.globals.update(
        say=say,
        link=lambda name: quote(f"{name}.html", safe=""),
        style=Markup(style),  # the page's own file, not input
        script=Markup(script),  # the page's own file, not input
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
    )
    return environment


def _asset(name: str) -> str:
    return (_HERE / "templates" / name).read_text(encoding="utf-8").strip()


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
