"""What a browser asks and what it is answered, as values: pages are functions from one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from worker.services.accounts.staff_accounts import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file that a browser sent with a form, as long as the page is made."""

    name: str  #: as the browser says it
    content: BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request of a browser, by somebody who is signed in (RFC 9110)."""

    method: str
    path: str
    staff: Staff
    names: Mapping[str, str] = field(default_factory=dict)  #: from the path: `/requests/{reference}`
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    file: UploadedFile | None = None
    fragment: bool = False  #: the script asks for the changed part alone

    def one(self, name: str, default: str = "") -> str:
        """The first value of a form's field."""
        return next(iter(self.form.get(name, ())), default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page or a part of one, from a template under `web/`."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Go and GET another path of ours (303 See Other)."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file for the person and not for the browser to show."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A document of its own, with its own styles, for a frame in which nothing runs and nothing is loaded."""

    html: str


Answer = Page | Redirect | Download | Frame
