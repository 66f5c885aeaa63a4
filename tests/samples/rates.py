"""How exactly the annotated mails are read: `python -m tests.samples.rates [SET…] [--verbose]`.

For each set: how many are exact, silently wrong (wrong, and neither held nor with anything unread),
needlessly asked for (what was given is asked for) and noisy (right, and yet held or with something unread).
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.samples.annotated import SETS, compared
from tests.samples.sample import Sample
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction
from worker.forms.form_definition import Form
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms

REQUESTS = ("migration_request", "cloud_interest")


@dataclass(frozen=True, slots=True)
class Reading:
    """One mail as it was read, beside what a careful person would record."""

    sample: Sample
    found: Extraction

    @property
    def differences(self) -> list[str]:
        """What is read otherwise, in words."""
        told = []
        if self.found.kind != self.sample.kind:
            told.append(f"kind: {self.sample.kind}, read as {self.found.kind} ({self.found.reason})")
        if set(self.found.ask) != set(self.sample.ask):
            told.append(f"ask: {sorted(self.sample.ask)}, read as {sorted(self.found.ask)}")
        values = self.found.fields if self.found.kind == self.sample.kind else {}
        for name, truth in self.sample.fields.items():
            value = values.get(name)
            if name not in self.sample.ask and compared(name, value) != compared(name, truth):
                told.append(f"{name}: {truth!r}, read as {value!r}")
        return told

    @property
    def told(self) -> bool:
        """Whether a person is told that something may be wrong."""
        return self.found.hold or bool(self.found.unread)

    @property
    def silent(self) -> bool:
        """Whether the worker would act on something that is wrong, and nobody is told."""
        return self._harmful and not self.told

    @property
    def _harmful(self) -> bool:
        kind, truth = self.found.kind, self.sample.kind
        if kind != truth:
            return kind in REQUESTS or truth in REQUESTS
        wrong = False
        for name, value in self.found.fields.items():
            given = compared(name, value)
            right = given == compared(name, self.sample.fields.get(name))
            taken = name in self.sample.ask or (given is not None and not right)
            wrong |= name not in self.found.ask and taken
        return wrong or ("confirmation" in self.sample.ask and "confirmation" not in self.found.ask)

    @property
    def needless(self) -> bool:
        """Whether something is asked for that was given."""
        same = self.found.kind == self.sample.kind
        return same and bool(set(self.found.ask) - set(self.sample.ask))

    @property
    def noisy(self) -> bool:
        """Whether a person is told of a mail that is read exactly."""
        return self.told and not self.differences


def readings(samples: Sequence[Sample], forms: Sequence[Form]) -> Iterator[Reading]:
    """Every sample, read."""
    for sample in samples:
        yield Reading(sample, extract_form(read(sample.raw), forms))


def main() -> None:
    """Print the rates of the sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}; all of them")
    parser.add_argument("--verbose", action="store_true", help="what is wrong or told of each mail")
    given = parser.parse_args()
    forms = tuple(load_forms((find_folder("templates"),)).values())
    chosen: Mapping[str, Sequence[Sample]] = {name: SETS[name]() for name in given.sets or SETS}
    for name, samples in chosen.items():
        _show(name, list(readings(samples, forms)), verbose=given.verbose)


def _show(name: str, read_as: Sequence[Reading], *, verbose: bool) -> None:
    for reading in read_as if verbose else ():
        told = [*reading.differences]
        if reading.found.hold:
            told.append(f"held: {reading.found.hold_reason}")
        told += [f"unread: {one.text!r} ({one.weight})" for one in reading.found.unread]
        if told:
            marks = "SILENT " * reading.silent + "noisy " * reading.noisy
            print(f"--- {reading.sample.name} {marks}", *told, sep="\n      ")
    count = len(read_as)
    exact = sum(not reading.differences for reading in read_as)
    figures = {
        "exact": exact,
        "silent": sum(reading.silent for reading in read_as),
        "needless": sum(reading.needless for reading in read_as),
        "noise": sum(reading.noisy for reading in read_as),
        "held": sum(reading.found.hold for reading in read_as),
    }
    print(f"{name:8} {count:5} mails ", *(f"{what} {n} ({n / count:.1%})" for what, n in figures.items()))


if __name__ == "__main__":
    main()
