"""Requests that somebody passes on, and mail around a form that is none."""

# ruff: noqa: E501
from tests.samples.sample import Samples, filled

samples = Samples()
add = samples.migration
DATA = """{T}
{P1} {K}
{P2} vera.lang@kupferberg.example
{P3} Vera Lang
{P4} Kupferberg Sekt GmbH
{P5} Kupferbergterrasse 17, 55116 Mainz, Germany
{P6}"""
FORM = {
    "email": "vera.lang@kupferberg.example",
    "holder": "Vera Lang",
    "org": "Kupferberg Sekt GmbH",
    "address": "Kupferbergterrasse 17, 55116 Mainz, Germany",
}

add(
    "fyi-forward-outlook",
    "FYI\n\nFrom: Vera Lang <vera.lang@kupferberg.example>\nSent: Monday, September 10, 2018 9:01 AM\nTo: Support <support@reseller.example>\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\n"
    + DATA,
    client="outlook",
    sender="support@reseller.example",
    subject="FW: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "forward-german-outlook",
    "Zur Bearbeitung, danke.\n\nVon: Vera Lang <vera.lang@kupferberg.example>\nGesendet: Montag, 10. September 2018 09:01\nAn: Vertrieb\nBetreff: I want to migrate my Server license to Atlassian Marketplace\n\n"
    + DATA,
    client="outlook",
    sender="vertrieb@reseller.example",
    subject="WG: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "forward-apple",
    "Please process.\n\nBegin forwarded message:\n\nFrom: Vera Lang <vera.lang@kupferberg.example>\nSubject: I want to migrate my Server license to Atlassian Marketplace\nDate: 10. September 2018 um 09:01:22 MESZ\nTo: info@reseller.example\n\n"
    + DATA,
    client="apple",
    sender="info@reseller.example",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "forward-thunderbird",
    "\n-------- Forwarded Message --------\nSubject: \tI want to migrate my Server license to Atlassian Marketplace\nDate: \tMon, 10 Sep 2018 09:01:22 +0200\nFrom: \tVera Lang <vera.lang@kupferberg.example>\nTo: \tinfo@reseller.example\n\n\n"
    + DATA,
    client="thunderbird",
    sender="info@reseller.example",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "forward-notes",
    "Please take care of this one.\n\n----- Forwarded by Kurt Maier/Reseller on 10.09.2018 10:12 -----\n\nFrom: vera.lang@kupferberg.example\nTo: kurt.maier@reseller.example\nDate: 10.09.2018 09:01\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\n"
    + DATA,
    client="notes",
    sender="kurt.maier@reseller.example",
    subject="Fw: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "forward-zimbra",
    '\n----- Forwarded Message -----\nFrom: "Vera Lang" <vera.lang@kupferberg.example>\nTo: info@reseller.example\nSent: Monday, September 10, 2018 9:01:22 AM\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\n'
    + DATA,
    client="zimbra",
    sender="info@reseller.example",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "forward-twice",
    "Can you handle this?\n\n---------- Forwarded message ---------\nFrom: Lia <lia@reseller.example>\nDate: Mon, Sep 10, 2018 at 11:00 AM\nSubject: Fwd: I want to migrate my Server license to Atlassian Marketplace\nTo: Tom <tom@reseller.example>\n\n\nNot for us, I think.\n\n---------- Forwarded message ---------\nFrom: Vera Lang <vera.lang@kupferberg.example>\nDate: Mon, Sep 10, 2018 at 9:01 AM\nSubject: I want to migrate my Server license to Atlassian Marketplace\nTo: <info@reseller.example>\n\n\n"
    + DATA,
    client="gmail",
    sender="tom@reseller.example",
    subject="Fwd: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "helpdesk-forward",
    "Hi sales team,\n\nTicket #48213 was assigned to you by Agnes.\n\nRequester: Vera Lang (vera.lang@kupferberg.example)\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\nDescription:\n"
    + DATA,
    client="plain",
    sender="support@helpdesk.example",
    subject="[#48213] I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "my-data-below-resend",
    "Hello, I did not get an answer, so I send my data again. See below.\n\nVera\n\n-----Original Message-----\nFrom: Vera Lang\nSent: Monday, September 3, 2018 9:01 AM\nTo: sales@balsamiq.com\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\n"
    + DATA,
    client="outlook",
    sender="vera.lang@kupferberg.example",
    subject="RE: I want to migrate my Server license to Atlassian Marketplace",
    **FORM,
)
add(
    "answers-above-quoted-blank",
    "Hi,\n\n1. {K}\n2. vera.lang@kupferberg.example\n3. Vera Lang\n4. Kupferberg Sekt GmbH\n5. Kupferbergterrasse 17, 55116 Mainz, Germany\n6. -\n\nI confirm the above: own server, no cloud, and license will match the server level.\n\nVera\n\nAm 10.09.2018 um 09:01 schrieb Balsamiq Sales:\n> Please send us:\n> 1. My License Key:\n> {P2}\n> {P3}\n> {P4}\n> {P5}\n> {P6}\n",
    client="thunderbird",
    sender="vera.lang@kupferberg.example",
    subject="Re: License migration",
    headers="In-Reply-To: <a@balsamiq.com>",
    **FORM,
)

no = samples.other
no(
    "status-above-form",
    "Hi, I sent this two weeks ago, what is the status?\n\nVera\n\nFrom: Vera Lang\nSent: Monday, August 27, 2018 9:01 AM\nTo: sales@balsamiq.com\nSubject: I want to migrate my Server license to Atlassian Marketplace\n\n"
    + DATA,
    client="outlook",
    sender="vera.lang@kupferberg.example",
    subject="RE: I want to migrate my Server license to Atlassian Marketplace",
)
no(
    "question-eligible",
    "Hi,\n\nwe have a Mockups for Confluence license for 10 editors but 500 users in Confluence. What would it cost to move to the Marketplace?\n\nBest\nHenrik",
    subject="Marketplace migration cost",
)
no(
    "thanks-done",
    "Thank you, the license arrived in my.atlassian.com. All good!\n\nVera\n\nOn Mon, Sep 10, 2018 at 9:01 AM Vera Lang wrote:\n> "
    + filled(DATA, "thanks-done").replace("\n", "\n> "),
    sender="vera.lang@kupferberg.example",
    subject="Re: I want to migrate my Server license to Atlassian Marketplace",
    headers="In-Reply-To: <a@balsamiq.com>",
)
no(
    "lost-key-no-migration",
    "Hello, I lost the license key for our Confluence plugin. Our company is Kupferberg Sekt GmbH, could you send it again?\n\nVera",
    subject="lost license",
)
no(
    "quote-with-data",
    "Hi,\n\nplease quote a renewal of Mockups for JIRA for:\n\nCompany: Kupferberg Sekt GmbH\nAddress: Kupferbergterrasse 17, 55116 Mainz, Germany\nContact: Vera Lang\nEmail: vera.lang@kupferberg.example\nLicense key: {K}\n\nReseller X",
    subject="Quote request",
)
no(
    "vendor-pitch-migration",
    "Hi there,\n\nwe help software vendors migrate their customers to the Atlassian Marketplace. Are you planning to migrate your licenses? We'd love to offer our services. Can we schedule a 15 minute call?\n\nBest,\nGrowth Team",
    subject="Migrate your customers to Atlassian Marketplace",
)
