"""Who says what, through whom: cues, the source before or behind them, what is said, and the chain of reports."""
