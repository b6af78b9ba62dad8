"""Views of GX's data docs that load nothing from elsewhere: the pages open offline."""

from __future__ import annotations

import re
from typing import Any

from great_expectations.render.view import DefaultJinjaIndexPageView, DefaultJinjaPageView

# GX's templates are its own: a fixed set of tags, so that patterns are enough to find them.
_REMOTE = re.compile(
    r"<script\b[^>]*\bsrc=\"(?:https?:)?//[^>]*>\s*</script>"
    r"|<(?:link|img)\b[^>]*\b(?:href|src)=\"(?:https?:)?//[^>]*>",
    re.IGNORECASE,
)
_REMOTE_IMAGE = re.compile(r"url\(['\"]?(?:https?:)?//[^)]*\)", re.IGNORECASE)


def _offline(page: str) -> str:
    return _REMOTE_IMAGE.sub("none", _REMOTE.sub("", page))


class OfflineView(DefaultJinjaPageView):
    """A page of a suite or a validation without remote scripts, styles and images."""

    def render(self, document: Any, **kwargs: Any) -> str:
        """The page."""
        return _offline(super().render(document, **kwargs))


class OfflineIndexView(DefaultJinjaIndexPageView):
    """The index without remote scripts, styles and images."""

    def render(self, document: Any, **kwargs: Any) -> str:
        """The page."""
        return _offline(super().render(document, **kwargs))
