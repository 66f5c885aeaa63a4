"""A letter that was refused for good is news, and is sent again together with others."""

from tests.integration.installed import request
from tests.integration.wired_installation import arrive
from tests.operations.commands import Commands
from worker.app import App
from worker.requests.request_model import LetterState
from worker.services.monitoring import worker_health
from worker.services.monitoring.system_status import ConfiguredServers, find_status


def refuse_all(app: App, *, count: int) -> list[int]:
    """So many customers wrote, and the relay takes no letter to them."""
    for number in range(1, count + 1):
        arrive(app, request(number), number)
    with app.services.store.write() as tx:
        found = list(tx.letters.listed())
        for letter in found:
            tx.letters.settle(letter.id, LetterState.FAILED, error="554 5.2.0 SendAsDenied")
    return [letter.id for letter in found]


def states(app: App) -> list[LetterState]:
    with app.services.store.read() as tx:
        return [letter.state for letter in tx.letters.listed()]


def test_health_tells_of_refused_letters_until_somebody_decided(app: App, commands: Commands) -> None:
    first, second = refuse_all(app, count=2)
    worker_health.beat(app.services, worker_health.PULSE, 600)
    told = "letters: 2 letters were refused for good; see `sen-worker outbox list --state failed`"
    assert [line.startswith(told) for line in worker_health.find_problems(app.services)] == [True]
    assert find_status(app.services, ConfiguredServers()).problems
    assert commands("outbox", "cancel", str(first)).status == 0
    assert "1 letter was refused" in commands("health").err
    assert commands("outbox", "retry", str(second)).status == 0
    assert commands("health").status == 0


def test_many_letters_are_sent_again_by_their_ids_or_by_their_state(app: App, commands: Commands) -> None:
    ids = refuse_all(app, count=3)
    done = commands("outbox", "retry", str(ids[0]), "999", str(ids[1]), "--by", "olga")
    assert (done.status, states(app)) == (1, [LetterState.QUEUED, LetterState.QUEUED, LetterState.FAILED])
    assert "there is no letter 999" in done.err
    assert done.out.splitlines() == [f"letter {one} (missing_fields) is now queued" for one in ids[:2]]
    assert commands("outbox", "retry", "--state", "failed").status == 0
    assert states(app) == [LetterState.QUEUED] * 3
    assert commands("outbox", "retry", "--state", "failed").out == "no letter is failed\n"


def test_what_may_have_arrived_is_never_sent_again_in_bulk(app: App, commands: Commands) -> None:
    refuse_all(app, count=1)
    for wrong in (["--state", "uncertain"], ["--state", "sent"], [], ["1", "--state", "failed"]):
        assert commands("outbox", "retry", *wrong).status == 2
    assert states(app) == [LetterState.FAILED]
