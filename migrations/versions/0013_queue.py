"""What the staff queue is found, sorted, counted and searched by."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_PLACE = ("mark", "assignee", "state", "form")
_BATCH = 500
_LONGEST = 40  # characters of a word
_MOST = 120  # words of one request
_WORD = re.compile(r"\w+")
#: Written without spaces between words, so that each place may begin one.
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f]")


def upgrade() -> None:
    _make_queue()
    _make_counts()
    _make_words()
    _fill_queue(op.get_bind())
    _fill_words(op.get_bind())


def _make_queue() -> None:
    op.create_table(
        "queue",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("assignee", sa.String(length=80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_queue_request_id"),
        sa.PrimaryKeyConstraint("request_id", "mark", name="pk_queue"),
    )
    for by in ("since", "changed"):
        op.create_index(f"ix_queue_{by}", "queue", ["mark", "state", "form", by, "request_id"])
        columns = ["mark", "assignee", "state", "form", by, "request_id"]
        op.create_index(f"ix_queue_assignee_{by}", "queue", columns)


def _make_counts() -> None:
    op.create_table(
        "queue_counts",
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("assignee", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(*_PLACE, name="pk_queue_counts"),
    )
    op.create_table(
        "queue_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("assignee", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_queue_changes"),
    )


def _make_words() -> None:
    word = sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql")
    op.create_table(
        "queue_words",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("word", word, nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_queue_words_request_id"),
        sa.PrimaryKeyConstraint("request_id", "word", name="pk_queue_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_queue_words_word", "queue_words", ["word", "request_id"])
    op.create_table(
        "searches",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_searches"),
    )
    op.create_index("ix_searches_made_at", "searches", ["made_at"])


def _fill_queue(connection: sa.Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    reasons = "json_each(r.attention) a" if sqlite else "json_array_elements_text(r.attention) a(value)"
    some = "json_array_length(r.attention) > 0"
    columns = "state, form, coalesce(assigned_to, ''), created_at, updated_at"
    for mark, source in (
        ("''", "requests r"),
        ("'any'", f"requests r WHERE {some}"),
        ("a.value", f"requests r, {reasons}"),
    ):
        rows = f"SELECT DISTINCT r.id, {mark}, {columns} FROM {source}"  # noqa: S608 -- words of ours alone
        names = "request_id, mark, state, form, assignee, since, changed"
        connection.execute(sa.text(f"INSERT INTO queue ({names}) {rows}"))
    place = ", ".join(_PLACE)
    connection.execute(
        sa.text(
            f"INSERT INTO queue_counts ({place}, number) "  # noqa: S608
            f"SELECT {place}, count(*) FROM queue GROUP BY {place}"
        )
    )


def _fill_words(connection: sa.Connection) -> None:
    requests = sa.table(
        "requests",
        *(sa.column(name) for name in ("id", "reference", "requester", "requester_name", "subject")),
        sa.column("sens", sa.JSON()),
    )
    fields = sa.table("fields", sa.column("request_id"), sa.column("name"), sa.column("value", sa.JSON()))
    words = sa.table("queue_words", sa.column("request_id"), sa.column("word"))
    last = 0
    while page := connection.execute(
        sa.select(requests).where(requests.c.id > last).order_by(requests.c.id).limit(_BATCH)
    ).all():
        last = page[-1].id
        values: dict[int, dict[str, str]] = {row.id: {} for row in page}
        for row in connection.execute(sa.select(fields).where(fields.c.request_id.in_([*values]))):
            if row.value is not None:
                values[row.request_id][row.name] = str(row.value)
        rows = [
            {"request_id": row.id, "word": word}
            for row in page
            for word in sorted(_words_of(row, values[row.id]))
        ]
        connection.execute(sa.insert(words), rows)


def _words_of(row: sa.Row[Any], fields: dict[str, str]) -> set[str]:
    """The words that a request is found by, and the endings of its keys."""
    distinct = dict.fromkeys(word[:_LONGEST] for word in _all_words(row, fields))
    return set(islice(distinct, _MOST))


def _all_words(row: sa.Row[Any], fields: dict[str, str]) -> Iterator[str]:
    yield from _words(row.reference)
    yield from _words(row.requester_name[:400])
    yield from _words(row.requester)
    for name, value in sorted(fields.items()):
        if name not in {"license_key", "license"}:
            yield from _words(value[:1000])
            continue
        for key in value.split()[:20]:
            yield from (_turned(key),) if len(key) >= 20 else _words(key)
    for sen in row.sens[:20]:
        yield from _words(sen)
    yield from _words(row.subject[:400])


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(_folded(text)):
        yield word
        if _UNSPACED.search(word):
            yield from (word[start:] for start in range(1, min(len(word), 30)))


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(each for each in apart if not "\u0300" <= each <= "\u036f"))


def _turned(key: str) -> str:
    """The ending of a key, from its last character on."""
    plain = "".join(each for each in key.casefold() if each.isalnum())
    return "<" + plain[:-25:-1]
