"""
A large invented archive, for measuring: outlets, agencies, reprints, tolls that rise, scopes inside scopes.

The same number of claims and the same seed always make the same rows. Everything is invented; spans are right,
constraints and history hold. `manage.py generate_archive --claims N --seed S` writes what was read and counted with
COPY (`archive`), and then, statement by statement, what people made of it (`review`).
"""
