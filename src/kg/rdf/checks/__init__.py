"""What can be wrong with a build's RDF: one module a kind of rule."""
