"""Names and addresses in the parts that the Marketplace's form asks for."""

import pytest

from worker.marketplace.issuing_sheet import split_name
from worker.marketplace.postal_address import split_address


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ada Byron", "Ada", "Byron"),
        ("Byron, Ada Augusta", "Ada Augusta", "Byron"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("María José de la Cruz Ortega", "María José", "de la Cruz Ortega"),
        ("Anna Maria Schmidt", "Anna Maria", "Schmidt"),
        ("山田 太郎", "太郎", "山田"),
        ("김 민준", "민준", "김"),
        ("山田太郎", "", "山田太郎"),
        ("", "", ""),
    ],
)
def test_a_name_in_two(name: str, first: str, last: str) -> None:
    assert split_name(name) == (first, last)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Skeppsbron 20, 111 30 Stockholm, Sweden", ("Skeppsbron 20", "Stockholm", "", "111 30", "SE")),
        (
            "Jl. Jenderal Sudirman Kav. 52, Jakarta Selatan 12190, Indonesia",
            ("Jl. Jenderal Sudirman Kav. 52", "Jakarta Selatan", "", "12190", "ID"),
        ),
        ("12 Kiln Lane, Norwich NR3 1AA, United Kingdom", ("12 Kiln Lane", "Norwich", "", "NR3 1AA", "GB")),
        (
            "12 St James's Square\nLondon\nSW1Y 4JH\nUK",
            ("12 St James's Square", "London", "", "SW1Y 4JH", "GB"),
        ),
        ("Rue Hamra 118, Beirut, Lebanon", ("Rue Hamra 118", "Beirut", "", "", "LB")),
        ("6 quai de Conti, 75006 Paris, France", ("6 quai de Conti", "Paris", "", "75006", "FR")),
        ("Hafenstraße 12\nD-24103 Kiel\nGermany", ("Hafenstraße 12", "Kiel", "", "24103", "DE")),
        (
            "1600 Amphitheatre Pkwy, Mountain View, CA 94043, USA",
            ("1600 Amphitheatre Pkwy", "Mountain View", "CA", "94043", "US"),
        ),
        ("500 Oracle Parkway, Suite 12345, Austin, Texas 78741-1234, United States", None),
        (
            "Level 6, 341 George St, Sydney NSW 2000, Australia",
            ("Level 6, 341 George St", "Sydney", "NSW", "2000", "AU"),
        ),
        ("111 Queen St W, Toronto ON M5H 2N2 Canada", ("111 Queen St W", "Toronto", "ON", "M5H 2N2", "CA")),
        (
            "Herengracht 12345, 1015 BK Amsterdam, Netherlands",
            ("Herengracht 12345", "Amsterdam", "", "1015 BK", "NL"),
        ),
        ("40 Oxford Street, Accra, Ghana", ("40 Oxford Street", "Accra", "", "", "GH")),
        ("500 Market St, San Francisco, CA, USA", ("500 Market St", "San Francisco", "CA", "", "US")),
        ("Tokyo 100-0001, Chiyoda 1-1, Japan", ("Tokyo 100-0001, Chiyoda 1-1", "", "", "", "JP")),
        ("12345 Industrial Park, Germany", ("12345 Industrial Park", "", "", "", "DE")),
        ("500 Market St, Suite B", ("500 Market St, Suite B", "", "", "", "")),
        ("somewhere", ("somewhere", "", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_an_address_in_parts(address: str, parts: tuple[str, ...] | None) -> None:
    found = split_address(address)
    wanted = parts or ("500 Oracle Parkway, Suite 12345", "Austin", "Texas", "78741-1234", "US")
    assert (found.street, found.city, found.state, found.postcode, found.country) == wanted
