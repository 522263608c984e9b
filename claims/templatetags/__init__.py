"""Template filters of the claims pages."""
