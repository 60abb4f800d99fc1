"""What a build remembers of the last one, so that only what changed is worked out again."""
