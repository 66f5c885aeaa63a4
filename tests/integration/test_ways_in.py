"""`check` and `mailbox plan` tell how the mail of a mailbox came, before a worker reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.scene import Scene, prepared, staged
from tests.integration.installed import request, unrelated
from tests.servers.imap_script import imap_script
from worker.services.intake.poll_plan import plan_poll
from worker.services.monitoring.installation_check import CheckFinding, check_installation


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with imap_script() as server, staged(tmp_path, prepared(tmp_path), server) as ready:
        yield ready


def found(scene: Scene) -> list[CheckFinding]:
    app = scene.app
    return [
        one
        for one in check_installation(app.services, app.sources, app.relay)
        if one.what.endswith("ways in")
    ]


def test_the_ways_in_are_told_by_plan_and_check(scene: Scene) -> None:
    address = scene.app.config.mailboxes[0].address.encode()
    own = b"List-Id: <%s>\r\n" % address.replace(b"@", b".")
    scene.server.add(own + request(1))
    scene.server.add(own + request(2))
    scene.server.add(unrelated(3))
    assert [one.way.partition(",")[2] for one in plan_poll(scene.app.services, scene.app.sources[0])] == [
        " which is ours",
        " which is ours",
        "",
    ]
    (told,) = found(scene)
    assert told.ok
    assert not told.warning
    assert told.detail.startswith("2 of the newest 3 mails: over the list ")
    team = b"List-Id: <team.%s>\r\n" % address.partition(b"@")[2]
    scene.server.add(team + request(4))
    (told,) = found(scene)
    assert told.warning
    assert "add its address to aliases" in told.detail


def test_nothing_is_told_of_mail_that_came_straight(scene: Scene) -> None:
    scene.server.add(request(1))
    assert found(scene) == []
    assert [one.way for one in plan_poll(scene.app.services, scene.app.sources[0])] == [""]
