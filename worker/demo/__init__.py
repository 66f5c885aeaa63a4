"""The whole system on one machine, to look at: an embedded mail server and sample mail.

Its customers write as mail clients do:

>>> from datetime import UTC, datetime
>>> from worker.demo.client_formats import Letterhead, out_of_office
>>> now = datetime(2026, 3, 2, tzinfo=UTC)
>>> head = Letterhead(name="Ada", address="ada@example.com", to="sales@example.com", subject="Away", now=now)
>>> b"Auto-Submitted: auto-replied" in out_of_office(head, "I am away.")
True
"""
