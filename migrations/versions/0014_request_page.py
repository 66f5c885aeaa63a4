"""The request page: SENs given once, deeds to be taken back, who looks, and which version an event led to."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("version", sa.Integer(), nullable=True))
    op.create_table(
        "sens",
        sa.Column("sen", sa.String(length=40), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_sens_request_id"),
        sa.PrimaryKeyConstraint("sen", name="pk_sens"),
    )
    op.create_index("ix_sens_request_id", "sens", ["request_id"])
    _give_what_was_given()
    op.create_table(
        "deeds",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("letters", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_deeds_request_id"),
        sa.PrimaryKeyConstraint("request_id", name="pk_deeds"),
    )
    op.create_table(
        "presence",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_presence_request_id"),
        sa.PrimaryKeyConstraint("request_id", "staff", name="pk_presence"),
    )


def _give_what_was_given() -> None:
    """A SEN that two requests have from before stays with the first one."""
    connection = op.get_bind()
    known: set[str] = set()
    rows = connection.execute(sa.text("SELECT id, sens FROM requests WHERE state = 'completed' ORDER BY id"))
    for request_id, sens in rows.all():
        for sen in json.loads(sens) if isinstance(sens, str) else sens:
            if sen not in known:
                known.add(sen)
                give = sa.text("INSERT INTO sens (sen, request_id) VALUES (:sen, :request_id)")
                connection.execute(give, {"sen": sen, "request_id": request_id})
