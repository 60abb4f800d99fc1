"""How a build grows with the blog: peak memory a post, and what a rebuild after one edit costs of a full build.

    python benchmarks/growth.py [--posts N N …] BLOG …

Made-up blogs of N posts are put together from paragraphs of real ones, which are only read: some 4,000 characters a
post, a title of its own, a link or a title quoted here and there. Each size is built from nothing, then again after
each of three edits to a post: a paragraph that coins a name, one that names what is known, one that names nothing.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SIZES = (500, 2000, 8000)
SEED = 7
BYTES_A_POST = 6200  # the middle of a log-normal distribution
HEADS = "浅谈 理解 漫谈 从零实现 再论 关于 深入 Notes-on A-short-look-at".split()
TOPICS = "注意力机制 生成对抗网络 变分自编码器 梯度下降 Transformer BERT 强化学习 词向量 扩散模型".split()
ENDINGS = "问题 方法 实践 思考".split()
EDITS = {  # a post's number, and what is added to it
    9: "\n\n我们使用BERT模型和一种称为“ZetaQxNet”的方法，ZetaQxNet模型在ImageNet上有效。\n",
    12: "\n\n这里再说说BERT和GAN，以及它们与变分自编码器的关系。\n",
    7: "\n\n这一段只是后来加的几句话，没有别的意思。\n",
}
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of `kg build` took."""

    seconds: float  # of the processor
    peak: float  # MB


def main(arguments: Sequence[str]) -> None:
    """Measure each size and print a row for it as soon as it is known."""
    sizes = [int(each) for each in arguments if each.isdigit()] or list(SIZES)
    blogs = [Path(each) for each in arguments if not each.isdigit() and each != "--posts"]
    paragraphs = [text for blog in blogs for text in _paragraphs(blog)]
    print("| posts | build s | peak MB | KB a post more | coins s | of it | names s | of it | says nothing s | of it |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    before: tuple[int, Cost] | None = None
    for posts in sizes:
        with tempfile.TemporaryDirectory() as folder:
            full, *edits = _measure(posts, paragraphs, Path(folder))
        grown = 1000 * (full.peak - before[1].peak) / (posts - before[0]) if before else 0.0
        shares = " | ".join(f"{edit.seconds:.1f} | {edit.seconds / full.seconds:.3f}" for edit in edits)
        print(f"| {posts:,} | {full.seconds:.1f} | {full.peak:.0f} | {grown:.1f} | {shares} |", flush=True)
        before = posts, full


def _measure(posts: int, paragraphs: Sequence[str], folder: Path) -> list[Cost]:
    """Return the cost of the first build, and that of a build after each edit."""
    blog = folder / "blog"
    write_blog(posts, paragraphs, blog)
    costs = [_build(folder)]
    for number, text in EDITS.items():
        _append(blog / f"p{number:05}.md", text)
        costs.append(_build(folder))
    shutil.rmtree(blog)
    return costs


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _build(folder: Path) -> Cost:
    """Run `kg build` as a person does, and return what the system says that it took."""
    command = [sys.executable, "-m", "kg", "build", str(folder / "blog"), "-o", str(folder / "out")]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    with (folder / "said").open("wb") as said:
        process = os.posix_spawn(
            sys.executable, command, environment, file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), 1)]
        )
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"kg build failed: {(folder / 'said').read_text(encoding='utf-8')}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _paragraphs(blog: Path) -> Iterator[str]:
    for path in sorted(blog.rglob("*.md")):
        text = _FRONT.sub("", path.read_text(encoding="utf-8", errors="replace"))
        yield from (each.strip() for each in re.split(r"\n\s*\n", text) if 40 < len(each) < 3000 and "[#]:" not in each)


def write_blog(posts: int, paragraphs: Sequence[str], folder: Path) -> None:
    """Write a made-up blog, the same for the same paragraphs."""
    dice = random.Random(SEED)  # noqa: S311 - a made-up blog is no secret
    words = [word for text in paragraphs for word in re.findall(r"[\u4e00-\u9fff]{3,6}|[A-Z][a-z]{3,9}", text)[:2]]
    titles = [_title(number, words, dice) for number in range(posts)]
    folder.mkdir()
    for number, title in enumerate(titles):
        day = f"{2008 + number * 16 // posts}-{1 + number % 12:02}-{1 + number % 28:02}"
        body = "\n\n".join(_blocks(paragraphs, titles, dice))
        front = f'---\ntitle: "{title}"\ndate: {day}\n---\n\n'
        (folder / f"p{number:05}.md").write_text(f"{front}{body}\n", encoding="utf-8")


def _title(number: int, words: Sequence[str], dice: random.Random) -> str:
    head, topic = dice.choice(HEADS).replace("-", " "), dice.choice(TOPICS)
    return f"{head}{topic}与{dice.choice(words)}的{dice.choice(words)}{dice.choice(ENDINGS)}{number}"


def _blocks(paragraphs: Sequence[str], titles: Sequence[str], dice: random.Random) -> list[str]:
    blocks: list[str] = []
    wanted = dice.lognormvariate(0, 0.5) * BYTES_A_POST
    while wanted > 0:
        blocks.append(dice.choice(paragraphs))
        wanted -= len(blocks[-1].encode())
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        number = dice.randrange(len(titles))
        quoted = f"参考《{titles[number]}》一文。"
        linked = f"详见[《{titles[number]}》](/posts/p{number:05}/)的介绍。"
        blocks.insert(dice.randrange(len(blocks) + 1), quoted if dice.random() < 0.5 else linked)
    return blocks


if __name__ == "__main__":
    main(sys.argv[1:])
