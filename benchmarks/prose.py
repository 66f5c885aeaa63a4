"""Sentences of everyday mail, invented: tens of thousands of different ones, so that no cache knows them."""

# ruff: noqa: SIM905 - words between bars are read more easily than between quotes

from collections.abc import Iterator
from random import Random

_WHO = (
    "Our purchasing team|The designers in Leeds|My colleague from finance|The new project lead|"
    "Our accountant|The workshop group|Your partner in Lyon|The head of training|Our legal department|"
    "The team behind the portal|A customer of ours|The support desk|Our auditor|"
    "The people from marketing|Somebody at reception|My manager"
).split("|")
_DOES = (
    "has gone through|would like to discuss|is still waiting for|was happy about|has a question on|"
    "signed off|asked me to return|cannot find|printed two copies of|is preparing|will present|"
    "has updated|had to postpone|keeps coming back to|has compared|finally received|is going to review|"
    "missed the deadline of"
).split("|")
_WHAT = (
    "the quote from last week|the sketches of the start page|the order for both offices|"
    "the agenda of the workshop|the invoice with the wrong number|the draft of the contract|"
    "the pictures of the booth|the list of attendees|the annual plan|the slides about colours|"
    "the price of the monthly subscription|the minutes of the call|the translation of the handbook|"
    "the report on page speed|the address of the warehouse|the travel expenses|"
    "the survey among our readers|the names of the new trainees"
).split("|")
_WHEN = (
    "before the holidays|by the end of the quarter|since Tuesday|after a long discussion|"
    "as far as I know|during the move of the office|in the afternoon|without any hurry|"
    "at the fair in Milan|on the second floor|together with the other department|"
    "for the third time this year|once the budget is known|unless you object|"
    "although nobody expected it|with more detail than needed"
).split("|")
_CLOSE = (
    "and hopes to hear from you|and will call you back|so there is nothing to do for now|"
    "which took a while|because the numbers did not match|and put me in copy|but the file was empty|"
    "and everybody agreed|as you suggested|while I was travelling|and that is fine with us|"
    "so please bear with us"
).split("|")
#: A sentence with words that the forms use as well, in a mail that is not about them.
NEAR = "We would like to renew our license for Jira in April and to add five users; what would that cost?"


def sentences(chance: Random) -> Iterator[str]:
    """One after the other, without end."""
    while True:
        parts = [chance.choice(each) for each in (_WHO, _DOES, _WHAT, _WHEN, _CLOSE)]
        yield f"{' '.join(parts)}."


def words(chance: Random, count: int) -> str:
    """As many words of such sentences."""
    found: list[str] = []
    for sentence in sentences(chance):
        found += sentence.split()
        if len(found) >= count:
            break
    return " ".join(found[:count])


def paragraphs(chance: Random, size: int, *, near: bool) -> list[str]:
    """Prose of about so many characters, each sentence another one; `NEAR` somewhere in it if wanted."""
    found: list[list[str]] = [[]]
    for sentence in sentences(chance):
        size -= len(sentence) + 1
        found[-1].append(sentence)
        if size <= 0:
            break
        if len(found[-1]) > 2 + chance.randrange(4):
            found.append([])
    if near:
        chance.choice(found).append(NEAR)
    return [" ".join(each) for each in found]
