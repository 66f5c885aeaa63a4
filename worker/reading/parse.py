"""`read`: the one way into this room."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from worker.reading import reading_limits
from worker.reading.automatic import automation_features, automation_rules, bounce_reports
from worker.reading.fetch_plan import FORWARDED_TYPES, NO_TEXT, text_type
from worker.reading.headers import authentication_results, header_fields, relayed_mail
from worker.reading.headers.header_budget import HeaderBudget
from worker.reading.headers.header_fields import HeaderFields
from worker.reading.message import (
    Address,
    Attachment,
    Automation,
    Body,
    DeliveryReport,
    Line,
    LineRole,
    Message,
)
from worker.reading.parts import (
    charset,
    mime_parts,
    smime,
    text_plausibility,
    transfer_encoding,
    unreadable_mail,
)
from worker.reading.phrase_search import EvenText
from worker.reading.text import format_flowed, html_text, line_authorship, mailto_decoding, text_lines
from worker.reading.text.multipart_alternatives import says_as_much
from worker.reading.text.text_digest import compute_digest
from worker.reading.text.text_lines import RawLine


def read(raw: bytes, own: Collection[str] = frozenset()) -> Message:
    """The message in these bytes. Never raises; time and memory are bounded whatever the bytes are.

    `own` are the addresses that customers write to, in lower case: what a list or a contact form with such an
    address passes on is its writer's.
    """
    budget = HeaderBudget()
    return _Reader(mime_parts.parse(raw, budget=budget), budget, own=frozenset(own)).message()


@dataclass(slots=True)
class _Reader:
    """Reads one message, or one within another (`depth` deep)."""

    tree: mime_parts.MimeTree
    budget: HeaderBudget
    depth: int = 0
    own: frozenset[str] = frozenset()
    defects: list[str] = field(default_factory=list)
    plain: list[mime_parts.MimePart] = field(default_factory=list)
    rich: list[mime_parts.MimePart] = field(default_factory=list)
    attached: list[mime_parts.MimePart] = field(default_factory=list)
    inner: list[mime_parts.MimePart] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    garbage: set[str] = field(default_factory=set)

    def message(self) -> Message:
        """Everything about the message."""
        tree = smime.opened(self.tree)
        fields = tree.root.fields
        self.defects.extend(tree.defects)
        self._sort(tree)
        hint = self._charset_hint()
        subject = self._subject(fields, hint)
        bodies = self._bodies(subject)
        named = header_fields.author(fields, "From", hint)
        own_list = relayed_mail.is_own_list(fields, self.own)
        writer = relayed_mail.find_writer(fields, named.addr, self.own, own_list=own_list)
        author = named if writer is None else header_fields.decoded(writer, hint, self.budget)
        claimed = None if author.addr else header_fields.claimed_author(fields, "From", hint)
        sender, reply_to = (header_fields.author(fields, name, hint) for name in ("Sender", "Reply-To"))
        authors = header_fields.addresses(fields, "From", hint)
        to, cc = header_fields.addresses(fields, "To", hint), header_fields.addresses(fields, "Cc", hint)
        return_path = header_fields.return_path(fields)
        machine = automation_rules.judge(
            self._seen(tree, subject, claimed or author, return_path, bodies, own_list=own_list)
        )
        forwarded = self._forwarded()
        report = None
        if machine.kind is Automation.BOUNCE:
            own = frozenset(address.addr for address in (*authors, *to, *cc))
            report = self._report(tree, own, subject, bodies)
        return Message(
            message_id=header_fields.own_message_id(fields),
            in_reply_to=header_fields.message_ids(fields.get_all("In-Reply-To"), self.budget),
            references=header_fields.message_ids(fields.get_all("References"), self.budget),
            from_=author,
            from_claimed=claimed,
            relayed_by=None if writer is None else named,
            from_count=len(authors),
            sender=sender if sender.addr else None,
            reply_to=(reply_to,) if reply_to.addr else (),
            to=to,
            cc=cc,
            return_path=return_path,
            subject=subject,
            date=header_fields.parse_date(header_fields.first(fields, "Date")),
            received=header_fields.received_moments(fields),
            bodies=bodies,
            attachments=self._attachments(),
            forwarded=forwarded,
            automation=machine.kind,
            automation_reason=machine.reason,
            automation_doubt=machine.doubt,
            unreadable=unreadable_mail.reason(tree, bodies, self.garbage),
            report=report,
            authentication=authentication_results.results(fields),
            lists=not own_list
            and any(header_fields.first(fields, name) for name in automation_rules.LIST_HEADERS),
            list_name=relayed_mail.list_name(fields),
            suppresses_replies=_suppresses(header_fields.first(fields, "X-Auto-Response-Suppress")),
            defects=self._all_defects(),
            digest=compute_digest(tree, self.texts.items(), [inner.digest for inner in forwarded]),
        )

    def _sort(self, tree: mime_parts.MimeTree) -> None:
        """Which leaves are the message's own words, which are messages in it, which are files."""
        for part in tree.leaves():
            part.content_type = text_type(part.content_type)
            is_file = mime_parts.disposition(part) == "attachment"
            if part.content_type in FORWARDED_TYPES or mime_parts.filename(part).lower().endswith(".eml"):
                self.inner.append(part)
            elif (
                part.content_type == "text/plain"
                and not is_file
                and not (mime_parts.filename(part) and self.plain)
            ):
                self.plain.append(part)
            elif (
                part.content_type == "text/html"
                and not is_file
                and not (mime_parts.filename(part) and self.rich)
            ):
                self.rich.append(part)
            else:
                self.attached.append(part)
        if not self.plain and not self.rich:
            self._take_attached_text()

    def _take_attached_text(self) -> None:
        """Some programs send the only text of a message as an attachment, or under a type of their own."""
        for part in self.attached:
            if part.main == "text" and part.content_type not in NO_TEXT:
                (self.rich if part.content_type == "text/html" else self.plain).append(part)
                self.attached.remove(part)
                return

    def _charset_hint(self) -> str:
        """The charset of the first text part, which undeclared 8-bit headers share."""
        for part in (*self.plain, *self.rich):
            if found := mime_parts.parameter(part, "charset"):
                return found
        return ""

    def _subject(self, fields: HeaderFields, hint: str) -> str:
        found = fields.get_all("Subject")
        subject = header_fields.text(found[0], hint, self.budget) if found else ""
        if len(subject) > reading_limits.SUBJECT_CHARS:
            self.defects.append(f"the subject is longer than {reading_limits.SUBJECT_CHARS} characters: cut")
        return " ".join(mailto_decoding.decoded(subject[: reading_limits.SUBJECT_CHARS]).split("\n"))

    def _bodies(self, subject: str) -> tuple[Body, ...]:
        found: list[Body] = []
        plain = "\n".join(self._texts(self.plain, reading_limits.PLAIN_BYTES))
        text, rich = self._rich_text() if self.rich else ("", [])
        if self.plain and not (rich and says_as_much(rich, plain)):
            found.append(self._body(self.plain[0].number, "plain", plain, text_lines.split(plain), subject))
        if self.rich:
            found.append(self._body(self.rich[0].number, "html", text, rich, subject))
        return tuple(found)

    def _body(self, number: str, subtype: str, text: str, found: list[RawLine], subject: str) -> Body:
        if text.count("\n") >= reading_limits.LINES:
            self.defects.append(f"more than {reading_limits.LINES} lines: the rest is not read")
        if self.depth:
            found = self._within_budget(found)
        found = line_authorship.without_indentation(found, subject)
        marked = line_authorship.roles(found, subject)
        return Body(
            part=number,
            subtype=subtype,
            text=text,
            lines=tuple(
                Line(line.text, line.start, line.depth, role)
                for line, role in zip(found, marked, strict=True)
            ),
        )

    def _within_budget(self, found: list[RawLine]) -> list[RawLine]:
        """The lines of a body of a message within that may still be read."""
        if len(found) > self.budget.lines:
            most = reading_limits.LINES_WITHIN
            self.defects.append(
                f"the messages within have more than {most} lines together: the rest is not read"
            )
        found = found[: self.budget.lines]
        self.budget.lines -= len(found)
        return found

    def _texts(self, parts: Sequence[mime_parts.MimePart], room: int) -> Iterator[str]:
        """The parts' texts, until `room` bytes are read of all of them together."""
        for part in parts:
            if room <= 0:
                self.defects.append("the text parts are too long together: the last ones are not read")
                return
            text = self._text(part, room)
            room -= len(text)
            yield text

    def _text(self, part: mime_parts.MimePart, cap: int) -> str:
        """A text part decoded, unfolded, and made even."""
        data, cut = mime_parts.content(part, cap)
        if cut:
            self.defects.append(f"a text part is longer than {cap // 1024} KB: cut")
        data, encodings = transfer_encoding.further_decoded(data)
        self.defects.extend(f"the text is still encoded as {encoding}: decoded" for encoding in encodings)
        declared = mime_parts.parameter(part, "charset") or (
            charset.declared_in_html(data) if part.content_type == "text/html" else ""
        )
        text, defect = charset.decode(data, declared)
        if defect:
            self.defects.append(defect)
        self.texts[part.number] = text
        if not text_plausibility.is_text(data, text):
            self.garbage.add(part.number)
        text = text if part.content_type == "text/html" else text_lines.normalise_lines(text)
        if part.content_type == "text/plain" and mime_parts.parameter(part, "format") == "flowed":
            text = format_flowed.unfold(text, delsp=mime_parts.parameter(part, "delsp") == "yes")
        return text if part.content_type == "text/html" else mailto_decoding.decoded(text)

    def _rich_text(self) -> tuple[str, list[RawLine]]:
        texts: list[str] = []
        found: list[RawLine] = []
        offset = 0
        for source in self._texts(self.rich, reading_limits.HTML_BYTES):
            text, part_lines, defect = html_text.read(source)
            text, part_lines = text_lines.decoded(text, part_lines)
            if defect:
                self.defects.append(defect)
            texts.append(text)
            found += (
                [line._replace(start=line.start + offset) for line in part_lines] if offset else part_lines
            )
            offset += len(text) + 1
        return "\n".join(texts), found[: reading_limits.LINES]

    def _attachments(self) -> tuple[Attachment, ...]:
        return tuple(
            Attachment(
                part=part.number,
                filename=mime_parts.filename(part),
                content_type=part.content_type,
                size=mime_parts.decoded_size(part),
            )
            for part in self.attached[: reading_limits.ATTACHMENTS]
        )

    def _forwarded(self) -> tuple[Message, ...]:
        if self.inner and self.depth >= reading_limits.FORWARD_DEPTH:
            self.defects.append("messages are nested too deep: the inner ones are not read")
            return ()
        return tuple(self._within(part) for part in self.inner[: reading_limits.FORWARDS])

    def _within(self, part: mime_parts.MimePart) -> Message:
        tree = mime_parts.within(part, self.budget)
        return _Reader(tree, self.budget, depth=self.depth + 1, own=self.own).message()

    def _all_defects(self) -> tuple[str, ...]:
        if self.budget.exceeded:
            kilobytes = reading_limits.HEADER_DECODED_CHARS // 1024
            self.defects.append(f"headers of more than {kilobytes} KB have to be decoded: the rest is not")
        return tuple(dict.fromkeys(self.defects))[: reading_limits.DEFECTS]

    def _seen(
        self,
        tree: mime_parts.MimeTree,
        subject: str,
        author: Address,
        return_path: str | None,
        bodies: tuple[Body, ...],
        *,
        own_list: bool,
    ) -> automation_features.AutomationFeatures:
        own_text, text = _own_text(bodies), bodies[0].text if bodies else ""
        return automation_features.AutomationFeatures(
            fields=tree.root.fields,
            content_type=mime_parts.declared_type(tree.root),
            report_type=mime_parts.parameter(tree.root, "report-type"),
            part_types=frozenset(part.content_type for part in tree.parts()),
            has_calendar=any(_is_calendar(part) for part in tree.leaves()),
            actions=bounce_reports.actions(tree),
            subject=subject.casefold(),
            from_=author,
            return_path=return_path,
            own_text=own_text,
            opening=EvenText(automation_features.opening(own_text)),
            text=text,
            returned_to=partial(bounce_reports.returned_to, tree, text),
            quotes=any(
                line.role in {LineRole.QUOTED, LineRole.HEAD} for body in bodies for line in body.lines
            ),
            own_list=own_list,
        )

    def _report(
        self, tree: mime_parts.MimeTree, own: frozenset[str], subject: str, bodies: tuple[Body, ...]
    ) -> DeliveryReport:
        return bounce_reports.report(tree, own, subject, bodies[0].text if bodies else "")


def _own_text(bodies: tuple[Body, ...]) -> str:
    """The sender's own words, from the body that has more of them: some programs leave a plain stub."""
    texts = [
        "\n".join(line.text for line in body.lines if line.role is LineRole.OWN).strip() for body in bodies
    ]
    return max(texts, key=len, default="")


def _is_calendar(part: mime_parts.MimePart) -> bool:
    """An invitation or an answer to one (RFC 6047), not just a date that somebody attached."""
    if part.content_type != "text/calendar":
        return False
    return bool(mime_parts.parameter(part, "method")) or b"METHOD:" in mime_parts.content(part, 4096)[0]


def _suppresses(value: str) -> bool:
    asked = {token.strip().lower() for token in value.split(",")}
    return bool(asked & {"all", "autoreply", "oof"})
