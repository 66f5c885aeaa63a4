"""Why something is asked for, in plain words for the customer. Knows no request and no template."""

from worker.forms.extraction import Problem

_WORDS: dict[Problem, str] = {
    Problem.MISSING: "it was left empty",
    Problem.PLACEHOLDER: "there is only a placeholder so far",
    Problem.INVALID: "we could not read what you wrote",
    Problem.AMBIGUOUS: "there are two different answers; which one is right?",
    Problem.INCOMPLETE: "a part of it is missing",
    Problem.NO_COUNTRY: "the country is missing",
    Problem.CONTRADICTED: "your mail says something else",
}

_BETTER_WORDS: dict[tuple[str, Problem], str] = {
    ("account_email", Problem.INVALID): "what you wrote is not an email address",
    ("account_email", Problem.AMBIGUOUS): "there are two addresses; which one is right?",
    ("holder_name", Problem.INCOMPLETE): "we need both the first and the last name",
    ("users", Problem.INVALID): "we need a number",
    ("confirmation", Problem.MISSING): "the statement was not in your mail; a yes is enough",
}


def reason_for(field: str, problem: Problem | None) -> str:
    """A few words for the line that asks for `field`; empty when a member of staff asks without a reason."""
    if problem is None:
        return ""
    return _BETTER_WORDS.get((field, problem), _WORDS[problem])
