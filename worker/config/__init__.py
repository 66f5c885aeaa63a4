"""Settings: a TOML file and the environment become one frozen `Config`, or one clear `ConfigError`.

A side room: every way in may ask it, it asks nobody but `requests.values` for the policy's terms.
"""

from worker.config.exposure import exposed_files
from worker.config.loading import load
from worker.config.located import with_database_located
from worker.config.oauth2 import OAuth2
from worker.config.reading import Reading
from worker.config.renewing import with_secrets_of
from worker.config.retention import Retention
from worker.config.sections import Config, Database, Log, Mailbox, Policy, Smtp, Templates
from worker.config.watching import Metrics, Notices, Oidc, Web
from worker.config_file import find

__all__ = [
    "Config",
    "Database",
    "Log",
    "Mailbox",
    "Metrics",
    "Notices",
    "OAuth2",
    "Oidc",
    "Policy",
    "Reading",
    "Retention",
    "Smtp",
    "Templates",
    "Web",
    "exposed_files",
    "find",
    "load",
    "with_database_located",
    "with_secrets_of",
]
