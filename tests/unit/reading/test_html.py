"""HTML bodies of mail clients as lines, in our own words."""

import pytest

from tests.unit.reading.mails import body_of, html_mail, mail, text_lines, told
from worker.reading import read

LINES = {
    "paragraphs and breaks": ("<p>One</p><p>Two<br>Three</p>", ["One", "Two", "Three"]),
    "divs as Gmail writes lines": ("<div>One</div><div><br></div><div>Two</div>", ["One", "Two"]),
    "inline markup within a word": ("<p>caf<b>é</b>s</p>", ["cafés"]),
    "entities": ("<p>Smith &amp; Sons&nbsp;Ltd &#8211; Oslo</p>", ["Smith & Sons Ltd – Oslo"]),
    "white space of the source": ("<p>One\n   two\t three</p>", ["One two three"]),
    "preformatted text": ("<pre>One\n  two</pre>", ["One", "two"]),
    "a numbered list": ("<ol><li>Key: A<li>Name: B</ol>", ["1. Key: A", "2. Name: B"]),
    "a list that starts later": ('<ol start="4"><li>Four</li><li>Five</li></ol>', ["4. Four", "5. Five"]),
    "a list interrupted by answers": (
        "<ol><li>Key</li></ol><p>AAA</p><ol start=2><li>Name</li></ol><p>Ada</p>",
        ["1. Key", "AAA", "2. Name", "Ada"],
    ),
    "bullets": ("<ul><li>One</li><li>Two</li></ul>", ["* One", "* Two"]),
    "Word's list numbers": (
        (
            "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; "
            "</span></span><![endif]>Key: A</p>"
        ),
        ["1. Key: A"],
    ),
    "Word's hidden comments": ("<!--[if gte mso 9]><p>never shown</p><![endif]--><p>Shown</p>", ["Shown"]),
    "what Outlook shows to others": ("<!--[if !mso]><!--><p>Shown</p><!--<![endif]-->", ["Shown"]),
    "empty Office paragraphs": ("<p>One</p><p><o:p>&nbsp;</o:p></p><p>Two<o:p></o:p></p>", ["One", "Two"]),
    "a row of a table": ("<table><tr><td>Key</td><td>AAA</td></tr></table>", ["Key\tAAA"]),
    "a row of a table with Word's paragraphs": (
        "<table><tr><td><p class=MsoNormal>Key<o:p></o:p></p></td><td><p class=MsoNormal>AAA</p></td></tr></table>",
        ["Key\tAAA"],
    ),
    "an empty cell": (
        "<table><tr><td>Key</td><td></td></tr><tr><td></td><td>x</td></tr></table>",
        ["Key", "x"],
    ),
    "a cell of several lines": (
        "<table><tr><td>Address</td><td>12 High Street<br>Oslo</td></tr></table>",
        ["Address", "12 High Street", "Oslo"],
    ),
    "a table for layout": (
        "<table><tr><td><table><tr><td>One</td></tr></table></td><td>Two</td></tr></table>",
        ["One", "Two"],
    ),
    "a link that shows its address": (
        '<p>2. Email: <a href="mailto:ada@customer.test">ada@customer.test</a></p>',
        ["2. Email: ada@customer.test"],
    ),
    "hidden text": (
        '<div style="display:none">preheader</div><span style="mso-hide: all">x</span><p hidden>y</p><p>Shown</p>',
        ["Shown"],
    ),
    "styles and scripts": ("<style>p{}</style><script>1<2</script><title>T</title><p>Shown</p>", ["Shown"]),
    "a filled-in input": ('<p>Name: <input value="Ada Park"></p>', ["Name: Ada Park"]),
    "unclosed elements": ("<p>One<p>Two<div>Three", ["One", "Two", "Three"]),
    "no markup at all": ("Just text", ["Just text"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize("case", LINES)
def test_html_is_laid_out_as_lines(case: str) -> None:
    source, wanted = LINES[case]
    assert text_lines(html_mail(source), "html") == wanted


CLIENTS = {
    "Gmail": (
        (
            '<div dir="ltr">Norway.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Oct 3, 2023 '
            'at 9:14 AM Vendor Sales &lt;<a href="mailto:sales@vendor.test">sales@vendor.test</a>&gt; wrote:<br></div>'
            '<blockquote class="gmail_quote" style="margin:0"><div>Please tell us the country.</div></blockquote></div>'
            "<div>More below.</div>"
        ),
        [
            "own |Norway.",
            "hea |On Tue, Oct 3, 2023 at 9:14 AM Vendor Sales <sales@vendor.test> wrote:",
            "quo1|Please tell us the country.",
            "own |More below.",
        ],
    ),
    "Outlook": (
        (
            '<div class=WordSection1><p class=MsoNormal>Norway.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
            "<p class=MsoNormal><b>From:</b> Vendor Sales &lt;sales@vendor.test&gt;<br><b>Sent:</b> Tuesday, October 3, 2023 "
            "9:14 AM<br><b>To:</b> Ada Park<br><b>Subject:</b> RE: A question</p></div><p class=MsoNormal>Please tell us."
            "</p></div>"
        ),
        [
            "own |Norway.",
            "hea |From: Vendor Sales <sales@vendor.test>",
            "hea |Sent: Tuesday, October 3, 2023 9:14 AM",
            "hea |To: Ada Park",
            "hea |Subject: RE: A question",
            "quo |Please tell us.",
        ],
    ),
    "Outlook on the web, German": (
        (
            '<div>Norwegen.</div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
            "<font><b>Von:</b> Vendor Sales &lt;sales@vendor.test&gt;<br><b>Gesendet:</b> Dienstag, 3. Oktober 2023 09:14<br>"
            "<b>An:</b> Ada Park<br><b>Betreff:</b> A question</font><div>&nbsp;</div></div><div>Please tell us.</div>"
        ),
        [
            "own |Norwegen.",
            "hea |Von: Vendor Sales <sales@vendor.test>",
            "hea |Gesendet: Dienstag, 3. Oktober 2023 09:14",
            "hea |An: Ada Park",
            "hea |Betreff: A question",
            "quo |Please tell us.",
        ],
    ),
    "Apple Mail": (
        (
            '<html><body>Norway.<br><div><blockquote type="cite"><div>On 3 Oct 2023, at 09:14, Vendor Sales &lt;'
            '<a href="mailto:sales@vendor.test">sales@vendor.test</a>&gt; wrote:</div><br><div>Please tell us.</div>'
            '<blockquote type="cite"><div>I want it.</div></blockquote></blockquote></div>Bye</body></html>'
        ),
        [
            "own |Norway.",
            "hea1|On 3 Oct 2023, at 09:14, Vendor Sales <sales@vendor.test> wrote:",
            "quo1|Please tell us.",
            "quo2|I want it.",
            "own |Bye",
        ],
    ),
    "Thunderbird, with answers inside": (
        (
            '<div class="moz-cite-prefix">On 03/10/2023 09:14, Vendor Sales wrote:<br></div><blockquote type="cite" '
            'cite="mid:1@vendor.test"><p>Country?</p></blockquote><p>Norway.</p><blockquote type="cite"><p>Name?</p>'
            '</blockquote><p>Ada</p><pre class="moz-signature" cols="72">-- \nAda Park</pre>'
        ),
        [
            "hea |On 03/10/2023 09:14, Vendor Sales wrote:",
            "quo1|Country?",
            "own |Norway.",
            "quo1|Name?",
            "own |Ada",
            "sig |--",
            "sig |Ada Park",
        ],
    ),
    "an Outlook mobile signature": (
        (
            '<div>Norway.</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/x">Outlook for iOS'
            "</a></div></div>"
        ),
        ["own |Norway.", "sig |Get Outlook for iOS"],
    ),
    "a Gmail signature": (
        (
            '<div>Norway.</div><br><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">'
            "<div>Ada Park<br>Customer Ltd</div></div><div>After</div>"
        ),
        ["own |Norway.", "sig |--", "sig |Ada Park", "sig |Customer Ltd", "sig |After"],
    ),
    "marks typed into HTML": (
        "<p>&gt; Please tell us the country.<br>Norway.</p>",
        ["quo1|Please tell us the country.", "own |Norway."],
    ),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_roles_and_depth_come_from_markup_and_words_in(client: str) -> None:
    source, wanted = CLIENTS[client]
    assert told(body_of(html_mail(source), "html")) == wanted


@pytest.mark.parametrize("depth", [300, 900, 3000, 100_000])
def test_deep_nesting_keeps_the_text(depth: int) -> None:
    message = html_mail("<div>" * depth + "Needle" + "</div>" * min(depth, 900))
    assert text_lines(message, "html") == ["Needle"]


def test_private_characters_of_a_sender_change_nothing() -> None:
    message = html_mail("<p>\ue000One\ue004</p><p>Two\ue001</p>")
    assert told(body_of(message, "html")) == ["own |One", "own |Two"]


def test_a_document_too_big_for_a_layout_is_read_as_plain_runs_of_text() -> None:
    message = html_mail("<style>p{color:red}</style>" + "<p>word</p>" * 40_000)
    assert set(text_lines(message, "html")) == {"word"}
    assert any("too big" in defect for defect in message.defects)


INDENTED = {
    "Gmail and Chrome": '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">',
    "Apple Mail": '<blockquote style="margin: 0 0 0 40px; border: none; padding: 0px;"><div>',
    "Gmail twice": '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">' * 2,
    "Thunderbird": "<blockquote>",
    "Outlook Express": '<BLOCKQUOTE dir=ltr style="MARGIN-RIGHT: 0px">',
    "Word": "<blockquote style='margin-top:5.0pt;margin-bottom:5.0pt'>",
    "Outlook": '<p class=MsoNormal style="margin-left:36.0pt">',
    "Firefox": '<div style="margin-left: 40px;">',
    "a definition list": "<dl><dd>",
    "a list without a mark": '<ul style="list-style:none"><div>',
}


@pytest.mark.parametrize("client", INDENTED)
def test_indentation_is_no_quotation(client: str) -> None:
    source = f"<p>Hello,</p>{INDENTED[client]}1. My key: A<br>2. My name: Ada"
    assert [line for line in told(body_of(html_mail(source), "html")) if line.strip()] == [
        "own |Hello,",
        "own |1. My key: A",
        "own |2. My name: Ada",
    ]


QUOTED = {
    "cite": '<blockquote type="cite">',
    "Gmail": '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">',
    "Word": "<blockquote style='border:none;border-left:solid #CCCCCC 1.0pt;padding:0in 0in 0in 6.0pt;margin-left:4.8pt'>",
    "Outlook Express": '<BLOCKQUOTE style="PADDING-LEFT: 5px; MARGIN-LEFT: 5px; BORDER-LEFT: #000000 2px solid">',
    "Yahoo": '<blockquote style="margin-left: 40px; border-left: 2px solid rgb(16, 16, 255);">',
    "a URL": '<blockquote cite="mid:1@vendor.test">',
}


@pytest.mark.parametrize("client", QUOTED)
def test_a_quotation_is_none_of_the_writers_words(client: str) -> None:
    source = f"<p>Hello,</p>{QUOTED[client]}1. My key: A</blockquote>"
    assert "quo1|1. My key: A" in told(body_of(html_mail(source), "html"))


@pytest.mark.parametrize(
    "source",
    [
        "<p>On 03/10/2023 09:14, Vendor Sales wrote:</p><blockquote>{}</blockquote>",
        "<p>Norway.</p><blockquote><p>On 03/10/2023 09:14, Vendor Sales wrote:</p><p>{}</p></blockquote>",
        "<div>03.10.2023, 09:14, Vendor Sales &lt;sales@vendor.test&gt; wrote:</div><blockquote><p>{}</p></blockquote>",
    ],
)
def test_a_plain_blockquote_below_a_head_is_a_quotation(source: str) -> None:
    assert "quo1|Please tell us." in told(body_of(html_mail(source.format("Please tell us.")), "html"))


def test_a_plain_blockquote_in_a_forward_is_passed_on() -> None:
    message = read(
        mail("<blockquote>Please.</blockquote>", content_type="text/html", subject="Fwd: A question")
    )
    assert told(body_of(message, "html")) == ["fwd1|Please."]
