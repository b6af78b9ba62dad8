"""The figures of this project agree with each other."""

from pathlib import Path

import pytest

from crossfoot.project import Project, gates, run
from crossfoot.suite import Suite

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("suite", Project(ROOT).suites(), ids=lambda suite: suite.name)
def test_no_check_fails(suite: Suite) -> None:
    """Nothing that is not known to be wrong fails."""
    assert not gates(run([suite]), fail_on="fails")
