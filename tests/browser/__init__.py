"""The browser tests: a package of their own, so that its demo and its browser end with it."""
