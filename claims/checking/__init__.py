"""
What must hold in an archive, each rule with its own check: `manage.py check_archive`.

The database refuses what breaks most of these rules. The checks read the rows all the same, for an archive may come
from a dump, a disk or a person that went round the rules.
"""
