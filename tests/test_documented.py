"""What the documents say of settings, targets and logins is what there is."""

import itertools
import re
from pathlib import Path

import pytest

from config import settings as _settings  # reads every setting, so that NAMES is complete
from config.demo_data import LOGINS
from config.env import NAMES
from config.policies import Role

ROOT = Path(__file__).resolve().parent.parent
assert _settings


def names_in_example() -> list[str]:
    return re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)


def documented_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_setting_that_is_read_is_in_the_example_and_no_other() -> None:
    assert sorted(names_in_example()) == sorted(NAMES)


def test_every_setting_in_the_example_has_a_line_that_explains_it() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    unexplained = [line for before, line in itertools.pairwise(lines) if "=" in line[:30] and
                   not line.startswith("#") and not before.startswith("#")]  # fmt: skip

    assert unexplained == []


@pytest.mark.parametrize("target", sorted(documented_targets()))
def test_every_target_of_make_help_is_in_the_readme(target: str) -> None:
    assert f"make {target}" in (ROOT / "README.md").read_text()


def test_make_help_lists_at_least_what_a_newcomer_needs() -> None:
    assert documented_targets() >= {"demo", "test", "check", "bench", "install", "stop", "clean", "lock"}


def test_no_recipe_of_the_makefile_is_longer_than_five_lines() -> None:
    recipes = re.findall(
        r"^([^\s#:]+):[^\n]*\n((?:\t[^\n]*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE
    )

    assert len(recipes) > 10
    assert [name for name, recipe in recipes if recipe.count("\n") > 5] == []


def test_there_is_one_demo_login_per_role_and_the_readme_names_it() -> None:
    readme = (ROOT / "README.md").read_text()

    assert {name for name, _, _ in LOGINS} == {role.value for role in Role}
    assert [password for _, password, _ in LOGINS if password not in readme] == []
