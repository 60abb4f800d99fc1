"""Which post names which concept, and on what evidence."""
