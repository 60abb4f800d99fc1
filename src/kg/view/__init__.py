"""The interactive page: layout, data, and one HTML file that opens offline."""
