"""RSS and Atom feeds, and the exports of WordPress, which are feeds too."""
