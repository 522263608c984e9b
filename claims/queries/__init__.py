"""Reads that pages need: one module per page. Functions return querysets or frozen dataclasses, and never write."""
