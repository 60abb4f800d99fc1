"""Full text: an index beside the store, and what it finds, in Chinese and English."""
