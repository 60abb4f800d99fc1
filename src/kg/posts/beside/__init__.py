"""What files beside the posts tell of them: names of authors, facts of one post, facts of all posts of a folder."""
