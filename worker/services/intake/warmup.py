"""Handles a made-up mail before the first real one comes.

That compiles word lists, expressions, templates and statements, which takes longer than twenty mails do.

Nothing is stored and nothing is sent: the transaction is rolled back.
"""

import gc
from email.message import EmailMessage
from email.utils import format_datetime

from worker import log
from worker.errors import UnavailableError
from worker.forms import mailto_link
from worker.forms.form_definition import Form
from worker.services.contexts import ClockContext, IntakeContext
from worker.services.intake.arrived_message import read_arrival
from worker.services.intake.ingest_message import ingest_message
from worker.store.records import MessagePlace

_log = log.get(__name__)
_CUSTOMER = "customer@customer.example"
#: No mailbox is likely to have this name; should one, the transaction is rolled back all the same.
_NOWHERE = "warm-up"


def warm_up(services: IntakeContext) -> None:
    """Ingest a made-up mail for each form, and roll it back; a failure is logged, and nothing is raised."""
    try:
        with services.store.rehearse() as tx:
            for number, form in enumerate(services.forms.values(), 1):
                place = MessagePlace(mailbox=_NOWHERE, uid_validity=1, uid=number)
                ingest_message(
                    services, tx, read_arrival(services, place, services.clock(), _mail(services, form))
                )
    except UnavailableError as error:
        _log.warning("not_warmed_up", problem=str(error))
    except Exception:  # noqa: BLE001 -- what is wrong shows, and is dealt with, when a mail comes
        _log.warning("not_warmed_up", exc_info=True)
    # What is there by now stays: no collection needs to look at it again, in the middle of a mail.
    gc.collect()
    gc.freeze()


def _mail(services: ClockContext, form: Form) -> bytes:
    """The template as a customer sends it who answers each question with one word."""
    prompts = {field.prompt for field in form.fields if field.prompt}
    lines = mailto_link.make_body(form).splitlines()
    text = "\n".join(f"{line} {_CUSTOMER}" if line.partition(". ")[2] in prompts else line for line in lines)
    mail = EmailMessage()
    mail["From"] = f"A Customer <{_CUSTOMER}>"
    mail["Subject"] = form.subject
    mail["Message-ID"] = "<warm-up@customer.example>"
    mail["Date"] = format_datetime(services.clock())
    mail.set_content(text)
    mail.add_alternative(f"<p>{text}</p>".replace("\n", "<br>\n"), subtype="html")
    return mail.as_bytes()
