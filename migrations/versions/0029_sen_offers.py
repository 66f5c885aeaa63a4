"""SENs of the Marketplace's license report that are offered for license keys of approved requests."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sen_offers",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sen", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_sen_offers_request_id"),
        sa.PrimaryKeyConstraint("request_id", "place", name="pk_sen_offers"),
        sa.UniqueConstraint("sen", name="uq_sen_offers_sen"),
    )
