"""Forms: a dictionary of strings and files in, domain values out. They write nothing."""
