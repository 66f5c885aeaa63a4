"""What servers say in prose, without regard to case. Data: each list is of regular expressions.

The makes behind a line are named where they are known: Exchange and Microsoft 365, Gmail, Dovecot, Courier,
Zimbra, iCloud, Yahoo, Cyrus for IMAP; Postfix, Exim, Sendmail, qmail and the large relays for SMTP.
"""

import re

#: The server's state, whatever the command.
STATE = (
    r"throttl",  # Exchange: Request is throttled. Suggested Backoff Time: 299961 milliseconds
    r"back-?off",
    r"rate[- ]?limit|rate (?:is )?(?:too high|exceeded)",  # Yahoo: FETCH Rate limit hit.
    r"too (?:many|much|fast|frequent)",  # Gmail: Too many simultaneous connections. (Failure)
    r"maximum (?:number of )?\w* ?(?:connections|sessions|logins)",  # Dovecot: mail_max_userip_connections
    r"(?:connection|session|login|command|bandwidth|user) ?limit|limits? (?:was |is )?(?:reached|hit)",
    r"exceed",  # Gmail: Account exceeded command or bandwidth limits. (Failure)
    r"(?:try|retry|come back|again) (?:it )?(?:again |a ?gain )?(?:later|in \d|after|soon|shortly)|try again",
    r"later\b",
    r"temporar|transient|momentar",  # Dovecot: Temporary authentication failure.
    r"(?<!reason )unavailable|not (?:currently |yet )?available",  # Exchange: Server Unavailable. 15
    r"\bbusy\b|overload|(?:high|heavy|system|server) load|load average|under load",
    r"maintenance|migrat|being (?:moved|upgraded|restored|repaired)|in transit",  # Zimbra: maintenance mode
    r"(?:internal|system|server|back-?end|fatal|i/?o|input/output|disk|storage|database|sql|network|cluster)[ -](?:server )?(?:\w+ )?(?:error|failure|fault|problem|exception)",  # Gmail: System Error (Failure)
    r"unexpected (?:exception|error|condition|failure)",  # iCloud
    r"server ?bug|refer to (?:the )?(?:server )?log",  # Dovecot: Internal error occurred. Refer to server log
    r"not connected",  # Exchange: User is authenticated but not connected.
    r"connection (?:to \S+ )?(?:is |was |has been )?(?:lost|reset|closed|refused|dropped|failed|error|timed)",
    r"time(?:d)?[- ]?out",  # Dovecot: Timeout while waiting for lock
    r"shut(?:ting)? ?down|restart|going down|stopping|starting up",  # Dovecot: Server shutting down
    r"\block(?:ed|ing)? (?:by|file|timeout|failed|conflict)|waiting for (?:a )?lock|mailbox (?:is )?locked",
    r"(?:is |already )in use|another (?:session|process|command)",
    r"session (?:\w+ )?(?:invalidated|expired|terminated|killed|closed)",  # Exchange: Session invalidated
    r"token (?:has |is )?expired|accesstokenexpired",
    r"invalid state|not valid in this state",  # Exchange: Command received in Invalid state.
    r"out of memory|cannot allocate|no space|disk (?:is )?full|no memory|resources?\b",
    r"over ?quota|quota",
    r"off-?line|fail-?over|read-?only mode|standby",
    r"(?:can(?:no|')?t|could not|unable to|fail(?:ed|ure) to|error) (?:to )?(?:connect|contact|reach|access|communicat|establish|start|fork|obtain|acquire|resolve|lock)",
    r"lookup (?:failed|error)|ldap|nfs\b|proxy (?:error|fail)|upstream",
    r"service (?:is )?(?:closing|down|stopped|suspended)|server (?:is )?(?:down|closing|not ready)",
    r"stale (?:file|handle)|mailbox (?:is )?(?:corrupt|inconsistent|damaged)",
    r"(?:can(?:no|')?t|could not|unable to|failed to) open (?:the |this )?(?:mailbox|folder|index|store)",  # Courier
)

#: One message, at FETCH.
MESSAGE = (
    r"could not be converted|rfc-?822 compatible",  # Exchange
    r"some messages could not be fetched",  # Gmail
    r"(?:mime|header|body|message|structure)[ -](?:\w+ )?pars(?:e|ing)|pars(?:e|ing) (?:error|failure|failed)",
    r"(?:malformed|corrupt(?:ed)?|damaged|invalid|illegal|broken|bad) (?:message|header|body|mime|mail|bodystructure)",
    r"message (?:\d+ )?(?:is |was |has been )?(?:\w+ )?(?:corrupt|damaged|malformed|invalid|unreadable|too (?:big|large)|quarantined|blocked|protected|encrypted|infected|not found|gone|missing)",
    r"message (?:\d+ )?(?:does not|doesn't|no longer) exist|no such message|no matching messages?",
    r"(?:cannot|can't|could not|unable to|failed to) (?:open|read|retrieve|fetch|render|decode|convert|parse|load) (?:the |this |requested )*(?:message|mail|body|item)\b",  # Courier: Cannot open message 5
    r"virus|malware|infected",
    r"rights[- ](?:protected|management)|\birm\b",
    r"(?:can ?not|unable to) process the binary data",  # Cyrus
)

#: Our account or host, at a login.
LOGIN_ACCOUNT = (
    r"not enabled for imap|imap (?:access |use |service )?(?:is |has been )?(?:disabled|not enabled|not allowed|denied)",
    r"web ?alert|web login required|(?:log|sign) ?in (?:via|through|with) (?:your |a )?(?:web )?browser",  # Gmail
    r"unsafe login",  # 163.com
    r"(?:account|user|mailbox|login) (?:is |has been |was )?(?:temporarily )?(?:disabled|suspended|locked|blocked|closed|deactivated|inactive|not active|frozen|on hold)",
    r"not licen[sc]ed|licen[sc]e (?:has |is )?expired|no (?:mailbox|licen[sc]e)|subscription",
    r"(?:ip|host|address|country|location|client)\b[^.]* (?:is |are |was )?(?:blocked|banned|blacklisted|denied|listed|not allowed|not permitted|restricted)",
    r"(?:blocked|banned|listed|denied) (?:by|using|from|for) ",
    r"conditional access|security defaults|did not meet the criteria|contact your administrator",  # Microsoft 365
    r"not (?:authori[sz]ed|allowed|permitted) to (?:use|access|log ?in|connect)|permission denied|access (?:is )?denied by",
    r"terms of (?:service|use)|verify your (?:account|identity)|consent",
)

#: The way of signing in.
MECHANISM = (
    r"un-?(?:supported|known|recogni[sz]ed|available) (?:or \w+ )?(?:authentication|auth\b|sasl|mechanism|command)",
    r"(?:mechanism|authentication (?:type|method)|auth(?:entication)?|sasl|command|plain|login)\b[^.]*(?:not (?:currently )?(?:supported|available|implemented|enabled|offered|permitted|allowed|recogni[sz]ed)|unsupported|(?:is |are |has been )disabled|(?<!reason )unavailable|unrecogni[sz]ed|unknown)",
    r"unrecogni[sz]ed (?:command|auth)|(?:invalid|bad|no such|no suitable|no acceptable|no worthy) (?:\w+ )?(?:mechanism|mechs|auth(?:entication)? (?:type|method|mechanism))",
    r"plain ?text (?:auth\w*|login|logins|passwords?)[^.]*(?:disallowed|disabled|not (?:allowed|permitted)|prohibited)",
    r"(?:basic|legacy|password) auth\w*[^.]*(?:disabled|blocked|not (?:supported|allowed|enabled)|no longer)",
    r"smtpclientauthentication is disabled|(?:use|only|requires?|must use) (?:modern auth\w*|oauth2?|xoauth2?)",
    r"(?:must|need|required?)[^.]*(?:starttls|ssl|tls|encrypt|secure)|(?:encryption|tls|ssl) (?:is )?(?:required|needed)|(?:too|mechanism is) weak",
    r"no (?:\w+ )*mechanisms?\b|authentication not (?:enabled|required|supported)|not implemented",
)

#: User name and password.
PASSWORD = (
    r"(?:log(?:ging)? ?(?:in|on)|authenticate|authentication|auth|sign[- ]?in)\b[^.]{0,20}(?:fail|reject|incorrect|unsuccessful|denied|refused|invalid|wrong)",
    # Dovecot, Zimbra, Cyrus, Courier, Exchange: LOGIN failed. Yahoo: LOGIN Invalid credentials
    r"(?:invalid|incorrect|wrong|bad|unknown|unrecogni[sz]ed) (?:\w+ )?(?:or \w+ )?(?:user|username|login|log-?on|id|credentials|password|account|authentication)",
    r"credentials|password|passwort|kennwort|mot de passe|contrase|senha|парол|密码",
    r"username and |user name and |no such user|user (?:unknown|not found)",
)

#: An access token that has ended or is none (RFC 6750, 3.1; RFC 7628, 3.2.2).
TOKEN = (
    r"(?:token|credentials?|grant|jwt)\b[^.]{0,30}(?:expired|revoked|invalid|not valid|malformed|rejected|audience|signature)",
    r"(?:invalid|expired|bad|revoked|malformed)[ _-]?(?:\w+ )?(?:access )?(?:token|grant|jwt)|accesstokenexpired",
    r"\bstatus\W{1,4}(?:40[01]|invalid_\w+)|^(?:40[01]|invalid_\w+)\b",
)

#: Us, from a relay: who may send, from where, and how much of it.
ACCOUNT = (
    r"relay(?:ing)? ?(?:access )?(?:is |was |has been |not |denied|prohibited|disallowed|disabled|refused|forbidden)",
    r"(?:unable|not (?:allowed|permitted|authori[sz]ed)|unauthori[sz]ed|refus\w*|cannot|can't|(?:do|does|will) not) (?:to )?relay|no relay|open relay|relay (?:for|through|attempt)|rcpthosts|not a (?:local|hosted) domain",
    r"sender (?:e-?mail )?(?:address )?(?:\(recipient\) |<[^>]*> ?)?:? ?(?:is |was |has been )?(?:not |rejected|denied|refused|blocked|unknown|invalid|verif|unverified|un-?authori|suspended|disabled|banned|blacklisted|domain|identity)",
    r"not owned by|send ?as|send(?:ing)? (?:as|on behalf|from) (?:this|that|the|another|a)",
    r"(?:mail|mails|messages?|sending|envelope|header)[ -]from[^.]*(?:not|reject|denied|mismatch|invalid|match|unverified)",
    r"from[: -]+(?:address|header|domain|and)[^.]*(?:not |match|mismatch|invalid|verif|permitted|allowed|own|reject)",
    r"(?:you|client|user|account|ip|host|server)[^.]{0,40}(?:not|n't) (?:have )?(?:\w+ )?(?:permi\w+|allow\w*|author\w+|entitled|right\w*)[^.]{0,20}(?:send|submit|mail|relay)",
    r"not (?:permitted|allowed|authori[sz]ed) to send|sending (?:is |has been |was )?(?:paused|disabled|suspended|blocked|denied|restricted|not allowed)",
    r"(?:identit|domain|address|sender|account)\w*[^.]*(?:not (?:been )?verified|unverified|unregistered|not registered|failed the check|is not allowed to send)",
    r"(?:daily|hourly|monthly|weekly|submission|sending|outgoing|outbound|sender|smtp|user|account|messages?|mails?|e-?mails?|recipients?|policy|credits?|plan|hour|day)\b[^.;]{0,50}(?:limit|quota|allowance|maximum|allowed per)",
    r"submission ?quota|maximum credits|max(?:imum)? (?:\w+ ){0,3}(?:emails?|mails?|messages?|recipients) per",
    r"(?:limit|quota|maximum)[^.;]{0,50}(?:messages|e-?mails|mails|recipients|send|per|day|hour|month)",
    r"exceeded[^.;]*(?:rate|send|e-?mails|messages|per (?:hour|day|minute)|daily|hourly|threshold)",
    r"(?:rate|message|mail|sending|flow)[ -]?(?:limit|control|threshold)|throttl|too (?:many|much|fast)(?! (?:hops|received))",
    r"unusual (?:\w+ )?activity|outbound ?spam|bad outbound sender|compromised|suspicious|abuse",
    r"(?:your |the )?(?:account|tenant|organi[sz]ation|subscription|service)[^.]*(?:suspended|disabled|blocked|locked|restricted|on hold|expired|deactivated|payment|overdue)",
    r"(?:client|host|ip|server|network|\[?\d+\.\d+\.\d+\.\d+\]?|helo|ehlo)\b[^.;]*(?:reject|block|denied|banned|listed|refused|not (?:allowed|welcome|permitted))",
    r"block ?list|black ?list|deny ?list|\bdnsbl\b|\brbl\b|spamhaus|barracuda|sorbs|reputation|reverse dns|\bptr\b|hostname",
    r"\bspf\b|sender policy|\bdkim\b|\bdmarc\b|unauthenticated (?:e-?mail|senders?)",
    r"(?:smtp )?auth(?:entication)? (?:is )?required|must (?:authenticate|issue|log ?in)|not authenticated|log ?in first|turn on smtp auth|please authenticate|need to authenticate|anonymous",
    r"administrative prohibition|access denied by (?:administrator|policy)|policy restrictions",
    r"starttls|encryption (?:is )?(?:required|needed)|must use (?:ssl|tls)",
)

#: One recipient, from a relay.
RECIPIENT = (
    r"(?:user|recipient|mailbox|address|account|person|alias|customer)\b[^.;]{0,60}(?:unknown|not (?:be )?(?:found|exist|known)|(?:does|do|did)(?:n't| not) exist|no longer|unavailable|inactive|disabled|deactivated|not (?:valid|active|listed)|invalid|undeliverable|suspended|expired|rejected: (?:access denied|undeliver|unverified|user|unknown|domain|no such|invalid))",
    r"(?:unknown|no such|invalid|non-?existent|bad|undeliverable|inactive|unrecogni[sz]ed|unroute?able|nonexisting) (?:\w+ )?(?:user|recipient|mailbox|address|account|person|domain|alias|destination)",
    r"no (?:mailbox|account|user)(?: \w+)? (?:here|by|with|for|found)|not (?:our|a) (?:customer|valid (?:user|mailbox|recipient))",
    r"mailbox (?:for \S+ )?(?:is |has )?(?:been )?(?:full|over|exceed)|mail ?box (?:size )?limit|over ?quota|out of storage|quota exceeded \(mailbox|recipient'?s? (?:mailbox |inbox )?(?:is )?(?:full|over)",
    r"recipient address rejected",
    r"host or domain name not found|domain (?:\S+ )?(?:does not|doesn't) (?:exist|accept)|no mx|null mx|name service error|unroute?able|domain not found|has no (?:mx|mail)",
    r"(?:group|list|recipient)[^.;]*only (?:accepts|allows)|senderNotAuthenticatedFor|notauthorizedfor|restricted recipient",
    r"suppression list|previously bounced|inactive recipient|hard bounce",
)

#: The text of one letter, from a relay; a relay in trouble says the same of every letter.
CONTENT = (
    r"spam|virus|malware|phish|content|attachment|\burls?\b|\blinks?\b|message (?:\w+ )?(?:rejected|refused|blocked|denied)",
    r"policy|unsolicited|bulk|header|mime|line (?:is )?too long|duplicate|loop|too many (?:hops|received)",
)

#: The size of one letter, from a relay.
SIZE = (
    r"(?:message|mail|size|content|letter)[^.;]*(?:too (?:big|large|long)|exceeds? (?:\w+ )*(?:size|limit|maximum)|size limit)",
    r"exceeds? (?:\w+ )*(?:message )?size|too (?:big|large) (?:a )?(?:message|mail)|max(?:imum)? (?:message )?size|smtputf8|8bitmime|internationali[sz]ed",
)


def matches_any(expressions: tuple[str, ...], words: str) -> bool:
    """Whether one of these expressions is found in a server's words."""
    return re.search("|".join(expressions), words, re.IGNORECASE) is not None
