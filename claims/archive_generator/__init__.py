"""
A large invented archive, for measuring: outlets, agencies, reprints, tolls that rise, scopes inside scopes.

The same number of claims and the same seed always make the same rows. Everything is invented; spans are right,
constraints and history hold. Written with COPY: `manage.py generate_archive --claims N --seed S`.
"""
