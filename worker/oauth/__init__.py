"""The OAuth2 room: access tokens for signing in, and the SASL words that carry them.

Knows token endpoints and their answers. Must not know IMAP, SMTP, SQL or the configuration.
"""
