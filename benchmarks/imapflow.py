"""imapflow with mailparser and better-sqlite3, on Node, as a contestant; never a dependency of ours.

Installed once into the user's cache folder, by npm.
"""

import os
import subprocess
from pathlib import Path
from shutil import which

from tests.servers.dovecot import PASSWORD, Dovecot

PACKAGES = ("imapflow@2", "mailparser@3", "better-sqlite3@12")

_RUN = r"""
const { ImapFlow } = require("imapflow");
const { simpleParser } = require("mailparser");
const Database = require("better-sqlite3");
const fs = require("fs");
const [host, port, user, pass, folder] = process.argv.slice(2);
const base = new Database(`${folder}/imapflow.db`);
base.pragma("journal_mode = WAL");
base.exec("CREATE TABLE mails (id INTEGER PRIMARY KEY, sender TEXT, subject TEXT, body TEXT, fields TEXT)");
const insert = base.prepare("INSERT INTO mails (sender, subject, body, fields) VALUES (?, ?, ?, ?)");
(async () => {
  const start = process.hrtime.bigint();
  const auth = { user, pass };
  const way = { host, port: Number(port), secure: false, doSTARTTLS: false, auth, logger: false };
  const client = new ImapFlow(way);
  await client.connect();
  const lock = await client.getMailboxLock("INBOX");
  const done = [];
  for await (const message of client.fetch({ seen: false }, { source: true, uid: true })) {
    const mail = await simpleParser(message.source);
    const body = mail.text || "";
    const fields = [...body.matchAll(/^(\d)\. ([^:?\n]{1,80})[:?]?(.*)$/gm)].map((found) => found.slice(1));
    insert.run(mail.from ? mail.from.text : "", mail.subject || "", body, JSON.stringify(fields));
    done.push(message.uid);
  }
  if (done.length) await client.messageFlagsAdd(done.join(","), ["\\Seen"], { uid: true });
  lock.release();
  await client.logout();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { count } = base.prepare("SELECT count(*) AS count FROM mails").get();
  const peak = fs.readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s+(\d+)/)[1];
  console.log(JSON.stringify({ count, seconds, kilobytes: Number(peak) }));
})().catch((error) => { console.error(error); process.exit(1); });
"""


def environment() -> tuple[Path | None, str]:
    """Its script beside its packages, installed where they were not; or None and why it can't be had."""
    node, npm = which("node"), which("npm")
    if node is None or npm is None:
        return None, "Node and npm are not installed"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "sen-worker-bench" / "imapflow"
    place.mkdir(parents=True, exist_ok=True)
    script, done = place / "run.js", place / "installed"
    script.write_text(_RUN, "utf-8")
    if done.exists() and done.read_text("utf-8") == " ".join(PACKAGES):
        return script, ""
    (place / "package.json").write_text('{"private": true}', "utf-8")
    install = [npm, "install", "--no-audit", "--no-fund", "--loglevel", "error", *PACKAGES]
    ended = subprocess.run(install, cwd=place, capture_output=True, text=True, check=False)
    works = [node, "-e", 'new (require("better-sqlite3"))(":memory:")']
    if ended.returncode or subprocess.run(works, cwd=place, capture_output=True, check=False).returncode:
        said = (ended.stderr or ended.stdout).strip().splitlines()
        return None, f"its packages could not be installed ({said[-1] if said else 'no reason given'})"
    done.write_text(" ".join(PACKAGES), "utf-8")
    return script, ""


def command(script: Path, place: Path, dovecot: Dovecot, address: str) -> list[str]:
    """One run over the mailbox of `address`."""
    return ["node", str(script), dovecot.host, str(dovecot.imap_port), address, PASSWORD, str(place)]
