"""The words of a text, its sentences, and what its grammar says: from the parse where there is one, else from lists."""
