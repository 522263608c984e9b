"""Dates, durations and sets of dates: from words to a first and a last day."""
