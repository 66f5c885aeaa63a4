"""django-helpdesk as a contestant, in an environment of its own; it is never a dependency of ours.

Installed once into the user's cache folder, from the package index.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.servers.dovecot import PASSWORD, Dovecot

REQUIREMENT = "django-helpdesk==2.6.1"

_SETTINGS = """\
from pathlib import Path

SECRET_KEY = "bench"
USE_TZ = True
SITE_ID = 1
ROOT_URLCONF = "bench_urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "bench.db"}}
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites",
    "django.contrib.messages", "django.contrib.humanize", "django.contrib.admin",
    "rest_framework", "helpdesk",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MEDIA_ROOT = str(Path("media").absolute())
HELPDESK_TEAMS_MODE_ENABLED = False
HELPDESK_KANBAN_BOARD_ENABLED = False
"""

_URLS = """\
from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
"""

_PREPARE = """\
import json, sys
import django
django.setup()
from django.core.management import call_command
from helpdesk.models import Queue
call_command("migrate", verbosity=0)
call_command("loaddata", "emailtemplate.json", verbosity=0)
Queue.objects.create(title="Bench", slug="bench", allow_email_submission=True, email_box_interval=0,
                     email_box_imap_folder="INBOX", logging_type="error", **json.loads(sys.argv[1]))
"""

_RUN = """\
import json, time
import django
django.setup()
from helpdesk.email import process_email
from helpdesk.models import Ticket
start = time.perf_counter()
process_email(quiet=True)
taken = time.perf_counter() - start
peak = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps({"seconds": taken, "count": Ticket.objects.count(), "kilobytes": int(peak[0].split()[1])}))
"""


def environment() -> tuple[Path | None, str]:
    """Its Python, made and filled where it was not; or None and why it can't be had."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "sen-worker-bench" / REQUIREMENT
    python = place / "bin" / "python"
    done = place / "installed"
    if done.exists():
        return python, ""
    install = [str(python), "-m", "pip", "--disable-pip-version-check", "-q", "-q", "install", REQUIREMENT]
    for command in ([sys.executable, "-m", "venv", "--clear", str(place)], install):
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode:
            said = (ended.stderr or ended.stdout).strip().splitlines()
            return None, f"{REQUIREMENT} could not be installed ({said[-1] if said else 'no reason given'})"
    done.touch()
    return python, ""


def prepare(python: Path, place: Path, dovecot: Dovecot, address: str) -> None:
    """An installation with one queue that reads the mailbox of `address`."""
    (place / "bench_settings.py").write_text(_SETTINGS, "utf-8")
    (place / "bench_urls.py").write_text(_URLS, "utf-8")
    (place / "prepare.py").write_text(_PREPARE, "utf-8")
    (place / "run.py").write_text(_RUN, "utf-8")
    box = {
        "email_address": address,
        "email_box_type": "imap",
        "email_box_host": dovecot.host,
        "email_box_port": dovecot.imap_port,
        "email_box_user": address,
        "email_box_pass": PASSWORD,
    }
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench_settings", "PYTHONPATH": str(place)}
    made = subprocess.run(
        [str(python), "prepare.py", json.dumps(box)],
        cwd=place,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise SystemExit(f"django-helpdesk could not be set up:\n{made.stderr[-2000:]}")


def command(python: Path, place: Path) -> list[str]:
    """One run of its `get_email`."""
    return [str(python), str(place / "run.py")]
