"""Who works with the queue: what admins see and do, and what others may not."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.errors import RefusedError, UsageError
from worker.services.accounts import password_hashes, staff_accounts
from worker.services.staff_roles import StaffRole
from worker.web.pages import ROUTES

ADMINS = {"/staff", "/staff/sign-out", "/staff/remove"}


@pytest.fixture
def admin(worker: LocalWorker, visitor: TestClient) -> TestClient:
    staff_accounts.add(worker.services, "ada", PASSWORD, StaffRole.ADMIN)
    assert sign_in(visitor, "ada", PASSWORD).status_code == 303
    return visitor


@pytest.mark.parametrize("path", sorted(ADMINS))
def test_a_reviewer_may_neither_see_nor_change_staff(
    olga: TestClient, worker: LocalWorker, path: str
) -> None:
    token = csrf(olga.get("/interest").text)
    method = "GET" if path == "/staff" else "POST"
    answer = olga.request(method, path, data={"csrf": token, "name": "olga"} if method == "POST" else None)
    assert answer.status_code == 403
    assert "This is for admins." in answer.text
    assert [row["name"] for row in staff_accounts.listed(worker.services)] == ["olga"]
    assert olga.get("/interest").status_code == 200


def test_rights_are_asked_for_where_they_are_needed() -> None:
    assert {path for path, _, _ in ROUTES if path.startswith("/staff")} == ADMINS


def test_a_role_that_is_taken_away_is_gone_at_once(admin: TestClient, worker: LocalWorker) -> None:
    with worker.store.write() as tx:
        row = tx.staff.get("ada")
        assert row is not None
        tx.staff.put(type(row)(name="ada", role="reviewer", password=row.password, created_at=row.created_at))
    assert admin.get("/staff").status_code == 403


def test_an_admin_sees_who_is_signed_in_and_signs_them_out(
    admin: TestClient, worker: LocalWorker, browser: TestClient
) -> None:
    assert sign_in(browser, "olga", PASSWORD).status_code == 303
    page = admin.get("/staff").text
    assert page.index("<bdi>ada</bdi>") < page.index("<bdi>olga</bdi>")
    answer = admin.post("/staff/sign-out", data={"csrf": csrf(page), "name": "olga"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")
    assert browser.get("/interest").status_code == 303


def test_an_admin_removes_others_but_not_themselves(admin: TestClient, worker: LocalWorker) -> None:
    token = csrf(admin.get("/staff").text)
    assert admin.post("/staff/remove", data={"csrf": token, "name": "ada"}).status_code == 409
    assert admin.post("/staff/remove", data={"csrf": token, "name": "olga"}).status_code == 303
    assert [row["name"] for row in staff_accounts.listed(worker.services)] == ["ada"]
    unknown = admin.post("/staff/remove", data={"csrf": token, "name": "<b>olga"})
    assert unknown.status_code == 409
    assert "<b>olga" not in unknown.text


def test_the_way_to_staff_is_shown_to_admins_alone(admin: TestClient, olga: TestClient) -> None:
    # `admin` and `olga` are one browser here: whoever signed in last.
    assert 'href="/staff"' not in olga.get("/interest").text
    sign_in(olga, "ada", PASSWORD)
    assert 'href="/staff"' in olga.get("/interest").text


@pytest.mark.parametrize("password", ["short", "x" * 501])
def test_a_password_has_a_sensible_length(worker: LocalWorker, password: str) -> None:
    with pytest.raises(UsageError, match="12 to 500 characters"):
        staff_accounts.add(worker.services, "tom", password, StaffRole.REVIEWER)


def test_the_database_holds_neither_passwords_nor_tokens(olga: TestClient, worker: LocalWorker) -> None:
    with worker.store.read() as tx:
        row = tx.staff.get("olga")
        assert row is not None
        assert row.password.startswith("$argon2id$")
        now = worker.now
        assert tx.staff.of_session(olga.cookies["sen_worker"], now, now - staff_accounts.IDLE) is None


def test_a_password_hashed_by_older_parameters_is_hashed_again_when_it_fits(
    visitor: TestClient, worker: LocalWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with worker.store.read() as tx:
        before = tx.staff.get("olga")
    monkeypatch.setattr(
        password_hashes, "_hasher", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    )
    assert sign_in(visitor, "olga", PASSWORD).status_code == 303
    with worker.store.read() as tx:
        after = tx.staff.get("olga")
    assert before is not None
    assert after is not None
    assert before.password != after.password
    assert sign_in(visitor, "olga", PASSWORD).status_code == 303


def test_names_that_look_the_same_are_one_name(worker: LocalWorker) -> None:
    staff_accounts.add(worker.services, "José", PASSWORD, StaffRole.REVIEWER)
    staff_accounts.add(worker.services, " José ", PASSWORD, StaffRole.ADMIN)
    assert [(row["name"], row["role"]) for row in staff_accounts.listed(worker.services)] == [
        ("José", "admin")
    ]


def test_whom_a_provider_knows_is_one_person_whose_role_follows_it(worker: LocalWorker) -> None:
    services = worker.services
    staff_accounts.sign_in_by_provider(services, "issuer 1", "maya@vendor.test", StaffRole.REVIEWER)
    token = staff_accounts.sign_in_by_provider(services, "issuer 1", "m@vendor.test", StaffRole.ADMIN)
    staff_accounts.sign_in_by_provider(services, "issuer 2", "tom@vendor.test", StaffRole.REVIEWER)
    known = staff_accounts.find_signed_in(services, token)
    assert known is not None
    assert (known.name, known.role) == ("maya@vendor.test", StaffRole.ADMIN)
    assert [row["sessions"] for row in staff_accounts.listed(services)] == [2, 1]
    with pytest.raises(RefusedError, match="is somebody else here"):
        staff_accounts.sign_in_by_provider(services, "issuer 3", "tom@vendor.test", StaffRole.ADMIN)


def test_a_session_lives_on_either_database_as_long_as_it_is_used(worker: LocalWorker) -> None:
    token = staff_accounts.sign_in_by_provider(
        worker.services, "issuer 1", "maya@vendor.test", StaffRole.REVIEWER
    )
    worker.now += timedelta(minutes=119)
    assert staff_accounts.find_signed_in(worker.services, token) is not None
    worker.now += timedelta(minutes=119)
    assert staff_accounts.find_signed_in(worker.services, token, used=False) is not None
    worker.now += timedelta(minutes=2)
    assert staff_accounts.find_signed_in(worker.services, token) is None
    again = staff_accounts.sign_in_by_provider(
        worker.services, "issuer 1", "maya@vendor.test", StaffRole.REVIEWER
    )
    assert [row["sessions"] for row in staff_accounts.listed(worker.services)] == [1]
    staff_accounts.sign_out(worker.services, again)
    assert staff_accounts.find_signed_in(worker.services, again) is None
