"""Sealed refresh tokens, each lent to one user at a time. Knows nothing of what is in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from worker.store.database.insert_once import insert_once
from worker.store.tables.schema import oauth_tokens

_APART = timedelta(minutes=10)  #: as far as the clocks of two workers may be


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLoan:
    """Who has a token, and until when at the longest."""

    name: str
    borrower: str
    now: datetime
    until: datetime


class TokenTable:
    """The tokens, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def borrow(self, loan: TokenLoan) -> bool:
        """Whether it is lent to the borrower from now on.

        A loan that has run out counts no more, nor one that ends later than any could: its clock was ahead.
        """
        new = insert_once(self._connection.dialect.name, oauth_tokens).values(
            name=loan.name, updated_at=loan.now
        )
        self._connection.execute(new.on_conflict_do_nothing())
        row = oauth_tokens.c
        taken = self._connection.execute(
            update(oauth_tokens)
            .where(
                row.name == loan.name,
                or_(row.borrower.is_(None), row.lent_until < loan.now, row.lent_until > loan.until + _APART),
            )
            .values(borrower=loan.borrower, lent_until=loan.until)
        )
        return taken.rowcount == 1

    def sealed(self, name: str) -> bytes | None:
        """What was kept last."""
        query = select(oauth_tokens.c.sealed).where(oauth_tokens.c.name == name)
        found = self._connection.execute(query).scalar()
        return None if found is None else bytes(found)

    def keep(self, name: str, sealed: bytes, now: datetime) -> None:
        """Take the place of what was kept before."""
        self._connection.execute(
            update(oauth_tokens).where(oauth_tokens.c.name == name).values(sealed=sealed, updated_at=now)
        )

    def give_back(self, name: str, borrower: str) -> None:
        """End a loan; one that somebody else has by now goes on."""
        row = oauth_tokens.c
        self._connection.execute(
            update(oauth_tokens)
            .where(row.name == name, row.borrower == borrower)
            .values(borrower=None, lent_until=None)
        )
