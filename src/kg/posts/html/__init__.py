"""HTML: pages, and the HTML inside Markdown, feeds and exports."""
