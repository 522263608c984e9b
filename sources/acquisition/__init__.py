"""
Bytes to articles: plain Python, no Django, no network, no clock.

Two steps. `files.split_file` takes a file apart into `RawItem`s, one for each article, and keeps their bytes;
`reading.read_item` makes a `Reading` of one item's bytes or raises `Unreadable` with the reason in plain English.
So one broken item never stops the others, and its bytes are there to be read again.
"""
