"""Where the annotated corpus is: $SEN_WORKER_CORPUS, or beside the checkout; a clone may have none."""

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def conversations() -> list[Path]:
    """The folders of the corpus's conversations, none where there is no corpus."""
    folder = Path(os.environ.get("SEN_WORKER_CORPUS", _BESIDE)) / "conversations"
    return sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
