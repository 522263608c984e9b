"""What the pages of sources and imports show, read in a constant number of queries."""
