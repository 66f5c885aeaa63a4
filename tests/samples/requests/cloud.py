"""Atlassian Cloud users who ask to be told when migration opens."""

# ruff: noqa: E501
from tests.samples.sample import Samples

samples = Samples()
add = samples.cloud

add("about-25", "{C}\n\nLicense: {K}\nUsers: about 25", users=25)
add("users-range", "License: {K}\nUsers: 25-50", users=None, client="gmail")
add("users-in-words", "Hi, our license is {K} and we have twenty five users in JIRA Cloud.", users=25)
add("users-thousands", "{C}\n\n{K}\n\n1,200 users", users=1200, client="outlook")
add("users-german-thousands", "Lizenz: {K}\nBenutzer: 1.500\n\nGruß\nHeike", users=1500)
add(
    "users-prose",
    "Hello!\n\nWe're a team of 14 people on Confluence Cloud. Mockups license below.\n\n{K}\n\nPlease put me on the list.\n\nThanks, Yara",
    users=14,
    client="apple",
)
add("users-two-instances", "License: {K}\n\nConfluence Cloud: 40 users\nJIRA Cloud: 60 users", users=None)
add(
    "license-two-keys",
    "Mockups for Confluence: {K}\nMockups for JIRA: {K2}\nNumber of users: 75",
    key="{K}\n{K2}",
    users=75,
)
add(
    "no-license-words",
    "I'd like to be notified when cloud migration is available. We have 10 users. I'll look up our license and send it later.",
    users=10,
    key=None,
)
add(
    "own-subject-interest",
    "Hi, we use Atlassian Cloud (OnDemand) and would love to migrate our Mockups license to Marketplace once that is possible. Please notify us. Key: {K}, 30 users.\n\nMel",
    subject="Cloud migration - please notify",
    users=30,
)
add(
    "german-cloud",
    "Hallo,\n\nwir sind auf Atlassian Cloud und möchten benachrichtigt werden, sobald die Migration möglich ist.\nUnsere Lizenz: {K}\nAnzahl Benutzer: 35\n\nViele Grüße\nDirk",
    users=35,
)
add(
    "french-cloud",
    "Bonjour,\n\nmerci de me prévenir quand la migration sera ouverte. Notre licence : {K}\nNombre d'utilisateurs : 60\n\nCordialement\nLuc",
    users=60,
)
add("inline-after-template", "{C} {K} 45 users", users=45, client="gmail")
add("blank-cloud", "{C}", key=None, client="owa")
add(
    "cloud-with-signature-numbers",
    "Our license key is {K}.\nWe have 22 users.\n\nRegards\nMona Steiner\nSteiner AG, 150 employees worldwide\nTel. +41 44 555 01 00",
    users=22,
)
add("users-unlimited", "license {K}\nusers: unlimited", users=None)
add("users-plus", "License key: {K}\nNumber of users: 50+", users=50)
add(
    "users-tier",
    "{K}\nWe are on the 50-user tier of Confluence Cloud and currently use 43.",
    users=43,
    client="proton",
)
add(
    "cloud-next-lines",
    "Current license\n\n{K}\n\nUsers in our Cloud instance\n\n118\n\nThanks!",
    users=118,
    client="yahoo",
)
add(
    "cloud-sentence-with-year",
    "Hi, we bought Mockups for JIRA in 2014 (license {K}). Our JIRA Cloud instance has 85 users. Let us know when we can migrate.",
    users=85,
)
