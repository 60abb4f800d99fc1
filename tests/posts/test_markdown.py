import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Problem
from kg.posts.markdown.page import parse_markdown, to_prose
from kg.posts.record import LeftOut, Record
from kg.posts.zones import find_zones
from tests.posts.law import SITE, Kind, Passage, check_quotes, check_spans, passages, passages_of, posts_of, to_markdown
from tests.posts.marked import Case, mark, read_cases

SIGNS = (
    "# |## |- |1. |> |    |```\n|~~~|`|``|*|**|_|~~|[|]|(|)|](|![|[[|]]|[^a]|[^a]: |[a]: |<|>|<b>|</b>|<div>|</div>"
    "|<pre>|<a href='x'>|</a>|<script>|<!--|-->|{{|}}|{%|%}|{{<|>}}|{% highlight x %}|{% endhighlight %}|$|$$|\\(|\\)"
    "|\\\\[|\\\\]|\\|:a:`b`|{#a}|---|===|图|word|http://a.example|&amp;"
).split("|")
pieces = [*SIGNS, "|", "|---|---|\n", " ", "\n", "\n\n"]
markdown_texts = st.lists(st.sampled_from(pieces), max_size=40).map("".join) | st.text(max_size=100)


def post_of(text: str, path: str = "post.md") -> Record:
    (record,) = [each for each in parse_markdown(text, path) if isinstance(each, Record)]
    return record


@pytest.mark.parametrize("case", read_cases("markdown.txt"), ids=str)
def test_markdown(case: Case) -> None:
    prose = to_prose(case.source)
    assert mark(prose.text, find_zones(prose.text, prose.zones), tuple(sorted(prose.links))) == case.expected


@given(markdown_texts)
def test_zones_and_links_lie_in_the_prose_of_any_markdown(text: Any) -> None:
    prose = to_prose(text)
    assert all(0 <= zone.span.start < zone.span.end <= len(prose.text) for zone in prose.zones)
    assert all(0 <= link.span.start < link.span.end <= len(prose.text) for link in prose.links)
    assert prose.text == prose.text.strip("\n") or any(zone.span.end == len(prose.text) for zone in prose.zones)


@given(st.lists(st.text("文字模型abc ", min_size=1, max_size=20).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_plain_paragraphs_are_read_as_they_are(paragraphs: Any) -> None:
    plain = [" ".join(paragraph.split()) for paragraph in paragraphs]
    assert to_prose("\n\n".join(paragraphs)).text == "\n\n".join(plain)


@pytest.mark.parametrize(
    "sign", ["[", "](", "*", "`", "<a ", "> ", "{{<", "{% highlight %}", "\\\\[", "[[", "via: http\n"]
)
def test_hostile_markdown_takes_linear_time(sign: Any) -> None:
    started = time.process_time()
    to_prose(sign * (100_000 // len(sign)))
    assert time.process_time() - started < 3


def test_the_front_matter_tells_the_facts() -> None:
    post = post_of(
        "---\ntitle: 'GAN: 一个故事'\ndate: 2019-03-06 23:30:00 +0800\nauthor: 张三\ntags: [GAN, 生成模型]\n"
        "categories:\n- 机器学习\nslug: o-gan\nurl: https://a.example/o-gan\nlang: zh-cn\n---\n正文。\n"
    )
    assert (post.title, post.published, post.author) == ("GAN: 一个故事", date(2019, 3, 6), "张三")
    assert post.keywords == ("GAN", "生成模型", "机器学习")
    assert (post.address, post.language, post.body) == ("https://a.example/o-gan", "zh-CN", "正文。")


def test_the_first_heading_is_the_title_where_the_front_matter_has_none() -> None:
    post = post_of("标题一\n=====\n\n正文。\n\n# 另一节")
    assert (post.title, post.body) == ("标题一", "正文。\n\n另一节")


def test_a_heading_that_repeats_the_title_is_no_text() -> None:
    assert post_of("---\ntitle: 标题一\n---\n# 标题一\n\n正文。").body == "正文。"


def test_the_name_of_the_file_tells_day_and_title_where_nothing_else_does() -> None:
    post = post_of("正文。", "_posts/2019-03-06-o-gan.md")
    assert (post.title, post.published) == ("o gan", date(2019, 3, 6))
    assert post_of("正文。", "注意力机制.md").title == "注意力机制"
    assert post_of("正文。", "o-gan/index.md").title == "o-gan"
    assert post_of("正文。", "untitled.md").title is None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("---\ntitle: a\ndraft: true\n---\nb", "a.md"),
        ("---\ntitle: a\npublished: false\n---\nb", "a.md"),
        ("b", "_drafts/a.md"),
        ("# About", "README.md"),
        ("---\ntitle: Posts\n---\n", "posts/_index.md"),
        ("---\ntitle: About\nlayout: about\n---\nb", "about.md"),
        ("---\n---\n", "index.md"),
    ],
)
def test_drafts_and_papers_of_the_house_are_left_out(text: Any, path: Any) -> None:
    (found,) = parse_markdown(text, path)
    assert isinstance(found, LeftOut)
    assert found.reason


def test_front_matter_that_is_no_yaml_is_read_line_by_line_and_told() -> None:
    problem, post = parse_markdown("---\ntitle: GAN: a story\ndate: 2019-03-06\n---\nb", "a.md")
    assert isinstance(problem, Problem)
    assert isinstance(post, Record)
    assert (post.title, post.published) == ("GAN: a story", date(2019, 3, 6))


def test_a_date_that_is_none_is_told_and_the_post_kept() -> None:
    problem, post = parse_markdown("---\ntitle: a\ndate: 2019-02-30\n---\nb", "a.md")
    assert isinstance(problem, Problem)
    assert "2019-02-30" in problem.message
    assert isinstance(post, Record)
    assert post.published is None


def test_a_translation_of_lctt_has_its_own_title_and_the_address_it_appeared_at() -> None:
    post = post_of(
        '[#]: subject: "An English Title"\n[#]: via: "https://a.example/en"\n[#]: author: "Bo B https://a.example/bo"\n'
        '[#]: url: "https://linux.example/1.html"\n\n中文标题\n======\n\n正文见[前文][1]。\n\n------\n\nvia: https://a.example/en\n\n'
        "作者：[Bo][a] 译者：[甲](https://b.example)\n\n本文由 [LCTT](https://c.example) 原创编译，某站荣誉推出\n\n[1]: https://d.example/x\n",
        "20220526 An English Title.md",
    )
    assert (post.title, post.author, post.address) == ("中文标题", "Bo B", "https://linux.example/1.html")
    assert (post.body, post.published) == ("正文见前文。", date(2022, 5, 26))
    assert post.aliases == ("https://a.example/en",)


def test_html_with_front_matter_is_read_as_html() -> None:
    post = post_of("---\ntitle: a\n---\n<p>b *c* {% include x %}<code>d</code></p>", "a.html")
    assert post.body == "b *c* d"


def test_an_entity_in_a_title_is_the_character_it_stands_for() -> None:
    assert post_of("---\ntitle: Attention&#58; a &amp; b\n---\nBody.\n").title == "Attention: a & b"


@given(markdown_texts)
def test_spans_of_any_markdown_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_markdown, text), text)


def paragraphs(written: list[Passage]) -> str:
    return "\n\n".join(map(to_markdown, written))


# What surrounds the same Markdown in each dialect.
HEADS: dict[str, Any] = {
    "plain": lambda body: f"# 标题\n\n{body}\n",
    "setext": lambda body: f"标题\n====\n\n{body}\n",
    "Jekyll": lambda body: f"---\nlayout: post\ntitle: 标题\n---\n{{% include a.html %}}\n\n{body}\n\n{{: .note}}\n",
    "Hugo": lambda body: f'+++\ntitle = "标题"\n+++\n{{{{< toc >}}}}\n\n{body}\n\n{{{{< figure src="a.png" >}}}}\n',
    "Hexo": lambda body: f"title: 标题\ndate: 2020-01-01\n---\n开头。\n\n<!-- more -->\n\n{body}\n",
    "Obsidian": lambda body: f"---\naliases: [别名]\n---\n![[图.png]]\n\n%%注%%\n\n{body} ^a1b2c3\n",
    "LCTT": lambda body: f"[#]: author: (A)\n\n标题\n====\n\n{body}\n\n--------\n\nvia: http\n",
    "Pelican": lambda body: f"Title: 标题\nDate: 2020-01-01\n\n{body}\n",
    "Nikola": lambda body: f"<!--\n.. title: 标题\n-->\n\n{body}\n",
    "Docusaurus": lambda body: f"---\ntitle: 标题\n---\nimport A from './a';\n\n:::tip 提示\n\n{body}\n\n:::\n",
    "MkDocs": lambda body: '# 标题\n\n!!! note "注"\n\n' + "\n".join(f"    {line}" for line in body.split("\n")) + "\n",
    "in a quotation": lambda body: "# 标题\n\n" + "\n".join(f"> {line}" for line in body.split("\n")) + "\n",
}


@pytest.mark.parametrize("dialect", HEADS)
@settings(max_examples=25)
@given(passages)
def test_links_code_and_addresses_are_quoted_exactly_in_every_dialect(dialect: Any, written: Any) -> None:
    (post,) = posts_of(parse_markdown, HEADS[dialect](paragraphs(written)))
    check_quotes(post, written)


# What authors write for one link: its words, and the name or the address that it leads to.
LINKS: dict[str, Any] = {
    "reference": lambda words, name: f"[{words}][{name}]\n\n[{name}]: {SITE}/{name}\n",
    "HTML": lambda words, name: f"<a href='{SITE}/{name}'>{words}</a>",
    "component": lambda words, name: f'<Link to="{SITE}/{name}">{words}</Link>',
    "wiki": lambda words, name: f"[[{SITE}/{name}|{words}]]",
    "post_link": lambda words, name: f'{{% post_link {SITE}/{name} "{words}" %}}',
    "link of Hexo": lambda words, name: f"{{% link {words} {SITE}/{name} true %}}",
    "post_url": lambda words, name: f"[{words}]({{% post_url {SITE}/{name} %}})",
    "ref": lambda words, name: f'[{words}]({{{{< ref "{SITE}/{name}" >}}}})',
    "relative_url": lambda words, name: f"[{words}]({{{{ '{SITE}/{name}' | relative_url }}}})",
    "strong": lambda words, name: f"**[{words}]({SITE}/{name})**",
    "in an item": lambda words, name: f"\n\n- {words[:0]}[{words}]({SITE}/{name})\n",
    "in a cell": lambda words, name: f"\n\n| 甲 | 乙 |\n|---|---|\n| [{words}]({SITE}/{name}) | 丙 |\n",
}


@pytest.mark.parametrize("form", LINKS)
@settings(max_examples=25)
@given(passages_of(Kind.LINK))
def test_the_anchor_of_a_link_is_quoted_exactly_whatever_form_it_has(form: Any, written: Any) -> None:
    source = "\n\n".join(f"{each.before} {LINKS[form](each.quoted, str(each.number))} 后。" for each in written)
    (post,) = posts_of(parse_markdown, f"# 标题\n\n{source}\n")
    assert [(link.span.of(post.text), link.target) for link in post.links] == [
        (each.quoted, each.target) for each in written
    ]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " \t\n"])
def test_an_empty_file_is_a_problem(text: Any) -> None:
    (found,) = parse_markdown(text, "名字.md")
    assert isinstance(found, Problem)


def test_a_problem_of_the_front_matter_has_the_line_that_it_stands_on() -> None:
    found = list(parse_markdown("---\ntitle: 甲\ndate: 2020-13-45\n---\n字。", "a.md"))
    assert [each.line for each in found if isinstance(each, Problem)] == [3]


def test_a_line_feed_in_the_name_of_a_file_is_none_in_the_title() -> None:
    assert post_of("正文。", "两\n行.md").title == "两 行"


@pytest.mark.parametrize(
    ("path", "line", "wanted"),
    [
        ("_posts/2020-01-02-a.md", "tags: 回归 稀疏", ("回归", "稀疏")),
        ("_posts/2020-01-02-a.md", "tags: 线性 回归, 稀疏", ("线性 回归", "稀疏")),
        ("_posts/2020-01-02-a.md", "tags: [线性 回归]", ("线性 回归",)),
        ("source/_posts/2020-01-02-a.md", "tags: 线性 回归", ("线性 回归",)),
        ("content/a.md", "tags: 线性 回归", ("线性 回归",)),
    ],
)
def test_jekyll_alone_parts_tags_by_spaces(path: Any, line: Any, wanted: Any) -> None:
    assert post_of(f"---\ntitle: 题\n{line}\n---\n正文。", path).keywords == wanted
