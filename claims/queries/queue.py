"""What waits for a reviewer: suggested mentions and suggested relations, and which one is next."""

#: The badge stops counting here: nobody needs to know whether 4,000 or 4,100 tasks wait, and counting them is slow.
BADGE_LIMIT = 99


def waiting_badge() -> str:
    """Return how many tasks wait as text: "" for none, "99+" beyond the limit."""
    return ""
