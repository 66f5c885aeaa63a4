"""The form's mailto: link (RFC 6068). It must not know who shows the link."""

from urllib.parse import quote

from worker.forms.form_definition import Form

_CRLF = "\r\n"


def make_body(form: Form) -> str:
    """The text that the link puts into the customer's new message; line ends are CRLF."""
    paragraphs = [form.lead_in]
    if form.confirmation is not None:
        paragraphs.append(form.confirmation.statement)
    paragraphs.append(form.intro)
    prompts = [f"{field.number}. {field.prompt}" for field in form.fields if field.prompt]
    paragraphs.append(_CRLF.join(prompts))
    return (_CRLF * 2).join(filter(None, paragraphs))


def make_link(form: Form, address: str | None = None) -> str:
    """The link that opens the filled-in message, to `address` or to the form's own recipient."""
    to = quote(address or form.recipient, safe="@")
    return f"mailto:{to}?subject={quote(form.subject, safe='')}&body={quote(make_body(form), safe='')}"
