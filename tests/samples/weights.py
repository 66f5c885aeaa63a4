"""The weights of the alignment, tried on the annotated mails.

    python -m tests.samples.weights ablate | fit | left-out

`ablate` sets each weight to zero and tells how many mails are read otherwise; one that changes none can go.
`fit` moves one weight at a time and keeps what reads more mails exactly; it prints the weights.
`left-out` fits on all sets but one and tells how that one is read with it, for each set.
"""

import argparse
from collections.abc import Mapping, Sequence

from tests.samples.annotated import SETS, compared
from tests.samples.rates import Reading
from tests.samples.sample import Sample
from worker.forms.alignment.prompt_weights import WEIGHTS
from worker.forms.extract_form import extract_form
from worker.reading import read
from worker.reading.message import Message
from worker.resources import find_folder
from worker.template_files import load_forms

_STEPS = (-1.0, -0.3, 0.3, 1.0)  #: that a weight is moved by
_FORMS = tuple(load_forms((find_folder("templates"),)).values())

Mails = Sequence[tuple[Sample, Message]]


def main() -> None:
    """Run the command that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("ablate", "fit", "left-out"))
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}; all of them")
    given = parser.parse_args()
    mails = {name: [(one, read(one.raw)) for one in SETS[name]()] for name in given.sets or SETS}
    everything = [mail for each in mails.values() for mail in each]
    if given.what == "ablate":
        _ablate(everything)
    elif given.what == "fit":
        _show(_fitted(everything))
    else:
        for name, held_out in mails.items():
            rest = [mail for other, each in mails.items() if other != name for mail in each]
            _leave_out(name, rest, held_out)


def _ablate(mails: Mails) -> None:
    before = [_result(mail) for mail in mails]
    print(f"{sum(exact for exact, _ in before)} of {len(mails)} exact; without the weight …")
    for name, value in list(WEIGHTS.items()):
        WEIGHTS[name] = 0.0
        after = [_result(mail) for mail in mails]
        WEIGHTS[name] = value
        changed = sum(one != other for one, other in zip(before, after, strict=True))
        print(
            f"{name:18} {value:6} changed {changed:4} exact {sum(exact for exact, _ in after):5}", flush=True
        )


def _leave_out(name: str, rest: Mails, held_out: Mails) -> None:
    frozen = dict(WEIGHTS)
    before = _exact(held_out)
    fitted = _fitted(rest)
    WEIGHTS.update(fitted)
    print(
        f"{name:10} {before} of {len(held_out)} exact with all, {_exact(held_out)} with what the rest fits",
        flush=True,
    )
    WEIGHTS.update(frozen)


def _fitted(mails: Mails) -> Mapping[str, float]:
    """The weights, one after the other moved to where most mails are read exactly."""
    frozen = dict(WEIGHTS)
    best = _exact(mails)
    for name in WEIGHTS:
        for step in _STEPS:
            kept = WEIGHTS[name]
            WEIGHTS[name] = round(kept + step, 3)
            found = _exact(mails)
            if found > best:
                best = found
            else:
                WEIGHTS[name] = kept
    fitted = dict(WEIGHTS)
    WEIGHTS.update(frozen)
    return fitted


def _show(weights: Mapping[str, float]) -> None:
    for name, value in weights.items():
        print(f"{name} = {value}")


def _exact(mails: Mails) -> int:
    return sum(exact for exact, _ in map(_result, mails))


def _result(mail: tuple[Sample, Message]) -> tuple[bool, tuple[object, ...]]:
    """Whether a mail is read exactly, and what is read."""
    sample, message = mail
    found = extract_form(message, _FORMS)
    values = tuple((name, compared(name, value)) for name, value in found.fields.items())
    return not Reading(sample, found).differences, (found.kind, values, found.ask, found.hold)


if __name__ == "__main__":
    main()
