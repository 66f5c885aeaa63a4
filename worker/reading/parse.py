"""`read`: the one way into this room."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from worker.reading import (
    authentication,
    automation,
    bounces,
    charset,
    flowed,
    headers,
    html,
    limits,
    lines,
    mime,
    quoting,
    relays,
    seen,
    signed,
    transfer,
    undecoded,
    unreadable,
)
from worker.reading.alternatives import says_as_much
from worker.reading.budget import HeaderBudget
from worker.reading.digest import digest
from worker.reading.headers import Fields
from worker.reading.lines import Raw
from worker.reading.message import (
    Address,
    Attachment,
    Automation,
    Body,
    DeliveryReport,
    Line,
    Message,
    Role,
)
from worker.reading.needed import FORWARDED_TYPES, NO_TEXT, text_type


def read(raw: bytes, own: Collection[str] = frozenset()) -> Message:
    """The message in these bytes. Never raises; time and memory are bounded whatever the bytes are.

    `own` are the addresses that customers write to, in lower case: what a list or a contact form with such an
    address passes on is its writer's.
    """
    budget = HeaderBudget()
    return _Reader(mime.parse(raw, budget=budget), budget, own=frozenset(own)).message()


@dataclass(slots=True)
class _Reader:
    """Reads one message, or one within another (`depth` deep)."""

    tree: mime.Tree
    budget: HeaderBudget
    depth: int = 0
    own: frozenset[str] = frozenset()
    defects: list[str] = field(default_factory=list)
    plain: list[mime.Part] = field(default_factory=list)
    rich: list[mime.Part] = field(default_factory=list)
    attached: list[mime.Part] = field(default_factory=list)
    inner: list[mime.Part] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def message(self) -> Message:
        """Everything about the message."""
        tree = signed.opened(self.tree)
        fields = tree.root.fields
        self.defects.extend(tree.defects)
        self._sort(tree)
        hint = self._charset_hint()
        subject = self._subject(fields, hint)
        bodies = self._bodies(subject)
        named = headers.author(fields, "From", hint)
        own_list = relays.is_own_list(fields, self.own)
        writer = relays.find_writer(fields, named.addr, self.own, own_list=own_list)
        author = named if writer is None else headers.decoded(writer, hint, self.budget)
        claimed = None if author.addr else headers.claimed_author(fields, "From", hint)
        sender, reply_to = (headers.author(fields, name, hint) for name in ("Sender", "Reply-To"))
        authors = headers.addresses(fields, "From", hint)
        to, cc = headers.addresses(fields, "To", hint), headers.addresses(fields, "Cc", hint)
        return_path = headers.return_path(fields)
        machine = automation.judge(
            self._seen(tree, subject, claimed or author, return_path, bodies, own_list=own_list)
        )
        forwarded = self._forwarded()
        report = None
        if machine.kind is Automation.BOUNCE:
            own = frozenset(address.addr for address in (*authors, *to, *cc))
            report = self._report(tree, own, subject, bodies)
        return Message(
            message_id=headers.own_message_id(fields),
            in_reply_to=headers.message_ids(fields.get_all("In-Reply-To"), self.budget),
            references=headers.message_ids(fields.get_all("References"), self.budget),
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
            date=headers.moment(headers.first(fields, "Date")),
            received=headers.received_moments(fields),
            bodies=bodies,
            attachments=self._attachments(),
            forwarded=forwarded,
            automation=machine.kind,
            automation_reason=machine.reason,
            automation_doubt=machine.doubt,
            unreadable=unreadable.reason(tree, bodies),
            report=report,
            authentication=authentication.results(fields),
            lists=not own_list and any(headers.first(fields, name) for name in automation.LIST_HEADERS),
            list_name=relays.list_name(fields),
            suppresses_replies=_suppresses(headers.first(fields, "X-Auto-Response-Suppress")),
            defects=self._all_defects(),
            digest=digest(tree, self.texts.items(), [inner.digest for inner in forwarded]),
        )

    def _sort(self, tree: mime.Tree) -> None:
        """Which leaves are the message's own words, which are messages in it, which are files."""
        for part in tree.leaves():
            part.content_type = text_type(part.content_type)
            is_file = mime.disposition(part) == "attachment"
            if part.content_type in FORWARDED_TYPES or mime.filename(part).lower().endswith(".eml"):
                self.inner.append(part)
            elif (
                part.content_type == "text/plain" and not is_file and not (mime.filename(part) and self.plain)
            ):
                self.plain.append(part)
            elif part.content_type == "text/html" and not is_file and not (mime.filename(part) and self.rich):
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
            if found := mime.parameter(part, "charset"):
                return found
        return ""

    def _subject(self, fields: Fields, hint: str) -> str:
        found = fields.get_all("Subject")
        subject = headers.text(found[0], hint, self.budget) if found else ""
        if len(subject) > limits.SUBJECT_CHARS:
            self.defects.append(f"the subject is longer than {limits.SUBJECT_CHARS} characters: cut")
        return " ".join(undecoded.decoded(subject[: limits.SUBJECT_CHARS]).split("\n"))

    def _bodies(self, subject: str) -> tuple[Body, ...]:
        found: list[Body] = []
        plain = "\n".join(self._texts(self.plain, limits.PLAIN_BYTES))
        text, rich = self._rich_text() if self.rich else ("", [])
        if self.plain and not (rich and says_as_much(rich, plain)):
            found.append(self._body(self.plain[0].number, "plain", plain, lines.split(plain), subject))
        if self.rich:
            found.append(self._body(self.rich[0].number, "html", text, rich, subject))
        return tuple(found)

    def _body(self, number: str, subtype: str, text: str, found: list[Raw], subject: str) -> Body:
        if text.count("\n") >= limits.LINES:
            self.defects.append(f"more than {limits.LINES} lines: the rest is not read")
        if self.depth:
            found = self._within_budget(found)
        found = quoting.without_indentation(found, subject)
        marked = quoting.roles(found, subject)
        return Body(
            part=number,
            subtype=subtype,
            text=text,
            lines=tuple(
                Line(line.text, line.start, line.depth, role)
                for line, role in zip(found, marked, strict=True)
            ),
        )

    def _within_budget(self, found: list[Raw]) -> list[Raw]:
        """The lines of a body of a message within that may still be read."""
        if len(found) > self.budget.lines:
            most = limits.LINES_WITHIN
            self.defects.append(
                f"the messages within have more than {most} lines together: the rest is not read"
            )
        found = found[: self.budget.lines]
        self.budget.lines -= len(found)
        return found

    def _texts(self, parts: Sequence[mime.Part], room: int) -> Iterator[str]:
        """The parts' texts, until `room` bytes are read of all of them together."""
        for part in parts:
            if room <= 0:
                self.defects.append("the text parts are too long together: the last ones are not read")
                return
            text = self._text(part, room)
            room -= len(text)
            yield text

    def _text(self, part: mime.Part, cap: int) -> str:
        """A text part decoded, unfolded, and made even."""
        data, cut = mime.content(part, cap)
        if cut:
            self.defects.append(f"a text part is longer than {cap // 1024} KB: cut")
        data, encodings = transfer.further_decoded(data)
        self.defects.extend(f"the text is still encoded as {encoding}: decoded" for encoding in encodings)
        declared = mime.parameter(part, "charset") or (
            charset.declared_in_html(data) if part.content_type == "text/html" else ""
        )
        text, defect = charset.decode(data, declared)
        if defect:
            self.defects.append(defect)
        self.texts[part.number] = text
        text = text if part.content_type == "text/html" else lines.even(text)
        if part.content_type == "text/plain" and mime.parameter(part, "format") == "flowed":
            text = flowed.unfold(text, delsp=mime.parameter(part, "delsp") == "yes")
        return text if part.content_type == "text/html" else undecoded.decoded(text)

    def _rich_text(self) -> tuple[str, list[Raw]]:
        texts: list[str] = []
        found: list[Raw] = []
        offset = 0
        for source in self._texts(self.rich, limits.HTML_BYTES):
            text, part_lines, defect = html.read(source)
            text, part_lines = lines.decoded(text, part_lines)
            if defect:
                self.defects.append(defect)
            texts.append(text)
            found += (
                [line._replace(start=line.start + offset) for line in part_lines] if offset else part_lines
            )
            offset += len(text) + 1
        return "\n".join(texts), found[: limits.LINES]

    def _attachments(self) -> tuple[Attachment, ...]:
        return tuple(
            Attachment(
                part=part.number,
                filename=mime.filename(part),
                content_type=part.content_type,
                size=mime.decoded_size(part),
            )
            for part in self.attached[: limits.ATTACHMENTS]
        )

    def _forwarded(self) -> tuple[Message, ...]:
        if self.inner and self.depth >= limits.FORWARD_DEPTH:
            self.defects.append("messages are nested too deep: the inner ones are not read")
            return ()
        return tuple(self._within(part) for part in self.inner[: limits.FORWARDS])

    def _within(self, part: mime.Part) -> Message:
        tree = mime.within(part, self.budget)
        return _Reader(tree, self.budget, depth=self.depth + 1, own=self.own).message()

    def _all_defects(self) -> tuple[str, ...]:
        if self.budget.exceeded:
            kilobytes = limits.HEADER_DECODED_CHARS // 1024
            self.defects.append(f"headers of more than {kilobytes} KB have to be decoded: the rest is not")
        return tuple(dict.fromkeys(self.defects))[: limits.DEFECTS]

    def _seen(
        self,
        tree: mime.Tree,
        subject: str,
        author: Address,
        return_path: str | None,
        bodies: tuple[Body, ...],
        *,
        own_list: bool,
    ) -> seen.Seen:
        own_text, text = _own_text(bodies), bodies[0].text if bodies else ""
        return seen.Seen(
            fields=tree.root.fields,
            content_type=mime.declared_type(tree.root),
            report_type=mime.parameter(tree.root, "report-type"),
            part_types=frozenset(part.content_type for part in tree.parts()),
            has_calendar=any(_is_calendar(part) for part in tree.leaves()),
            actions=bounces.actions(tree),
            subject=subject.casefold(),
            from_=author,
            return_path=return_path,
            own_text=own_text,
            opening=seen.opening(own_text),
            text=text,
            returned_to=partial(bounces.returned_to, tree, text),
            quotes=any(line.role in {Role.QUOTED, Role.HEAD} for body in bodies for line in body.lines),
            own_list=own_list,
        )

    def _report(
        self, tree: mime.Tree, own: frozenset[str], subject: str, bodies: tuple[Body, ...]
    ) -> DeliveryReport:
        return bounces.report(tree, own, subject, bodies[0].text if bodies else "")


def _own_text(bodies: tuple[Body, ...]) -> str:
    """The sender's own words, from the body that has more of them: some programs leave a plain stub."""
    texts = ["\n".join(line.text for line in body.lines if line.role is Role.OWN).strip() for body in bodies]
    return max(texts, key=len, default="")


def _is_calendar(part: mime.Part) -> bool:
    """An invitation or an answer to one (RFC 6047), not just a date that somebody attached."""
    if part.content_type != "text/calendar":
        return False
    return bool(mime.parameter(part, "method")) or b"METHOD:" in mime.content(part, 4096)[0]


def _suppresses(value: str) -> bool:
    asked = {token.strip().lower() for token in value.split(",")}
    return bool(asked & {"all", "autoreply", "oof"})
