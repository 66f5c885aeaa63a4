"""Values of mail of any length: no ordered index of PostgreSQL over them any more."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_ledger_message_id", "ledger")
    op.drop_index("ix_requests_requester", "requests")
    op.drop_index("ix_letters_recipient_created_at", "letters")
    if op.get_bind().dialect.name == "postgresql":
        # From varchar to text no row is written anew.
        op.alter_column("requests", "requester", type_=sa.Text())
        op.alter_column("letters", "recipient", type_=sa.Text())
    op.create_index("ix_requests_requester", "requests", ["requester"], postgresql_using="hash")
    op.create_index("ix_letters_recipient", "letters", ["recipient"], postgresql_using="hash")
