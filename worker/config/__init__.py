"""Settings: a TOML file and the environment become one frozen `Config`, or one clear `ConfigError`.

A side room: every way in may ask it, it asks nobody but `requests` for the policy's terms.

The way in is `load_configuration`; a word that nobody knows is answered with the one that was meant:

>>> from worker.config.problems import guess_word
>>> guess_word("pasword", ["password", "port"])
'password'
"""

from worker.config.database_path import with_database_located
from worker.config.exposed_files import exposed_files
from worker.config.loading import load_configuration
from worker.config.monitoring_sections import MetricsSection, NoticesSection, Oidc, Web
from worker.config.oauth2 import OAuth2
from worker.config.reading_section import ReadingSection
from worker.config.renewed_secrets import with_secrets_of
from worker.config.retention_section import Retention
from worker.config.sections import Config, Database, Log, Mailbox, PolicySection, Smtp, Templates
from worker.config_file import find_configuration

__all__ = [
    "Config",
    "Database",
    "Log",
    "Mailbox",
    "MetricsSection",
    "NoticesSection",
    "OAuth2",
    "Oidc",
    "PolicySection",
    "ReadingSection",
    "Retention",
    "Smtp",
    "Templates",
    "Web",
    "exposed_files",
    "find_configuration",
    "load_configuration",
    "with_database_located",
    "with_secrets_of",
]
