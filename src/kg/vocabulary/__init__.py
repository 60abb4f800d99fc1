"""The concepts that are known by name: SKOS files in, an index of labels out."""
