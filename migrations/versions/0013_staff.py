"""When a session was last used, and who comes from an OIDC provider."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whoever is signed in signs in again: their sessions do not know when they were last used.
    op.drop_index("ix_sessions_staff", "sessions")
    op.drop_table("sessions")
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.name"], name="fk_sessions_staff"),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_index("ix_sessions_staff", "sessions", ["staff"])
    with op.batch_alter_table("staff") as staff:
        staff.add_column(sa.Column("subject", sa.String(length=64), nullable=True))
        staff.add_column(sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True))
        staff.create_unique_constraint("uq_staff_subject", ["subject"])
