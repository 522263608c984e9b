"""What was known at a moment, read from the history: rows as they were, with the names of that time."""
