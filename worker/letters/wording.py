"""The short words that letters put together by themselves, by language: the values of one `words.toml`.

Knows no template, no request and no folder: `parse_wording` takes the text.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from worker.errors import ConfigError
from worker.forms.extraction import Problem

ENGLISH = "en"
#: Where the file of a deployer's own does not say it.
_UNREPEATED = "as in your mail"
_REASONS: Mapping[str, str] = {
    Problem.UNCONFIRMED: "please write it once more, so that we know it is yours",
    Problem.DOUBTED: "please check whether this is right",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What one language says."""

    license: str  #: a line of the confirmation, with {key} and {sen}
    reasons: Mapping[str, str]  #: by problem, or by "field.problem"
    unrepeated: str  #: in place of a value that a letter to a stranger does not repeat

    def reason(self, field: str, problem: Problem | None) -> str:
        """A few words for the line that asks for `field`; empty when staff ask without a reason."""
        if problem is None:
            return ""
        return self.reasons.get(f"{field}.{problem}", self.reasons[problem])

    def license_line(self, key_masked: str, sen: str) -> str:
        """The line of the confirmation about one license."""
        return self.license.replace("{key}", key_masked).replace("{sen}", sen)


@lru_cache(maxsize=32)
def parse_wording(text: str, source: str) -> Wording:
    """The words in `text` (TOML); ConfigError names `source` and what is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{source}: not valid TOML: {error}") from None
    line, reasons = data.get("license"), data.get("reasons")
    if not isinstance(line, str) or "{key}" not in line or "{sen}" not in line:
        raise ConfigError(f"{source}: license: must be a text with {{key}} and {{sen}} in it")
    if not isinstance(reasons, dict) or not all(isinstance(words, str) for words in reasons.values()):
        raise ConfigError(f"{source}: reasons: must be a table of texts")
    reasons = {**_REASONS, **reasons}
    if missing := [problem for problem in Problem if problem not in reasons]:
        raise ConfigError(f"{source}: reasons: {', '.join(missing)} is missing")
    unrepeated = data.get("unrepeated", _UNREPEATED)
    if not isinstance(unrepeated, str) or not unrepeated.strip():
        raise ConfigError(f"{source}: unrepeated: must be a text")
    return Wording(license=line, reasons=reasons, unrepeated=unrepeated)
