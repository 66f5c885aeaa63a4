"""The section about the reading of mail."""

from typing import Annotated

from worker.config import value_types
from worker.config.section import Section


class ReadingSection(Section):
    """What one mail may take to be read; what takes more is quarantined."""

    seconds_per_message: Annotated[int, value_types.whole(1, 600)] = 10
    megabytes_per_message: Annotated[int, value_types.whole(64, 65_536)] = 512
    processes: Annotated[int, value_types.whole(0, 64)] = 0
