"""Hypothesis: the same examples on every run, unless HYPOTHESIS_PROFILE=explore asks for new and more of them."""

import os

from hypothesis import HealthCheck, settings

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}  # the analyser's first call takes a second
settings.register_profile("ci", max_examples=200, derandomize=True, database=None, **_CALM)
settings.register_profile("explore", max_examples=5_000, **_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
