"""What people want, by all their own words: the migration, to be told when it opens, or something else.

It puts together what `sentence_intent` reads in single sentences; what a filled-in form says is judged in
`extract_form`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.forms.fields.license_keys import find_keys
from worker.forms.intent.sentence_intent import (
    SenderIntent,
    already_or_elsewhere,
    asks_for_action,
    find_intent,
    find_subject_intent,
    of_the_reader,
    speaks_of_moving,
)
from worker.forms.text.form_subject import FormSubject
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import is_known
from worker.forms.text.mail_closings import is_closing
from worker.forms.text.negation import without_cloud
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import fold_words
from worker.forms.words import clause_words, hedge_words, intent_words, migration_words
from worker.forms.words.correction_words import CORRECTIONS

_QUOTED = re.compile(r"[\"“„«][^\"“”„»]{10,200}[\"”“»]")  #: other people's words, such as a subject
#: "いつもお世話になっております。": behind such a word there is grammar alone.
_JAPANESE_GREETING = re.compile(
    r"(?:いつも|大変)?(?:お世話|こんにちは|はじめまして|初めまして|お疲れ)[\u3040-\u309f]{0,16}[。、！]?"
)
#: "早速のご返信ありがとうございます。": courtesy, and what it is for.
_JAPANESE_THANKS = re.compile(
    r"(?:早速|迅速|丁寧|この度|お忙しい中|本当|誠|いつも|どうも|大変"
    r"|ご返信|ご返事|ご対応|ご連絡|ご案内|ご確認|ご回答|[なのをはにも、]){0,8}"
    r"(?:ありがとうござい(?:ます|ました)|ありがとう|感謝(?:いた)?します|助かりました)[。！!]*"
)
_SMALL_TALK_WORDS = 14  #: of a sentence that may be no more than that
_GREETING_WORDS = 6

_MOVE = KeywordSet(migration_words.MOVE)
_OBJECT = KeywordSet(migration_words.OBJECT)
_LICENSE = KeywordSet(entry for entry in migration_words.OBJECT if entry not in migration_words.MARKET)
_PRODUCTS = KeywordSet(migration_words.PRODUCTS)
_MARKET = KeywordSet(migration_words.MARKET)
_MARKETPLACE = KeywordSet(entry for entry in migration_words.MARKET if "atlassian" not in entry)
_OUR_KIND = KeywordSet(migration_words.OUR_KIND)
_ON_CLOUD = KeywordSet(migration_words.ON_CLOUD)
_TO_CLOUD = KeywordSet(migration_words.TO_CLOUD)
_INTEREST = KeywordSet(migration_words.INTEREST)
_UNSUBSCRIBE = KeywordSet(migration_words.UNSUBSCRIBE)
_NOT_NOW = KeywordSet(hedge_words.NOT_NOW)
_BELOW = KeywordSet(migration_words.BELOW)
_PASS_ON = KeywordSet(migration_words.PASS_ON)
_HANDLED = KeywordSet(migration_words.HANDLED)
_THANKS_FOR = KeywordSet(migration_words.THANKS_FOR)
_TAKE_BACK = KeywordSet(migration_words.TAKE_BACK)
_SMALL_TALK = KeywordSet(migration_words.SMALL_TALK)
_GREETING = KeywordSet(migration_words.GREETINGS)
_THANKED = KeywordSet(("thank", "dank", "merci", "gracias", "obrigad", "grazie", "bedankt", "dzięk"))
_DATA_RIGHTS = KeywordSet(intent_words.DATA_RIGHTS)
_DISCLOSE = KeywordSet(intent_words.DISCLOSE)
_ACCOUNTS = KeywordSet(intent_words.ACCOUNTS)
_OTHER_FORM = KeywordSet(intent_words.OTHER_FORM)
_CORRECTION = KeywordSet(CORRECTIONS)
_NOT = KeywordSet(migration_words.NOT)
_NOT_BEFORE = KeywordSet(migration_words.NOT_BEFORE)
_TAKE_OFF = KeywordSet(migration_words.TAKE_OFF)
_SUBJECT = KeywordSet(clause_words.SUBJECTS)
_VERB = KeywordSet(clause_words.VERBS)


@dataclass(frozen=True, slots=True)
class IntentJudgement:
    """A wish and, in words for staff, what it was read from."""

    wish: SenderIntent
    reason: str


def judge_intent(sentences: Sequence[Sentence], subject: FormSubject) -> IntentJudgement:
    """What the sentences want; the subject only tells what they speak of."""
    wanted = [find_intent(_own_words(sentence), question=sentence.question) for sentence in sentences]
    if SenderIntent.REFUSAL in wanted:
        return IntentJudgement(SenderIntent.REFUSAL, "does not want the migration (any more)")
    everything = _everything(sentences, subject)
    if _wants_to_be_told(sentences, everything):
        return IntentJudgement(SenderIntent.INTEREST, "an Atlassian Cloud user who wants to be told")
    to_many = any(_UNSUBSCRIBE.among(sentence.words) for sentence in sentences)
    if SenderIntent.MIGRATION in wanted:
        return _migration(sentences, everything, to_many=to_many)
    if to_many or SenderIntent.OFFER in wanted:
        return IntentJudgement(SenderIntent.OFFER, "speaks of other people's licenses")
    if SenderIntent.QUESTION in wanted:
        return IntentJudgement(SenderIntent.QUESTION, "asks about migration")
    return IntentJudgement(SenderIntent.NOTHING, "does not ask for migration")


def _own_words(sentence: Sentence) -> Sequence[str]:
    """Without what stands in quotation marks: 'your ticket "I want to migrate …" has been closed'."""
    if not any(mark in sentence.text for mark in '"“„«'):
        return sentence.words
    bare = _QUOTED.sub(" ", sentence.text)
    return sentence.words if bare == sentence.text else fold_words(bare)


def judge_subject(subject: FormSubject) -> SenderIntent:
    """What a subject alone wants: "Please migrate our license", "Moving our license"."""
    parts = fold_words(subject.text[:300])
    return find_subject_intent(parts, question=subject.text.rstrip().endswith(("?", "？")))


def _migration(sentences: Sequence[Sentence], everything: Sequence[str], *, to_many: bool) -> IntentJudgement:
    """Asks for a move: of ours, or of something else, and in earnest or not."""
    if to_many:
        return IntentJudgement(SenderIntent.UNCLEAR, "asks for the migration, but reads like a newsletter")
    keys = any(find_keys(sentence.text) for sentence in sentences)
    licensed = keys or _LICENSE.among(everything) or _PRODUCTS.among(everything)
    if not licensed:
        return IntentJudgement(SenderIntent.NOTHING, "asks to move something else")
    if not _MARKET.among(everything) and not _OUR_KIND.among(everything):
        return IntentJudgement(SenderIntent.UNCLEAR, "asks to move a license without saying where")
    if any(_NOT_NOW.among(sentence.words) for sentence in sentences):
        return IntentJudgement(SenderIntent.UNCLEAR, "asks for the migration, but perhaps not now")
    return IntentJudgement(SenderIntent.MIGRATION, "asks for the migration in words")


def _everything(sentences: Sequence[Sentence], subject: FormSubject) -> list[str]:
    """All that is said, without "not on Cloud"."""
    said = fold_words(subject.text[:300])
    for sentence in sentences:
        cloud = _ON_CLOUD.among(sentence.words)
        said += without_cloud(sentence.words)[0] if cloud else sentence.words
    return said


def _wants_to_be_told(sentences: Sequence[Sentence], everything: Sequence[str]) -> bool:
    """Speaks of being on Cloud, of moving a license or to the marketplace, and of wanting to hear of it."""
    if (
        not _ON_CLOUD.among(everything)
        or _only_asks_about_cloud(sentences)
        or any(of_the_reader(sentence.words) for sentence in sentences)
    ):
        return False
    if not _MARKETPLACE.among(everything) and not _moves_ours(everything):
        return False
    return any(_INTEREST.among(sentence.words) for sentence in sentences)


def _only_asks_about_cloud(sentences: Sequence[Sentence]) -> bool:
    """ "And can we move to Cloud later?" is no word of somebody who is there."""
    named = [sentence for sentence in sentences if _ON_CLOUD.among(sentence.words)]
    return bool(named) and all(one.question and _TO_CLOUD.among(one.words) for one in named)


def _moves_ours(parts: Sequence[str]) -> bool:
    ours = _OBJECT.among(parts) or _PRODUCTS.among(parts)
    return ours and _MOVE.among(parts) and not _TO_CLOUD.among(parts)


def speaks_of_cloud(parts: Sequence[str]) -> bool:
    """Whether the words name Atlassian Cloud, so that the Cloud form may be meant."""
    return _ON_CLOUD.among(parts)


def wants_news(parts: Sequence[str]) -> bool:
    """Whether the words ask to be told of something."""
    return _INTEREST.among(parts)


def moved_elsewhere(sentences: Sequence[Sentence]) -> bool:
    """Whether something was moved already, or moves to another place than the marketplace."""
    moving = [sentence.words for sentence in sentences if _MOVE.among(sentence.words)]
    return any(already_or_elsewhere(parts) for parts in moving)


def names_the_marketplace(parts: Sequence[str]) -> bool:
    """Whether the words name Atlassian or its marketplace."""
    return _MARKET.among(parts)


def names_the_move(parts: Sequence[str]) -> bool:
    """Whether the words name a move, Atlassian or its marketplace."""
    return _MOVE.among(parts) or _MARKET.among(parts)


def asks_about_data(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody wants to know, or to have deleted, what is kept about them."""
    return any(_DATA_RIGHTS.among(one.words) and _DISCLOSE.among(one.words) for one in sentences)


#: What people want under a form's subject, by the words that say so.
_MATTERS = (
    (_DATA_RIGHTS, "asks what is kept about a person"),
    (_ACCOUNTS, "asks for an invoice or a refund"),
    (_TAKE_BACK, "does not want the migration (any more)"),
)
_SEN = re.compile(r"\bSENs?\b")  #: Support Entitlement Number
_FEW_WORDS = 4  #: fewer say nothing, but for a question


def other_matter(sentences: Sequence[Sentence], *, enclosed: bool, given: bool) -> IntentJudgement | None:
    """What a sender wants who says more than the subject does and none of it for the migration; else None.

    `enclosed` is whether files are attached, which a sentence may point to; `given` whether a value is told.
    The judgement is UNCLEAR where the words are not understood either.
    """
    if any(_THANKS_FOR.among(one.words) for one in sentences) and not (given or enclosed):
        return IntentJudgement(SenderIntent.REFUSAL, "thanks for what was done")
    said = [one for one in sentences if _says_something(one)]
    if asks_for_a_sen(said) and not given:
        return IntentJudgement(SenderIntent.QUESTION, "asks for a SEN")
    if not said or any(find_intent(one.words, question=False) is SenderIntent.MIGRATION for one in said):
        return None
    for matter, reason in _MATTERS:
        if any(matter.among(one.words) for one in said):
            return IntentJudgement(SenderIntent.REFUSAL, reason)
    if asks_of_it(said):
        return IntentJudgement(SenderIntent.QUESTION, "asks something else than the subject says")
    if given or enclosed or any(passes_on(one) or speaks_of_moving(one.words) for one in said):
        return None
    return IntentJudgement(
        SenderIntent.UNCLEAR, "says something that is not understood under the form's subject"
    )


def _says_something(sentence: Sentence) -> bool:
    long = len(sentence.words) >= _FEW_WORDS or sentence.question
    return long and not is_small_talk(sentence) and not is_greeting(sentence.text)


def wants_another_form(texts: Sequence[str]) -> bool:
    """Whether a text names what another form is for: a renewal, a reassignment, a change of address."""
    return any(_OTHER_FORM.among(fold_words(text[:300])) for text in texts)


_OF_A_PRODUCT = re.compile(
    r"\b([A-Z][a-z]{2,20}(?:\.[a-z]{2,4})?)(?:['’]s)? "
    r"(?:license|licence|account|order|plugin|add-on|app|subscription)\b"
)
_ATLASSIANS = frozenset(("atlassian", "jira", "confluence", "server", "marketplace"))


def names_another_product(texts: Sequence[str]) -> str:
    """What a license or an account is said twice to be for, where no product of ours is named."""
    if any(_PRODUCTS.among(fold_words(text)) for text in texts):
        return ""
    named = [match[1] for text in texts for match in _OF_A_PRODUCT.finditer(text)]
    other = [name for name in named if name.casefold() not in _ATLASSIANS and not is_known(name)]
    return next((name for name in other if other.count(name) > 1), "")


def points_below(sentences: Sequence[Sentence]) -> bool:
    """Whether the sender says that what stands below is meant: "please process the form below"."""
    return any(_BELOW.among(sentence.words) and not sentence.question for sentence in sentences)


def asks_or_thanks(sentences: Sequence[Sentence]) -> bool:
    """Whether the words above a forwarded form are a thank-you or a question, and pass nothing on."""
    if any(_HANDLED.among(sentence.words) for sentence in sentences):
        return True
    asked = [one for one in sentences if one.question and not asks_for_action(one.words)]
    told = (one.words for one in sentences if one not in asked)
    if any(_PASS_ON.among(parts) and not _NOT.among(parts) for parts in told):
        return False
    return bool(asked) or any(_THANKS_FOR.among(sentence.words) for sentence in sentences)


def declines_for_good(sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence does not want the migration, and not only not yet."""
    refused = (
        one.words
        for one in sentences
        if find_intent(one.words, question=one.question) is SenderIntent.REFUSAL
    )
    return any(not _NOT_BEFORE.among(parts) and not any(map(str.isdigit, parts)) for parts in refused)


def wants_off(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody wants to be told no longer."""
    return any(_TAKE_OFF.among(one.words) for one in sentences)


def passes_on(sentence: Sentence) -> bool:
    """Whether a sentence hands something over to be dealt with: "please take this one on for our client"."""
    return _PASS_ON.among(sentence.words) or _BELOW.among(sentence.words)


def asks_for_a_sen(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody speaks of a SEN, which is what a migration ends with."""
    return any(_SEN.search(one.text) for one in sentences)


def asks_of_it(sentences: Sequence[Sentence]) -> bool:
    """Whether a question stands there that asks for no action: "have you received it?"."""
    return any(one.question and not asks_for_action(one.words) for one in sentences)


def takes_request_back(sentence: Sentence) -> bool:
    """Whether a sentence of a reply takes the request back: "please cancel", "we changed our mind"."""
    return _TAKE_BACK.among(sentence.words) and not sentence.question


def is_small_talk(sentence: Sentence) -> bool:
    """Whether a sentence says nothing but thanks, a greeting or a closing."""
    parts = sentence.words
    if not parts or is_closing(sentence.text) or is_greeting(sentence.text):
        return True
    if _JAPANESE_THANKS.fullmatch(sentence.text.strip()):
        return True
    tells = "@" in sentence.text or any(char.isdigit() for char in sentence.text)
    return (
        not tells and len(parts) <= _SMALL_TALK_WORDS and not sentence.question and _SMALL_TALK.among(parts)
    )


def is_thanks(text: str) -> bool:
    """Whether it thanks, and says for what at most: "Danke für die schnelle Antwort"."""
    if _JAPANESE_THANKS.fullmatch(text.strip()):
        return True
    return ":" not in text and is_closing(text) and _THANKED.among(fold_words(text[:200])[:4])


def corrects_answer(sentence: Sentence) -> bool:
    """Whether a sentence of a reply sets an earlier answer right: "sorry, the account is …"."""
    return not sentence.question and _CORRECTION.among(sentence.words)


def is_clause(sentence: Sentence) -> bool:
    """Whether it is a sentence with subject and verb, and no name that stands alone: "We have none"."""
    return _SUBJECT.among(sentence.words[:1]) and _VERB.among(sentence.words[1:])


def is_greeting(text: str) -> bool:
    """Whether a line only greets: "Hi Sales team,"."""
    parts = fold_words(text[:200])
    if len(parts) > _GREETING_WORDS or not parts:
        return _JAPANESE_GREETING.fullmatch(text.strip()) is not None
    return _GREETING.among(parts[:2])


def beyond_greeting(text: str) -> Sequence[str]:
    """The folded words of a greeting that do not greet: whom it speaks to."""
    return () if _JAPANESE_GREETING.fullmatch(text.strip()) else _GREETING.without(fold_words(text[:200]))
