"""The list of interested Atlassian Cloud users."""

from worker.services import interest
from worker.web.answers import Answer, Ask, Download, Page
from worker.web.desk import Desk


def show(desk: Desk, _ask: Ask) -> Answer:
    """The complete entries, oldest first."""
    return Page(template="interest.html.j2", values={"entries": list(interest.listed(desk.house))})


def export(desk: Desk, _ask: Ask) -> Answer:
    """The same as CSV."""
    content = interest.as_csv(desk.house).encode("utf-8-sig")
    return Download(name="interest.csv", media_type="text/csv; charset=utf-8", content=content)
