"""Each rule of the reader switched off in turn: `python -m tests.samples.ablation [PART…] [--most N]`.

First all annotated mails are read once, to learn on which of them a rule decides anything. Then each rule
is switched off, and those mails alone are read again, until so many (`--most`) are read otherwise. Printed
is a line per rule: how many changed, of how many on which it decides. PART is the beginning of files' names,
such as `worker/forms/intent`. Where a rule's mails are many, a sample of them is read.
"""

import argparse
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from tests.samples import switches

_SAMPLE = 150  #: mails at most that one rule is tried on
_SECONDS = 5  #: for one mail; without its rule, a loop may not end

switches.install()

from tests.fuzz.target import LETTER, forms, migration  # noqa: E402  # loaded with their switches
from tests.samples.annotated import SETS, compared  # noqa: E402
from tests.unit.kind_samples import samples as kind_samples  # noqa: E402
from worker.forms.extract_form import extract_form  # noqa: E402
from worker.forms.extraction import Extraction, ReplyReading  # noqa: E402
from worker.forms.form_definition import CONFIRMATION  # noqa: E402
from worker.forms.reply_reader import read_reply  # noqa: E402
from worker.reading import read  # noqa: E402
from worker.reading.message import Message  # noqa: E402

Case = Callable[[], object]


def main() -> None:
    """Print what each rule decides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["worker/"])
    parser.add_argument("--most", type=int, default=1, help="mails read otherwise that are enough to know")
    given = parser.parse_args()
    cases = list(annotated_cases())
    ablate(cases, given.parts, most=given.most)


def ablate(
    cases: Sequence[Case], parts: Sequence[str], *, most: int, share: tuple[int, int] = (0, 1)
) -> None:
    """The table, of the rules of some files; a share of it where several processes make it."""
    signal.signal(signal.SIGALRM, _too_long)
    before = trace(cases)
    for rule, (file, line, what, words) in enumerate(switches.SWITCHES.rules):
        if not file.startswith(tuple(parts)) or rule % share[1] != share[0]:
            continue
        decides = sorted(switches.SWITCHES.decides.get(rule, ()))
        changed = _changed(rule, decides, cases, before, most)
        print(f"{changed:4} of {len(decides):5}  {file}:{line}  {what}: {words}", flush=True)


def trace(cases: Sequence[Case]) -> list[object]:
    """What is read of each mail, with all rules on; it is noted which rules decide."""
    found = []
    for number, case in enumerate(cases):
        switches.forget()
        switches.SWITCHES.case = number
        found.append(case())
    switches.SWITCHES.case = -1
    return found


def annotated_cases() -> Iterator[Case]:
    """All annotated mails, and those that are annotated with a kind; each as a mail and as a reply."""
    raws = [sample.raw for samples in SETS.values() for sample in samples()]
    raws += [sample.raw for sample in kind_samples()]
    for raw in raws:
        yield lambda raw=raw: _read(raw)  # type: ignore[misc]


def outcome(found: Extraction | ReplyReading) -> object:
    """What of a reading matters to a customer or to staff."""
    values = tuple((name, compared(name, value)) for name, value in found.fields.items())
    unread = tuple((one.text, one.weight) for one in found.unread)
    facts = tuple((fact.kind, fact.value) for fact in found.facts)
    told = (values, dict(found.problems), unread, facts, bool(found.hold_reason))
    if isinstance(found, ReplyReading):
        return found.intent, found.withdraws, told
    return found.kind, found.form, set(found.ask), tuple(map(outcome, found.others)), told


def _read(raw: bytes) -> object:
    message = read(raw)
    return outcome(extract_form(message, forms())), _as_reply(message), _told_of_it(message)


def _as_reply(message: Message) -> object:
    asked = [field.name for field in migration().fields] + [CONFIRMATION]
    return outcome(read_reply(message, migration(), asked, [LETTER]))


def _told_of_it(message: Message) -> object:
    report = message.report
    failed = (report.recipients, report.message_id) if report else None
    return message.automation, message.automation_doubt, failed, message.from_, message.subject


def _changed(
    rule: int, decides: list[int], cases: Sequence[Case], before: Sequence[object], most: int
) -> int:
    some = random.Random(rule).sample(decides, min(len(decides), _SAMPLE))  # no secret
    switches.SWITCHES.turn(rule)
    changed = 0
    for number in some:
        changed += _differs(cases[number], before[number])
        if changed >= most:
            break
    switches.SWITCHES.turn(-1)
    return changed


def _differs(case: Case, before: object) -> bool:
    signal.alarm(_SECONDS)
    try:
        return case() != before
    except Exception:  # noqa: BLE001  # without its rule, anything may happen
        return True
    finally:
        signal.alarm(0)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
