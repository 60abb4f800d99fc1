from __future__ import annotations

import base64
import hashlib

from kg.view.policy import to_policy


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def test_only_the_scripts_of_the_page_may_run() -> None:
    html = '<script>one()</script><script type="application/json">{}</script><script type="module">\ntwo()\n</script>'
    policy = to_policy(html)
    assert f"script-src 'sha256-{digest('one()')}' 'sha256-{digest(chr(10) + 'two()' + chr(10))}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-eval" not in policy


def test_scripts_of_the_page_may_load_files_only_where_there_are_some() -> None:
    assert "strict-dynamic" not in to_policy("<script>one()</script>")
    assert "strict-dynamic" in to_policy("<script>one()</script>", beside=True)
