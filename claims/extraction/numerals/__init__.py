"""Numbers, what limits them, which way they moved, and what they count: from characters to figures."""
