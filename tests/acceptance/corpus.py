"""Where the annotated corpus is: $SEN_WORKER_CORPUS, or beside the checkout; a clone may have none."""

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpus"


_KEPT = Path(__file__).resolve().parents[1] / "samples" / "conversations"


def conversations() -> list[Path]:
    """The folders of the corpus's conversations, where there is a corpus, and those that are kept here."""
    folders = (Path(os.environ.get("SEN_WORKER_CORPUS", _BESIDE)) / "conversations", _KEPT)
    return [
        each for folder in folders if folder.is_dir() for each in sorted(folder.iterdir()) if each.is_dir()
    ]
