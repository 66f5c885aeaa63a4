"""Whom a note names: `@maya` tells the colleague of that name."""

import re
from collections import Counter
from collections.abc import Sequence


def find_mentioned(words: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the staff's `names` that `words` hold after an @, each once, in any case of letters.

    Who signs in by an address is named by it, or by what stands before its @ where nobody else has that.
    """
    called = {name.casefold(): name for name in names}
    short = Counter(name.partition("@")[0].casefold() for name in names if "@" in name)
    for name in names:
        local = name.partition("@")[0].casefold()
        if short[local] == 1:
            called.setdefault(local, name)
    if not called:
        return ()
    longest_first = sorted(called, key=len, reverse=True)
    pattern = rf"(?<![\w@.])@({'|'.join(map(re.escape, longest_first))})(?!\w|@)"
    found = (called[match[1]] for match in re.finditer(pattern, words.casefold()))
    return tuple(dict.fromkeys(found))
