"""The section about the vendor's reporting API of Atlassian's Marketplace."""

from typing import Annotated

from worker.config import value_types
from worker.config.section import Section


class MarketplaceSection(Section):
    """Where the license report is read by itself, and as whom."""

    vendor_id: Annotated[int, value_types.whole(1, 10**12)]
    username: value_types.Filled
    token: value_types.Secret | None = None
    token_file: value_types.FileName = None
    url: value_types.Url = "https://marketplace.atlassian.com"
    ca_file: value_types.ExistingFile = None
    every_minutes: Annotated[int, value_types.whole(5, 10_080)] = 60
    timeout_seconds: Annotated[int, value_types.whole(1, 600)] = 30
