"""The endpoint: SPARQL over HTTP, the query editor, the page and the things of a build, read-only."""
