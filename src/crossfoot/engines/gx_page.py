"""GX's data docs without anything from elsewhere: the pages open, and can be read, offline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from great_expectations.render.view import DefaultJinjaPageView

# GX's templates are its own: a fixed set of tags, so that patterns are enough to find them.
_REMOTE = re.compile(
    r"<script\b[^>]*\bsrc=\"(?:https?:)?//[^>]*>\s*</script>"
    r"|<(?:link|img)\b[^>]*\b(?:href|src)=\"(?:https?:)?//[^>]*>"
    r"|<footer>.*?</footer>",
    re.IGNORECASE | re.DOTALL,
)
_REMOTE_IMAGE = re.compile(r"url\(['\"]?(?:https?:)?//[^)]*\)", re.IGNORECASE)

# In place of the styles and icons that GX loads from elsewhere; last, because GX's own come first.
_STYLE = """<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem }
table { border-collapse: collapse; margin: .5rem 0 }
td, th { border: 1px solid #c8c8c8; padding: .3rem .6rem; text-align: left; vertical-align: top }
.fas { font-style: normal }
.fa-check-circle::before { content: "\\2713"; color: #17672d }
.fa-times::before { content: "\\2717"; color: #b3261e }
.fa-exclamation-triangle::before { content: "!"; color: #8a5a00 }
.navbar-brand { display: none }
</style>
</head>"""


def _offline(page: str) -> str:
    local = _REMOTE_IMAGE.sub("none", _REMOTE.sub("", page))
    return local.replace("</head>", _STYLE, 1)


class OfflineView(DefaultJinjaPageView):
    """A page of a suite or a validation without remote scripts, styles and images."""

    def render(self, document: Any, **kwargs: Any) -> str:
        """The page."""
        return _offline(super().render(document, **kwargs))


class IndexRenderer:
    """What the index shows, as GX lists it; GX's own page needs scripts to show it."""

    @classmethod
    def render(cls, links: Mapping[str, Any]) -> Mapping[str, Any]:
        """The lists of links."""
        return links


class OfflineIndexView:
    """The index: the runs, newest first, and the suites, as tables of links."""

    def render(self, links: Mapping[str, Any], **_: Any) -> str:
        """The page."""
        runs = sorted(links.get("validations_links", ()), key=lambda one: str(one["filepath"]))
        runs.sort(key=lambda one: str(one["run_time"]), reverse=True)
        suites = sorted(links.get("expectations_links", ()), key=lambda one: str(one["filepath"]))
        title = f"Data docs: {escape(str(links.get('site_name', '')))}"
        return (
            f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
            f"{_STYLE}\n<body>\n<h1>{title}</h1>\n<h2>Validation results</h2>\n"
            f"<table>\n<tr><th>Status<th>Run<th>Suite</tr>\n{''.join(map(_run, runs))}</table>\n"
            f"<h2>Expectation suites</h2>\n<ul>\n{''.join(map(_suite, suites))}</ul>\n"
            "</body>\n</html>\n"
        )


def _run(link: Mapping[str, Any]) -> str:
    status = "Succeeded" if link["validation_success"] else "Failed"
    icon = "fa-check-circle" if link["validation_success"] else "fa-times"
    return (
        f'<tr><td><span class="fas {icon}"></span> {status}'
        f'<td><a href="{escape(str(link["filepath"]))}">{escape(str(link["run_time"]))}</a>'
        f"<td>{escape(str(link['expectation_suite_name']))}</tr>\n"
    )


def _suite(link: Mapping[str, Any]) -> str:
    name = escape(str(link["expectation_suite_name"]))
    return f'<li><a href="{escape(str(link["filepath"]))}">{name}</a>\n'
