"""Account: the names under which people sign in, with their history, so that the past names them as it knew them."""

from django.contrib.auth.models import User

from claims.models.rules import with_history


@with_history("username", "first_name", "last_name", "is_active")
class Account(User):
    """
    A person who may sign in, as the history of names sees them; the row is Django's own.

    Its events keep the names and whether the account is open, never a password; they stay when an account is renamed,
    closed or removed.
    """

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return self.get_username()
