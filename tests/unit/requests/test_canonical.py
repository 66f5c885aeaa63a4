"""One mailbox is counted once, whatever its address looks like."""

import pytest

from worker.requests.senders.canonical_addresses import canonical_address, counted_domain
from worker.requests.senders.freemail_domains import is_freemail


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        ("ada@engines.test", "ada@engines.test"),
        ("Ada@Engines.Test", "ada@engines.test"),
        ("ada+1@engines.test", "ada@engines.test"),
        ("ada+a+b@engines.test", "ada@engines.test"),
        ("ada@engines.test.", "ada@engines.test"),
        ('"ada"@engines.test', "ada@engines.test"),
        ("a.da@engines.test", "a.da@engines.test"),
        ("a.d.a+x@gmail.com", "ada@gmail.com"),
        ("A.da@GoogleMail.com", "ada@gmail.com"),
        ("ada-shop@yahoo.de", "ada@yahoo.de"),
        ("ada-shop@ymail.com", "ada@ymail.com"),
        ("ada-shop@engines.test", "ada-shop@engines.test"),
        ("anything@ada.fastmail.com", "ada@fastmail.com"),
        ("x+y@ada.fastmail.fm", "ada@fastmail.fm"),
        ("a_d.a@protonmail.com", "ada@proton.me"),
        ("ada@me.com", "ada@icloud.com"),
        ("a-da@ya.ru", "ada@yandex.ru"),
        ("a.da@yandex.com", "ada@yandex.ru"),
        ("ada@bücher.test", "ada@xn--bcher-kva.test"),
        ("+@engines.test", "+@engines.test"),
        ("...@gmail.com", "...@gmail.com"),
        ("", "@"),
    ],
)
def test_an_address_leads_to_its_mailbox(address: str, mailbox: str) -> None:
    assert canonical_address(address) == mailbox


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ada@engines.test", "engines.test"),
        ("ada@mail.eu.engines.test", "engines.test"),
        ("ada@engines.co.uk", "engines.co.uk"),
        ("ada@gmail.com", ""),
        ("ada@googlemail.com", ""),
        ("ada@web.de", ""),
        ("ada@mailbox.org", ""),
        ("ada@user.fastmail.com", ""),
        ("", ""),
    ],
)
def test_a_domain_has_a_cap_where_one_organization_has_it(address: str, domain: str) -> None:
    assert counted_domain(address) == domain


def test_providers_for_everybody_are_known() -> None:
    for domain in ("gmail.com", "GMX.de", "yahoo.co.uk", "outlook.com", "proton.me", "tuta.com", "qq.com"):
        assert is_freemail(domain), domain
    for domain in ("engines.test", "com", "", "gmail.com.evil.example", "notgmail.com"):
        assert not is_freemail(domain), domain
