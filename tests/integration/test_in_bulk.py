"""Many messages at once: what they cost the store, and that each becomes what it would become alone."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.integration.local_worker import KEY, MONDAY, SHIPPED, LocalWorker, form, mail
from tests.servers import databases
from worker.letters.letter_renderer import RenderedLetter, Renderer
from worker.letters.letter_wording import ENGLISH
from worker.letters.values import LetterValues
from worker.requests.request_model import Policy
from worker.services.intake.batch_ingest import ingest_batch
from worker.services.intake.batch_reading import Fetched
from worker.services.intake.folder_leases import take
from worker.services.intake.folder_sync import FoundMessage
from worker.services.intake.ingest_message import IngestOutcome
from worker.store.records import MessagePlace
from worker.store.transactions import Store, Transaction

_CAPLESS = Policy(
    staff_domains=frozenset({"vendor.test"}),
    letters_per_hour=10_000,
    letters_to_strangers_per_hour=10_000,
    letters_per_domain_per_day=10_000,
)


@dataclass
class Installation:
    """One store and the statements that are run on it; beginnings and ends of transactions are none."""

    worker: LocalWorker
    statements: list[str] = field(default_factory=list)
    inside: bool = False  #: a transaction takes mail in
    _uid: int = 0

    def take(self, *mails: bytes) -> list[IngestOutcome]:
        batch = [self._fetched(raw) for raw in mails]
        self.statements.clear()
        try:
            return ingest_batch(self.worker.services, batch, self._guard)
        finally:
            self.inside = False

    def _guard(self, tx: Transaction) -> None:
        self.inside = True
        tx.mailboxes.alone()
        assert take(self.worker.services, "sales", tx)

    def _fetched(self, raw: bytes) -> Fetched:
        self._uid += 1
        place = MessagePlace(mailbox="sales", uid_validity=1, uid=self._uid)
        return FoundMessage(place=place, size=len(raw), received_at=MONDAY), raw


@contextmanager
def opened(database_url: str) -> Iterator[Installation]:
    with closing(Store(database_url)) as store:
        installation = Installation(LocalWorker(store, policy=_CAPLESS))
        installation.take(mail("Lunch?", sender="first@other.test", subject="Lunch"))
        installation.take(asking(0))

        def note(_link: object, _cursor: object, sql: str, *_: object) -> None:
            if not sql.startswith(("BEGIN", "PRAGMA")):
                installation.statements.append(sql)

        event.listen(store._engine, "before_cursor_execute", note)
        yield installation


@pytest.fixture
def installation(database_url: str) -> Iterator[Installation]:
    with opened(database_url) as found:
        yield found


def lunch(number: int) -> bytes:
    return mail(
        f"Shall we meet at {number}?", sender=f"a{number}@other{number}.test", subject=f"Lunch {number}"
    )


def asking(number: int) -> bytes:
    key = f"{KEY[:20]}{number:06}{KEY[26:]}"
    address = f"b{number}@customer{number}.test"
    return mail(form(license_key=key, holder_name="", account_email=address), sender=address)


def test_fifty_mails_that_are_not_ours_take_five_statements(installation: Installation) -> None:
    outcomes = installation.take(*map(lunch, range(1, 51)))
    assert [one.disposition for one in outcomes] == ["ignored"] * 50
    assert len(installation.statements) <= 5, installation.statements


@pytest.mark.parametrize(("mails", "most"), [(20, 5), (4, 10), (1, 20)])
def test_requests_of_a_batch_share_what_is_written(installation: Installation, mails: int, most: int) -> None:
    outcomes = installation.take(*map(asking, range(1, mails + 1)))
    assert [one.disposition for one in outcomes] == ["request"] * mails
    assert len(installation.statements) <= mails * most, installation.statements


class WatchedRenderer(Renderer):
    """Tells whether letters are written while a transaction holds everybody up."""

    def __init__(self) -> None:
        super().__init__(SHIPPED)
        self.installation: Installation | None = None
        self.written: list[bool] = []

    def render(self, kind: str, values: LetterValues, language: str = ENGLISH) -> RenderedLetter:
        if self.installation is not None:
            self.written.append(self.installation.inside)
        return super().render(kind, values, language)


def test_letters_are_written_outside_of_the_transaction_that_queues_them(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = WatchedRenderer()
    monkeypatch.setattr("tests.integration.local_worker.RENDERER", renderer)
    renderer.installation = installation
    outcomes = installation.take(asking(1), lunch(1), asking(2))
    assert renderer.written == [False, False]
    gone = installation.worker.send()
    assert len(gone) == 3  # with the one of the fixture
    references = {str(one.request.reference) for one in outcomes if one.request is not None}
    assert {reference for reference in references if any(reference in str(it["Subject"]) for it in gone)} == (
        references
    )


def told(one: IngestOutcome) -> tuple[str, str, str]:
    reason = one.reason.rstrip("0123456789")  # numbers of entries are given anew by each database
    return one.disposition, reason, one.request.requester.addr if one.request is not None else ""


def talk() -> list[bytes]:
    """Mails that bear on one another, in an order in which each of them matters."""
    same = mail(form(), sender="Eve <eve@engines.test>", Message_ID="<same@engines.test>")
    answer = {"subject": "Re: I want to migrate my Server license to Atlassian Marketplace"}
    return [
        mail("Are you at the fair?", sender="dan@engines.test", subject="Fair", Message_ID="<0@e.test>"),
        mail(form(address="1 Low Street, London"), sender="dan@engines.test", Message_ID="<1@e.test>"),
        lunch(7),
        mail("United Kingdom", sender="dan@engines.test", Message_ID="<2@e.test>", **answer),
        same,
        same,
        lunch(8),
        lunch(8),
        mail("Thank you!", sender="dan@engines.test", subject="Fair", Message_ID="<3@e.test>"),
    ]


def test_each_message_of_a_batch_becomes_what_it_becomes_alone(database_url: str, tmp_path: Path) -> None:
    with opened(database_url) as installation:
        together = installation.take(*talk())
        with installation.worker.store.read() as tx:
            letters = [(one.to, one.kind, one.state) for one in tx.letters.listed()]
    with opened(databases.new_sqlite(tmp_path / "apart.db")) as other:
        apart = [other.take(raw)[0] for raw in talk()]
        with other.worker.store.read() as tx:
            assert letters == [(one.to, one.kind, one.state) for one in tx.letters.listed()]
    assert [*map(told, together)] == [*map(told, apart)]
    assert [one.disposition for one in together] == [
        "ignored", "request", "ignored", "reply", "request", "duplicate", "ignored", "duplicate", "reply",
    ]  # fmt: skip


def test_a_batch_that_is_taken_in_twice_is_taken_in_once(installation: Installation) -> None:
    mails = [lunch(1), asking(1), lunch(2)]
    batch = [installation._fetched(raw) for raw in mails]
    first = ingest_batch(installation.worker.services, batch, installation._guard)
    again = ingest_batch(installation.worker.services, batch, installation._guard)
    assert [one.entry_id for one in again] == [one.entry_id for one in first]
    with installation.worker.store.read() as tx:
        assert len([*tx.letters.listed()]) == 2
        assert len([*tx.ledger.listed()]) == 5


def test_nothing_is_left_of_a_batch_whose_transaction_ends_early(installation: Installation) -> None:
    def ends(tx: Transaction) -> None:
        installation._guard(tx)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_batch(installation.worker.services, [installation._fetched(asking(1))], ends)
    with installation.worker.store.read() as tx:
        assert len([*tx.letters.listed()]) == 1
    assert installation.take(asking(2))[0].disposition == "request"
