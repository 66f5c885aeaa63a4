"""The page of figures: its numbers are those of requests that were moved through their life, week by week."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from tests.integration.test_talk import bounce
from tests.web.conftest import PASSWORD, sign_in
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import page_actions, review_actions, staff_actions

CLOUD = "I am interested in hosted Mockups. My current license key is: {key}. I have 25 users"


class Viewer:
    """A reviewer who looks at pages, and signs in again when months have passed."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def get(self, path: str, *, fragment: bool = False) -> Response:
        """The page there; `fragment` alone what the script asks for."""
        headers = {"X-Fragment": "1"} if fragment else {}
        answer = self._client.get(path, headers=headers)
        if answer.headers.get("location", "").startswith("/sign-in"):
            assert sign_in(self._client, "olga", PASSWORD).status_code == 303
            answer = self._client.get(path, headers=headers)
        return answer

    def post(self, path: str, data: dict[str, str]) -> Response:
        """What is answered to a form that was sent there."""
        return self._client.post(path, data=data)


@pytest.fixture
def olga(visitor: TestClient) -> Viewer:
    return Viewer(visitor)


def come(worker: LocalWorker, who: str = "ada", **answers: str) -> str:
    """A request of somebody comes in now and its letter goes out; its reference."""
    address = f"{who}@{who}.test"
    given = {"account_email": address, **answers}
    outcome = worker.receive(mail(form(**given), sender=f"Ada {who.title()} <{address}>"))
    worker.send()
    return worker.request(outcome).reference


def complete(worker: LocalWorker, reference: str, sen: str = "SEN-1234567") -> None:
    """Approved and completed now, and the confirmation goes out."""
    review_actions.approve(worker.services, reference, "olga")
    review_actions.complete(worker.services, reference, [sen], "olga")
    worker.send()


def table(page: str, title: str) -> list[list[str]]:
    """The numbers of a figure, row by row, the names of the columns first."""
    found = re.search(rf"<caption[^>]*>{re.escape(title)}</caption>(.*?)</table>", page, re.DOTALL)
    assert found is not None, title
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[unescape(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in cells]


def numbers(page: str, title: str, week: str = "In all") -> dict[str, str]:
    """One row of a figure's table, by its columns."""
    columns, *rows = table(page, title)
    [row] = [row for row in rows if row[0].startswith(week)]
    return dict(zip(columns[1:], row[1:], strict=True))


def summary(page: str, name: str) -> str:
    """The sentence that stands for a figure."""
    found = re.search(rf'id="p-{name}">(.*?)</p>', page, re.DOTALL)
    assert found is not None, name
    return unescape(found[1]).replace("\N{NO-BREAK SPACE}", " ")


def test_without_a_request_the_page_says_so(olga: Viewer) -> None:
    page = olga.get("/figures").text
    assert "no request came and no letter went out" in page
    assert "<figure" not in page


def test_one_request_is_told_rightly(worker: LocalWorker, olga: Viewer) -> None:
    come(worker, address="", organization="")
    page = olga.get("/figures").text
    assert numbers(page, "Requests per week") == {"Needs info": "1", "All": "1"}
    assert summary(page, "requests").startswith("1 request in 8 weeks: 1 needs info.")
    assert table(page, "Left out of the first mail")[1:] == [
        ["Address", "missing", "1", "100 %"],
        ["Organization", "missing", "1", "100 %"],
    ]
    assert numbers(page, "Questions it took")["Asked once"] == "1"
    assert numbers(page, "Time to complete") == {"Completed": "0", "Half within": "–", "90 % within": "–"}
    assert summary(page, "times") == "No request was completed in these weeks."
    assert numbers(page, "Letters and bounces") == {"Missing fields": "1", "All": "1", "Came back": "0"}


def test_requests_are_told_by_their_week_and_by_what_became_of_them(
    worker: LocalWorker, olga: Viewer
) -> None:
    first = [come(worker, f"a{n}", license_key=f"{KEY[:-6]}{n}xy==") for n in range(4)]
    complete(worker, first[0])
    review_actions.reject(worker.services, first[1], "cloud", "", "olga")
    review_actions.withdraw(worker.services, first[2], "olga")
    worker.now += timedelta(days=7)
    come(worker, "b", address="", license_key=OTHER_KEY)
    page = olga.get("/figures").text
    assert numbers(page, "Requests per week", "2 Mar") == {
        "Completed": "1",
        "Ready for review": "1",
        "Needs info": "0",
        "Rejected": "1",
        "Withdrawn": "1",
        "All": "4",
    }
    assert numbers(page, "Requests per week", "9 Mar")["Needs info"] == "1"
    assert "Most came in the week of 2 Mar: 4." in summary(page, "requests")


def test_a_request_that_nobody_answers_ends_as_expired_in_the_week_it_came(
    worker: LocalWorker, olga: Viewer
) -> None:
    come(worker, address="")
    worker.wait(34)
    page = olga.get("/figures").text
    assert numbers(page, "Requests per week", "2 Mar") == {"Expired": "1", "All": "1"}
    assert numbers(page, "Letters and bounces", "30 Mar")["Expired"] == "1"


def test_the_time_to_complete_is_told_by_the_week_of_its_end(worker: LocalWorker, olga: Viewer) -> None:
    """Ten requests of one morning, completed one a day: five days for half of them, nine for 90 %."""
    references = [come(worker, f"a{n}", license_key=f"{KEY[:-6]}{n}xy==") for n in range(10)]
    for number, reference in enumerate(references):
        worker.now += timedelta(days=1)
        complete(worker, reference, f"SEN-{number}")
    page = olga.get("/figures").text
    assert numbers(page, "Time to complete") == {
        "Completed": "10",
        "Half within": "5 days",
        "90 % within": "9 days",
    }
    assert numbers(page, "Time to complete", "2 Mar") == {
        "Completed": "6",
        "Half within": "3 days",
        "90 % within": "6 days",
    }
    assert "took 5 days or less, 90 % took 9 days or less" in summary(page, "times")


def test_waiting_is_told_by_whom_it_was_for(worker: LocalWorker, olga: Viewer) -> None:
    """Three days with the customer, then a day until somebody approves and six hours to the confirmation."""
    asked = worker.receive(mail(form(organization="")))
    [letter] = worker.send()
    worker.now += timedelta(days=3)
    answer = "4. Analytical Engines Ltd\n\n" + quoted(letter)
    subject, reply_to = str(letter["Subject"]), str(letter["Message-ID"])
    worker.receive(mail(answer, subject=subject, In_Reply_To=reply_to))
    reference = worker.request(asked).reference
    worker.now += timedelta(days=1)
    review_actions.approve(worker.services, reference, "olga")
    worker.now += timedelta(hours=6)
    review_actions.complete(worker.services, reference, ["SEN-1"], "olga")
    page = olga.get("/figures").text
    assert numbers(page, "For whom they waited") == {
        "With us, average": "30 h",
        "With the customer, average": "3 days",
        "Ours": "29 %",
    }
    assert numbers(page, "Time to complete")["Half within"] == "4.2 days"


def test_a_completion_that_is_taken_back_was_none(worker: LocalWorker, olga: Viewer) -> None:
    reference = come(worker)
    worker.now += timedelta(days=2)
    request = review_actions.approve(worker.services, reference, "olga")
    page_actions.perform_action(
        worker.services, reference, staff_actions.complete(["SEN-1"], "olga"), request.version, "olga"
    )
    assert numbers(olga.get("/figures").text, "Time to complete")["Completed"] == "1"
    page_actions.take_back(worker.services, reference, "olga")
    page = olga.get("/figures").text
    assert numbers(page, "Time to complete") == {"Completed": "0", "Half within": "–", "90 % within": "–"}
    assert numbers(page, "Requests per week") == {"Approved": "1", "All": "1"}
    worker.now += timedelta(days=1)
    review_actions.complete(worker.services, reference, ["SEN-1"], "olga")
    assert numbers(olga.get("/figures").text, "Time to complete")["Half within"] == "3 days"


def answered_in_vain(worker: LocalWorker, asked: IngestOutcome, organization: str) -> None:
    """The customer answers one thing, and the address is still without a country."""
    letter = worker.send()[-1]
    worker.now += timedelta(hours=2)
    text = f"5. {organization} Street 1, Springfield\n\n" + quoted(letter)
    reply = mail(text, subject=str(letter["Subject"]), In_Reply_To=str(letter["Message-ID"]))
    assert worker.receive(reply).request is not None
    assert worker.request(asked).ask == ("address",)


def test_questions_and_the_taking_over_are_counted_once_a_request(worker: LocalWorker, olga: Viewer) -> None:
    come(worker, "bo")
    asked = worker.receive(mail(form(address="Main Street 1, Springfield", license_key=OTHER_KEY)))
    for number in range(worker.policy.max_questions):
        answered_in_vain(worker, asked, f"{number}")
    page = olga.get("/figures").text
    once = {
        "Complete at the first mail": "1",
        "Asked once": "0",
        "Asked twice": "0",
        "Asked 3 times or more": "1",
        "Taken over by a person": "1",
    }
    assert numbers(page, "Questions it took") == once
    # A person asks once more, and the answer is no better.
    review_actions.ask(worker.services, worker.request(asked).reference, ["address"], "", "olga")
    answered_in_vain(worker, asked, "9")
    assert numbers(olga.get("/figures").text, "Questions it took") == once
    assert summary(page, "asked").startswith("50 % of 2 requests needed a question, 50 % were taken over")


def test_missing_and_unusable_answers_of_first_mails_are_told_apart(
    worker: LocalWorker, olga: Viewer
) -> None:
    come(worker, "a", address="Main Street 1, Springfield")
    come(worker, "b", address="", license_key=OTHER_KEY)
    come(worker, "c", license_key=f"{KEY[:-6]}1xy==")
    page = olga.get("/figures").text
    assert table(page, "Left out of the first mail")[1:] == [
        ["Address", "missing", "1", "33 %"],
        ["Address", "no country", "1", "33 %"],
    ]
    assert "after 3 first mails. Most often Address: 67 %." in summary(page, "left-out")


def test_a_letter_that_comes_back_counts_in_the_week_in_which_it_went_out(
    worker: LocalWorker, olga: Viewer
) -> None:
    worker.receive(mail(form(organization="")))
    [letter] = worker.send()
    worker.now += timedelta(days=8)
    for _ in range(2):
        worker.receive(bounce(letter["Message-ID"]))
    page = olga.get("/figures").text
    assert numbers(page, "Letters and bounces", "2 Mar") == {
        "Missing fields": "1",
        "All": "1",
        "Came back": "1",
    }
    assert summary(page, "letters") == "1 letter went out, 1 came back (100 %)."


def test_weeks_run_from_monday_to_sunday_in_utc_also_over_the_end_of_the_year(
    worker: LocalWorker, olga: Viewer
) -> None:
    moments = (
        datetime(2026, 12, 27, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 12, 28, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
        datetime(2027, 1, 3, 23, 59, tzinfo=UTC),
        datetime(2027, 1, 4, tzinfo=UTC),
    )
    for number, moment in enumerate(moments):
        worker.now = moment
        come(worker, f"a{number}", license_key=f"{KEY[:-6]}{number}xy==")
    page = olga.get("/figures").text
    told = [(row[0], row[-1]) for row in table(page, "Requests per week")[-4:-1]]
    assert told == [
        ("21 Dec – 27 Dec 2026, week 52", "1"),
        ("28 Dec – 3 Jan 2027, week 53", "3"),
        ("4 Jan – 10 Jan 2027, week 1 (goes on)", "1"),
    ]


def test_the_period_is_in_the_address_and_what_lies_before_it_is_compared_with(
    worker: LocalWorker, olga: Viewer
) -> None:
    come(worker, "old")
    worker.now += timedelta(weeks=10)
    come(worker, "new", license_key=OTHER_KEY)
    page = olga.get("/figures?weeks=8").text
    assert numbers(page, "Requests per week")["All"] == "1"
    assert len(table(page, "Requests per week")) == 1 + 8 + 1
    assert "1 in the 8 weeks before" in page
    assert 'href="/figures?weeks=26"' in page
    assert numbers(olga.get("/figures?weeks=26").text, "Requests per week")["All"] == "2"
    assert len(table(olga.get("/figures?weeks=52").text, "Requests per week")) == 1 + 52 + 1


@pytest.mark.parametrize("query", ["weeks=7", "weeks=x", "weeks=1e9", "form=%3Cscript%3E", "form="])
def test_an_address_that_makes_no_sense_shows_what_is_usual(olga: Viewer, query: str) -> None:
    answer = olga.get(f"/figures?{query}")
    assert answer.status_code == 200
    assert re.search(r'aria-current="true">8 weeks', answer.text)
    assert "script>" not in answer.text.replace("</script>", "").replace(" defer>", "")


def test_one_form_is_told_apart_from_the_other(worker: LocalWorker, olga: Viewer) -> None:
    come(worker)
    sender, subject = "Bo <bo@bo.test>", "I am interested in the hosted version"
    worker.receive(mail(CLOUD.format(key=OTHER_KEY), sender=sender, subject=subject))
    everything = olga.get("/figures").text
    kinds = numbers(everything, "Requests per week")
    assert int(kinds["All"]) >= 1
    migration = olga.get("/figures?form=marketplace-migration").text
    assert numbers(migration, "Requests per week") == {"Ready for review": "1", "All": "1"}
    assert 'href="/figures/file?weeks=8&amp;form=marketplace-migration"' in migration
    assert "Nothing to count yet" in olga.get("/figures?form=cloud-interest").text or int(kinds["All"]) == 2


def test_the_file_holds_the_numbers_of_the_page(worker: LocalWorker, olga: Viewer) -> None:
    reference = come(worker, address="Main Street 1, Springfield")
    review_actions.set_values(
        worker.services, reference, {"address": "Main Street 1, 1010 Wien, Austria"}, "olga"
    )
    worker.now += timedelta(hours=5)
    complete(worker, reference)
    answer = olga.get("/figures/file?weeks=8&form=marketplace-migration")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="figures-8-weeks-marketplace-migration.csv"'
    )
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {(row["week"], row["week_number"], row["form"]) for row in rows} == {
        ("2026-03-02", "2026-W10", "marketplace-migration")
    }
    assert {(row["figure"], row["name"], row["number"], row["unit"]) for row in rows} == {
        ("requests by what became of them", "completed", "1", "requests"),
        ("requests by how often the customer was asked", "1", "1", "requests"),
        ("first mails looked at", "", "1", "requests"),
        ("first mails that left it out", "address (no_country)", "1", "requests"),
        ("completed", "", "1", "requests"),
        ("time to complete, half within", "", "300", "minutes"),
        ("time to complete, 90 % within", "", "300", "minutes"),
        ("completed with a typed SEN", "", "1", "requests"),
        ("time with us, average", "", "300", "minutes"),
        ("letters sent", "missing_fields", "1", "letters"),
        ("letters sent", "sen_confirmation", "1", "letters"),
    }


def test_the_numbers_hold_when_many_changes_were_added_up(worker: LocalWorker, olga: Viewer) -> None:
    for number in range(60):
        reference = come(worker, f"a{number}", license_key=f"{KEY[:-6]}{number:02}x=")
        if number % 3 == 0:
            complete(worker, reference, f"SEN-{number}")
    page = olga.get("/figures").text
    assert numbers(page, "Requests per week") == {"Completed": "20", "Ready for review": "40", "All": "60"}
    assert numbers(page, "Time to complete")["Completed"] == "20"
    assert numbers(page, "Letters and bounces") == {
        "Received": "60",
        "Sen confirmation": "20",
        "All": "80",
        "Came back": "0",
    }


def test_every_chart_has_a_title_words_that_stand_for_it_and_its_numbers(
    worker: LocalWorker, olga: Viewer
) -> None:
    complete(worker, come(worker, address="Main 1, Springfield, Austria"))
    come(worker, "bo", address="", license_key=OTHER_KEY)
    page = olga.get("/figures").text
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(figures) == 7
    for figure in figures:
        title = re.search(r'<h2 id="(c-[\w-]+)">([^<]+)</h2>', figure)
        words = re.search(r'id="(p-[\w-]+)">[^<]+</p>', figure)
        assert title is not None
        assert words is not None
        for picture in re.findall(r'<div class="graphs"[^>]*>', figure):
            assert f'role="img" aria-labelledby="{title[1]}" aria-describedby="{words[1]}"' in picture
        assert "<caption" in figure
        assert title[2] in figure.split("<caption")[1]
    assert not re.search(r"\sstyle=|<style|<script(?! src)", page)


def test_nobody_sees_figures_who_is_not_signed_in(visitor: TestClient) -> None:
    for path in ("/figures", "/figures/file", "/mailboxes"):
        assert visitor.get(path).headers["location"].startswith("/sign-in")


def test_the_page_names_no_customer(worker: LocalWorker, olga: Viewer) -> None:
    complete(worker, come(worker, "grace", organization="Compilers Inc"))
    for path in ("/figures", "/figures/file"):
        text = olga.get(path).text.lower()
        assert not [word for word in ("grace", "compilers", "sen-1234567", KEY.lower()) if word in text]
