"""OAuth2: access tokens for signing in, and the SASL exchange that carries them (RFC 7628).

Knows token endpoints and their answers. Must not know IMAP, SMTP, SQL or the configuration. The way in is
`token_source.TokenSource`.

>>> from worker.oauth.sasl import choose_mechanism
>>> choose_mechanism(None, ["PLAIN", "XOAUTH2", "OAUTHBEARER"]).value
'OAUTHBEARER'
"""
