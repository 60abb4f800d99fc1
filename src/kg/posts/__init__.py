"""Posts in: from files to `Post`s with a text, zones, links and sources."""
