"""The last stage: plain records in, pages and lines for people out.

``sentence`` makes the one-line statement of a ledger line; ``brief`` builds the typed view model of a brief
(:mod:`~sayso.present.context`), which ``page`` renders as HTML and ``markdown`` as Markdown. Nothing here
reads a case: it is given records and returns strings. Templates load only when a page is rendered.
"""
