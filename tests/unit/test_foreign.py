"""The tool that reads folders of foreign mail."""

import mailbox
from pathlib import Path

import pytest

from tests.foreign.__main__ import main
from tests.foreign.finding import mails_in
from tests.integration.local_worker import form, mail


def test_mails_are_found_however_they_are_kept_and_requests_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.eml").write_bytes(mail(form()))
    (tmp_path / "two.txt").write_bytes(mail("Hello", subject="Lunch"))
    (tmp_path / "README.txt").write_text("Note: these are mails.\n", encoding="utf-8")
    box = mailbox.mbox(tmp_path / "archive")
    for _ in range(2):
        box.add(mail("Hello", subject="Lunch"))
    box.close()
    (tmp_path / "Maildir" / "cur").mkdir(parents=True)
    (tmp_path / "Maildir" / "cur" / "1.eml:2,S").write_bytes(mail("Hello", subject="Lunch"))
    assert len([*mails_in(tmp_path)]) == 5
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "5 mails" in told
    assert "crashed: 0" in told
    assert "one.eml: the form, filled in" in told


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
