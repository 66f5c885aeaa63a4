"""Hard variants of filled forms.

An invented person fills in the form, and models of people, clients and wires do to it what they do:
`people` (who they are, and the truth) -> `filling` (what the person makes of the form) -> `around` (greeting,
signature) -> `characters` (quotes, marks) -> `clients` with `plain` and `rich` -> `passing` (forwards,
threads) -> `wire` (charsets, encodings, parts).

`compose` puts them together from one seed; `judge` compares what was read with the truth, by the rules of the
annotated corpus. `python -m tests.generator 5000` measures, `--show SEED` shows one mail.
"""
