"""The weeks before the demonstration: what staff find in their queue when it begins."""

import threading
from collections import Counter

from worker.app import clock
from worker.demo.demo_environment import STAFF, open_environment
from worker.demo.demo_history import DemoHistory
from worker.requests.request_model import Attention, LetterState, State


def test_the_queue_has_requests_in_every_state_and_with_each_reason_for_attention() -> None:
    with open_environment() as stage:
        past = DemoHistory(app=stage.app, server=stage.server, stop=threading.Event(), now=clock(), me=STAFF)
        past.play()
        assert past.amiss == []
        with stage.app.services.store.read() as tx:
            found = [*tx.requests.listed([])]
            letters = tx.outbox.counts(100)
        states = Counter(request.state for request in found)
        reasons = {reason for request in found for reason in request.attention}
        assert sum(states.values()) >= 32
        # The story itself brings who is interested in Cloud.
        assert set(State) - set(states) == {State.INTERESTED}
        # What an older version read otherwise, and what a restored copy brings, can't be played.
        assert set(Attention) - reasons <= {Attention.READ_AGAIN, Attention.RESTORED}
        assert len({request.language for request in found} - {""}) == 9
        wrong = {LetterState.HELD, LetterState.FAILED, LetterState.UNCERTAIN, LetterState.BOUNCED}
        assert wrong <= {state for state, number in letters.items() if number}
