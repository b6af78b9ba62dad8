"""Filling the templates: both languages of every text, escaped; style and script put in."""

from __future__ import annotations

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


def fill(template: str, language: Language, **values: Any) -> bytes:
    """The template as a page; a character that UTF-8 cannot hold is shown as `?`."""
    page = _environment().get_template(template).render(language=language, **values)
    return page.encode("utf-8", "replace")


def say(text: str | Told, **values: object) -> Markup:
    """A text in both languages, of which the page shows one; once where they are the same."""
    if isinstance(text, str):
        told: Told = message(
            text, **{name: v if isinstance(v, Told) else str(v) for name, v in values.items()}
        )
    else:
        told = text
    english, chinese = told.told("en"), told.told("zh")
    if english == chinese:
        return escape(english)
    return Markup("<x-en>{}</x-en><x-zh>{}</x-zh>").format(english, chinese)


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
