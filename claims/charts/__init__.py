"""Drawings of figures: numbers in, coordinates out; the templates write the SVG. No Django, no database."""
