"""The language of a request's letters, and what a preview shows of it."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from worker.cli.command_tree import app
from worker.errors import UsageError
from worker.store.transactions import Store


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def words(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def reply(letter: EmailMessage, text: str, number: int) -> bytes:
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": f"<{number}@engines.test>"}
    return mail(f"{text}\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about)


def test_the_first_words_of_their_own_tell_the_language_and_it_stays(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(organization="", address="12 St James's Square, London SW1Y 4JH")))
    (english,) = worker.send()
    assert "Before we can go on" in words(english)
    worker.receive(reply(english, "Bonjour,\n\n4. Analytical Engines Ltd\n\nCordialement", 2))
    (french,) = worker.send()
    assert "Merci pour votre réponse." in words(french)
    assert "5. L'adresse complète de l'organisation (avec le pays) (il manque le pays) :" in words(french)
    worker.receive(reply(french, "Guten Tag,\n\nUnited Kingdom\n\nVielen Dank und freundliche Grüße", 3))
    (confirmed,) = worker.send()
    assert "Merci, nous avons maintenant tout" in words(confirmed)
    assert worker.request(outcome).language == "fr"


def test_who_wrote_english_at_first_goes_on_in_english(worker: LocalWorker) -> None:
    worker.receive(mail(f"Hello,\n\nplease find our data below.\n\n{form(organization='')}"))
    (asked,) = worker.send()
    worker.receive(
        reply(asked, "Guten Tag,\n\nAnalytical Engines Ltd\n\nVielen Dank und freundliche Grüße", 2)
    )
    (confirmed,) = worker.send()
    assert "Thank you, we now have everything" in words(confirmed)


def test_a_preview_shows_headers_labels_and_reasons_in_its_language() -> None:
    done = CliRunner().invoke(app, ["letters", "preview", "missing_fields", "--language", "ja"])
    assert done.exit_code == 0
    head, _, body = done.stdout.partition("\n\n")
    names = [line.partition(": ")[0] for line in head.splitlines()]
    assert names[:5] == ["From", "To", "Subject", "Date", "Message-ID"]
    assert "Auto-Submitted: auto-replied" in head
    assert "ライセンスキー: ****qk7Q" in body
    assert "5. 組織の住所(国名を含む) (国名がありません):" in body
    assert "受付番号: " in body


def test_a_preview_in_an_unknown_language_names_the_known_ones() -> None:
    done = CliRunner().invoke(app, ["letters", "preview", "received", "--language", "xx"])
    assert isinstance(done.exception, UsageError)
    assert str(done.exception).endswith("there are de, en, es, fr, it, ja, nl, pl, pt")


def test_a_preview_shows_the_footer_of_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[[mailboxes]]\nname = "sales"\naddress = "sales@vendor.test"\nhost = "127.0.0.1"\npassword = "-"\n'
        '[smtp]\nhost = "127.0.0.1"\nfrom = "Vendor <sales@vendor.test>"\n'
        '[templates]\nfooter = """\nVendor GmbH\nHRB 1\n"""\n',
        encoding="utf-8",
    )
    arguments = ["--config", str(config), "letters", "preview", "received", "--language", "pl"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.rstrip().endswith("Numer sprawy: SW-7K3QXD\n\nVendor GmbH\nHRB 1")
