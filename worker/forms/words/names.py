"""What stands beside a person's name and is no part of a first and a last name."""

# ruff: noqa: E501
# fmt: off

TITLES = (
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "herr", "frau", "hr", "fr", "mme", "mlle", "m", "monsieur", "madame", "sr", "sra", "srta",
    "señor", "señora", "dott", "ing", "dipl", "mag", "phd", "mba", "msc", "bsc", "sig", "sigra", "pan", "pani", "dhr", "mevr", "mw", "jr", "г-н", "г-жа",
)
