"""Signing in by an OpenID Connect provider.

The authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636), state and nonce. Who may come
in is decided by the provider's claims, after the ID token's signature, issuer, audience and times were
checked. The provider is a peer as any other: it may be away, slow, or send anything.
"""

from worker.web.oidc.identity_claims import AdmissionTerms, Identity, name_of, role_of
from worker.web.oidc.login_state import LoginState, UsedStates
from worker.web.oidc.oidc_provider import Provider

__all__ = ["AdmissionTerms", "Identity", "LoginState", "Provider", "UsedStates", "name_of", "role_of"]
