"""Headings, dates and numbers of a sales list, as people write them."""

from datetime import date

import pytest

from worker.errors import UsageError
from worker.register.cell_values import UNLIMITED, CellError, find_order, number_of_users, parse_day
from worker.register.register_columns import propose_columns, recall_columns, with_given
from worker.register.register_entries import RowReader
from worker.register.values import Column, DateOrder


def test_columns_are_known_by_many_headings_and_languages() -> None:
    english = propose_columns(
        ["Order date", "License Key", "Product name", "# Users", "Company", "E-mail", "Notes"]
    )
    assert english.named() == {
        "bought": "Order date",
        "license_key": "License Key",
        "product": "Product name",
        "users": "# Users",
        "organization": "Company",
        "email": "E-mail",
    }
    assert english.left() == ("Notes",)
    german = propose_columns(["Lizenzschlüssel", "Firma", "Käufer", "Wartung bis", "Benutzer"])
    assert set(german.mapping) == {
        Column.KEY,
        Column.ORGANIZATION,
        Column.BUYER,
        Column.MAINTENANCE,
        Column.USERS,
    }


def test_a_column_that_two_headings_fit_is_not_guessed() -> None:
    layout = propose_columns(["License key", "Company", "Account name"])
    assert layout.doubtful == (Column.ORGANIZATION,)
    chosen = with_given(layout, {"Account name": "organization"})
    assert (chosen.named()["organization"], chosen.doubtful) == ("Account name", ())


def test_a_mapping_is_recalled_where_all_of_its_headings_are_there() -> None:
    named = {"license_key": "Code", "organization": "Who"}
    recalled = recall_columns(["Who", "Code", "More"], named)
    assert recalled is not None
    assert recalled.named() == named
    assert recall_columns(["Who", "Key"], named) is None


@pytest.mark.parametrize("given", [{"Nowhere": "users"}, {"Company": "colour"}])
def test_a_wrong_mapping_is_told(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="--map"):
        with_given(propose_columns(["License key", "Company"]), given)


@pytest.mark.parametrize(
    ("text", "order", "meant"),
    [
        ("2015-03-31", None, date(2015, 3, 31)),
        ("2015-03-31T10:15:00Z", None, date(2015, 3, 31)),
        ("31.03.2015", None, date(2015, 3, 31)),
        ("03/04/2015", DateOrder.DAY_FIRST, date(2015, 4, 3)),
        ("03/04/2015", DateOrder.MONTH_FIRST, date(2015, 3, 4)),
        ("Mar 31, 2015", None, date(2015, 3, 31)),
        ("31-Mar-2015", None, date(2015, 3, 31)),
        ("", None, None),
    ],
)
def test_dates(text: str, order: DateOrder | None, meant: date | None) -> None:
    assert parse_day(text, order) == meant


@pytest.mark.parametrize("text", ["03/04/2015", "31.02.2015", "soon"])
def test_a_date_that_is_none_or_may_be_two_is_refused_without_its_words(text: str) -> None:
    with pytest.raises(CellError) as refused:
        parse_day(text, None)
    assert text not in str(refused.value)


def test_the_first_date_that_can_be_read_in_one_way_tells_the_order_of_all() -> None:
    assert find_order(["03/04/2015", "2015-01-31", "14/01/2015"]) is DateOrder.DAY_FIRST
    assert find_order(["03/04/2015", "01/14/2015"]) is DateOrder.MONTH_FIRST
    assert find_order(["03/04/2015", "31.01.2015"]) is None


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("50", 50),
        ("Up to 500 users", 500),
        ("1,000", 1000),
        ("25 Users", 25),
        ("Unlimited", UNLIMITED),
        ("", None),
    ],
)
def test_numbers_of_users(text: str, users: int | None) -> None:
    assert number_of_users(text) == users


def test_a_row_without_a_key_is_refused_and_short_rows_are_read() -> None:
    layout = propose_columns(["License key", "Company", "Users"])
    reader = RowReader(layout, None, b"0123456789abcdef")
    assert reader.read(["JZ8EA-8SQN8-83KQK-2AELC", "Acme\0 Ltd "]).organization == "Acme Ltd"
    for row in ([], ["  ", "Acme"], ["AB1"]):
        with pytest.raises(CellError, match="license key"):
            reader.read(row)
