"""The errors that a person gets to read.

Each says what was wrong, where (file, key, mailbox, peer) and what to do about it, in one line
without personal data. Everything else that is raised is a defect of ours.
"""


class WorkerError(Exception):
    """The worker could not do what it was asked to."""


class ConfigError(WorkerError):
    """The configuration is missing, unreadable or wrong: the command line exits with 2."""


class UsageError(WorkerError):
    """The command was asked for something that does not exist or is not allowed: exit with 2."""


class RefusedError(WorkerError):
    """What was asked for is known but not possible in the present state: exit with 1."""


class UnavailableError(WorkerError):
    """A peer (database, mail server) can't be reached or refused us: exit with 1."""
