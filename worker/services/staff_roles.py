"""What members of staff may be."""

from enum import StrEnum


class StaffRole(StrEnum):
    """What somebody may do."""

    REVIEWER = "reviewer"  #: everything with requests, letters and the ledger
    ADMIN = "admin"  #: and with staff and their sessions
