"""
Every write of the claims app: one verb a function, `by=` the person (None: the program), `now=` the time.

Each is one transaction. Reads that pages need are QuerySet methods and `claims.queries`.
"""
