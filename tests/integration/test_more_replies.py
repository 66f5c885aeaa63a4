"""More answers of customers, the same way: odd shapes, other languages, several rounds' habits."""

# ruff: noqa: E501 -- one reply a line

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integration import clients as c
from tests.integration.local_worker import OTHER_KEY, form
from tests.integration.replying import ADDRESS, DISCLAIMER, ORG, STREET, Row, is_as_expected, row

CONF = ("confirmation",)
ORGANIZATION = ("organization",)
FULL_ADDRESS = ("address",)
ACCOUNT = ("account_email",)
NAME = ("holder_name",)
# fmt: off
ROWS: Mapping[str, Row] = {
    # short completions
    "italy in italian": row("country", c.gmail, "Italia", says={"address": f"{STREET}, Italia"}),
    "we are in": row("country", c.outlook, "Hi Vendor,\n\nWe are based in Ireland.\n\nBest regards\nAda Byron", says={"address": f"{STREET}, Ireland"}),
    "country, then a long signature": row("country", c.outlook, f"Hi,\n\nUnited Kingdom\n\nBest regards,\n{DISCLAIMER}", says={"address": ADDRESS}),
    "sorry, forgot": row("country", c.iphone, "Sorry, forgot that: United Kingdom.", says={"address": ADDRESS}),
    "town and country": row("country", c.gmail, "London, United Kingdom", says={"address": ADDRESS}),
    "country with our number": row("country", c.outlook_mobile, "5. United Kingdom", says={"address": ADDRESS}),
    "not one but the other": row("country", c.gmail, "Not Ireland, United Kingdom!", says={"address": ADDRESS}),
    "two countries": row("country", c.gmail, "We have offices in Ireland and in the United Kingdom.", ask=("address",), wrote=True),
    "es ist deutschland": row("Land", c.gmail, "Es ist Deutschland, Entschuldigung.", says={"address": "Hinterm Deich 3, 25813 Husum, Deutschland"}),
    "full address, new street": row("country", c.gmail, "14 Rue Oberkampf, 75011 Paris, France", says={"address": "14 Rue Oberkampf, 75011 Paris, France"}),
    "surname in german": row("last name", c.gmx, "Nachname: Byron", says={"holder_name": "Ada Byron"}),
    "it's byron": row("last name", c.gmail, "It's Byron, sorry", says={"holder_name": "Ada Byron"}),
    "full name is": row("last name", c.apple, "The full name is Ada Byron.", says={"holder_name": "Ada Byron"}),
    "name with title": row("last name", c.outlook, "Mrs. Ada Byron", says={"holder_name": "Mrs. Ada Byron"}),
    "first and last labelled": row("name", c.yahoo, "First name: Ada\nLast name: Byron", says={"holder_name": "Ada Byron"}),
    "name in german": row("name", c.gmx, "Inhaber ist Ada Byron.", says={"holder_name": "Ada Byron"}),
    "that's me": row("name", c.gmail, "That would be me, Ada Byron.", says={"holder_name": "Ada Byron"}),
    "name and signature the same": row("name", c.outlook, f"Ada Byron\n\nKind regards\n{DISCLAIMER}", says={"holder_name": "Ada Byron"}),
    "only a signature": row("name", c.outlook, f"Thanks, will do.\n\nKind regards\n{DISCLAIMER}", ask=("holder_name",), wrote=True),
    # accounts
    "account behind its label": row("account", c.outlook, "myAtlassian account: admin@engines.test\n\nAda", says={"account_email": "admin@engines.test"}),
    "account with mailto": row("account", c.thunderbird_flowed, "admin@engines.test<mailto:admin@engines.test>", says={"account_email": "admin@engines.test"}),
    "account and signature address": row("account", c.outlook, f"admin@engines.test\n\nBest regards\n{DISCLAIMER}", says={"account_email": "admin@engines.test"}),
    "only the signature has an address": row("account", c.outlook, f"I have to ask our admin.\n\nBest regards\n{DISCLAIMER}", ask=("account_email",), wrote=True),
    "signature without closing has an address": row("account", c.outlook_text, f"I have to ask our admin.\n{DISCLAIMER}", ask=("account_email",), wrote=True),
    "ask a colleague's address": row("account", c.gmail, "Please ask carol@engines.test for that.", ask=("account_email",), wrote=True),
    "same as this one": row("account", c.gmail, "It's the address I'm writing from.", ask=("account_email",), wrote=True),
    "the second": row("two addresses", c.outlook, "Please use the second one, thanks.", ask=("account_email",), wrote=True),
    "account and expert": row("account", c.gmail, "The account is admin@engines.test. Our Atlassian expert is help@partner.test.", says={"account_email": "admin@engines.test", "expert_email": "help@partner.test"}),
    # the statement
    "yes of course": row("statement", c.outlook, "Yes of course, we run it on our own server."),
    "we use it on our server and agree": row("statement", c.gmail, "We use the license on our own server and agree that it must match our server level."),
    "confirmed in german": row("Bestätigung", c.outlook, "Ja, das bestätige ich.\n\nViele Grüße\nAda Byron", more={"german": True}),
    "yes inside html": row("statement", c.gmail, "", inside={0: "Yes"}),
    "yes behind our number": row("statement", c.yahoo, "7. Yes"),
    "we can't confirm": row("statement", c.gmail, "We can't confirm this yet.", ask=CONF, wrote=True, letters=0),
    "yes but what": row("statement", c.gmail, "What does server level mean?", ask=CONF, wrote=True),
    "thanks is no yes": row("statement", c.gmail, "Thank you very much.", ask=CONF),
    # several
    "numbers without space": row("name, organization, country", c.outlook_text, f"3.Ada Byron\n4.{ORG}\n5.{ADDRESS}", says={"holder_name": "Ada Byron", "organization": ORG, "address": ADDRESS}),
    "numbers and labels": row("organization, address", c.gmail, f"4. Organization: {ORG}\n5. Address: {ADDRESS}", says={"organization": ORG, "address": ADDRESS}),
    "number and arrow": row("organization, address", c.gmail, f"4 -> {ORG}\n5 -> {ADDRESS}", says={"organization": ORG, "address": ADDRESS}),
    "answers with equals signs": row("organization, address", c.outlook, f"Organization = {ORG}\nAddress = {ADDRESS}", says={"organization": ORG, "address": ADDRESS}),
    "bulleted address": row("organization, address", c.gmail, f"4. {ORG}\n5. 12 St James's Square\n   London SW1Y 4JH\n   United Kingdom", says={"organization": ORG, "address": "12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom"}),
    "german prose": row("Organisation, Adresse", c.gmx, f"Hallo,\n\ndie Firma heißt {ORG}, die Adresse lautet Hinterm Deich 3, 25813 Husum, Deutschland.\n\nVG Ada", says={"organization": ORG, "address": "Hinterm Deich 3, 25813 Husum, Deutschland"}),
    "french answer": row("organization", c.outlook, "Bonjour,\n\nNotre société est Moulin Vert SARL.\n\nCordialement,\nAda Byron", says={"organization": "Moulin Vert SARL"}),
    "one of two, with a promise": row("organization, address", c.gmail, f"Organization: {ORG}\nI will send you the address tomorrow.", says={"organization": ORG}, ask=("address",)),
    "the whole form again": row("organization", c.gmail_trimmed, form(), says={"organization": ORG}),
    "the whole form again above the quotation": row("organization", c.outlook, form(), says={"organization": ORG}),
    "no company": row("organization", c.gmail, "We have no company, it is a private license.", ask=("organization",), wrote=True),
    "none": row("organization", c.gmail, "None", ask=("organization",), wrote=True, letters=0),
    "same as above": row("organization", c.thunderbird, "", inside={4: "see above"}, ask=("organization",), wrote=True, letters=0),
    "done": row("organization", c.iphone, "Done", ask=("organization",), wrote=True),
    "ok": row("organization", c.iphone, "Ok", ask=("organization",), wrote=True),
    "hello again": row("organization", c.outlook, "Hello again,\n\nplease find the missing information below:\n\nAnalytical Engines Ltd\n\nAda", says={"organization": ORG}),
    "passed on by a colleague's answer": row("organization", c.gmail, f"Carol from purchasing says it's {ORG}", ask=("organization",), wrote=True),
    "key with a note": row("key", c.outlook, f"Hi,\n\nhere is our license key:\n\n{OTHER_KEY}\n\nPlease let me know if you need more.\n\nAda", says={"license_key": OTHER_KEY}),
    "refusal in german": row("Organisation", c.gmx, "Wir möchten doch nicht umstellen, bitte abbrechen.", ask=("organization",), wrote=True),
    "already sent": row("organization", c.gmail, "I already sent you that in my first mail.", ask=("organization",), wrote=True),
    # after the receipt
    "new address": row("nothing", c.outlook, "The address should be 14 Rue Oberkampf, 75011 Paris, France.", says={"address": "14 Rue Oberkampf, 75011 Paris, France"}),
    "new holder": row("nothing", c.gmail, "The account holder is Charles Babbage now.", says={"holder_name": "Charles Babbage"}),
    "new account labelled": row("nothing", c.apple, "Account email: admin@engines.test", says={"account_email": "admin@engines.test"}),
    "wrong account, two addresses": row("nothing", c.gmail, "It's wrong: licenses@engines.test should be admin@engines.test", wrote=True, letters=0),
    "signature at the end is no correction": row("nothing", c.outlook_text, f"Thank you, looks good.\n{DISCLAIMER}", wrote=True, letters=0),
    "mail of a program": row("nothing", c.gmail, "Could you also send the invoice to billing@engines.test?", wrote=True, letters=0),
    # promises, signatures, and other people
    "travelling": row("country", c.gmail, "I'm travelling in Italy, will answer next week.", ask=FULL_ADDRESS, wrote=True),
    "usa": row("country", c.outlook_mobile, "USA", says={"address": f"{STREET}, USA"}),
    "should be country": row("country", c.apple, "Address country: United Kingdom", says={"address": ADDRESS}),
    "nachname im satz": row("last name", c.gmx, "Mein Nachname ist Byron.", says={"holder_name": "Ada Byron"}),
    "byron comma": row("last name", c.outlook, "Byron, Ada", says={"holder_name": "Byron, Ada"}),
    "reply with name only in signature": row("last name", c.outlook, "Will do.\n\nBest regards,\nAda Byron\nBabbage Holding plc", ask=NAME, wrote=True),
    "signature without closing, name": row("last name", c.outlook_text, f"Let me check with our team.\n{DISCLAIMER}", ask=NAME, wrote=True),
    "signature without closing, org": row("organization", c.outlook_text, f"Let me check with our team.\n{DISCLAIMER}", ask=ORGANIZATION, wrote=True),
    "signature without closing, address": row("address", c.outlook_text, f"Let me check with our team.\n{DISCLAIMER}", ask=FULL_ADDRESS, wrote=True),
    "signature with closing, address": row("address", c.outlook, f"Let me check with our team.\n\nKind regards\n{DISCLAIMER}", ask=FULL_ADDRESS, wrote=True),
    "signature with closing, org+addr": row("organization, address", c.outlook, f"Thanks, I will ask.\n\nKind regards\n{DISCLAIMER}", ask=ORGANIZATION + FULL_ADDRESS, wrote=True),
    "signature no closing, org+addr": row("organization, address", c.gmail, f"Thanks, I will ask.\n{DISCLAIMER}", ask=ORGANIZATION + FULL_ADDRESS, wrote=True),
    "signature no closing, country": row("country", c.gmail, f"Thanks, I will ask.\n{DISCLAIMER}", ask=FULL_ADDRESS, wrote=True),
    "account dot": row("account", c.gmail, "admin@engines.test.", says={"account_email": "admin@engines.test"}),
    "account it is": row("account", c.gmail, "Hi, it's admin@engines.test. Best, Ada", says={"account_email": "admin@engines.test"}),
    "account german": row("account", c.gmx, "Bitte verwenden Sie admin@engines.test\n\nVG\nAda", says={"account_email": "admin@engines.test"}),
    "account, not sure": row("account", c.gmail, "I'm not sure, maybe admin@engines.test?", ask=ACCOUNT, wrote=True),
    "cc colleague": row("account", c.gmail, "I've copied bob@engines.test who manages this.", ask=ACCOUNT, wrote=True),
    "tag": row("account", c.gmail, "@Bob bob@engines.test can you answer?", ask=ACCOUNT, wrote=True),
    "yes we do": row("statement", c.iphone, "Yes, we do."),
    "sure": row("statement", c.iphone, "Sure!\n\nAda"),
    "confirmed below": row("statement", c.outlook, "", inside={0: "Confirmed."}),
    "ja klar": row("Bestätigung", c.iphone, "Ja klar, bestätigt."),
    "nein": row("Bestätigung", c.gmx, "Nein, wir nutzen die Cloud.", ask=CONF, wrote=True, letters=1),
    "maybe": row("statement", c.gmail, "I think so, but let me check with IT.", ask=CONF, wrote=True),
    "org slash addr": row("organization, address", c.gmail, f"{ORG} / {ADDRESS}", says={"organization": ORG, "address": ADDRESS}),
    "semicolons": row("name, organization, country", c.outlook, f"Ada Byron; {ORG}; {ADDRESS}", ask=NAME + ORGANIZATION + FULL_ADDRESS, wrote=True),
    "labels on a line": row("name, organization, country", c.outlook, f"Name: Ada Byron, Company: {ORG}, Address: {ADDRESS}", says={"holder_name": "Ada Byron", "organization": ORG, "address": ADDRESS}),
    "question words": row("organization", c.gmail, f"Is it enough to say {ORG}?", ask=ORGANIZATION, wrote=True),
    "hope": row("organization", c.gmail, f"I hope this helps: {ORG}", ask=ORGANIZATION, wrote=True),
    "our company name:": row("organization", c.samsung, f"Our company name: {ORG}\nRegards", says={"organization": ORG}),
    "org quotes": row("organization", c.gmail, f'"{ORG}"', says={"organization": ORG}),
    "key in next line": row("key", c.gmail, f"License key:\n{OTHER_KEY}", says={"license_key": OTHER_KEY}),
    "key lost": row("key", c.gmail, "I can't find the key any more.", ask=("license_key",), wrote=True),
    "wrong key": row("key", c.gmail, "123456", ask=("license_key",), wrote=True),
    "emoji": row("organization", c.gmail, "👍", ask=ORGANIZATION, wrote=True),
    "everything fine": row("nothing", c.gmx, "Alles richtig, danke!", letters=0),
    "not my account": row("nothing", c.gmail, "That's the wrong account, I will send you the right one.", wrote=True, letters=0),
    "cancel received": row("nothing", c.gmail, "Please cancel this.", wrote=True, letters=0),
    "key correct": row("nothing", c.gmail, f"Sorry, wrong key. The correct one is {OTHER_KEY}", says={"license_key": OTHER_KEY}),
    "country correct": row("nothing", c.gmail, "The country should be Ireland.", wrote=True, letters=0),
    "billing": row("nothing", c.outlook, "Please send the invoice to our accounting: billing@engines.test, the account is paid by them.", wrote=True, letters=0),
    "phone": row("nothing", c.outlook, "Actually could you call me instead? +44 20 7946 0000", wrote=True, letters=0),
}
# fmt: on


@pytest.mark.parametrize("title", ROWS)
def test_a_reply_is_read_as_a_careful_person_reads_it(tmp_path: Path, title: str) -> None:
    is_as_expected(ROWS[title], tmp_path)
