"""A license report as a file: the Marketplace's CSV, or its JSON."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from worker.errors import UnavailableError, UsageError
from worker.marketplace.license_report import NoLicenseError, read_license
from worker.marketplace.values import IssuedLicense
from worker.register.values import BadRow
from worker.services.register.register_files import open_sheet

_LONGEST = 256 << 20  #: bytes of JSON, which is read as a whole


def read_report(file: Path) -> tuple[list[IssuedLicense], list[BadRow]]:
    """The licenses, and the records that are none by their lines (of JSON: their numbers)."""
    found: list[IssuedLicense] = []
    bad: list[BadRow] = []
    for line, record in _records(file):
        try:
            found.append(read_license(record))
        except NoLicenseError as error:
            bad.append(BadRow(line=line, problem=str(error)))
    return found, bad


def _records(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if file.suffix.lower() == ".json" or _begins_json(file):
        yield from _of_json(file)
        return
    with open_sheet(file) as sheet:
        for line, row in sheet.rows:
            yield line, dict(zip(sheet.headings, row, strict=False))


def _begins_json(file: Path) -> bool:
    try:
        with file.open("rb") as raw:
            return raw.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    except OSError as error:
        raise UnavailableError(f"{file} can't be read: {error.strerror}") from error


def _of_json(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        if file.stat().st_size > _LONGEST:
            raise UsageError(f"{file} is longer than {_LONGEST >> 20} MB; export it as CSV, or in pieces")
        told = json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise UnavailableError(f"{file} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{file} is no JSON in UTF-8") from error
    if isinstance(told, dict):
        told = told.get("licenses", told.get("_embedded", told))
    if isinstance(told, dict):
        told = told.get("licenses")
    if not isinstance(told, list):
        raise UsageError(f"{file} holds no list of licenses")
    for number, record in enumerate(told, start=1):
        yield number, record if isinstance(record, dict) else {}
