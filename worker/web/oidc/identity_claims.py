"""What a provider's claims make of somebody: a name and a role. Knows no token and no network."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from worker.services.staff_roles import StaffRole

_LONGEST_NAME = 80
#: One address and nothing else; in ASCII, so that none looks like another one in lower case.
_ADDRESS = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,255}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionTerms:
    """Whom the deployer lets in, as what, and by which name. Values are compared without case."""

    domains: frozenset[str] = frozenset()  #: of verified addresses; whoever has one is a reviewer
    claim: str = ""  #: which claim holds groups or roles
    reviewers: frozenset[str] = frozenset()  #: values of that claim, or verified addresses
    admins: frozenset[str] = frozenset()
    name_claim: str = ""  #: the claim that names people who have no verified address


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom the provider signed in, and what they may do here."""

    subject: str  #: who it is for ever: issuer and subject
    name: str
    role: StaffRole


def role_of(claims: Mapping[str, Any], terms: AdmissionTerms) -> StaffRole | None:
    """What somebody with these claims may do; None when they may not come in."""
    email = _verified_email(claims)
    values = {value.casefold() for value in _listed(claims.get(terms.claim))} | ({email} if email else set())
    if values & terms.admins:
        return StaffRole.ADMIN
    if values & terms.reviewers or (email and email.rpartition("@")[2] in terms.domains):
        return StaffRole.REVIEWER
    return None


def name_of(claims: Mapping[str, Any], name_claim: str = "") -> str:
    """What somebody is called in the records.

    That is the verified address, else what `name_claim` says, which the deployer vouches for, else the
    subject. Other claims may be whatever people made them, and so a colleague's name.
    """
    told = (_verified_email(claims), claims.get(name_claim), claims.get("sub"))
    return next(name[:_LONGEST_NAME] for name in told if isinstance(name, str) and name)


def join_claims(id_token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims of both; the ID token's count first, and an address counts with its own `email_verified`."""
    pair = {"email", "email_verified"}
    more = {name: value for name, value in userinfo.items() if name not in pair or "email" not in id_token}
    own = {name: value for name, value in id_token.items() if name not in pair or "email" in id_token}
    return {**more, **own}


def _verified_email(claims: Mapping[str, Any]) -> str:
    email = claims.get("email")
    verified = claims.get("email_verified") is True or claims.get("email_verified") == "true"
    return email.lower() if verified and isinstance(email, str) and _ADDRESS.fullmatch(email) else ""


def _listed(value: object) -> list[str]:
    return (
        [str(one) for one in value] if isinstance(value, list) else [value] if isinstance(value, str) else []
    )
