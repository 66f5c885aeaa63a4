"""SENs that the Marketplace's report offers for requests, within one transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from worker.marketplace.values import SenOffer
from worker.store.tables.register_schema import sen_offers


class SenOffers:
    """The offers, each for one license key of a request."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, offers: Sequence[SenOffer], doubted: Collection[str], file: str, by: str, at: datetime
    ) -> None:
        """Keep these offers in place of others for the same keys; those of doubted SENs are withdrawn."""
        gone = {one.sen for one in offers} | {*doubted}
        if gone:
            self._connection.execute(delete(sen_offers).where(sen_offers.c.sen.in_(sorted(gone))))
        for one in offers:
            here = (sen_offers.c.request_id == one.request_id) & (sen_offers.c.place == one.place)
            self._connection.execute(delete(sen_offers).where(here))
            row = {"request_id": one.request_id, "place": one.place, "sen": one.sen}
            more = {"evidence": list(one.evidence), "file": file, "who": by, "at": at}
            self._connection.execute(insert(sen_offers), row | more)

    def of_request(self, request_id: int, changed: datetime | None = None) -> tuple[SenOffer, ...]:
        """What is offered for the keys, in their order; nothing from before the request `changed`."""
        query = select(sen_offers).where(sen_offers.c.request_id == request_id).order_by(sen_offers.c.place)
        if changed is not None:
            query = query.where(sen_offers.c.at > changed)
        return tuple(
            SenOffer(request_id=row.request_id, place=row.place, sen=row.sen, evidence=tuple(row.evidence))
            for row in self._connection.execute(query)
        )
