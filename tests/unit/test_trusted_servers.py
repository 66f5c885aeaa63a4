"""What `check` says of the servers whose results count."""

from collections import Counter

import pytest

from worker.requests.request_model import Policy
from worker.services.intake.trusted_servers import advise_trusted_servers


@pytest.mark.parametrize(
    ("trusted", "seen", "well", "words"),
    [
        ((), {}, False, ["no mail server is trusted", "docs/trusted-servers.md"]),
        ((), {"": 4}, False, ["none of the newest 4 mails was checked"]),
        (
            (),
            {"mx.vendor.test": 9, "mx.other.test": 1},
            False,
            ["mx.vendor.test (9), mx.other.test (1)", 'trusted_authserv_ids = ["mx.vendor.test"]'],
        ),
        ((), {"unnamed": 10}, False, ['trusted_authserv_ids = ["unnamed"]']),
        ((), {"<b>evil</b>": 10}, False, ["docs/trusted-servers.md"]),
        (("mx.vendor.test",), {"mx.vendor.test": 8, "": 2}, True, ["8 of the newest 10"]),
        (("mx.vendor.test",), {}, True, ["0 of the newest 0"]),
        (("mx.vendro.test",), {"mx.vendor.test": 8}, False, ["mx.vendro.test", "mx.vendor.test (8)"]),
    ],
)
def test_a_deployer_is_told_which_servers_to_trust(
    trusted: tuple[str, ...], seen: dict[str, int], words: list[str], *, well: bool
) -> None:
    found, told = advise_trusted_servers(Policy(trusted_authserv_ids=frozenset(trusted)), Counter(seen))
    assert found is well
    assert not [word for word in words if word not in told], told
    assert "evil" not in told
