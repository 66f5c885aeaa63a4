"""A sales list as a file: CSV in the ways that programs write it, or a sheet of Excel. Read row by row."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from worker.errors import UnavailableError, UsageError

_CHUNK = 1 << 20
_DELIMITERS = ",;\t|"
_EXCEL = frozenset({".xlsx", ".xlsm"})
_LONGEST_CELL = 1 << 20


@dataclass(frozen=True, slots=True)
class _Text:
    """How a file of text is to be read."""

    encoding: str
    delimiter: str
    lines: int


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """An open sales list: its headings, the rows below with the lines they end on, and about how many."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[str]]]
    total: int


class CsvReader(Protocol):
    """What `csv.reader` yields, which has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@contextmanager
def open_sheet(file: Path) -> Iterator[OpenSheet]:
    """The file as a sheet. UsageError for no headings, UnavailableError for a file that can't be read."""
    try:
        if file.suffix.lower() in _EXCEL:
            with _excel(file) as sheet:
                yield sheet
        else:
            with _csv(file) as sheet:
                yield sheet
    except OSError as error:
        raise UnavailableError(f"{file} can't be read: {error.strerror or type(error).__name__}") from error


@contextmanager
def _csv(file: Path) -> Iterator[OpenSheet]:
    form = _form_of(file)
    csv.field_size_limit(_LONGEST_CELL)
    with file.open(encoding=form.encoding, errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=form.delimiter)
        rows = _numbered(reader, file)
        headings = _headings(rows, file)
        yield OpenSheet(headings=headings, rows=rows, total=max(form.lines - 1, 0))


def _numbered(reader: CsvReader, file: Path) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        for row in reader:
            if "".join(row).strip():
                yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"{file}, line {reader.line_num + 1}: this is no CSV: {error}") from error


def _headings(rows: Iterator[tuple[int, Sequence[str]]], file: Path) -> tuple[str, ...]:
    _, first = next(rows, (0, ()))
    headings = tuple(cell.strip() for cell in first)
    if not any(headings):
        raise UsageError(f"{file} has no row of headings")
    return headings


def _form_of(file: Path) -> _Text:
    """Looks through the whole file once: a letter that is no UTF-8 may stand on the last line."""
    with file.open("rb") as raw:
        head = raw.read(_CHUNK)
        encoding = _encoding(head)
        decoder = codecs.getincrementaldecoder(encoding)()
        lines, chunk = 0, head
        try:
            while chunk:
                decoder.decode(chunk)
                lines += chunk.count(b"\n")
                chunk = raw.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            encoding = "cp1252"  # what Excel on Windows writes in Western Europe
            raw.seek(0)
            lines = sum(chunk.count(b"\n") for chunk in iter(lambda: raw.read(_CHUNK), b""))
    first = head.decode(encoding, "replace").partition("\n")[0]
    return _Text(encoding=encoding, delimiter=_delimiter(first), lines=lines)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([line], delimiter=each), ())))


@contextmanager
def _excel(file: Path) -> Iterator[OpenSheet]:
    from openpyxl import load_workbook  # takes a third of a second, which no other command has to wait for
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{file} is no workbook of Excel; save it as CSV") from error
    except Exception as error:
        if type(error).__name__ == "BadZipFile":
            raise UsageError(f"{file} is no workbook of Excel; save it as CSV") from error
        raise
    try:
        sheet = book.worksheets[0]
        cells = enumerate(sheet.iter_rows(values_only=True), start=1)
        rows = ((number, [_as_text(cell) for cell in row]) for number, row in cells if any(row))
        headings = _headings(rows, file)
        yield OpenSheet(headings=headings, rows=rows, total=max((sheet.max_row or 1) - 1, 0))
    finally:
        book.close()


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
