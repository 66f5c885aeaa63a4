"""The table of what a message may do: one row for each combination, and what no row may ever allow."""

from itertools import product

import pytest

from tools.tables import FILE, rendered
from worker.requests.message_rights import (
    OPEN_TO_ANSWERS,
    RULES,
    LetterReaction,
    MessageCourse,
    MessageMatter,
    MessagePlacement,
    MessageRight,
    find_course,
    find_rule,
)
from worker.requests.request_model import State
from worker.requests.senders.sender_authenticity import Authenticity
from worker.requests.threading.request_threading import Proof

COMBINATIONS = [*product(Proof, Authenticity, MessageMatter, State, (True, False))]
STANDS_FOR_ITSELF = {Proof.NOTHING, Proof.REFERENCE}


def courses() -> list[tuple[Proof, Authenticity, MessageMatter, State, bool, MessageCourse]]:
    return [
        (proof, sure, matter, state, same, find_course(proof, sure, matter, state, same_sender=same))
        for proof, sure, matter, state, same in COMBINATIONS
    ]


def test_there_is_a_row_for_each_combination_and_each_row_is_for_some() -> None:
    used = {
        id(find_rule(proof, sure, matter, state, same_sender=same))
        for proof, sure, matter, state, same in COMBINATIONS
    }
    assert used == {id(rule) for rule in RULES}


def test_nothing_changes_a_request_but_an_answer_that_is_tied_to_it_while_it_is_open() -> None:
    for proof, sure, matter, state, same, course in courses():
        if course.right is MessageRight.NOTHING:
            continue
        assert course.place is MessagePlacement.REQUEST
        assert sure is not Authenticity.FAILED
        assert state in OPEN_TO_ANSWERS
        assert proof not in {*STANDS_FOR_ITSELF, Proof.SEVERAL}
        assert same or proof in {Proof.MESSAGE_ID, Proof.COPY, Proof.TAG}
        assert matter in {MessageMatter.FORM, MessageMatter.ANSWERS, MessageMatter.CORRECTION}


def test_nobody_but_the_requester_says_to_whom_the_license_goes() -> None:
    for proof, sure, _, _, same, course in courses():
        if course.right >= MessageRight.NAMES_ACCOUNT:
            assert same
        if course.right is MessageRight.CHANGES_ACCOUNT:
            assert sure is Authenticity.ALIGNED or proof in {Proof.MESSAGE_ID, Proof.TAG}


def test_what_is_not_applied_is_told_unless_it_is_thanks_or_nothing_new() -> None:
    for proof, _, matter, _, same, course in courses():
        told = {Proof.MESSAGE_ID, Proof.COPY, Proof.TAG}
        tied = proof not in STANDS_FOR_ITSELF and (same or proof in told)
        silent = (
            course.right is MessageRight.NOTHING
            and not course.tells
            and course.place is not MessagePlacement.OWN
        )
        if tied and silent:
            assert matter in {MessageMatter.THANKS, MessageMatter.REPETITION}


def test_no_letter_goes_by_itself_to_somebody_forged_or_in_doubt() -> None:
    for proof, sure, _, _, _, course in courses():
        if sure is Authenticity.FAILED or proof in {Proof.REFERENCE, Proof.SEVERAL}:
            assert course.letter is not LetterReaction.NEXT or course.place is MessagePlacement.OWN
        if sure is Authenticity.FAILED:
            assert course.letter is not LetterReaction.NEXT


@pytest.mark.parametrize("proof", [Proof.THREAD, Proof.KEY, Proof.SENDER, Proof.SEVERAL])
def test_what_an_address_alone_ties_needs_that_address(proof: Proof) -> None:
    for sure, matter, state in product(Authenticity, MessageMatter, State):
        course = find_course(proof, sure, matter, state, same_sender=False)
        assert course == find_course(Proof.NOTHING, sure, matter, state, same_sender=False)


def test_the_documentation_shows_it() -> None:
    assert FILE.read_text("utf-8") == rendered(), "run: python -m tools.tables"
