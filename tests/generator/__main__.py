"""Measure the reader: `python -m tests.generator 5000`, and look at one mail: `--show SEED`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.generator.compose import Mail, compose
from tests.generator.judge import Verdict, judge
from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction
from worker.forms.form_definition import Form
from worker.reading import read
from worker.resources import find_folder
from worker.template_files import load_forms


@dataclass(slots=True)
class Tally:
    """What a run has found."""

    mails: int = 0
    of: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, Mail, Verdict]] = field(default_factory=list)
    held: int = 0

    def add(self, seed: int, mail: Mail, result: Extraction) -> None:
        verdict = judge(result, mail.truth)
        self.mails += 1
        self.held += result.hold
        self.of.update(mail.marks)
        if not verdict.exact:
            self.failed.update(mail.marks)
            self.failures.append((seed, mail, verdict))


def main() -> int:
    """Run; the exit status is 0 whatever the rate is."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=500, help="how many mails")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument(
        "--show", type=int, metavar="SEED", help="print one mail, what it means and what was read"
    )
    parser.add_argument("--failures", type=int, default=20, help="how many failures to list")
    parser.add_argument("--markdown", action="store_true", help="the table as it stands in docs/")
    options = parser.parse_args()
    if options.show is not None:
        _show(options.show)
        return 0
    forms = _forms()
    tally, began = Tally(), time.monotonic()
    for seed in range(options.start, options.start + options.count):
        mail = compose(seed)
        tally.add(seed, mail, extract_form(read(mail.raw), forms))
    _report(tally, options.failures, markdown=options.markdown)
    print(f"{tally.mails / (time.monotonic() - began):.0f} mails a second", file=sys.stderr)
    return 0


def _forms() -> tuple[Form, ...]:
    return tuple(load_forms((find_folder("templates"),)).values())


def _report(tally: Tally, listed: int, *, markdown: bool) -> None:
    exact = tally.mails - len(tally.failures)
    print(
        f"{exact} of {tally.mails} exact: {100 * exact / tally.mails:.2f} %; held for a person: {tally.held}"
    )
    for what, hurts in _HURTS.items():
        seeds = [seed for seed, _, verdict in tally.failures if hurts(verdict)]
        print(f"{what}: {len(seeds)}" + (f" (seeds {', '.join(map(str, seeds[:20]))})" if seeds else ""))
    print(
        "\n| transformation | mails | not exact | exact |\n| --- | ---: | ---: | ---: |" if markdown else ""
    )
    for mark in sorted(tally.of, key=lambda mark: mark if markdown else -tally.failed[mark] / tally.of[mark]):
        rate = 100 - 100 * tally.failed[mark] / tally.of[mark]
        if markdown:
            print(f"| {mark} | {tally.of[mark]} | {tally.failed[mark]} | {rate:.1f} % |")
        elif tally.failed[mark]:
            print(f"  {mark:28} {tally.failed[mark]:4} of {tally.of[mark]:5}  {rate:5.1f} % exact")
    for seed, mail, verdict in tally.failures[:listed]:
        print(f"seed {seed}: {verdict}\n    {' '.join(mail.marks)}")


_HURTS: Mapping[str, Callable[[Verdict], bool]] = {
    "a wrong account_email accepted": lambda verdict: verdict.wrong_account,
    "a request missed": lambda verdict: verdict.missed,
    "a request where there is none": lambda verdict: verdict.invented,
    "another value wrong": lambda verdict: bool(verdict.fields) and not verdict.wrong_account,
}


def _show(seed: int) -> None:
    mail = compose(seed)
    message = read(mail.raw)
    result = extract_form(message, _forms())
    print(mail.raw.decode("utf-8", "replace"))
    for body in message.bodies:
        print(f"--- as read: {body.part} {body.subtype}")
        for line in body.lines:
            print(f"{line.role:9} {line.depth} {line.text}")
    print("--- marks:", *mail.marks)
    print("--- kind:", result.kind, result.reason, result.hold_reason)
    for name in mail.truth.fields:
        evidence = result.evidence.get(name)
        print(
            f"{name:14} meant {mail.truth.fields[name]!r}\n{'':14} read  {result.fields.get(name)!r}", end=" "
        )
        print(f"({evidence.rule})" if evidence else "")
    print("ask: meant", sorted(mail.truth.ask), "read", sorted(result.ask))
    print("---", judge(result, mail.truth) or "exact")


if __name__ == "__main__":
    sys.exit(main())
