"""The list of interested Atlassian Cloud users."""

from worker.services.outbox import interest_list
from worker.web.responses import Answer, Ask, Download, Page
from worker.web.web_context import WebContext


def show(context: WebContext, _ask: Ask) -> Answer:
    """The complete entries, oldest first."""
    return Page(template="interest.html.j2", values={"entries": list(interest_list.listed(context.services))})


def export(context: WebContext, _ask: Ask) -> Answer:
    """The same as CSV."""
    content = interest_list.as_csv(context.services).encode("utf-8-sig")
    return Download(name="interest.csv", media_type="text/csv; charset=utf-8", content=content)
