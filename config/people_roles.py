"""
Who works here: add a person, give a role, take access away. Services; every change goes into Django's admin log.

A person has one role in these pages (the admin site can give several). Nobody is deleted: what they did stays theirs.
"""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from config.policies import ALLOWED, Action, Role
from config.seen import ChangedMeanwhile


class NameTaken(Exception):
    """Somebody has that sign-in name already, perhaps in other capitals."""


class LastAdmin(Exception):
    """The change would leave nobody who may manage people."""


def everyone() -> QuerySet[User]:
    """Return all people with their groups prefetched: the active ones first, then by name. Two queries."""
    return User.objects.prefetch_related("groups").order_by("-is_active", "username")


def able(action: Action) -> QuerySet[User]:
    """Return the active people who may do it, by name."""
    groups = [role.value for role in ALLOWED[action]]
    may = Q(groups__name__in=groups) | Q(is_superuser=True)
    return User.objects.filter(may, is_active=True).distinct().order_by("username")


def role_of(person: User) -> str:
    """Return the person's highest role, or "" for none. Uses prefetched groups."""
    names = {group.name for group in person.groups.all()}
    return next((role.value for role in reversed(Role) if role.value in names), "")


def standing_of(person: User) -> str:
    """Return what an edit must have seen, so that two admins do not undo each other unknowingly."""
    return f"{role_of(person)}:{'active' if person.is_active else 'inactive'}"


@transaction.atomic
def add_person(*, username: str, password: str, role: Role, by: User | None) -> User:
    """
    Return a new active person. `by` None: the system (the demo).

    Raises NameTaken.
    """
    try:
        with transaction.atomic():
            if User.objects.filter(username__iexact=username).exists():
                raise NameTaken(username)
            person = User.objects.create_user(username=username, password=password)
    except IntegrityError as error:
        raise NameTaken(username) from error
    _give(person, role)
    _note(person, by, ADDITION, f"Added with the role {role}.")
    return person


@transaction.atomic
def set_standing(person_id: int, *, role: Role, is_active: bool, seen: str, by: User) -> User:
    """
    Give the person a role and let them in or not. Return the person as they are now.

    `seen` is what `standing_of` said when the page was made. Raises ChangedMeanwhile, LastAdmin,
    User.DoesNotExist.
    """
    admins = Group.objects.select_for_update().get(name=Role.ADMIN)  # one such change at a time
    person = User.objects.select_for_update(of=("self",)).get(pk=person_id)
    if standing_of(person) != seen:
        raise ChangedMeanwhile(person)
    keeps = role is Role.ADMIN and is_active
    if not keeps and not admins.user_set.filter(is_active=True).exclude(pk=person_id).exists():
        raise LastAdmin(person.username)
    person.is_active = is_active
    _give(person, role)
    _note(person, by, CHANGE, f"Role {role}, {'active' if is_active else 'inactive'}.")
    return person


def _give(person: User, role: Role) -> None:
    person.is_staff = role is Role.ADMIN  # the admin site is for admins
    person.save(update_fields=["is_active", "is_staff"])
    person.groups.set([Group.objects.get_or_create(name=role)[0]])


def _note(person: User, by: User | None, flag: int, words: str) -> None:
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [person], flag, change_message=words, single_object=True)
