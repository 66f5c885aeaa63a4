"""The documentation becomes a site whose links all lead somewhere."""

from pathlib import Path

from tools import site


def test_the_site_has_every_page_and_no_link_leads_nowhere(tmp_path: Path) -> None:
    assert site.build(tmp_path.resolve()) == []
    pages = {path.relative_to(site.ROOT).with_suffix(".html") for path in (site.ROOT / "docs").rglob("*.md")}
    assert pages <= {path.relative_to(tmp_path) for path in tmp_path.rglob("*.html")}
    first = (tmp_path / "docs/README.html").read_text("utf-8")
    assert 'href="encryption.html"' in first
    assert "<table>" in (tmp_path / "docs/reference.html").read_text("utf-8")
