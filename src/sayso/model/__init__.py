"""The records: frozen dataclasses of the standard library, and nothing else.

One noun, one file. A noun is spelt the same here, in the tables, in the JSON and on the page.
All offsets are 0-based, end-exclusive ranges of Unicode code points in a document's text.
"""
