"""What somebody sent when their session was over: nothing is done, and what they typed is shown again.

They may send it once more from there, after they have signed in.
"""

from collections.abc import Mapping, Sequence

from worker.services.accounts.staff_accounts import Staff
from worker.web.responses import Page
from worker.web.views.code_words import say_plainly

#: What a person types, and what the page calls it; all else a form holds is sent again unseen.
_TYPED = {
    "value": "The new value",
    "why": "Why",
    "note": "Your words",
    "words": "Your words",
    "sen": "SEN",
    "insist": "Why it is right all the same",
    "text": "What it says",
    "name": "Name",
    "q": "Search",
}


def page(path: str, form: Mapping[str, Sequence[str]], staff: Staff | None, why: str) -> Page:
    """The page that holds the form of a POST to `path`; `staff` is who is signed in now."""
    pairs = [(name, value) for name, values in form.items() for value in values if name != "csrf"]
    values = {
        "path": path,
        "back": _shown_at(path),
        "typed": [(name, _TYPED[name], value) for name, value in pairs if name in _TYPED and value],
        "unseen": [(name, value) for name, value in pairs if name not in _TYPED or not value],
        "why": why,
    }
    return Page(template="kept.html.j2", values=values, status=403 if staff else 401)


def refused(path: str, form: Mapping[str, Sequence[str]], text: str, status: int) -> Page:
    """The page that says why nothing was done, with what was typed and the way back."""
    typed = [
        (_TYPED[name], value) for name, values in form.items() for value in values if name in _TYPED and value
    ]
    text = say_plainly(text)
    values = {"status": status, "text": text[:1].upper() + text[1:], "back": _shown_at(path), "typed": typed}
    return Page(template="error.html.j2", values=values, status=status)


def _shown_at(path: str) -> str:
    """The page whose form it is."""
    plain, mark, query = path.partition("?")
    parts = plain.split("/")
    if parts[1] == "requests":
        return "/".join(parts[:3]) + mark + query
    return f"/{parts[1]}" if len(parts) > 2 else "/queue"
