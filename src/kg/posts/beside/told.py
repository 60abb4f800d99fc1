"""The noun for what one file tells of posts that stand in others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Source
from kg.posts.permalink_names import Field


class Scope(StrEnum):
    """Of what a file beside the posts tells."""

    POST = "post"  # of one post, before what that says itself
    FOLDER = "folder"  # of all posts in a folder, where they do not say themselves
    PEOPLE = "people"  # of those who write in a folder: each field is a key, and the name that it stands for


@dataclass(frozen=True, slots=True, order=True)
class Beside:
    """Fields of posts that stand in other files: `of` is a post's path without its suffix, else a folder's."""

    source: Source
    scope: Scope
    of: str
    fields: tuple[Field, ...]
