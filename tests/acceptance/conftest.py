"""The corpus's conversations are played where there is one; `test_talk` and `test_mission` hold our own."""

from tests.acceptance.corpus import conversations

collect_ignore = [] if conversations() else ["test_conversations.py"]
