"""A source gives tokens that are good now, and asks for new ones no more than it must."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from worker.errors import ConfigError
from worker.oauth.errors import TokenRefused, TokenUnreachable
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_source import TokenSource


@dataclass
class Provider:
    """Grants numbered tokens, or fails as told; its clock stands until it is set."""

    lifetime: float = 3600
    now: float = 0
    asked: int = 0
    trouble: Exception | None = None
    before: Callable[[], object] = field(default=lambda: None)

    def source(self) -> TokenSource:
        return TokenSource(self.grant, clock=lambda: self.now)

    def grant(self) -> Grant:
        self.asked += 1
        number = self.asked
        self.before()
        if self.trouble is not None:
            raise self.trouble
        return Grant(access_token=f"token {number}", lifetime=self.lifetime)


AWAY = TokenUnreachable("away")
NO = TokenRefused("revoked")


def test_a_token_serves_until_shortly_before_its_end() -> None:
    provider = Provider()
    source = provider.source()
    for provider.now in (0, 1000, 3299):
        assert source.token() == "token 1"
    for provider.now in (3300, 3400):
        assert source.token() == "token 2"
    assert provider.asked == 2


def test_a_short_lived_token_serves_for_most_of_its_life() -> None:
    provider = Provider(lifetime=10)
    source = provider.source()
    source.token()
    provider.now = 7.9
    assert source.token() == "token 1"
    provider.now = 8
    assert source.token() == "token 2"


def test_while_the_endpoint_is_away_a_good_token_serves_to_its_end() -> None:
    provider = Provider()
    source = provider.source()
    source.token()
    provider.trouble = AWAY
    for provider.now in (3300, 3301, 3599):
        assert source.token() == "token 1"
        assert source.renewal_problem == "away"
    assert provider.asked == 3, "not with each login"
    provider.now = 3600
    with pytest.raises(TokenUnreachable):
        source.token()
    provider.trouble, provider.now = None, 3700
    assert source.token() == "token 5"
    assert source.renewal_problem == ""


def test_an_endpoint_that_is_away_from_the_start_is_asked_each_time() -> None:
    provider = Provider(trouble=AWAY)
    source = provider.source()
    for _ in range(2):
        with pytest.raises(TokenUnreachable):
            source.token()
    assert provider.asked == 2


def test_a_refusal_is_told_at_once_and_the_endpoint_left_in_peace() -> None:
    provider = Provider()
    source = provider.source()
    source.token()
    provider.trouble = NO
    for provider.now in (3300, 3301, 3899):
        with pytest.raises(TokenRefused, match="revoked"):
            source.token()
    assert provider.asked == 2
    provider.trouble, provider.now = None, 3900
    assert source.token() == "token 3"


def test_a_mistake_in_the_configuration_is_a_refusal() -> None:
    provider = Provider(trouble=ConfigError("no such key"))
    with pytest.raises(TokenRefused, match="no such key"):
        provider.source().token()


def test_a_token_that_a_server_refused_is_replaced_once_for_all_who_had_it() -> None:
    provider = Provider()
    source = provider.source()
    refused = source.token()
    assert source.replace_refused(refused) == "token 2"
    assert source.replace_refused(refused) == "token 2"
    assert source.token() == "token 2"


def test_a_token_that_a_server_refused_is_never_given_again() -> None:
    provider = Provider()
    source = provider.source()
    refused = source.token()
    provider.trouble = AWAY
    with pytest.raises(TokenUnreachable):
        source.replace_refused(refused)
    with pytest.raises(TokenUnreachable):
        source.token()


def test_many_threads_share_one_question() -> None:
    provider = Provider()
    inside = threading.Event()
    provider.before = lambda: inside.wait(0.2)
    source = provider.source()
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(source.token())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert got == ["token 1"] * 8
    assert provider.asked == 1
