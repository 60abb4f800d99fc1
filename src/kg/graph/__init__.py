"""The networkx graph: posts, concepts, works and series as nodes, evidence on every edge."""
