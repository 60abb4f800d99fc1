"""Answers: SPARQL and named questions on the store of a build."""
