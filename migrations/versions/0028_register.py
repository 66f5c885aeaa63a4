"""The license register: imports of the vendor's sales list, and the licenses of each."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "register_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("dates", sa.String(length=3), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("secret_mark", sa.String(length=16), nullable=False),
        sa.Column("touched_at", _TIME, nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("undone_at", _TIME, nullable=True),
        sa.Column("undone_by", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_register_imports"),
    )
    op.create_table(
        "register_licenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("ending", sa.String(length=4), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("users", sa.Integer(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("bought", sa.Date(), nullable=True),
        sa.Column("maintenance_until", sa.Date(), nullable=True),
        sa.Column("sen", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_licenses"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_imports.id"], name="fk_register_licenses_import_id"
        ),
        sa.UniqueConstraint("digest", "import_id", name="uq_register_licenses_digest_import_id"),
    )
    op.create_index("ix_register_licenses_import_id", "register_licenses", ["import_id"])
