"""What somebody types is kept while they type it; asked for by the script."""

from worker.errors import UsageError
from worker.services.review import form_drafts
from worker.web.pages.letter_actions import LETTER_FORMS
from worker.web.pages.request_page import path_of
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext

#: Forms of a request's pages with words of somebody's in them; a field's is `field-` and its name.
FORMS = frozenset({"note", *LETTER_FORMS})
_UNSAID = frozenset({"csrf", "version", "do"})


def keep(context: WebContext, ask: Ask) -> Answer:
    """Keep the form as it stands, or give it up where `do` is "discard"."""
    form, reference = ask.names["form"], ask.names["reference"]
    if form not in FORMS and not form.startswith("field-"):
        raise UsageError("there is no such form")
    if ask.one("do") == "discard":
        form_drafts.forget_draft(context.services, reference, form, ask.staff.name)
    else:
        body = {name: values for name, values in ask.form.items() if name not in _UNSAID}
        form_drafts.keep_draft(context.services, reference, form[:60], body, ask.staff.name)
    return Page(template="_draft.html.j2") if ask.fragment else Redirect(path=path_of(ask))
