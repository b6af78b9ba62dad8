"""Sentences computed from numbers that are known, in any order: nothing in them is accused."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.reading import read_text
from tests.linking.prose import chinese, english
from tests.linking.prose.chinese import CHINESE
from tests.linking.prose.closed import CLOSED_CHINESE, CLOSED_ENGLISH
from tests.linking.prose.english import ENGLISH
from tests.linking.prose.more_chinese import MORE_CHINESE
from tests.linking.prose.more_english import MORE_ENGLISH
from tests.linking.prose.truth import World, examples, text_of

LANGUAGES = {
    "zh": (chinese.HEADS, [*CHINESE, *MORE_CHINESE, *CLOSED_CHINESE], ""),
    "en": (english.HEADS, [*ENGLISH, *MORE_ENGLISH, *CLOSED_ENGLISH], " "),
}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=examples(100))
@given(seed=st.integers(0, 2**32))
def test_true_prose_is_never_accused(language: str, seed: int) -> None:
    """Levels, growth, parts, shares, budgets and means beside other bases, places and years."""
    heads, sentences, gap = LANGUAGES[language]
    text = text_of(World(Random(seed), heads), sentences, gap)
    report = read_text(text).run()
    assert [v.check.name for v in report.verdicts if v.outcome == "fails"] == [], text
    assert report.joint == (), text
