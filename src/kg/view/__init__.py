"""The interactive page: layout, data, and one HTML file that opens offline."""

PAGE_AROUND = "around.html"  # what `kg view --around` makes of a build, and the next build takes away
