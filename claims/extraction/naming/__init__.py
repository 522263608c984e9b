"""Names: persons, nations, places, populations, and which of them are the same within one document."""
