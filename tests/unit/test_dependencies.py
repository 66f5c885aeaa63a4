"""What `docs/dependencies.md` says of the packages that are used."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ALLOWED = re.compile(r"MIT|BSD|Apache|ISC|PSF|Unlicense|MPL|Mozilla|LGPL", re.IGNORECASE)
_UNWANTED = re.compile(r"(?<!L)GPL|proprietary|commercial", re.IGNORECASE)
#: Packages whose metadata name no license; it stands in their LICENSE file.
_IN_A_FILE = {"imapclient": "BSD-3-Clause"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """The packages that `pyproject.toml` names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    lists = [project["project"]["dependencies"], *extras, *project["dependency-groups"].values()]
    every = [each for some in lists for each in some if isinstance(each, str)]
    return {canonical(re.split(r"[\[~=><;]", each)[0].strip()) for each in every}


def test_the_page_names_every_package_and_no_other() -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    cells = re.findall(r"^\| (\w[\w, -]*) \|", page, flags=re.MULTILINE)
    assert {canonical(name) for cell in cells for name in cell.split(", ")} - {"package"} == declared()


def locked() -> set[str]:
    names = re.compile(r"^([\w.-]+)==", re.MULTILINE)
    files = (ROOT / f"requirements/{name}.txt" for name in ("runtime", "container", "demo"))
    return {name for file in files for name in names.findall(file.read_text("utf-8"))}


def license_of(name: str) -> str:
    """What a package says of its license; empty where it is not for this system."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    classified = [each for each in metadata.get_all("Classifier") or [] if "License ::" in each]
    named = [each.rpartition(" :: ")[2] for each in classified if not each.endswith("OSI Approved")]
    texts = [metadata["License-Expression"], *named, metadata["License"], _IN_A_FILE.get(name)]
    return next(str(text).strip("# ").partition("\n")[0] for text in texts if text)


def test_every_license_lets_a_vendor_run_it() -> None:
    licenses = {name: text for name in locked() if (text := license_of(name))}
    assert len(licenses) > 60
    wrong = [name for name, text in licenses.items() if not _ALLOWED.search(text) or _UNWANTED.search(text)]
    assert {name: licenses[name] for name in wrong} == {}
