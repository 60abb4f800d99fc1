"""What every page without a script has around it."""

from __future__ import annotations


def to_html(title: str, body: str, head: str = "") -> str:
    """Return a page; all three parts are HTML, with what others wrote escaped."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="/assets/serve.css">
{head}
</head>
<body>
<nav><a href="/">Page</a> <a href="/search">Search</a> <a href="/sparql">SPARQL</a></nav>
<main>
{body}
</main>
</body>
</html>
"""
