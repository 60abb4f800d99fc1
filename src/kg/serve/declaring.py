"""A query for any program: the prefixes that kg knows by itself are written out."""

from __future__ import annotations

import re

from kg.rdf.terms import PREFIXES


def declare(query: str) -> str:
    r"""Return the query with the prefixes that it uses declared before it.

    One that stands only in a text or a comment may be declared too: that changes nothing.

    >>> declare("ASK { ?post schema:mentions ?concept }")
    'PREFIX schema: <http://schema.org/>\nASK { ?post schema:mentions ?concept }'
    """
    used = (f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if _uses(query, prefix))
    return "".join(used) + query


def _uses(query: str, prefix: str) -> bool:
    is_declared = re.search(rf"\bPREFIX\s+{prefix}:", query, re.IGNORECASE)
    return not is_declared and re.search(rf"(?<![\w:/.-]){prefix}:", query) is not None
