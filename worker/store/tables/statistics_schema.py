"""The tables of the page of figures: what happened in which week, counted when it happened.

They name no request, so they stay when a request is removed.
"""

from sqlalchemy import BigInteger, Column, Date, Integer, String, Table

from worker.store.tables.schema import metadata

#: How often something was so in a week, less what `figure_changes` says since.
figures = Table(
    "figures",
    metadata,
    Column("week", Date, primary_key=True),  # its Monday, in UTC
    Column("form", String(40), primary_key=True),
    Column("what", String(20), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

#: What is to be added to the figures. Rows are only inserted, so that no writer waits for another one.
figure_changes = Table(
    "figure_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("week", Date, nullable=False),
    Column("form", String(40), nullable=False),
    Column("what", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("number", BigInteger, nullable=False),
)
