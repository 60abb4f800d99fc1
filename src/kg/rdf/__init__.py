"""The graph as RDF: triples by the profile, files without blank nodes, checks."""
