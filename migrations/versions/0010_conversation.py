"""The customer's zone, an index of myAtlassian accounts, and one of letters by time."""

import hashlib
import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("requests") as requests:
        requests.add_column(sa.Column("utc_offset", sa.Integer(), nullable=True))
        requests.add_column(sa.Column("language", sa.String(length=8), nullable=False, server_default="en"))
    with op.batch_alter_table("requests") as requests:
        requests.alter_column("language", server_default=None)
    op.create_table(
        "accounts",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_accounts_request_id"),
        sa.PrimaryKeyConstraint("request_id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_digest", "accounts", ["digest"])
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        sa.UniqueConstraint("name", name="uq_announcements_name"),
    )
    op.create_index("ix_letters_created_at", "letters", ["created_at"])
    _fill_accounts()


def _fill_accounts() -> None:
    accounts = sa.table("accounts", sa.column("request_id"), sa.column("digest"))
    rows = list(_known_accounts(op.get_bind()))
    if rows:
        op.bulk_insert(accounts, rows)


def _known_accounts(connection: sa.Connection) -> Iterator[dict[str, object]]:
    query = sa.text("SELECT request_id, CAST(value AS TEXT) FROM fields WHERE name = 'account_email'")
    for request_id, value in connection.execute(query):
        account = json.loads(value) if value else None
        if account:
            yield {"request_id": request_id, "digest": hashlib.sha256(account.lower().encode()).hexdigest()}
