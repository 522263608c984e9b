"""What the services of several objects refuse in the same way."""


class ReasonMissing(ValueError):
    """The act needs a reason in words."""
