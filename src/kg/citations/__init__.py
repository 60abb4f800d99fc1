"""Which post cites which post or work, and on what evidence."""
