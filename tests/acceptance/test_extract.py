"""`sen-worker extract FILE` as a person reads it, at a terminal's width and without colours."""

from pathlib import Path

from tests.acceptance.customers import CUSTOMER, KEY, complete, half_filled, unrelated
from tests.acceptance.installation import command

OTHER_KEY = "eJwBMwDM/01vY2t1cHMgZm9yIENvbmZsdWVuY2V8NTCqml/lZhnxIp71qOeMIqBNKxlqynsD0SZh"


def extracted(folder: Path, raw: bytes) -> str:
    (folder / "mail.eml").write_bytes(raw)
    done = command(folder, "extract", "mail.eml")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_answer_is_told_with_its_rule_and_marked_in_the_text(tmp_path: Path) -> None:
    told = extracted(tmp_path, complete())
    assert told.startswith("mail.eml: migration_request\n  because           the form, filled in\n")
    assert f"  from              {CUSTOMER}\n" in told
    assert "  read in           part 1, plain text\n" in told
    assert f"  license_key       {KEY}\n                    (behind the prompt" in told
    assert f"1. My License Key: [license_key: {KEY}]\n" in told
    assert "[organization: Analytical Engines Ltd]" in told
    assert "[expert_email:" not in told
    assert "\x1b" not in told


def test_an_answer_over_two_lines_is_marked_in_both(tmp_path: Path) -> None:
    told = extracted(tmp_path, complete())
    assert "[address: 12 St James's]\n  [address: Square, London SW1Y 4JH, United Kingdom]\n" in told


def test_what_is_asked_for_is_said_in_words_with_what_stands_there(tmp_path: Path) -> None:
    told = extracted(tmp_path, half_filled())
    assert "  holder_name       asked for: no answer (missing)\n" in told
    one_word = complete().replace(b"Ada Byron\r\n", b"Ada\r\n")
    told = extracted(tmp_path, one_word)
    assert "  holder_name       asked for: a part is missing (incomplete)\n" in told
    assert "                    it says: Ada\n" in told
    deleted = complete().replace(complete().split(b"\r\n\r\n")[2], b"Hello,")
    assert "  confirmation      asked for: the statement is not there (missing)\n" in extracted(
        tmp_path, deleted
    )


def test_each_of_several_keys_has_its_own_line_and_mark(tmp_path: Path) -> None:
    told = extracted(tmp_path, complete().replace(KEY.encode(), f"\r\n{KEY}\r\n{OTHER_KEY}".encode()))
    assert f"  license_key       {KEY}\n                    {OTHER_KEY}\n" in told
    assert f"[license_key: {KEY}]\n" in told
    assert f"[license_key: {OTHER_KEY}]\n" in told


def test_a_long_mail_is_cut_down_to_what_surrounds_its_answers(tmp_path: Path) -> None:
    talk = b"".join(b"\r\nParagraph %d of what else there is to say.\r\n" % number for number in range(60))
    told = extracted(tmp_path, complete() + b"\r\n-- \r\nAda" + talk)
    assert "[organization: Analytical Engines Ltd]" in told
    assert "Paragraph 59" not in told
    assert " lines …\n" in told
    assert len(told.splitlines()) < 60


def test_a_form_that_is_passed_on_is_told_to_be_so(tmp_path: Path) -> None:
    outer = (
        b"From: Charles <charles@difference.test>\r\nSubject: Fwd: license\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
        b"Please process this request of our customer.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    )
    told = extracted(tmp_path, outer + complete() + b"\r\n--b--\r\n")
    assert "of a forwarded message\n" in told


def test_a_mail_that_is_none_of_ours_says_why(tmp_path: Path) -> None:
    told = extracted(tmp_path, unrelated())
    assert told.startswith("mail.eml: other\n  because           ")
    assert "asked for" not in told


def test_what_steers_a_terminal_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    subject = "=?utf-8?q?Red_=1B[31malert?="
    told = extracted(tmp_path, complete().replace(b"Subject: I want", f"Subject: {subject} I want".encode()))
    assert "\x1b" not in told
    assert "31malert" in told
