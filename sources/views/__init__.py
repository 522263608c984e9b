"""Pages of the import desk and of the directory of sources: parse, call once, render."""
