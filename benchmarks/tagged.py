"""Posts with the tags and categories that their author gave them: JSON lines with id (the file), tags, categories."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.model import Post

TECHNICAL = frozenset(
    """机器学习 深度学习 表示学习 强化学习 计算机视觉 自然语言处理 最优化 复杂网络 AI 数学
    Tech101 编程 教程 Linux 可视化""".split()
)


@dataclass(frozen=True)
class Tagged:
    """A post, and what its author filed it under."""

    post: Post
    tags: tuple[str, ...]
    tags_in_body: tuple[str, ...]
    categories: frozenset[str]

    @property
    def is_technical(self) -> bool:
        """Tell whether any of its categories is a technical one."""
        return bool(self.categories & TECHNICAL)


def read_tagged(path: Path, posts: Iterable[Post]) -> list[Tagged]:
    """Return the posts that the truth file knows, in its order; those without a post are left out."""
    post_by_name = {PurePosixPath(source.path).stem: post for post in posts for source in post.sources}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Tagged(
            post_by_name[line["id"]],
            tuple(line["tags"]),
            tuple(line["tags_in_body"]),
            frozenset(line["categories"]),
        )
        for line in lines
        if line["id"] in post_by_name
    ]
