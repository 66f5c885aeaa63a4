"""What all sections of the configuration share."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """No key beside the known ones, no change once loaded."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    #: The sections within this one.
    below: ClassVar[Mapping[str, type["Section"]]] = {}
