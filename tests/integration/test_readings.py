"""What was read in a mail is kept for who looks again, and no more of it than is good for memory."""

from tests.integration.desk import FORMS, form, mail
from worker.services.readings import Readings


def test_a_mail_that_was_looked_at_is_not_read_again() -> None:
    readings, raw = Readings(), mail(form())
    assert readings.message(raw) is readings.message(bytes(raw))
    first = readings.evidence(raw, tuple(FORMS.values()))
    assert first["organization"].part
    assert readings.evidence(raw, tuple(FORMS.values())) is first


def test_what_nobody_looked_at_for_long_makes_room() -> None:
    readings, raw = Readings(), mail(form())
    before = readings.message(raw)
    for number in range(9):
        readings.message(mail("x" * 1_000_000, Message_ID=f"<{number}@big.test>"))
    assert readings.message(raw) is not before


def test_a_mail_larger_than_all_that_is_kept_is_read_and_pushes_nothing_out() -> None:
    readings, raw = Readings(), mail(form())
    before = readings.message(raw)
    assert readings.message(mail("x" * 9_000_000)).subject
    assert readings.message(raw) is before
