"""What is fuzzed: bytes through `read`, `extract` and `read_reply`, and what must hold of the outcome.

Knows nothing of how the bytes were made up; the coverage-guided fuzzer, Hypothesis and the hostile mails
all come here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from unicodedata import category

from worker.forms.extract_form import extract_form
from worker.forms.extraction import Evidence, Extraction, Kind, ReplyReading
from worker.forms.fields.field_checks import check_answer
from worker.forms.form_definition import CONFIRMATION, Form, parse_form
from worker.forms.reply_reader import read_reply
from worker.reading import Message, read
from worker.reading.message import Body
from worker.resources import find_folder

#: A letter of ours, as far as `read_reply` has to tell its words from a customer's.
LETTER = """Hello,

thank you for your request. We still need:

1. My License Key:

2. The email address for the myAtlassian account for the license:

3. The first and last name of the holder of the myAtlassian account:

Please write your answers below each line.
"""


@cache
def forms() -> tuple[Form, ...]:
    """The shipped forms."""
    files = sorted((find_folder("templates") / "forms").glob("*.toml"))
    return tuple(parse_form(file.read_text(encoding="utf-8"), file.name) for file in files)


@cache
def migration() -> Form:
    """The form whose letters are answered."""
    return next(form for form in forms() if form.kind is Kind.MIGRATION_REQUEST)


def check(raw: bytes) -> None:
    """Reads `raw` in every way there is; an AssertionError tells which promise was broken."""
    message = read(raw)
    check_reading(message, extract_form(message, forms()))


def check_reading(message: Message, extraction: Extraction) -> None:
    """The same for a mail that was read already: what remains is to read it as a reply."""
    _check_message(message)
    _check_extraction(message, extraction)
    asked = [field.name for field in migration().fields] + [CONFIRMATION]
    _check_reply(message, read_reply(message, migration(), asked, [LETTER]))


def _check_message(message: Message) -> None:
    for body in message.bodies:
        for line in body.lines:
            assert body.text[line.start : line.start + len(line.text)] == line.text, (
                "a line is not in its body"
            )
            assert "\n" not in line.text, "a line holds a line end"
            assert line.depth >= 0, "a negative depth"
    for text in _texts(message):
        assert "\0" not in text, "a NUL character was left"
        text.encode()  # no lone surrogate
    assert message.date is None or message.date.tzinfo is not None, "a date without a zone"
    assert len(message.digest) == 64, "the digest is no sha256"
    for inner in message.forwarded:
        _check_message(inner)


def _texts(message: Message) -> Iterator[str]:
    """Every text that is stored or shown."""
    yield message.subject
    yield message.automation_reason
    yield message.message_id or ""
    yield message.return_path or ""
    yield from (*message.in_reply_to, *message.references, *message.defects)
    authors = (message.from_, *((message.sender,) if message.sender else ()))
    for address in (*authors, *message.reply_to, *message.to, *message.cc):
        yield from (address.addr, address.name)
    for body in message.bodies:
        yield body.text
    for attachment in message.attachments:
        yield from (attachment.filename, attachment.content_type)
    for result in message.authentication:
        yield result.authserv_id
    if message.report:
        yield from message.report.recipients
        yield message.report.message_id or ""


def _check_extraction(message: Message, extraction: Extraction) -> None:
    assert extraction.reason, "no reason for the kind"
    assert extraction.hold == bool(extraction.hold_reason), "held without a reason"
    assert set(extraction.problems) == set(extraction.ask), "problems and ask name different fields"
    if extraction.form is None or extraction.kind is Kind.OTHER:  # which is held, where it names a form
        assert not extraction.fields, "fields without a form"
        assert not extraction.ask, "asks without a form"
        return
    form = next(form for form in forms() if form.name == extraction.form)
    assert set(extraction.fields) == {field.name for field in form.fields}, "not the form's fields"
    for field in form.fields:
        value = extraction.fields[field.name]
        if field.required and value is None:
            assert field.name in extraction.ask, "a required field is neither known nor asked for"
        if value is not None and field.name not in extraction.problems:
            _check_value(form, field.name, value)
    known = {body.text for body in _bodies(message)}
    read_from_text = any(value is not None for value in extraction.fields.values())
    assert extraction.text in known or not read_from_text, "the text that was read is no body's"
    _check_evidence(message.subject, extraction.text, extraction.evidence)


def _bodies(message: Message) -> Iterator[Body]:
    yield from message.bodies
    for inner in message.forwarded:
        yield from _bodies(inner)


def _check_reply(message: Message, reading: ReplyReading) -> None:
    assert set(reading.problems) <= set(reading.fields), "a problem with a field that was not answered"
    for name, value in reading.fields.items():
        if value is not None and name != CONFIRMATION and name not in reading.problems:
            _check_value(migration(), name, value)
    assert reading.text in {"", *(body.text for body in message.bodies)}, (
        "the text that was read is no body's"
    )
    _check_evidence(message.subject, reading.text, reading.evidence)


def _check_evidence(subject: str, text: str, evidence: Mapping[str, Evidence]) -> None:
    for one in evidence.values():
        assert one.rule, "evidence without a rule"
        room = len(subject if one.part == "subject" else text)
        for span in one.spans:
            assert 0 <= span.start < span.end <= room, "evidence that lies outside of the text"


def _check_value(form: Form, name: str, value: str | int) -> None:
    """A value that counts as good passes the check of its kind again, and stays what it is."""
    again = check_answer(form.field(name), str(value))
    assert again.problem is None, f"{name} is good, but not when it is checked again: {again.problem}"
    text = str(value)
    assert text == text.strip(), f"{name} has white space around it"
    kinds = {category(char) for char in text if char != "\n"}
    assert kinds.isdisjoint({"Cc", "Cs", "Zl", "Zp"}), f"{name} has control characters"
