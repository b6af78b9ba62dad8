"""What every test shares: how many examples a property draws."""

import os

from hypothesis import HealthCheck, settings

# How long a draw takes says more about the machine than about the test.
SLOW = [HealthCheck.too_slow]

settings.register_profile("default", max_examples=100, deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "ci", max_examples=2_000, deadline=None, derandomize=True, suppress_health_check=SLOW
)
# On demand, for what true documents are made of: pytest --hypothesis-profile=thorough
settings.register_profile(
    "thorough", max_examples=5_000, deadline=None, suppress_health_check=SLOW, print_blob=True
)
settings.load_profile("ci" if os.environ.get("CI") else "default")
