"""The sections about whoever watches the worker: pages, sign-in, notices, figures."""

from datetime import tzinfo
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from worker.config import checks
from worker.config.section import Section


class Web(Section):
    """Where the staff pages are served, and who may say who somebody is."""

    enabled: checks.Flag = True
    listen: checks.Listen = "127.0.0.1:8025"
    public_url: checks.Origin = ""
    secure_cookies: checks.Flag = Field(
        default_factory=lambda known: str(known.get("public_url", "")).startswith("https:")
    )
    trusted_proxies: Annotated[tuple[checks.Network, ...], BeforeValidator(checks.listed)] = ()
    user_header: checks.Header = ""

    @field_validator("user_header")
    @classmethod
    def _only_from_proxies(cls, header: str, info: ValidationInfo) -> str:
        if header and info.data.get("trusted_proxies") == ():
            raise ValueError("needs trusted_proxies: anybody else could say who they are")
        return header

    @property
    def host(self) -> str:
        """The host in `listen`, an IPv6 address without its brackets."""
        return self.listen.rpartition(":")[0].removeprefix("[").removesuffix("]")

    @property
    def port(self) -> int:
        """The port in `listen`; 0 lets the system choose."""
        return int(self.listen.rpartition(":")[2])


class Metrics(Section):
    """Where Prometheus fetches figures."""

    listen: Literal[""] | checks.Listen = ""  #: empty: nowhere

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port, or None where no figures are served."""
        host, _, port = self.listen.rpartition(":")
        return (host.removeprefix("[").removesuffix("]"), int(port)) if self.listen else None


class Oidc(Section):
    """The provider that signs staff in (OpenID Connect), and whom of its people we let in."""

    issuer: checks.Url
    client_id: checks.Filled
    client_secret: checks.Secret | None = None
    client_secret_file: checks.FileName = None
    ca_file: checks.ExistingFile = None
    label: checks.Filled = "single sign-on"
    scopes: checks.Filled = "openid email profile"
    allowed_domains: Annotated[tuple[checks.Filled, ...], BeforeValidator(checks.listed)] = ()
    role_claim: checks.Text = ""
    name_claim: checks.Text = ""
    reviewers: Annotated[tuple[checks.Filled, ...], BeforeValidator(checks.listed)] = ()
    admins: Annotated[tuple[checks.Filled, ...], BeforeValidator(checks.listed)] = ()

    @field_validator("issuer")
    @classmethod
    def _some_issuer(cls, issuer: str) -> str:
        if not issuer:
            raise ValueError("must not be empty")
        return issuer

    @field_validator("scopes")
    @classmethod
    def _speaks_oidc(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError('must hold "openid"')
        return scopes

    @model_validator(mode="after")
    def _lets_somebody_in(self) -> Self:
        if not (self.allowed_domains or self.reviewers or self.admins):
            raise ValueError("lets nobody in; give allowed_domains, reviewers or admins")
        return self


class Notices(Section):
    """Who is told by mail what waits and what is wrong."""

    to: Annotated[tuple[checks.Email, ...], BeforeValidator(checks.listed)] = ()
    digest_at: checks.ClockTime = "08:00"
    time_zone: checks.Zone = "UTC"
    weekdays_only: checks.Flag = True
    alerts: checks.Flag = True
    unreachable_minutes: Annotated[int, checks.whole(1, 1440)] = 15

    @property
    def zone(self) -> tzinfo:
        """The time zone itself."""
        return checks.zone(self.time_zone)
