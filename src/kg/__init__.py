"""kg turns a folder of blog posts into a knowledge graph in which every edge shows its evidence."""

__version__ = "0.1.0"
