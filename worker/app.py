"""Wiring: makes an installation of a configuration. The only place with a real clock."""

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from worker import log
from worker.config import Config, Mailbox, NoticesSection, ReadingSection, Smtp
from worker.errors import UnavailableError
from worker.forms.form_definition import Form
from worker.letters.letter_renderer import Renderer
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.mark_handled import AfterSuccess
from worker.mailbox.settings import MailboxSettings
from worker.notices.values import DigestSchedule, NoticeRules
from worker.oauth.token_http import TokenHttp
from worker.oauth.token_source import TokenLogin
from worker.reader_process.mail_reader import MailReader
from worker.reader_process.parsed_mail_cache import ParsedMailCache
from worker.reader_process.reader_pool import ReaderPool, usual_processes
from worker.reader_process.reader_supervisor import ReaderProcess
from worker.requests.request_model import LetterState
from worker.services.accounts.stored_tokens import StoredTokens
from worker.services.intake.folder_leases import make_identity
from worker.services.intake.folder_sync import PolledFolder
from worker.services.marketplace.reporting_api import ReportingTerms
from worker.services.outbox.deliver_letters import deliver_letters
from worker.services.outbox.notice_rows import NoticeTerms
from worker.services.outbox.sent_folder_copies import are_copies_due, make_copies
from worker.services.privacy.data_retention import RetentionTerms
from worker.services.service_context import ServiceContext
from worker.smtp import SmtpSettings
from worker.storage import encryption_keys, open_store, prepare_storage
from worker.store.records import Letter
from worker.store.transactions import Store
from worker.template_files import load_forms, template_folders
from worker.tls import Tls
from worker.token_sources import TokenSources, open_token_sources

_log = log.get(__name__)
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One installation, ready to work."""

    config: Config
    services: ServiceContext
    sources: tuple[PolledFolder, ...]
    relay: SmtpSettings
    noticing: NoticeTerms
    logins: TokenSources = field(default_factory=TokenSources)

    def prepare(self) -> None:
        """Bring the database up to date where the deployer lets us, or say that somebody has to."""
        prepare_storage(self.services.store, self.config)

    def deliver(
        self,
        stop: threading.Event,
        sent: Callable[[Letter, bytes], None] = lambda _letter, _raw: None,
        *,
        copies: bool = True,
    ) -> Counter[LetterState]:
        """Send what is due; `sent` is called with each letter. Raises as `deliver_letters` does.

        Copies for the Sent folder are made over a connection of their own, unless `copies` is off because
        somebody else makes them.
        """
        smtp = self.config.smtp
        wanted = bool(smtp.sent_folder)
        try:
            return deliver_letters(
                self.services,
                self.relay,
                smtp.from_address,
                stop,
                sent,
                copies=wanted,
                connections=smtp.connections,
            )
        finally:
            if wanted and copies:
                self._make_copies(stop)

    def _make_copies(self, stop: threading.Event) -> None:
        settings = self.own_mailbox.settings
        try:
            if are_copies_due(self.services):
                with open_session(settings) as session:
                    make_copies(self.services, session, self.config.smtp.sent_folder, stop)
        except UnavailableError as error:
            _log.warning("no_sent_copy", mailbox=settings.name, problem=str(error))

    @property
    def retention(self) -> RetentionTerms:
        """For how long each kind of data is kept."""
        kept = self.config.retention
        days = (kept.raw_mail_days, kept.personal_days, kept.ledger_days)
        raw_mail, personal, ledger = (timedelta(days=number) if number else None for number in days)
        return RetentionTerms(raw_mail=raw_mail, personal=personal, ledger=ledger)

    @property
    def reporting(self) -> ReportingTerms | None:
        """How the Marketplace's license report is read by itself; None where it is not."""
        section = self.config.marketplace
        if section is None or section.token is None:
            return None
        http = TokenHttp(
            ca_file=section.ca_file,
            timeout=float(section.timeout_seconds),
            what="the Marketplace",
            most_bytes=16 * _MEGABYTE,
        )
        return ReportingTerms(
            url=section.url,
            vendor_id=section.vendor_id,
            username=section.username,
            token=section.token.get_secret_value(),
            http=http,
        )

    @property
    def own_mailbox(self) -> PolledFolder:
        """The mailbox whose address letters come from; the first one when there is none."""
        sender = self.config.smtp.from_address.lower()
        fitting = {each.name for each in self.config.mailboxes if each.address.lower() == sender}
        return next((each for each in self.sources if each.settings.name in fitting), self.sources[0])

    @contextmanager
    def rehearsing(self) -> Iterator[ServiceContext]:
        """The services for a dry run; where the database has no tables, with a temporary one in its place."""
        if not self.services.store.is_new():
            self.services.store.require_current()
            yield self.services
            return
        with self.without_history() as services:
            yield services

    @contextmanager
    def without_history(self) -> Iterator[ServiceContext]:
        """The services as if no mail had been read yet, with a temporary database."""
        with TemporaryDirectory() as folder:
            stand_in = Store(f"sqlite:///{folder}/rehearsal.db", encryption_keys(self.config))
            try:
                stand_in.upgrade()
                yield replace(self.services, store=stand_in)
            finally:
                stand_in.close()

    def close(self) -> None:
        """Give the database back, and end the process that reads."""
        self.services.readings.reader.close()
        self.services.store.close()


def open_app(config: Config, reader: MailReader | None = None) -> App:
    """Wire everything up; nothing is connected to yet, and no process started. Raises ConfigError.

    Mail is read by `reader`, else by a process of its own.
    """
    now = clock()
    domain = config.smtp.from_address.rpartition("@")[2].lower()
    policy = config.policy.to_policy()
    policy = replace(policy, staff_domains=policy.staff_domains or frozenset({domain}))
    forms = load_forms(template_folders(config))
    services = ServiceContext(
        store=open_store(config),
        forms=forms,
        renderer=Renderer(template_folders(config), footer=config.templates.footer),
        policy=policy,
        sender=config.smtp.from_,
        vendor=config.smtp.from_name or config.smtp.from_address,
        reply_to=config.smtp.from_address if config.smtp.reply_tags else "",
        domain=domain,
        own_addresses=config.own_addresses(),
        clock=clock,
        randomness=secrets.token_bytes,
        identity=make_identity(),
        readings=ParsedMailCache(reader or make_reader(config, forms)),
        public_url=config.web.public_url,
        show_subjects=config.ledger.show_subjects,
        register_secret=_register_secret(config),
    )
    recent = timedelta(days=policy.answer_within_days)
    logins = open_token_sources(config, StoredTokens(services.store, clock))
    sources = tuple(
        _source(mailbox, name, logins.mailboxes.get(mailbox.name), now, recent)
        for mailbox in config.mailboxes
        for name in mailbox.all_folders
    )
    return App(
        config=config,
        services=services,
        sources=sources,
        relay=_relay(config.smtp, logins.smtp),
        noticing=_notice_terms(config.notices),
        logins=logins,
    )


def _register_secret(config: Config) -> bytes:
    secret = config.register_keys.secret
    return secret.get_secret_value().encode() if secret is not None else b""


def with_secrets(app: App, config: Config) -> App:
    """The same installation, which signs in with the secrets of `config`; nothing else in it may differ."""
    logins = open_token_sources(config, StoredTokens(app.services.store, app.services.clock))
    named = {mailbox.name: mailbox for mailbox in config.mailboxes}

    def renewed(source: PolledFolder) -> PolledFolder:
        mailbox = named[source.settings.name]
        password = mailbox.password.get_secret_value() if mailbox.password else ""
        token = logins.mailboxes.get(mailbox.name)
        return replace(source, settings=replace(source.settings, password=password, oauth2=token))

    relay, sources = _relay(config.smtp, logins.smtp), tuple(map(renewed, app.sources))
    return replace(app, config=config, sources=sources, relay=relay, logins=logins)


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def make_reader(config: Config | None, forms: Mapping[str, Form]) -> ReaderPool:
    """The reader of mail with the limits of `[reading]`; not started yet."""
    terms = config.reading if config is not None else ReadingSection()
    own = config.own_addresses() if config is not None else frozenset()

    def make_process() -> ReaderProcess:
        seconds, megabytes = terms.seconds_per_message, terms.megabytes_per_message
        return ReaderProcess(forms, own, seconds=seconds, megabytes=megabytes)

    return ReaderPool(make_process(), make_process, terms.processes or usual_processes())


def _source(
    mailbox: Mailbox, folder_name: str, login: TokenLogin | None, now: datetime, recent: timedelta
) -> PolledFolder:
    settings = MailboxSettings(
        name=mailbox.name,
        host=mailbox.host,
        port=mailbox.port,
        tls=Tls(mailbox.tls),
        ca_file=Path(mailbox.ca_file) if mailbox.ca_file else None,
        username=mailbox.username,
        password=mailbox.password.get_secret_value() if mailbox.password else "",
        oauth2=login,
        folder=folder_name,
        read_timeout=float(mailbox.timeout_seconds),
    )
    return PolledFolder(
        settings=settings,
        after=AfterSuccess.parse(mailbox.after_success),
        read_since=_read_since(mailbox.read_from, now, recent),
        max_bytes=mailbox.max_message_mb * _MEGABYTE,
        poll_seconds=mailbox.poll_seconds,
        idle=mailbox.idle,
    )


def _read_since(read_from: date | str, now: datetime, recent: timedelta) -> datetime | None:
    if isinstance(read_from, date):
        return datetime.combine(read_from, time(), UTC)
    return None if read_from == "all" else now - recent


def _relay(smtp: Smtp, login: TokenLogin | None) -> SmtpSettings:
    return SmtpSettings(
        host=smtp.host,
        port=smtp.port,
        tls=Tls(smtp.tls),
        ca_file=Path(smtp.ca_file) if smtp.ca_file else None,
        username=smtp.username or None,
        password=smtp.password.get_secret_value() if smtp.password else None,
        oauth2=login,
        timeout=float(smtp.timeout_seconds),
    )


def _notice_terms(notices: NoticesSection) -> NoticeTerms:
    at = time.fromisoformat(notices.digest_at) if notices.digest_at else None
    digest = (
        None if at is None else DigestSchedule(at=at, zone=notices.zone, weekdays_only=notices.weekdays_only)
    )
    return NoticeTerms(
        to=notices.to,
        digest=digest,
        alerts=notices.alerts,
        assignments=notices.assignments,
        rules=NoticeRules(unreachable=timedelta(minutes=notices.unreachable_minutes)),
        zone=notices.zone,
    )
