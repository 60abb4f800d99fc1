"""A small blog whose posts bear on one another in every way that kg knows, and a vocabulary with a crowded family."""

from __future__ import annotations

from pathlib import Path

_CONCEPT = """<https://example.org/v/{id}> a skos:Concept ; dcterms:type <http://purl.org/dc/terms/type> ;
    skos:prefLabel "{label}"@{language} ; skos:broader <https://example.org/v/learning> .
"""
_NAMED = (
    ("bert", "BERT", "en"),
    ("gan", "GAN", "en"),
    ("vae", "VAE", "en"),
    ("resnet", "ResNet", "en"),
    (
        "flow",
        "flow",
        "en",
    ),  # an ordinary word, and so in need of evidence: the more kin is named, and the closer, the more
    ("nice", "nice", "en"),
    ("attention", "注意力机制", "zh"),
    ("softmax", "softmax", "en"),
)
FAMILY = 60  # members; from there on each further one makes all of them a little less close


def to_vocabulary(*, members: int = FAMILY, without: str = "") -> str:
    """Return the vocabulary as Turtle, less one of its named concepts."""
    others = [(f"other{number}", f"Othermodel{number}", "en") for number in range(members - len(_NAMED) - 1)]
    concepts = "".join(
        _CONCEPT.format(id=each, label=label, language=language)
        for each, label, language in (*_NAMED, *others)
        if each != without
    )
    return (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        '<https://example.org/v/learning> a skos:Concept ; skos:prefLabel "机器学习"@zh .\n' + concepts
    )


TERM = "。".join(["胶囊网络的结构很简单", "我们研究胶囊网络", "“胶囊网络”与BERT", "用胶囊网络来分类", "训练胶囊网络"])
TEXTS = {
    "defines a model": "---\ntitle: ZetaBERT：一个新模型\ndate: 2020-01-02\n---\n我们把它称为ZetaBERT，它比BERT好。",
    "defines it elsewhere": "---\ntitle: 另一种方法\ndate: 2019-05-06\n---\n有一种模型叫做ZetaBERT，ZetaBERT模型很快。",
    "names it": "---\ntitle: 随便写写ZetaBERT\ndate: 2021-03-04\n---\n我们用 ZetaBERT 与 GAN 做实验，flow 也行。",
    "defines a short name": "---\ntitle: 短名\ndate: 2020-02-03\n---\nZero Quality Xylophone(ZQX)模型称为“ZQX”。",
    "names a short name": "---\ntitle: 用短名\ndate: 2020-02-04\n---\n这里的ZQX是别的东西，BERT不是。",
    "is ambiguous": "---\ntitle: 流模型与flow\ndate: 2018-07-08\n---\nflow模型与GAN、VAE、ResNet都是生成模型，nice也是一个flow。",
    "is doubtful": "---\ntitle: A nice day\ndate: 2018-07-09\n---\nIt was nice, and BERT did flow. GAN and VAE too.",
    "quotes a title": "---\ntitle: 引用\ndate: 2021-01-01\n---\n我在《ZetaBERT：一个新模型》中介绍过，另见《随便写写ZetaBERT》一文。",
    "quotes an old title": "---\ntitle: 再引用一次\ndate: 2021-01-02\n---\n参考笔者之前写过的《ZetaBERT：一个新的模型》和《变分自编码器漫谈（二）：续》。",
    "links": "---\ntitle: 链接\ndate: 2021-02-02\n---\n见[这里](/b/)与[那里](c.md)，还有 https://blog.example.org/d/ 。",
    "has an address": "---\ntitle: 有地址的文章\ndate: 2021-02-03\nurl: https://blog.example.org/d/\n---\nGAN与[c](https://blog.example.org/c/)。",
    "part one": "---\ntitle: 变分自编码器漫谈（一）：开始\ndate: 2017-01-01\n---\nVAE是一种模型。见本系列第二篇。",
    "part two": "---\ntitle: 变分自编码器漫谈（二）：继续\ndate: 2017-02-01\n---\n上一篇介绍了VAE，其中的注意力机制（一）很重要。",
    "looks back": "---\ntitle: 回顾注意力机制\ndate: 2022-01-01\n---\n在上一篇文章里，我们谈了GAN与VAE，以及变分自编码器漫谈（二）：继续。",
    "recurs": f"---\ntitle: 胶囊网络\ndate: 2016-01-01\n---\n{TERM}。",
    "recurs once more": "---\ntitle: 又见胶囊网络\ndate: 2016-01-02\n---\n胶囊网络（capsule network）是一种网络。胶囊网络与GAN。",
    "is traditional": "---\ntitle: 這個模型\ndate: 2015-01-01\n---\n這個模型称为“Zeta機器BERT”，與ＢＥＲＴ–相關，臺灣。",
    "is English": "---\ntitle: The ZetaBERT model, explained\ndate: 2020-06-01\n---\nWe call it ZetaBERT (Zeta Bidirectional Encoder). See arXiv:1706.03762 and ResNet-50.",
    "has no head": "ZetaBERT-based 的方法，softmax 与 `BERT`。$x$ 与 https://arxiv.org/abs/1706.03762 。",
    "is a copy": "---\ntitle: ZetaBERT：一个新模型\ndate: 2020-01-02\n---\n我们把它称为ZetaBERT，它比BERT好。多一句GAN。",
    "relates it": "---\ntitle: 关系\ndate: 2021-05-05\n---\nZetaBERT是BERT的一种变体。ZetaBERT基于GAN。",
    "names a version": "---\ntitle: 版本\ndate: 2021-05-06\n---\n我们用ZetaQux-50来训练。",
    "names a thing": "---\ntitle: 取名\ndate: 2021-05-07\n---\n它被称为ZetaQux。",
    "names a model so": "---\ntitle: 取名\ndate: 2021-05-07\n---\n它被称为ZetaQux模型。",
    "teaches an address": "---\ntitle: 转载\ndate: 2021-06-01\n---\n见[《胶囊网络》](https://mirror.example/2016/01/caps/)一文。",
    "teaches nothing": "---\ntitle: 转载\ndate: 2021-06-01\n---\n没有什么可说的。",
    "uses an address": "---\ntitle: 使用\ndate: 2021-06-02\n---\n见[此处](https://mirror.example/2016/01/caps/)。",
    "quotes three": "---\ntitle: 三篇\ndate: 2021-06-03\n---\n《链接》、《引用》、《短名》，以及《回顾注意力机制》《胶囊网络》。",
    "quotes nothing": "---\ntitle: 三篇\ndate: 2021-06-03\n---\n没有什么可说的。",
    "quotes an unknown title": "---\ntitle: 未知\ndate: 2021-06-04\n---\n关于《一个我们从来没有见过的很长的中文标题》的讨论。",
    "links to a host": "---\ntitle: 主机\ndate: 2021-06-05\n---\n见[此处](https://blog.example.org/2020/01/some-post/)。",
    "has another title": "---\ntitle: ZetaBERT：一个旧模型\ndate: 2020-01-02\n---\n我们把它称为ZetaBERT，它比BERT好。",
    "has its title": "---\ntitle: 随便写写ZetaBERT\ndate: 2001-03-04\n---\n早就写过的另一篇，讲GAN。",
    "is broken": "---\ntitle: [\n---\n",
}
NAMES = ("a.md", "b.md", "c.md", "sub/d.md", "e.md", "f.md")


def write_vocabulary(folder: Path, *, members: int = FAMILY, without: str = "") -> Path:
    """Write the vocabulary into a folder."""
    path = folder / "own.ttl"
    path.write_text(to_vocabulary(members=members, without=without), encoding="utf-8")
    return path
