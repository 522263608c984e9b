"""One file a page: a view parses the request, calls once, renders. `claims.queries` reads, services write."""
