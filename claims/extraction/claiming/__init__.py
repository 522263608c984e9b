"""From figures and statements to claims, each with its scope and its chain."""
