"""What a person says of a message that the worker took for none of ours: which form's request it is."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger", sa.Column("wanted_form", sa.String(80), nullable=True))
