"""Forms: a dictionary of strings in, domain values out. The only write: a term named for the first time."""
