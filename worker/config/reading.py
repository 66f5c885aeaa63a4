"""The section about the reading of mail."""

from typing import Annotated

from worker.config import checks
from worker.config.section import Section


class Reading(Section):
    """What one mail may take to be read; what takes more is quarantined."""

    seconds_per_message: Annotated[int, checks.whole(1, 600)] = 10
    megabytes_per_message: Annotated[int, checks.whole(64, 65_536)] = 512
