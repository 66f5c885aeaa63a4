"""What a letter says of what was found in mails: Cloud, Data Center, levels that do not match."""

from worker.forms.extraction import DENYING, FactKind, FieldProblem
from worker.forms.form_definition import CONFIRMATION
from worker.letters.letter_wording import LetterWording, fill_text
from worker.requests.request_model import LetterKind, Request


def find_findings(request: Request, kind: LetterKind, wording: LetterWording) -> str:
    """Paragraphs, each with the right way to go; empty where nothing was found that this letter is about."""
    asks = kind is LetterKind.MISSING_FIELDS and CONFIRMATION in request.ask
    if not asks and kind is not LetterKind.RECEIVED:
        return ""
    texts = [wording.find(f"findings.{name}") for name in _names(request, asks=asks)]
    return "\n\n".join(fill_text(text, _numbers(request)) for text in texts if text)


def _names(request: Request, *, asks: bool) -> list[str]:
    denied = asks and request.problems.get(CONFIRMATION) is FieldProblem.CONTRADICTED
    names: list[str] = [kind for kind in FactKind if denied and kind in DENYING and kind in request.facts]
    if len(_numbers(request)) == 0 or FactKind.CLOUD in names or FactKind.DATA_CENTER in names:
        return names
    return ["levels", *names] if names else ["upgrade"]


def _numbers(request: Request) -> dict[str, int]:
    """The numbers of users, where the license is for fewer than the server; else none."""
    kinds = {"license": FactKind.LICENSE_USERS, "server": FactKind.SERVER_USERS}
    found = {name: request.facts[kind].value for name, kind in kinds.items() if kind in request.facts}
    numbers = {name: value for name, value in found.items() if isinstance(value, int)}
    return numbers if len(numbers) == len(kinds) and numbers["license"] < numbers["server"] else {}
