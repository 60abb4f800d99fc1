"""Posts in: from files and folders to the `Post`s that every later stage reads."""
