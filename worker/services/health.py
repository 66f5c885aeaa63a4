"""Whether a running worker does its work: each part leaves a heartbeat that is good for a while."""

from datetime import timedelta

from worker.services.house import House
from worker.store.rows import Heartbeat


def beat(house: House, name: str, good_for_seconds: int, problem: str = "") -> None:
    """A part of the worker did its work, or says why it could not."""
    heartbeat = Heartbeat(name=name, at=house.clock(), good_for_seconds=good_for_seconds, problem=problem)
    with house.store.write() as tx:
        tx.beat(heartbeat)


def problems(house: House) -> list[str]:
    """Why the worker is not healthy, one line each; empty when it is."""
    with house.store.read() as tx:
        heartbeats = tx.heartbeats()
    if not heartbeats:
        return ["no worker is running on this database; start one with `sen-worker run`"]
    return [line for heartbeat in heartbeats if (line := _problem(house, heartbeat))]


def forget(house: House) -> None:
    """A worker that ends in good order says so."""
    with house.store.write() as tx:
        tx.forget_heartbeats()


def _problem(house: House, heartbeat: Heartbeat) -> str:
    if heartbeat.problem:
        return f"{heartbeat.name}: {heartbeat.problem}"
    silent = house.clock() - heartbeat.at
    if silent > timedelta(seconds=heartbeat.good_for_seconds):
        return f"{heartbeat.name}: nothing done for {int(silent.total_seconds())} seconds"
    return ""
