"""Signing in by an OpenID Connect provider.

The authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636), state and nonce. Who may come
in is decided by the provider's claims, after the ID token's signature, issuer, audience and times were
checked. The provider is a peer as any other: it may be away, slow, or send anything.
"""

from worker.web.oidc.begun import Begun, UsedStates
from worker.web.oidc.claims import Identity, Terms, name_of, role_of
from worker.web.oidc.provider import Provider

__all__ = ["Begun", "Identity", "Provider", "Terms", "UsedStates", "name_of", "role_of"]
