"""The keys of `[mailboxes.oauth2]` and `[smtp.oauth2]`: signing in by tokens in place of a password."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, SecretStr, model_validator

from worker.config import value_types
from worker.config.section import Section

#: What each flow needs, and nothing else has use for.
_PROOFS = {
    "client_credentials": "client_secret",
    "refresh_token": "refresh_token",
    "service_account": "service_account",
}
_FLOWS = {
    "microsoft": ("client_credentials", "refresh_token"),
    "google": ("service_account", "refresh_token"),
    "generic": ("client_credentials", "refresh_token"),
}


class OAuth2(Section):
    """Where tokens come from and how they are used."""

    provider: Literal["microsoft", "google", "generic"]
    flow: Literal["client_credentials", "refresh_token", "service_account"] | None = None
    tenant: value_types.Tenant | None = None
    client_id: value_types.Text = ""
    client_secret: value_types.Secret | None = None
    client_secret_file: value_types.FileName = None
    client_auth: Literal["body", "basic"] = "body"
    refresh_token: value_types.Secret | None = None
    refresh_token_file: value_types.FileName = None
    service_account: value_types.Account | None = None
    service_account_file: value_types.FileName = None
    token_endpoint: value_types.Endpoint | None = None
    scopes: Annotated[tuple[value_types.Scope, ...], BeforeValidator(value_types.listed)] = ()
    mechanism: Literal["auto", "oauthbearer", "xoauth2"] = "auto"
    ca_file: value_types.ExistingFile = None
    timeout_seconds: Annotated[int, value_types.whole(1, 600)] = 30

    @property
    def chosen_flow(self) -> str:
        """The flow that is named, else the one whose proof is given."""
        if self.flow is not None:
            return self.flow
        if self.service_account is not None:
            return "service_account"
        if self.refresh_token is not None:
            return "refresh_token"
        return _FLOWS[self.provider][0]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        flow = self.chosen_flow
        if flow not in _FLOWS[self.provider]:
            known = " or ".join(f'"{each}"' for each in _FLOWS[self.provider])
            raise ValueError(f'flow must be {known} for provider "{self.provider}", not "{flow}"')
        self._require(_PROOFS[flow], flow)
        if flow != "service_account":
            self._require("client_id", flow)
        for proof in ("refresh_token", "service_account"):
            if proof != _PROOFS[flow] and getattr(self, proof) is not None:
                raise ValueError(f'{proof} has no use in the flow "{flow}"; remove it, or change flow')
        self._locate()
        return self

    def _require(self, key: str, flow: str) -> None:
        value = getattr(self, key)
        if isinstance(value, SecretStr) or value:
            return
        twin = f"; give {key} or {key}_file" if f"{key}_file" in type(self).model_fields else ""
        raise ValueError(f'{key} is missing, for the flow "{flow}"{twin}')

    def _locate(self) -> None:
        if self.provider == "generic" and self.token_endpoint is None:
            raise ValueError('token_endpoint is missing, for provider "generic"')
        if self.provider == "microsoft" and self.token_endpoint is None and self.tenant is None:
            raise ValueError('tenant is missing, for provider "microsoft"')
        if self.tenant is not None and (self.provider != "microsoft" or self.token_endpoint is not None):
            raise ValueError(
                'tenant is for provider "microsoft" without a token_endpoint; remove one of them'
            )
