"""The files under deploy/ name only what there is: keys, commands, figures, paths of probes."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from worker import config
from worker.web.probe_routes import PATHS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FIGURE = re.compile(r"sen_worker_[a-z_]+")


def figures() -> set[str]:
    """All that a worker tells Prometheus, by the names that it tells them by."""
    code = (ROOT / "worker/runtime/metrics.py").read_text("utf-8")
    told = {f"sen_worker_{name}_total" for name in re.findall(r'_counter\(\s*"(\w+)"', code)}
    named = set(FIGURE.findall(code))
    return told | named | {f"{name}_bucket" for name in named if name.endswith("_seconds")}


@pytest.mark.parametrize("name", ["prometheus/rules.yaml", "grafana/sen-worker.json"])
def test_rules_and_dashboard_ask_for_figures_that_exist(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    asked = set(FIGURE.findall(text))
    assert len(asked) > 5
    assert asked <= figures()


def test_the_dashboard_is_one_that_grafana_reads() -> None:
    board = json.loads((DEPLOY / "grafana" / "sen-worker.json").read_text("utf-8"))
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"]) > 10
    assert all(target["expr"] for panel in board["panels"] for target in panel["targets"])


def test_kubernetes_has_a_configuration_that_loads_and_probes_that_are_answered(tmp_path: Path) -> None:
    text = (DEPLOY / "kubernetes" / "sen-worker.yaml").read_text("utf-8")
    block = text.partition("config.toml: |\n")[2].partition("\n---")[0]
    told = "\n".join(line.removeprefix("    ") for line in block.splitlines())
    secrets = {"database-url": "postgresql+psycopg://worker@db/worker", "mailbox": "x", "smtp": "x"}
    for name, secret in secrets.items():
        (tmp_path / name).write_text(secret)
    path = tmp_path / "config.toml"
    path.write_text(told.replace("/run/secrets/sen-worker/", f"{tmp_path}/"))
    loaded = config.load_configuration(path, {})
    ports = {loaded.web.port, loaded.metrics.address[1] if loaded.metrics.address else 0}
    assert {int(port) for port in re.findall(r"containerPort: (\d+)", text)} == ports
    assert set(re.findall(r"httpGet: \{path: ([^,]+),", text)) == set(PATHS)


def test_every_way_of_starting_starts_a_command_that_exists() -> None:
    unit = (DEPLOY / "sen-worker.service").read_text("utf-8")
    assert "ExecStart=/opt/sen-worker/bin/sen-worker run\n" in unit
    assert "ExecReload=/bin/kill -HUP $MAINPID\n" in unit
    compose = (DEPLOY / "compose.yaml").read_text("utf-8")
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    for name in re.findall(r"REQUIREMENTS[:=] ?(\w+)", compose + dockerfile):
        assert (ROOT / "requirements" / f"{name}.txt").is_file()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"ARG VERSION={version}\n" in dockerfile
