"""Charsets where the label and the bytes do not agree."""

import pytest

from worker.reading.parts.charset import decode

POLISH = "Dzień dobry, Spółka z o.o."
FORM = "1. My License Key: eJzz+ab/cd==\nName: Ada Holm\n"
SINGLE_BYTE = (
    "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-7", "iso-8859-9", "iso-8859-15", "windows-1250",
    "windows-1251", "windows-1252", "windows-1253", "windows-1255", "windows-1257", "koi8-r", "koi8-u", "cp437",
    "macintosh", "windows1250", "x-cp1250", "us-ascii", "ansi", "nobody-knows-it", "",
)  # fmt: skip
WIDE = (
    "utf-16", "UTF-16LE", "utf-16be", "utf_16", "utf16", "unicode", "unicodeFFFE", "ucs-2", "iso-10646-ucs-2",
    "utf-32", "utf-32le", '"utf-16"', "UCS-4",
)  # fmt: skip


@pytest.mark.parametrize("label", SINGLE_BYTE)
@pytest.mark.parametrize("text", [POLISH, "Spółka", "Zoë", "Ångström & Söhne", "Приветствие", "東京支社"])
def test_utf_8_is_read_under_the_label_of_any_single_byte_charset(label: str, text: str) -> None:
    assert decode(text.encode(), label)[0] == text


@pytest.mark.parametrize("label", ["gb2312", "gbk", "shift_jis", "euc-kr", "big5", "iso-2022-jp", "utf-7"])
def test_utf_8_is_read_under_the_label_of_a_charset_of_the_east(label: str) -> None:
    assert decode(POLISH.encode(), label)[0] == POLISH
    assert decode("東京支社".encode(), label)[0] == "東京支社"


@pytest.mark.parametrize("label", WIDE)
def test_one_byte_text_under_a_label_of_two_or_four_bytes(label: str) -> None:
    assert decode(FORM.encode(), label)[0] == FORM
    assert decode(POLISH.encode(), label)[0] == POLISH
    assert decode("Müller".encode("cp1252"), label)[0] == "Müller"


@pytest.mark.parametrize("label", [*WIDE, "utf-8", "us-ascii", "iso-8859-1", ""])
@pytest.mark.parametrize("really", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be", "utf-32"])
def test_text_of_two_or_four_bytes_is_read_by_its_bytes(label: str, really: str) -> None:
    assert decode(FORM.encode(really), label)[0].lstrip("\ufeff") == FORM


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Łódź", "iso-8859-2"),
        ("Łódź – „x”", "windows-1250"),
        ("Королёв", "windows-1251"),
        ("КОРОЛЁВ", "windows-1251"),
        ("Привет, ёлка", "koi8-r"),
        ("Αθήνα", "iso-8859-7"),
        ("伟强", "gb2312"),
        ("王伟强", "gbk"),
        ("東京支社", "shift_jis"),
        ("田中", "euc-jp"),
        ("김철수", "euc-kr"),
        ("שלום", "windows-1255"),
        ("李強", "big5"),
        ("Mü", "utf-7"),
        ("Ærø", "iso-8859-1"),
    ],
)
def test_a_label_that_is_true_is_believed(text: str, charset: str) -> None:
    assert decode(f"Name: {text}\n".encode(charset), charset) == (f"Name: {text}\n", "")


@pytest.mark.parametrize(
    "label", ["iso-2022-jp", "ISO2022JP", "csISO2022JP", "iso-2022-jp-ms", "cp50220", "utf-8", ""]
)
def test_iso_2022_jp_is_read_under(label: str) -> None:
    assert decode("株式会社東京".encode("iso2022_jp"), label)[0] == "株式会社東京"


@pytest.mark.parametrize("really", ["cp932", "euc_jp", "utf-8"])
def test_eight_bits_under_the_label_iso_2022_jp(really: str) -> None:
    assert decode("株式会社東京".encode(really), "iso-2022-jp")[0] == "株式会社東京"


@pytest.mark.parametrize(
    ("text", "really", "label"),
    [
        ("“Łódź”", "cp1250", "iso-8859-2"),
        ("„Wien“", "cp1252", "iso-8859-15"),
        ("«Москва» – №5", "cp1251", "iso-8859-5"),
        ("“Αθήνα”", "cp1253", "iso-8859-7"),
        ("“שלום”", "cp1255", "iso-8859-8-i"),
        ("“İzmir”", "cp1254", "iso-8859-9"),
        ("丂镕", "gb18030", "gb2312"),
    ],
)
def test_the_wider_charset_is_read_under_the_label_of_the_narrow_one(
    text: str, really: str, label: str
) -> None:
    assert decode(text.encode(really), label)[0] == text


def test_a_key_with_a_plus_is_no_utf_7() -> None:
    assert decode(FORM.encode(), "utf-7")[0] == FORM


@pytest.mark.parametrize(
    "label", ["charset=windows-1250", " 'windows-1250' ", "WINDOWS-1250;", "<windows-1250>", "win-1250"]
)
def test_a_label_is_read_without_what_stands_around_it(label: str) -> None:
    assert decode("Łódź".encode("cp1250"), label)[0] == "Łódź"


@pytest.mark.parametrize("label", ["cp037", "IBM500", "cp1140", "ebcdic-cp-us", "cp273", "cp424"])
@pytest.mark.parametrize("text", ["Norway, please.", "Zoë lives in København."])
def test_text_under_a_label_of_ebcdic_is_read_by_its_bytes(label: str, text: str) -> None:
    assert decode(text.encode(), label)[0] == text


def test_ebcdic_is_read() -> None:
    assert decode("Norway, please.".encode("cp500"), "cp500") == ("Norway, please.", "")
