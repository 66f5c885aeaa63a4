"""Names of a worker's parts as long as the longest folder's name makes them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # SQLite holds names of any length, whatever the type says.
        op.alter_column("heartbeats", "name", type_=sa.String(length=300))
