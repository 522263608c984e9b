"""
Speed and size, as JSON lines: `make bench`, or `python -m tests.bench --claims 1000` for a smaller run.

Each line is {"name", "value", "unit", "at", "aim", "peer"}: at = claims in the archive (null where it makes no
difference), aim = what is wanted ("<= 100") or null, peer = what the value is set against, or null.
"""
