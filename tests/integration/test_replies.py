"""What customers answer to our letters, as their clients send it: what is recorded, asked, and left to a person.

Each row says what a careful person would do with the reply. The letter that is answered is the one that the
installation wrote; `clients` puts it together with the answer.
"""

# ruff: noqa: E501 -- one reply a line

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integration import clients as c
from tests.integration.local_worker import OTHER_KEY
from tests.integration.replying import ADDRESS, DISCLAIMER, ORG, STREET, Row, is_as_expected, row

ORG_ASKED = ("organization",)
ADDRESS_ASKED = ("address",)
NAME_ASKED = ("holder_name",)
ACCOUNT_ASKED = ("account_email",)
org = {"organization": ORG}
addr = {"address": ADDRESS}
name = {"holder_name": "Ada Byron"}
acct = {"account_email": "admin@engines.test"}
deich = {"address": "Hinterm Deich 3, 25813 Husum, Deutschland"}

# fmt: off
ROWS: Mapping[str, Row] = {
    # one bare answer, in each client
    "bare in gmail": row("organization", c.gmail, ORG, says=org),
    "bare in gmail android": row("organization", c.gmail_android, ORG, says=org),
    "bare, quote taken out": row("organization", c.gmail_trimmed, ORG, says=org),
    "bare in apple mail": row("organization", c.apple, ORG, says=org),
    "bare on an iphone": row("organization", c.iphone, ORG, says=org),
    "bare below in thunderbird": row("organization", c.thunderbird, ORG, says=org),
    "bare in flowed text": row("organization", c.thunderbird_flowed, f"Hello,\n\n{ORG}\n\nRegards\nAda", says=org ),
    "bare below in html thunderbird": row("organization", c.thunderbird_html, ORG, says=org),
    "bare in outlook": row("organization", c.outlook, ORG, says=org),
    "bare in outlook text": row("organization", c.outlook_text, ORG, says=org),
    "bare in german outlook": row("Organisation", c.outlook, f"Hallo,\n\n{ORG}\n\nMfG\nAda Byron", says=org, more={"german": True} ),
    "bare in german outlook text": row("Organisation", c.outlook_text, ORG, says=org, more={"german": True}),
    "bare in outlook mobile": row("organization", c.outlook_mobile, ORG, says=org),
    "bare in yahoo": row("organization", c.yahoo, ORG, says=org),
    "bare in notes": row("organization", c.notes, ORG, says=org),
    "bare in k9": row("organization", c.k9, ORG, says=org),
    "bare on samsung": row("organization", c.samsung, ORG, says=org),
    "bare in proton": row("organization", c.proton, ORG, says=org),
    "bare in gmx": row("Organisation", c.gmx, ORG, says=org),
    "bare, letter without marks": row("organization", c.lost_quote, ORG, says=org),
    "bare through a gateway": row("organization", c.collapsed, ORG, says=org),
    "bare from a ticket system": row("organization", c.ticket, ORG, says=org),
    # inside the quotation
    "inside in gmail": row("organization, address", c.gmail, "See below.", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside on android": row("organization, address", c.gmail_android, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in apple mail": row("organization, address", c.apple, "Answers inline", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in thunderbird": row("organization, address", c.thunderbird, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in html thunderbird": row("organization, address", c.thunderbird_html, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in blue in outlook": row("organization, address", c.outlook, "Hi, see my answers in blue below.", inside={4: ORG, 5: ADDRESS}, says=org | addr),
    "inside behind the question in outlook": row("organization, address", c.outlook, "see my answers in red below", inside={4: ORG, 5: ADDRESS}, says=org | addr, more={"beside": "yes"}),
    "inside in outlook text": row("organization, address", c.outlook_text, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside outlook text and html": row("organization, address", c.outlook, "Please see below in blue.", inside={4: ORG, 5: ADDRESS}, says=org | addr, more={"both": "yes"}),
    "inside in outlook mobile": row("organization, address", c.outlook_mobile, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in yahoo": row("organization, address", c.yahoo, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in proton": row("organization, address", c.proton, "Filled in below.", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside in gmx": row("Organisation, Adresse", c.gmx, "Antworten stehen unten.", inside={4: ORG, 5: ADDRESS}, says=org | addr),
    "inside in a letter without marks": row("organization, address", c.lost_quote, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside through a gateway": row("organization, address", c.collapsed, "", inside={4: ORG, 5: ADDRESS}, says=org | addr ),
    "inside, only one of two": row("organization, address", c.gmail, "", inside={4: ORG}, says=org, ask=ADDRESS_ASKED ),
    "inside in several lines": row("organization, address", c.thunderbird, "", inside={4: ORG, 5: "12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom"}, says=org | {"address": "12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom"}),
    "inside country alone": row("country", c.gmail, "", inside={5: "United Kingdom"}, says=addr),
    "inside last name alone": row("last name", c.outlook, "", inside={3: "Byron"}, says=name),
    # completing what we have
    "the country alone": row("country", c.gmail, "United Kingdom", says=addr),
    "the country in a sentence": row("country", c.outlook, "Sorry about that, it's in the United Kingdom.\n\nAda", says={"address": f"{STREET}, United Kingdom"}),
    "the country with a label": row("country", c.iphone, "Country: United Kingdom", says=addr),
    "the country is": row("country", c.apple, "Hi,\nthe country is United Kingdom.\nThanks!\nAda", says=addr),
    "the country short": row("country", c.outlook_mobile, "UK", says={"address": f"{STREET}, UK"}),
    "the whole address again": row("country", c.gmail, ADDRESS, says=addr),
    "the country in german": row("Land", c.outlook, "Deutschland", says=deich, more={"german": True}),
    "the country in a german sentence": row("Land", c.gmx, "Guten Tag,\n\ndas Land ist Deutschland.\n\nMit freundlichen Grüßen\nJörg Weiß", says=deich),
    "the country labelled in german": row("Land", c.thunderbird_flowed, "Land: Deutschland", says=deich),
    "the last name alone": row("last name", c.gmail, "Byron", says=name),
    "the last name in a sentence": row("last name", c.outlook, "Hi, my last name is Byron.", says=name),
    "the last name with a label": row("last name", c.outlook_text, "Last name: Byron", says=name),
    "the surname with a label": row("last name", c.yahoo, "Surname: Byron\n\nBest\nAda", says=name),
    "the whole name": row("last name", c.iphone, "Ada Byron", says=name),
    "the first name again": row("last name", c.iphone, "Ada", ask=NAME_ASKED, wrote=True, letters=0),
    "both completed, labelled": row("name, country", c.outlook, "Last name: Byron\nCountry: United Kingdom", says=name | addr ),
    "both completed, inside": row("name, country", c.thunderbird, "", inside={3: "Byron", 5: "United Kingdom"}, says=name | addr ),
    "both completed, numbered": row("name, country", c.gmail, "3. Byron\n5. United Kingdom", says=name | addr ),
    # several answers above
    "numbered like ours": row("name, organization, country", c.gmail, f"3. Ada Byron\n4. {ORG}\n5. {ADDRESS}", says=name | org | addr),
    "numbered with brackets": row("name, organization, country", c.outlook, f"3) Ada Byron\n4) {ORG}\n5) {ADDRESS}", says=name | org | addr),
    "own numbers": row("name, organization, country", c.outlook_text, f"1. Ada Byron\n2. {ORG}\n3. {ADDRESS}", says=name | org | addr),
    "labelled": row("name, organization, country", c.iphone, f"Name: Ada Byron\nCompany: {ORG}\nAddress: {ADDRESS}", says=name | org | addr),
    "labelled in german": row("Organisation, Adresse", c.gmx, f"Firma: {ORG}\nAnschrift: Hinterm Deich 3, 25813 Husum, Deutschland", says=org | deich),
    "in prose": row("organization, address", c.gmail, f"Sure: the organization is {ORG} and the address is {ADDRESS}.", says=org | addr),
    "in two sentences": row("name, organization, country", c.outlook, f"Hello,\n\nThe account holder is Ada Byron. Our company is called {ORG} and the address is {ADDRESS}.\n\nKind regards\nAda", says=name | org | addr),
    "lines in order": row("organization, address", c.apple, f"{ORG}\n{ADDRESS}", says=org | addr),
    "three lines in order": row("name, organization, country", c.apple, f"Ada Byron\n{ORG}\n{ADDRESS}", says=name | org | addr ),
    "a letterhead": row("organization, address", c.apple, f"Hi,\n\n{ORG}\n12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom\n\nAda", says=org | {"address": "12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom"}),
    "all on one line": row("organization, address", c.iphone, f"{ORG}, {ADDRESS}", says=org | addr),
    "dashes": row("name, organization, country", c.yahoo, f"- Ada Byron\n- {ORG}\n- {ADDRESS}", says=name | org | addr ),
    "shapes tell": row("key, account, name", c.outlook, f"Ada Byron\nadmin@engines.test\n{OTHER_KEY}", says=name | acct | {"license_key": OTHER_KEY}),
    "key in prose": row("key", c.gmail, f"Here you go: {OTHER_KEY}", says={"license_key": OTHER_KEY}),
    "key broken over lines": row("key", c.outlook_text, f"Our key:\n{OTHER_KEY[:60]}\n{OTHER_KEY[60:]}", says={"license_key": OTHER_KEY}),
    "account bare": row("account", c.gmail, "admin@engines.test", says=acct),
    "account and organization": row("account, organization", c.samsung, f"admin@engines.test\n{ORG}", says=acct | org ),
    # two addresses
    "the right one named": row("two addresses", c.gmail, "admin@engines.test", says=acct),
    "the right one in a sentence": row("two addresses", c.outlook, "Please use admin@engines.test", says=acct ),
    "the first one": row("two addresses", c.gmail, "the first one", ask=ACCOUNT_ASKED, wrote=True),
    "both again": row("two addresses", c.gmail, "Both work: licenses@engines.test and admin@engines.test.", ask=ACCOUNT_ASKED, wrote=True, letters=0),
    "one and not the other": row("two addresses", c.iphone, "It's admin@engines.test, not licenses@engines.test", ask=ACCOUNT_ASKED, wrote=True, letters=0),
    # the statement
    "yes": row("statement", c.gmail, "Yes"),
    "I confirm": row("statement", c.outlook, "I confirm.\n\nAda Byron\nBabbage Holding plc"),
    "ja": row("Bestätigung", c.gmx, "Ja"),
    "ich bestätige": row("Bestätigung", c.outlook, "Hallo,\n\nhiermit bestätige ich das.\n\nGruß\nAda", more={"german": True} ),
    "yes inside": row("statement", c.thunderbird, "", inside={0: "Yes, confirmed."}),
    "yes to all": row("statement", c.iphone, "Yes to all"),
    "yes, but on cloud": row("statement", c.gmail, "Yes, we do, but we're on Atlassian Cloud", ask=("confirmation",), wrote=True, letters=1),
    "no": row("statement", c.gmail, "No, we are on Cloud.", ask=("confirmation",), wrote=True, letters=1),
    "yes and organization": row("organization, statement", c.outlook, f"Yes, confirmed.\n{ORG}", says=org),
    "only organization": row("organization, statement", c.gmail, f"Organization: {ORG}", says=org, ask=("confirmation",) ),
    # what is beside the answer
    "a question beside": row("organization", c.gmail, f"Organization: {ORG}\n\nHow long will it take?", says=org, wrote=True, letters=0 ),
    "a long signature": row("organization", c.outlook, f"Hello,\n\n{ORG}\n\nKind regards\n{DISCLAIMER}", says=org ),
    "a long signature without closing": row("organization", c.outlook_text, f"The organization is {ORG}\n{DISCLAIMER}", says=org ),
    "a correction beside": row("organization", c.gmail, f"Organization: {ORG}\nAlso the account email should be admin@engines.test, sorry.", says=org | acct),
    "a wrong kind of answer": row("account", c.gmail, "Ada Byron", ask=ACCOUNT_ASKED, wrote=True, letters=0),
    "thanks and the answer": row("organization", c.iphone, f"Thanks for the quick reply!\n\n{ORG}\n\nBest,\nAda", says=org ),
    # no answers
    "thanks alone": row("organization", c.gmail, "Thank you!", ask=ORG_ASKED),
    "thanks with signature": row("organization", c.outlook, f"Thank you!\n{DISCLAIMER}", ask=ORG_ASKED, wrote=True ),
    "will send later": row("organization", c.iphone, "I'll get back to you tomorrow", ask=ORG_ASKED, wrote=True ),
    "refusal": row("organization", c.gmail, "I don't want to share that.", ask=ORG_ASKED, wrote=True),
    "cancel": row("organization", c.outlook, "Please cancel, we don't need it any more.\n\nAda Byron\nBabbage Holding plc", ask=ORG_ASKED, wrote=True),
    "cancel in german": row("Organisation", c.gmx, "Bitte stornieren Sie die Anfrage.", ask=ORG_ASKED, wrote=True ),
    "a question alone": row("organization", c.gmail, "Why do you need that?", ask=ORG_ASKED, wrote=True),
    "nothing above": row("organization", c.gmail, "", ask=ORG_ASKED, wrote=True),
    "nothing above in outlook": row("organization, address", c.outlook, "", ask=ORG_ASKED + ADDRESS_ASKED, wrote=True ),
    "see attached": row("organization", c.outlook, "Please see attached.", ask=ORG_ASKED, wrote=True),
    "forwarding it to a colleague": row("organization", c.gmail, "I forwarded this to Carol, she will answer.", ask=ORG_ASKED, wrote=True ),
    "absence without headers": row("organization", c.gmail_trimmed, "I am out of the office until 9 March and will answer then.\n\nAda Byron\nBabbage Holding plc", ask=ORG_ASKED),
    # corrections of what was complete
    "a correction": row("nothing", c.gmail, "The organization should be Babbage Ltd, please.", says={"organization": "Babbage Ltd"}),
    "a correction labelled": row("nothing", c.outlook, "Organization: Babbage Ltd", says={"organization": "Babbage Ltd"} ),
    "a correction of the account": row("nothing", c.iphone, "Sorry, the account is admin@engines.test", says=acct ),
    "a correction in german": row("nichts", c.gmx, "Die Firma heißt richtig Babbage GmbH.", says={"organization": "Babbage GmbH"} ),
    "all correct": row("nothing", c.gmail, "All correct, thanks!", letters=0),
    "thanks at the end": row("nothing", c.outlook, f"Thanks a lot\n{DISCLAIMER}", wrote=True, letters=0),
    "a question at the end": row("nothing", c.gmail, "How long does it take?", wrote=True, letters=0),
}
# fmt: on


@pytest.mark.parametrize("title", ROWS)
def test_a_reply_is_read_as_a_careful_person_reads_it(tmp_path: Path, title: str) -> None:
    is_as_expected(ROWS[title], tmp_path)
