"""Why the extraction says what it says: for JSON, a terminal and a page."""
