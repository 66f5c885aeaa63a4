"""The sections about what is kept, and for how long."""

from typing import Annotated

from worker.config import value_types
from worker.config.section import Section

_Days = Annotated[int, value_types.whole(0, 36_500)]  # 0: for ever


class Retention(Section):
    """For how many days what is kept, counted from the last change of a closed request; 0 keeps for ever."""

    raw_mail_days: _Days = 365
    personal_days: _Days = 1095
    ledger_days: _Days = 1825


class LedgerSection(Section):
    """What the ledger tells of mail that is not ours."""

    show_subjects: value_types.Flag = False
