"""A build in forms that others read: made from its files, without reading the posts again."""
