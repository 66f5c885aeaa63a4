"""The page of the license register: who imported what, and taking the newest back."""

from pathlib import Path

from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail
from tests.integration.sales import sell
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.services.accounts import staff_accounts
from worker.services.progress_log import in_log
from worker.services.register import register_history, register_import
from worker.services.review import review_actions
from worker.services.staff_roles import StaffRole


def take(worker: LocalWorker, folder: Path, name: str, key: str) -> int:
    file = folder / name
    file.write_text(f"License key,Company\n{key},Engines\n,Nobody\n", "utf-8")
    plan = register_import.plan_import(worker.services, file, {})
    return register_import.run_import(worker.services, plan, "maya", in_log).id or 0


def test_imports_are_told_and_an_admin_alone_undoes_the_newest(
    worker: LocalWorker, olga: TestClient, browser: TestClient, tmp_path: Path
) -> None:
    assert "No sales list yet" in olga.get("/register").text
    take(worker, tmp_path, "first.csv", KEY)
    newest = take(worker, tmp_path, "second.csv", OTHER_KEY)
    page = olga.get("/register").text
    assert "2 licenses" in page
    assert page.index("second.csv") < page.index("first.csv")
    assert "/register/undo" not in page
    data = {"csrf": csrf(olga.get("/interest").text), "import": str(newest)}
    assert olga.post("/register/undo", data=data).status_code == 403

    staff_accounts.add(worker.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    data = {"csrf": csrf(browser.get("/register").text), "import": str(newest)}
    assert browser.post("/register/undo", data=data).status_code == 303
    page = browser.get("/register").text
    assert "1 license " in page
    assert "Undone by <bdi>ada</bdi>" in page
    assert register_history.look_up(worker.services, OTHER_KEY).found is None


def test_an_admin_uploads_a_sales_list_and_a_report_and_nobody_else_does(
    worker: LocalWorker, olga: TestClient, browser: TestClient
) -> None:
    listed = ("C:\\sold\\list.csv", f"License key,Company\n{KEY},Engines\n,Nobody\n".encode())
    data = {"csrf": csrf(olga.get("/interest").text)}
    assert 'type="file"' not in olga.get("/register").text
    assert olga.post("/register/upload", data=data, files={"file": listed}).status_code == 403
    staff_accounts.add(worker.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    data = {"csrf": csrf(browser.get("/register").text)}
    wrong = browser.post("/register/upload", data={"csrf": "x"}, files={"file": listed})
    assert wrong.status_code == 403
    page = browser.post("/register/upload", data={**data, "dry_run": "yes"}, files={"file": listed}).text
    assert "2 rows, of which 1 would be added" in " ".join(page.split())
    assert register_history.size(worker.services) == 0
    page = browser.post("/register/upload", data=data, files={"file": listed}).text
    assert "1 were added" in " ".join(page.split())
    assert "<bdi>list.csv</bdi>" in page
    assert register_history.look_up(worker.services, KEY).found is not None
    broken = browser.post(
        "/register/upload", data=data, files={"file": ("list.csv", b"no keys,at all\n1,2\n")}
    )
    assert broken.status_code == 422
    assert "no column is known to hold license keys" in broken.text
    assert "upload.csv" not in broken.text
    report = ("licenses.json", b'{"licenses": [{"licenseId": "SEN-1234567", "tier": "50 Users"}]}')
    page = browser.post("/register/report", data=data, files={"file": report}).text
    assert "1 license. 0 are offered" in " ".join(page.split())


def test_a_file_that_is_too_long_is_not_read(worker: LocalWorker, browser: TestClient) -> None:
    staff_accounts.add(worker.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    headers = {"Content-Length": str(65 << 20), "Content-Type": "multipart/form-data; boundary=b"}
    assert browser.post("/register/upload", headers=headers, content=b"").status_code == 413


def test_what_a_report_would_do_is_told_apart_from_what_it_did_with_all_that_is_not_offered(
    worker: LocalWorker, browser: TestClient, tmp_path: Path
) -> None:
    staff_accounts.add(worker.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    names = []
    for number in range(3):
        text = form(license_key=f"LICENSE-KEY-000{number}", account_email=f"l{number}@engines.test")
        request = worker.receive(
            mail(text, f"a{number}@engines.test", Message_ID=f"<{number}@e.test>")
        ).request
        assert request is not None
        review_actions.approve(worker.services, request.reference, "ada")
        names.append(request.reference)
    sell(worker, tmp_path, ("LICENSE-KEY-0000", "Mockups for JIRA", "50"))
    row = "{},Mockups for JIRA,Server,2026-03-02,active,50 Users,Analytical Engines,l{}@engines.test\n"
    head = "licenseId,addonName,hosting,maintenanceStartDate,status,tier,company,technicalContact.email\n"
    licenses = [("SEN-1000000", 0), ("SEN-1000001", 1), ("SEN-1000002", 2), ("SEN-1000003", 2)]
    file = ("licenses.csv", (head + "".join(row.format(*one) for one in licenses)).encode())
    data = {"csrf": csrf(browser.get("/register").text)}
    said = {}
    for do, more in (("asked", {"dry_run": "yes"}), ("done", {})):
        page = browser.post("/register/report", data={**data, **more}, files={"file": file}).text
        said[do] = " ".join(page[page.index('id="done"') :].split())
    assert "Nothing was changed yet." in said["asked"]
    assert "1 would be offered" in said["asked"]
    assert "Taken." in said["done"]
    assert "1 is offered" in said["done"]
    for page in said.values():
        for sen, place in licenses:
            assert sen in page
            assert f'href="/requests/{names[place]}"' in page


def test_an_admin_says_who_is_an_expert(worker: LocalWorker, olga: TestClient, browser: TestClient) -> None:
    form = {"csrf": csrf(olga.get("/interest").text), "address": "eva@partner.test", "name": "Stern"}
    assert olga.post("/register/experts", data=form).status_code == 403
    staff_accounts.add(worker.services, "ada", PASSWORD, StaffRole.ADMIN)
    sign_in(browser, "ada", PASSWORD)
    form["csrf"] = csrf(browser.get("/register").text)
    assert "give an address" in browser.post("/register/experts", data={**form, "address": "eva"}).text
    browser.post("/register/experts", data=form)
    assert "eva@partner.test" in browser.get("/register").text
    browser.post("/register/experts/remove", data=form)
    assert "eva@partner.test" not in browser.get("/register").text
