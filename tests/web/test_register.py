"""The page of the license register: who imported what, and taking the newest back."""

from pathlib import Path

from starlette.testclient import TestClient

from tests.integration.desk import KEY, OTHER_KEY
from tests.integration.desk import Desk as Hands
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.services.accounts import staff_accounts
from worker.services.progress_log import in_log
from worker.services.register import register_history, register_import
from worker.services.staff_roles import StaffRole


def take(hands: Hands, folder: Path, name: str, key: str) -> int:
    file = folder / name
    file.write_text(f"License key,Company\n{key},Engines\n,Nobody\n", "utf-8")
    plan = register_import.plan_import(hands.services, file, {})
    return register_import.run_import(hands.services, plan, "maya", in_log).id or 0


def test_imports_are_told_and_an_admin_alone_undoes_the_newest(
    hands: Hands, olga: TestClient, browser: TestClient, tmp_path: Path
) -> None:
    assert "No sales list yet" in olga.get("/register").text
    take(hands, tmp_path, "first.csv", KEY)
    newest = take(hands, tmp_path, "second.csv", OTHER_KEY)
    page = olga.get("/register").text
    assert "2 licenses" in page
    assert page.index("second.csv") < page.index("first.csv")
    assert "/register/undo" not in page
    form = {"csrf": csrf(olga.get("/interest").text), "import": str(newest)}
    assert olga.post("/register/undo", data=form).status_code == 403

    staff_accounts.add(hands.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    form = {"csrf": csrf(browser.get("/register").text), "import": str(newest)}
    assert browser.post("/register/undo", data=form).status_code == 303
    page = browser.get("/register").text
    assert "1 license " in page
    assert "Undone by <bdi>ada</bdi>" in page
    assert register_history.look_up(hands.services, OTHER_KEY).found is None


def test_an_admin_uploads_a_sales_list_and_a_report_and_nobody_else_does(
    hands: Hands, olga: TestClient, browser: TestClient
) -> None:
    listed = ("C:\\sold\\list.csv", f"License key,Company\n{KEY},Engines\n,Nobody\n".encode())
    form = {"csrf": csrf(olga.get("/interest").text)}
    assert 'type="file"' not in olga.get("/register").text
    assert olga.post("/register/upload", data=form, files={"file": listed}).status_code == 403
    staff_accounts.add(hands.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    form = {"csrf": csrf(browser.get("/register").text)}
    wrong = browser.post("/register/upload", data={"csrf": "x"}, files={"file": listed})
    assert wrong.status_code == 403
    page = browser.post("/register/upload", data={**form, "dry_run": "yes"}, files={"file": listed}).text
    assert "2 rows, of which 1 would be added" in " ".join(page.split())
    assert register_history.size(hands.services) == 0
    page = browser.post("/register/upload", data=form, files={"file": listed}).text
    assert "1 were added" in " ".join(page.split())
    assert "<bdi>list.csv</bdi>" in page
    assert register_history.look_up(hands.services, KEY).found is not None
    broken = browser.post(
        "/register/upload", data=form, files={"file": ("list.csv", b"no keys,at all\n1,2\n")}
    )
    assert broken.status_code == 422
    assert "no column is known to hold license keys" in broken.text
    assert "upload.csv" not in broken.text
    report = ("licenses.json", b'{"licenses": [{"licenseId": "SEN-1234567", "tier": "50 Users"}]}')
    assert "1 licenses. 0 fit" in browser.post("/register/report", data=form, files={"file": report}).text


def test_a_file_that_is_too_long_is_not_read(hands: Hands, browser: TestClient) -> None:
    staff_accounts.add(hands.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    headers = {"Content-Length": str(65 << 20), "Content-Type": "multipart/form-data; boundary=b"}
    assert browser.post("/register/upload", headers=headers, content=b"").status_code == 413
