"""What a message says in terms of the forms: its kind, the fields, what has to be asked for.

Each readable form of the message is read as each form; the reading that holds more counts. Then the kind is
decided: by what a machine marked, by a filled-in form and whose it is, by what people say in their own words.
In doubt a value is asked for, and a kind is held for a person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from worker.forms.alignment.found_prompt import PromptStrength
from worker.forms.client_sections import cut_sections
from worker.forms.extraction import Extraction, FieldProblem, Kind
from worker.forms.fields.license_keys import find_keys
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form
from worker.forms.form_prefilter import may_concern
from worker.forms.form_reader import FormSource
from worker.forms.form_readings import FormReading, FormReadings
from worker.forms.intent.message_intent import (
    IntentJudgement,
    asks_about_data,
    asks_for_a_sen,
    asks_of_it,
    asks_or_thanks,
    declines_for_good,
    is_small_talk,
    judge_intent,
    judge_subject,
    moved_elsewhere,
    names_another_product,
    names_the_marketplace,
    names_the_move,
    other_matter,
    points_below,
    speaks_of_cloud,
    wants_another_form,
    wants_off,
)
from worker.forms.intent.sentence_intent import SenderIntent, speaks_of_moving
from worker.forms.record_fields import is_held, record_reading, record_reply
from worker.forms.reply_reader import read_reply
from worker.forms.text.form_subject import FormSubject, is_subject_of, subject_of
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import Authorship, fold_words
from worker.reading.message import Automation, Message

#: How many answers make a filled-in form of what a program relays: more than a key that is quoted.
_FILLED = {Kind.MIGRATION_REQUEST: 3, Kind.CLOUD_INTEREST: 2}
_FEWEST = 3  #: usable answers that make one of several clients in a mail
_ELSEWHERE = "nothing in it names a license, a product or a move"


def extract_form(message: Message, forms: Sequence[Form]) -> Extraction:
    """What the message says; never raises, and never asks anything of a machine."""
    machine = _by_machine(message)
    if machine is not None and not message.automation_doubt:
        return machine
    case = _case(message, forms)
    if machine is not None:
        return _perhaps_away(case) or _filled_in(case) or machine
    verdict = _verdict(case) if may_concern(message) else Extraction(kind=Kind.OTHER, reason=_ELSEWHERE)
    if verdict.kind is Kind.MIGRATION_REQUEST and (apart := _apart(message, forms)):
        verdict = apart
    if message.automation is not Automation.NONE or message.lists:
        verdict = _relayed(case, verdict)
    return _shown(case, verdict) if verdict.hold else verdict


def _apart(message: Message, forms: Sequence[Form]) -> Extraction | None:
    """Each client's section by itself, the others behind the first; None where it would not be whole."""
    each = [_verdict(_case(section, forms)) for section in cut_sections(message)]
    accounts = [one.fields.get("account_email") for one in each]
    firms = [one.fields.get("organization") for one in each]
    differ = all(
        (a and b and a != b) or (c and d and c != d)
        for (a, c), (b, d) in combinations(zip(accounts, firms, strict=True), 2)
    )
    if not each or not differ or not all(map(_is_of_one_client, each)):
        return None
    texts = {body.part: body.text for body in message.bodies}
    first, *others = [replace(one, text=texts.get(one.part, one.text)) for one in each]
    return replace(first, others=tuple(others))


def _is_of_one_client(section: Extraction) -> bool:
    """Whether a section asks for the migration of one license, and tells enough of whose it is."""
    told = [name for name, value in section.fields.items() if value is not None]
    usable = [name for name in told if name not in section.problems]
    one_key = len(str(section.fields.get("license_key") or "").split()) == 1
    return (
        section.kind is Kind.MIGRATION_REQUEST and not section.others and one_key and len(usable) >= _FEWEST
    )


def _by_machine(message: Message) -> Extraction | None:
    kinds = {Automation.BOUNCE: Kind.BOUNCE, Automation.AUTO_REPLY: Kind.AUTO_REPLY}
    kind = kinds.get(message.automation)
    return None if kind is None else Extraction(kind=kind, reason=message.automation_reason)


@dataclass(frozen=True, slots=True)
class _Case:
    """All that the kind is decided by."""

    message: Message
    subject: FormSubject
    migration: Form | None
    cloud: Form | None
    readings: FormReadings


def _case(message: Message, forms: Sequence[Form]) -> _Case:
    return _Case(
        message=message,
        subject=subject_of(message.subject),
        migration=next((form for form in forms if form.kind is Kind.MIGRATION_REQUEST), None),
        cloud=next((form for form in forms if form.kind is Kind.CLOUD_INTEREST), None),
        readings=FormReadings(message),
    )


def _shown(case: _Case, verdict: Extraction) -> Extraction:
    """What a person has to look at is shown as a request of the form that it may be."""
    form = case.migration.name if case.migration is not None else None
    return replace(verdict, form=verdict.form or form)


def _verdict(case: _Case) -> Extraction:
    own = case.readings.best(case.migration, FormSource.OWN, FormSource.INLINE)
    wish = judge_intent(own.filled.prose if own else (), case.subject)
    form_rules = (_own_matter, _own_form, _unreadable, _cloud_interest, _passed_on, _quoted_form)
    for rule in (*form_rules, _own_words, _answers):
        verdict = rule(case, own, wish)
        if verdict is not None:
            return verdict
    return Extraction(kind=Kind.OTHER, reason=wish.reason)


def _relayed(case: _Case, verdict: Extraction) -> Extraction:
    """What a list or a program sends is no request, unless somebody filled in the form there."""
    message = case.message
    filled = sum(1 for value in verdict.fields.values() if value is not None)
    asks = verdict.kind is not Kind.OTHER and message.automation is not Automation.NOTIFICATION
    filled_in = asks and (filled >= _FILLED[verdict.kind] or _is_form_of_link(case, verdict))
    if filled_in or (asks and message.unreadable):
        return verdict
    hold = verdict.kind is not Kind.OTHER and filled > 2  # not just a quoted key
    return Extraction(
        kind=Kind.OTHER,
        reason=message.automation_reason or "mailing list traffic",
        hold=hold,
        hold_reason="looks like a request, but an issue tracker tells of it" if hold else "",
    )


def _is_form_of_link(case: _Case, verdict: Extraction) -> bool:
    """The form's own text under the subject of its link, however little was filled in."""
    form = next((one for one in (case.migration, case.cloud) if one and one.kind is verdict.kind), None)
    own = case.readings.best(form, FormSource.OWN)
    surely = own is not None and own.sure >= 3  # see _sure
    return surely and form is not None and is_subject_of(case.subject, form) and not case.subject.reply


def _perhaps_away(case: _Case) -> Extraction | None:
    """A person who asks may tell of an absence in the same breath; a person should look."""
    own = case.readings.best(case.migration, FormSource.OWN)
    wish = judge_intent(own.filled.prose if own else (), case.subject)
    if own is None or wish.wish is not SenderIntent.MIGRATION:
        return None
    asked = _request(case, own, wish.reason)
    return replace(asked, hold=True, hold_reason=f"{wish.reason}, but reads like an absence notice")


def _filled_in(case: _Case) -> Extraction | None:
    """A form filled in below what reads like a machine's words; a person should look."""
    for form in (case.migration, case.cloud):
        own = case.readings.best(form, FormSource.OWN)
        if own is not None and own.sure > 1 and own.filled.values >= _FILLED[own.filled.form.kind]:
            asked = _request(case, own, "the form, filled in")
            why = f"the form is filled in, but {case.message.automation_reason}"
            return replace(asked, hold=True, hold_reason=why)
    return None


def _own_matter(case: _Case, own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    """What the sender's own words ask for outranks the subject, a key and prompts like ours."""
    if own is None:
        return None
    of_data = asks_about_data(own.filled.prose) and own.filled.values <= _FEW_VALUES
    if not (of_data or own.filled.entries) or own.filled.said.problem is None:
        return None
    if of_data:
        return Extraction(kind=Kind.OTHER, reason="asks what is kept about a person")
    if not own.filled.entries or any(passage.statement for passage in own.filled.passages):
        return None
    if own.filled.values == 0 and asks_of_it(own.filled.reader.prose(Authorship.OWN, ())):
        return Extraction(kind=Kind.OTHER, reason="asks about the page's list")
    if not _names(names_the_move, case, own) and wants_another_form((case.subject.text, *_texts(own))):
        return Extraction(kind=Kind.OTHER, reason="the data of another form")
    other = names_another_product((case.subject.text[:300], own.filled.folded_text.text[:_MUCH]))
    if other and own.sure < 3 and not any(passage.statement for passage in own.filled.passages):
        return is_held(Kind.OTHER, f"the form of another product: {other}")
    keys = [one.prompt for one in own.filled.entries if one.prompt.field in _KEYS]
    plain = bool(find_keys(own.filled.folded_text.text)) or wish.wish in (
        SenderIntent.MIGRATION,
        SenderIntent.UNCLEAR,
    )
    keyless = not plain and all(prompt.strength < PromptStrength.LABEL for prompt in keys)
    if own.sure < 3 and keyless and not own.passed_on and not _names(names_the_marketplace, case, own):
        return Extraction(kind=Kind.OTHER, reason="a form without a license key")
    return None


_MUCH = 4000  #: characters
_FEW_VALUES = 3  #: of six
_KEYS = frozenset(("license_key", "license"))


def _texts(own: FormReading) -> list[str]:
    return [sentence.text for sentence in own.filled.prose]


def _names(what: Callable[[Sequence[str]], bool], case: _Case, own: FormReading) -> bool:
    """Whether anything in the sender's words or in the prompts names that."""
    text = own.filled.folded_text.text
    prompts = [text[entry.prompt.start : entry.prompt.end] for entry in own.filled.entries]
    said = (case.subject.text[:300], *_texts(own), *prompts)
    return any(what(fold_words(one)) for one in said)


def _own_form(case: _Case, own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    """A form in the sender's own words; labels alone need a wish beside them."""
    if own is None or not (own.filled.entries or own.filled.passages):
        return None
    if own.sure >= 3 and declines_for_good(own.filled.prose):  # see _sure
        return is_held(Kind.OTHER, "the form, and words that do not want the migration")
    if own.sure >= 3:
        return _request(case, own, "the form, filled in" if own.filled.values else "the form, left blank")
    stated = own.filled.said.problem is None
    if own.sure > 1 and wish.wish is SenderIntent.UNCLEAR and not stated:  # perhaps another vendor's
        return is_held(Kind.OTHER, wish.reason)
    wished = wish.wish in (SenderIntent.MIGRATION, SenderIntent.UNCLEAR) or _subject_wishes(case) or stated
    if own.sure > 1 and wished:
        return _request(case, own, f"an answer to each prompt; {wish.reason}")
    if own.sure > 1 and own.filled.values > 3 and wish.wish is SenderIntent.QUESTION:  # of six
        return _request(case, own, "asks whether the license can be migrated, with the form's data")
    if own.sure > 1 and own.filled.values > 3 and wish.wish is SenderIntent.NOTHING:
        if any(
            map(speaks_of_moving, (fold_words(case.subject.text[:300]), *(s.words for s in own.filled.prose)))
        ):
            return _request(case, own, "the form's data for a migration")
        return is_held(Kind.OTHER, "the form's data without a word of what is wanted")
    return None


def _unreadable(case: _Case, _own: FormReading | None, _wish: IntentJudgement) -> Extraction | None:
    """Words that can't be read, under the subject of a form: a person has to ask what they are."""
    if not case.message.unreadable:
        return None
    forms = [form for form in (case.migration, case.cloud) if form and is_subject_of(case.subject, form)]
    if not forms and case.migration is not None and judge_subject(case.subject) is SenderIntent.MIGRATION:
        forms = [case.migration]
    return _all_asked(forms[0], case.message.unreadable) if forms else None


def _all_asked(form: Form, why: str) -> Extraction:
    required = [field.name for field in form.fields if field.required]
    asked = (*required, CONFIRMATION) if form.confirmation is not None else (*required,)
    return Extraction(
        kind=form.kind,
        reason="the form's subject above a mail that could not be read",
        form=form.name,
        fields={field.name: None for field in form.fields},
        ask=asked,
        problems=dict.fromkeys(asked, FieldProblem.MISSING),
        hold=True,
        hold_reason=f"the mail could not be read: {why}",
    )


def _cloud_interest(case: _Case, _own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    if case.cloud is None or not _names_cloud(case):
        return None
    reading = case.readings.best(case.cloud, FormSource.OWN, FormSource.INLINE)
    if reading is None:
        return None
    below = case.readings.best(case.cloud, *_forwarded_voices(case))
    if below is not None and below.filled.values > reading.filled.values:
        return None  # the data is in what is passed on
    if not reading.filled.values and wants_off(reading.filled.prose):
        return Extraction(kind=Kind.OTHER, reason="does not want to be told any more")
    said = bool(reading.filled.passages)
    by_subject = is_subject_of(case.subject, case.cloud) and not case.subject.reply
    if said or by_subject or wish.wish is SenderIntent.INTEREST:
        return _request(case, reading, "an Atlassian Cloud user who wants to be told")
    answered = is_subject_of(case.subject, case.cloud) and reading.filled.values
    return _request(case, reading, "answers the Cloud form") if answered else None


def _names_cloud(case: _Case) -> bool:
    """Whether Cloud is named at all; most mail is told from the Cloud form by that."""
    return any(map(speaks_of_cloud, (fold_words(case.message.subject), *case.readings.words())))


def _passed_on(case: _Case, own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    """A forwarded form, inline or attached, counts unless the sender asks or tells something of it."""
    for form in (case.migration, case.cloud):
        for attached in (False, True):
            sources = _PASSED_ON if attached else _forwarded_voices(case)
            reading = case.readings.best(form, *sources, passed_on=attached)
            if reading is None:
                continue
            if reading.sure > 1 or _asks_within(case, reading):
                return _forwarded(case, reading, own, wish)
    return None


def _asks_within(case: _Case, reading: FormReading) -> bool:
    """Whether what is passed on asks in words, or holds data under the subject of the form's link."""
    form = reading.filled.form
    inner = judge_intent(_inner_prose(reading), case.subject).wish
    wanted = SenderIntent.MIGRATION if form.kind is Kind.MIGRATION_REQUEST else SenderIntent.INTEREST
    return inner is wanted or (bool(reading.filled.values) and is_subject_of(case.subject, form))


_PASSED_ON = (FormSource.OWN, FormSource.INLINE, FormSource.FORWARDED)


def _forwarded_voices(case: _Case) -> tuple[FormSource, ...]:
    """What a client quotes under a "Fwd:" subject is passed on."""
    only_forward = case.subject.forward and not case.subject.reply
    return (FormSource.FORWARDED, FormSource.QUOTED) if only_forward else (FormSource.FORWARDED,)


def _inner_prose(reading: FormReading) -> Sequence[Sentence]:
    return reading.filled.prose if reading.passed_on else reading.filled.told_in


def _forwarded(
    case: _Case, reading: FormReading, own: FormReading | None, wish: IntentJudgement
) -> Extraction:
    said = own.filled.prose if own else ()
    if wish.wish in (SenderIntent.QUESTION, SenderIntent.REFUSAL) or asks_or_thanks(said):
        return is_held(Kind.OTHER, "asks or tells something about a forwarded form")
    remarks = own.filled if own is not None and reading.passed_on else None
    return record_reading(case.message, case.readings, reading, "passes on a form", remarks)


def _quoted_form(case: _Case, own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    """A form that is only quoted counts when the sender says so: "please process the form below"."""
    reading = case.readings.best(case.migration, FormSource.QUOTED)
    if reading is None or reading.sure < 2 or not reading.filled.values:  # see _sure
        return None
    said = own.filled.prose if own else ()
    if points_below(said) and wish.wish not in (SenderIntent.QUESTION, SenderIntent.REFUSAL):
        if asks_of_it(said) or asks_for_a_sen(said):
            return is_held(Kind.OTHER, "asks something about the quoted form")
        return _request(case, reading, "points to the quoted form")
    if not said:
        return is_held(Kind.OTHER, "quotes a filled-in form without a word")
    if own is not None and own.filled.values:
        return is_held(Kind.OTHER, "adds to a quoted form")
    return Extraction(kind=Kind.OTHER, reason=f"writes about a quoted form: {wish.reason}")


def _own_words(case: _Case, own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    if own is None:
        return None
    if wish.wish is SenderIntent.MIGRATION:
        return _request(case, own, wish.reason)
    if wish.wish is SenderIntent.UNCLEAR and not _subject_wishes(case):
        return is_held(Kind.OTHER, wish.reason)
    if wish.wish in (SenderIntent.REFUSAL, SenderIntent.INTEREST, SenderIntent.OFFER) or case.subject.reply:
        return None
    if _subject_wishes(case):
        if wish.wish is SenderIntent.QUESTION and not own.filled.values:
            asked_by_link = case.migration is not None and is_subject_of(case.subject, case.migration)
            return (
                is_held(Kind.OTHER, "asks about migration under the form's subject")
                if asked_by_link
                else None
            )
        return _under_subject(case, own)
    if wish.wish is SenderIntent.NOTHING and _is_about_moving(case, own) and _has_key(own):
        return _request(case, own, "a license key under a subject that speaks of migration")
    return None


def _under_subject(case: _Case, own: FormReading) -> Extraction:
    """A subject that asks for the migration, unless the words below it want something else."""
    if not (own.filled.values or own.filled.asked) and moved_elsewhere(own.filled.prose):
        return is_held(Kind.OTHER, "tells of a move that was made, or is to another place")
    enclosed = bool(case.message.attachments or case.message.unreadable)
    matter = other_matter(own.filled.prose, enclosed=enclosed, given=own.filled.values > 0)
    if matter is None or own.filled.values > 1 or len(own.filled.asked) > 1:
        return _request(case, own, "the subject asks for migration")
    if matter.wish is SenderIntent.UNCLEAR:
        return is_held(Kind.OTHER, matter.reason)
    return Extraction(kind=Kind.OTHER, reason=matter.reason)


def _answers(case: _Case, own: FormReading | None, wish: IntentJudgement) -> Extraction | None:
    """A reply to a letter that asks for fields of the form, in a thread that may be known to nobody else."""
    if (
        own is None
        or not case.subject.reply
        or wish.wish in (SenderIntent.REFUSAL, SenderIntent.OFFER, SenderIntent.INTEREST)
    ):
        return None
    quoted = case.readings.best(case.migration, FormSource.QUOTED)
    if quoted is not None and quoted.filled.values > 1:
        return None
    asked = quoted is not None and bool(quoted.filled.asked)
    answered = _answered(case)
    if asked and own.filled.values:
        prompted = _request(case, own, "answers a letter that asks for the form's fields")
        return answered if answered is not None and len(answered.ask) < len(prompted.ask) else prompted
    if answered is not None:
        return answered
    asked = asked or (case.migration is not None and bool(case.readings.asked(case.migration)))
    if own.filled.values or (asked and not all(is_small_talk(one) for one in own.filled.prose)):
        return is_held(Kind.OTHER, "perhaps answers a letter that asks for the form's fields")
    return None


def _answered(case: _Case) -> Extraction | None:
    """What a reply answers to questions for the form's fields, whatever letter asked them."""
    if case.migration is None or case.message.unreadable:
        return None
    asked = case.readings.asked(case.migration)
    if not asked:
        return None
    reply = read_reply(case.message, case.migration, asked, ())
    given = [name for name in reply.fields if name not in reply.problems and name != CONFIRMATION]
    if not given:
        return None
    return record_reply(case.migration, reply, sure=len(given) >= _FILLED[Kind.MIGRATION_REQUEST])


def _has_key(reading: FormReading) -> bool:
    keys = (field.name for field in reading.filled.form.fields if field.check is AnswerCheck.LICENSE_KEY)
    return any(reading.filled.checked[name].value is not None for name in keys)


def _is_about_moving(case: _Case, own: FormReading) -> bool:
    """The subject speaks of moving a license, and nobody says that it went or goes elsewhere."""
    return speaks_of_moving(fold_words(case.subject.text[:300])) and not moved_elsewhere(own.filled.prose)


def _subject_wishes(case: _Case) -> bool:
    if case.migration is not None and is_subject_of(case.subject, case.migration):
        return True
    return judge_subject(case.subject) is SenderIntent.MIGRATION


def _request(case: _Case, reading: FormReading, reason: str) -> Extraction:
    return record_reading(case.message, case.readings, reading, reason)
