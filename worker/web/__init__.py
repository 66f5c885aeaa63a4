"""The staff pages: thin, as the commands are. Parse what a browser asks, call a service, show.

Nothing is decided here, and nothing speaks SQL. A page is a function from `WebContext` and `Ask` to an
`Answer`; `pages` has them by path. A customer's HTML is shown without what could do anything:

>>> from worker.web.views.html_sanitizer import sanitise_html
>>> sanitise_html("<p onclick=x>Hi <script>alert(1)</script></p>")
'<p>Hi </p>'
"""
