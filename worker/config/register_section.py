"""The section about the license register."""

from pydantic import SecretStr, field_validator

from worker.config import value_types
from worker.config.section import Section

_SHORTEST = 16


class RegisterKeys(Section):
    """What the license keys of the register are hashed with."""

    secret: value_types.Secret | None = None
    secret_file: value_types.FileName = None

    @field_validator("secret")
    @classmethod
    def _hard_to_guess(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret.get_secret_value()) < _SHORTEST:
            raise ValueError(
                f"must have {_SHORTEST} characters or more, as `openssl rand -hex 32` makes them"
            )
        return secret
