"""The sections of the configuration: their keys and defaults.

Values only, frozen; `value_types` says what a single key may be, `loading` where it comes from.
A key with a twin `…_file` is a secret, which `secret_files` reads from that file before it comes here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator, model_validator

from worker.config import value_types
from worker.config.marketplace_section import MarketplaceSection
from worker.config.monitoring_sections import MetricsSection, NoticesSection, Oidc, Web
from worker.config.oauth2 import OAuth2
from worker.config.reading_section import ReadingSection
from worker.config.register_section import RegisterKeys
from worker.config.retention_section import LedgerSection, Retention
from worker.config.section import Section
from worker.requests import request_model
from worker.tls import Tls, is_loopback

_POLICY = request_model.Policy()
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")
_IMAP_PORTS: Mapping[str, int] = {Tls.IMPLICIT: 993, Tls.STARTTLS: 143, Tls.NONE: 143}
_SMTP_PORTS: Mapping[str, int] = {Tls.IMPLICIT: 465, Tls.STARTTLS: 587, Tls.NONE: 25}

_Days = Annotated[int, value_types.whole(1, 3650)]
_Count = Annotated[int, value_types.whole(0, 1_000_000)]


class Database(Section):
    """Where requests, ledger and letters are kept."""

    url: value_types.DatabaseUrl = SecretStr("sqlite:///sen-worker.db")
    url_file: value_types.FileName = None
    encryption_keys: value_types.Keys | None = None  #: newest first
    encryption_keys_file: value_types.FileName = None
    auto_upgrade: value_types.Flag = True


class Log(Section):
    """What is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Server(Section):
    """How one mail server is reached."""

    host: value_types.Host
    tls: Tls
    ca_file: value_types.ExistingFile = None
    timeout_seconds: Annotated[int, value_types.whole(1, 3600)]  #: for each single wait on the server

    @field_validator("tls")
    @classmethod
    def _never_in_clear(cls, tls: Tls, info: ValidationInfo) -> Tls:
        host = info.data.get("host")
        if tls is Tls.NONE and host is not None and not is_loopback(host):
            wanted = f'must be "implicit" or "starttls" for {host}'
            raise ValueError(f'{wanted}; "none" is for loopback hosts such as 127.0.0.1 only')
        return tls


def _name(value: object) -> str:
    if isinstance(value, str) and len(value) <= 60 and _NAME.fullmatch(value):
        return value
    wanted = "a word of letters, digits and single - or _ that begins with a letter"
    raise ValueError(f"must be {wanted}, not {value_types.quote(value)}")


class Mailbox(Server):
    """One mailbox that customers write to."""

    below: ClassVar[Mapping[str, type[Section]]] = {"oauth2": OAuth2}

    name: Annotated[str, BeforeValidator(_name)]
    address: value_types.Email
    aliases: Annotated[tuple[value_types.Email, ...], BeforeValidator(value_types.listed)] = ()
    tls: Tls = Tls.IMPLICIT
    port: value_types.Port = Field(default_factory=lambda known: _IMAP_PORTS.get(known.get("tls", ""), 993))
    username: value_types.Filled = Field(default_factory=lambda known: known.get("address", ""))
    password: value_types.Secret | None = None
    password_file: value_types.FileName = None
    folder: value_types.Folder = "INBOX"
    folders: Annotated[tuple[value_types.Folder, ...], BeforeValidator(value_types.listed)] = ()
    read_from: value_types.Start = "recent"
    poll_seconds: Annotated[int, value_types.whole(1, 86400)] = 60
    idle: value_types.Flag = True
    after_success: value_types.Mark = "keyword"
    max_message_mb: Annotated[int, value_types.whole(1, 1024)] = 25
    timeout_seconds: Annotated[int, value_types.whole(1, 3600)] = 60
    oauth2: OAuth2 | None = None

    @field_validator("after_success")
    @classmethod
    def _moves_away(cls, mark: str, info: ValidationInfo) -> str:
        if mark.removeprefix("move:") in {info.data.get("folder"), *info.data.get("folders", ())}:
            raise ValueError("must move to another folder than the one that is read")
        return mark

    @model_validator(mode="after")
    def _signs_in_one_way(self) -> Self:
        if self.password is None and self.oauth2 is None:
            raise ValueError("password is missing; give password or password_file, or a section oauth2")
        if self.password is not None and self.oauth2 is not None:
            raise ValueError("password and oauth2 are both given; keep one of them")
        return self

    @property
    def all_folders(self) -> tuple[str, ...]:
        """Every folder that is read, once."""
        # Only INBOX is the same in any case (RFC 3501, 5.1).
        named = ("INBOX" if name.upper() == "INBOX" else name for name in (self.folder, *self.folders))
        return tuple(dict.fromkeys(named))


class Smtp(Server):
    """How letters are sent."""

    below: ClassVar[Mapping[str, type[Section]]] = {"oauth2": OAuth2}

    tls: Tls = Tls.STARTTLS
    port: value_types.Port = Field(default_factory=lambda known: _SMTP_PORTS.get(known.get("tls", ""), 587))
    username: value_types.Text = ""
    password: value_types.Secret | None = None
    password_file: value_types.FileName = None
    from_: value_types.Author = Field(alias="from")
    reply_tags: value_types.Flag = False
    sent_folder: value_types.Text = ""
    timeout_seconds: Annotated[int, value_types.whole(1, 3600)] = 120
    connections: Annotated[int, value_types.whole(1, 20)] = 2
    oauth2: OAuth2 | None = None

    @property
    def from_name(self) -> str:
        """The display name in `from`; may be empty."""
        return value_types.author(self.from_)[0]

    @property
    def from_address(self) -> str:
        """The bare address in `from`."""
        return value_types.author(self.from_)[1]

    @model_validator(mode="after")
    def _signs_in_wholly(self) -> Self:
        if self.oauth2 is not None and self.password is not None:
            raise ValueError("password and oauth2 are both given; keep one of them")
        if self.oauth2 is not None and not self.username:
            raise ValueError("username is missing for this oauth2: the address of the mailbox that sends")
        if self.username and self.password is None and self.oauth2 is None:
            wanted = "give password or password_file, or a section oauth2"
            raise ValueError(f"password is missing for this username; {wanted}")
        if self.password is not None and not self.username:
            raise ValueError("username is missing for this password")
        return self


def _before(end: int) -> tuple[int, ...]:
    return tuple(day for day in _POLICY.reminder_days if day < end)


class PolicySection(Section):
    """When customers are written to, and when not."""

    answer_within_days: _Days = _POLICY.answer_within_days
    max_questions: Annotated[int, value_types.whole(1, 100)] = _POLICY.max_questions
    expire_days: _Days = _POLICY.expire_days
    reminder_days: Annotated[tuple[_Days, ...], BeforeValidator(value_types.listed)] = Field(
        default_factory=lambda known: _before(known.get("expire_days", 0))
    )
    letters_per_address_per_day: _Count = _POLICY.letters_per_address_per_day
    letters_per_expert_per_day: _Count = _POLICY.letters_per_expert_per_day
    letters_per_request: _Count = _POLICY.letters_per_request
    letters_per_domain_per_day: _Count = _POLICY.letters_per_domain_per_day
    letters_per_hour: _Count = _POLICY.letters_per_hour
    letters_to_strangers_per_hour: _Count = _POLICY.letters_to_strangers_per_hour
    confirm_account: Literal["never", "other_address", "always"] = _POLICY.confirm_account.value
    auto_complete: Literal["off", "exact"] = _POLICY.auto_complete.value
    batch_letters: Literal["off", "experts", "always"] = _POLICY.batch_letters.value
    copy_to_expert: value_types.Flag = _POLICY.copy_to_expert
    staff_domains: Annotated[tuple[value_types.Filled, ...], BeforeValidator(value_types.listed)] = ()
    trusted_authserv_ids: Annotated[tuple[value_types.Filled, ...], BeforeValidator(value_types.listed)] = ()

    @field_validator("reminder_days")
    @classmethod
    def _before_the_end(cls, days: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        end = info.data.get("expire_days")
        if end is not None and any(day >= end for day in days):
            raise ValueError(f"must all be less than expire_days, which is {end}")
        return tuple(sorted(set(days)))

    def to_policy(self) -> request_model.Policy:
        """The same in the terms of deciding."""
        told = self.model_dump()
        told["confirm_account"] = request_model.ConfirmAccount(self.confirm_account)
        told["auto_complete"] = request_model.AutoComplete(self.auto_complete)
        told["batch_letters"] = request_model.BatchLetters(self.batch_letters)
        told["staff_domains"] = frozenset(name.lower().lstrip("@") for name in self.staff_domains)
        told["trusted_authserv_ids"] = frozenset(name.lower() for name in self.trusted_authserv_ids)
        return request_model.Policy(**told)


class Templates(Section):
    """The deployer's own templates, and what every letter ends with."""

    dir: value_types.ExistingFolder = None
    footer: value_types.Lines = ""


class Config(Section):
    """The whole configuration."""

    database: Database = Database()
    log: Log = Log()
    mailboxes: tuple[Mailbox, ...]
    smtp: Smtp
    reading: ReadingSection = ReadingSection()
    policy: PolicySection = PolicySection()
    templates: Templates = Templates()
    web: Web = Web()
    metrics: MetricsSection = MetricsSection()
    oidc: Oidc | None = None
    notices: NoticesSection = NoticesSection()
    retention: Retention = Retention()
    marketplace: MarketplaceSection | None = None
    ledger: LedgerSection = LedgerSection()
    register_keys: RegisterKeys = Field(default=RegisterKeys(), alias="register")

    @field_validator("notices")
    @classmethod
    def _to_people(cls, notices: NoticesSection, info: ValidationInfo) -> NoticesSection:
        read = {
            address.lower()
            for mailbox in info.data.get("mailboxes", ())
            for address in (mailbox.address, *mailbox.aliases)
        }
        for address in notices.to:
            if _without_tag(address) in read:
                raise ValueError(
                    f"must not go to {value_types.quote(address)}, which is a mailbox that the worker reads; "
                    "give the addresses of people"
                )
        return notices

    @field_validator("oidc")
    @classmethod
    def _comes_back_to_us(cls, oidc: Oidc | None, info: ValidationInfo) -> Oidc | None:
        web = info.data.get("web")
        if oidc is not None and web is not None and not web.public_url:
            raise ValueError("needs web.public_url, where the provider sends people back to")
        return oidc

    @field_validator("mailboxes")
    @classmethod
    def _some_and_told_apart(cls, mailboxes: tuple[Mailbox, ...]) -> tuple[Mailbox, ...]:
        if not mailboxes:
            raise ValueError("is empty; at least one mailbox is needed")
        seen: set[str] = set()
        for mailbox in mailboxes:
            # The environment spells names in one case and without hyphens.
            key = mailbox.name.casefold().replace("-", "_")
            if key in seen:
                raise ValueError(f'must have different names; "{mailbox.name}" is there twice')
            seen.add(key)
        return mailboxes

    def own_addresses(self) -> frozenset[str]:
        """Every address of ours, lower-cased: the mailboxes', their aliases, and the sender of letters."""
        found = {self.smtp.from_address}
        for mailbox in self.mailboxes:
            found.update((mailbox.address, *mailbox.aliases))
        return frozenset(address.lower() for address in found)


def _without_tag(address: str) -> str:
    """`sales+notices@` reaches the same mailbox as `sales@` (RFC 5233)."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def list_keys(section: type[Section]) -> dict[str, Any]:
    """Each key as it is written in the file, with pydantic's knowledge of it; no section within."""
    fields = {field.alias or name: field for name, field in section.model_fields.items()}
    return {name: field for name, field in fields.items() if name not in section.below}


#: Which class holds the keys of which section.
SECTIONS: Mapping[str, type[Section]] = {
    "database": Database,
    "log": Log,
    "mailboxes": Mailbox,
    "smtp": Smtp,
    "reading": ReadingSection,
    "policy": PolicySection,
    "templates": Templates,
    "web": Web,
    "notices": NoticesSection,
    "oidc": Oidc,
    "metrics": MetricsSection,
    "retention": Retention,
    "ledger": LedgerSection,
    "marketplace": MarketplaceSection,
    "register": RegisterKeys,
}


def list_secrets(section: type[Section]) -> list[str]:
    """The keys of a section that can also be read from a file."""
    known = list_keys(section)
    return [key for key in known if f"{key}_file" in known]


def find_section(place: Sequence[int | str]) -> type[Section]:
    """The class of the section that `place` leads to or into: ("mailboxes", 0, "oauth2", "tenant")."""
    section = SECTIONS[str(place[0])]
    for step in place[1:]:
        section = section.below.get(str(step), section)
    return section
