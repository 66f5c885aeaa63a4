"""The sections about whoever watches the worker: pages, sign-in, notices, figures."""

from datetime import tzinfo
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from worker.config import value_types
from worker.config.section import Section


class Web(Section):
    """Where the staff pages are served, and who may say who somebody is."""

    enabled: value_types.Flag = True
    listen: value_types.Listen = "127.0.0.1:8025"
    public_url: value_types.Origin = ""
    secure_cookies: value_types.Flag = Field(
        default_factory=lambda known: str(known.get("public_url", "")).startswith("https:")
    )
    trusted_proxies: Annotated[tuple[value_types.Network, ...], BeforeValidator(value_types.listed)] = ()
    user_header: value_types.Header = ""

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


class MetricsSection(Section):
    """Where Prometheus fetches figures."""

    listen: Literal[""] | value_types.Listen = ""  #: empty: nowhere

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port, or None where no figures are served."""
        host, _, port = self.listen.rpartition(":")
        return (host.removeprefix("[").removesuffix("]"), int(port)) if self.listen else None


class Oidc(Section):
    """The provider that signs staff in (OpenID Connect), and whom of its people we let in."""

    issuer: value_types.Url
    client_id: value_types.Filled
    client_secret: value_types.Secret | None = None
    client_secret_file: value_types.FileName = None
    ca_file: value_types.ExistingFile = None
    label: value_types.Filled = "single sign-on"
    scopes: value_types.Filled = "openid email profile"
    allowed_domains: Annotated[tuple[value_types.Filled, ...], BeforeValidator(value_types.listed)] = ()
    role_claim: value_types.Text = ""
    name_claim: value_types.Text = ""
    reviewers: Annotated[tuple[value_types.Filled, ...], BeforeValidator(value_types.listed)] = ()
    admins: Annotated[tuple[value_types.Filled, ...], BeforeValidator(value_types.listed)] = ()

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


class NoticesSection(Section):
    """Who is told by mail what waits and what is wrong."""

    to: Annotated[tuple[value_types.Email, ...], BeforeValidator(value_types.listed)] = ()
    digest_at: value_types.ClockTime = "08:00"
    time_zone: value_types.Zone = "UTC"
    weekdays_only: value_types.Flag = True
    alerts: value_types.Flag = True
    assignments: value_types.Flag = True
    unreachable_minutes: Annotated[int, value_types.whole(1, 1440)] = 15

    @property
    def zone(self) -> tzinfo:
        """The time zone itself."""
        return value_types.zone(self.time_zone)
