"""The catalogue says everything in Chinese that the source says in English."""

from __future__ import annotations

import re

from tests import catalogue


def test_every_message_is_translated() -> None:
    """No message is missing, none is left over, none is empty."""
    translated = {entry.id: entry.string for entry in catalogue.read("zh") if entry.id}
    assert sorted(translated) == catalogue.messages(), "run: python -m tests.catalogue"
    assert [text for text, chinese in translated.items() if not chinese] == []


def test_translations_keep_what_is_put_in() -> None:
    """Each translation names the same values as its message."""
    for entry in catalogue.read("zh"):
        if entry.id:
            places = re.compile(r"%\(\w+\)s")
            assert set(places.findall(str(entry.string))) == set(places.findall(str(entry.id)))


def test_the_compiled_catalogue_is_fresh() -> None:
    """What gettext reads is what the translator wrote."""
    compiled = catalogue.path_of("zh").with_suffix(".mo").read_bytes()
    assert compiled == catalogue.compiled("zh"), "run: python -m tests.catalogue"
