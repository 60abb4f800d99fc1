"""The content security policy: the page runs its own scripts, and nothing that a text may smuggle in."""

from __future__ import annotations

import base64
import hashlib
import re

SCRIPT = re.compile(r'<script(?: type="module")?>(.*?)</script>', re.DOTALL)


def to_policy(html: str, *, beside: bool = False) -> str:
    """Return the policy for a page: its executable scripts by SHA-256 of their exact text.

    With `beside`, those scripts may load others: the evidence of a large graph lies in files beside the page.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in SCRIPT.findall(html))
    trust = "'strict-dynamic' " if beside else ""
    return (
        f"default-src 'none'; script-src {trust}{hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
