"""Links that template tags of Jekyll, Hugo and Hexo make, wherever in a post they stand."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Post
from kg.posts.markdown.page import to_prose
from kg.posts.markdown.templates import to_template
from kg.posts.read import read_posts

NAMED = [
    # Jekyll
    "{% post_url 2019-03-06-o-gan %}", "{% link _posts/2019-03-06-o-gan.md %}", "{{ site.baseurl }}{% link _posts/2019-03-06-o-gan.md %}",
    "{{ site.url }}{{ site.baseurl }}{% post_url 2019-03-06-o-gan %}", "https://a.example{{ site.baseurl }}{% post_url 2019-03-06-o-gan %}",
    '{{ "/2019/03/o-gan/" | relative_url }}', "{{ '/2019/03/o-gan/' | absolute_url }}", '{{ "/2019/03/o-gan.html" | prepend: site.baseurl }}',
    '{{ site.baseurl | append: "/2019/03/o-gan/" }}', '{{ "/2019/03/" | append: "o-gan/" }}', "{{ site.baseurl }}/2019/03/o-gan/", "{% post_url 2019-03-06-o-gan %}#part",
    # Hugo
    '{{< ref "2019-03-06-o-gan" >}}', '{{< relref "2019-03-06-o-gan.md" >}}', '{{% ref "/posts/2019-03-06-o-gan.md#part" %}}', '{{<relref `2019-03-06-o-gan`>}}',
    '{{< ref path="2019-03-06-o-gan.md" >}}', '{{< relref lang="zh" path="/posts/2019-03-06-o-gan" >}}',
    # Hexo
    "{% post_path 2019-03-06-o-gan %}", "{% post_path '2019-03-06-o-gan' %}",
]  # fmt: skip
FORMS = [
    "见[前文]({})。",
    '见[前文]({} "那一篇")。',
    "见[前文][1]。\n\n[1]: {}",
    "见[前文][]。\n\n[前文]: {} '那一篇'",
    "见<a href='{}'>前文</a>。",
    "<div><p>\n见<a href='{}'>前文</a>。</p></div>",
]


def read(tmp_path: Path, body: str, suffix: str = "md") -> tuple[Post, Post]:
    (tmp_path / f"one.{suffix}").write_text(f"---\ntitle: 甲\n---\n{body}", encoding="utf-8")
    (tmp_path / "2019-03-06-o-gan.md").write_text("---\ntitle: 乙\n---\n正文", encoding="utf-8")
    post = {post.title or "": post for post in read_posts([tmp_path]).posts}
    return post["甲"], post["乙"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tag", NAMED)
def test_a_tag_in_a_link_leads_to_the_post_that_it_names(tmp_path: Path, tag: Any, form: Any) -> None:
    if "'" in form and "'" in tag:
        form = form.replace("'", '"') if '"' not in tag else form
    one, other = read(tmp_path, form.replace("{}", tag))
    assert [(link.span.of(one.text), link.target) for link in one.links] == [("前文", other.id)]


@pytest.mark.parametrize("tag", NAMED)
def test_a_tag_in_a_file_of_html_leads_to_the_post_too(tmp_path: Path, tag: Any) -> None:
    quote = '"' if "'" in tag else "'"
    one, other = read(tmp_path, f"<p>见<a href={quote}{tag}{quote}>前文</a>。</p>", "html")
    assert [(link.span.of(one.text), link.target) for link in one.links] == [("前文", other.id)]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ('{% post_link 2019-03-06-o-gan "那一 篇" %}', "那一 篇"), ("{% post_link 2019-03-06-o-gan 那一 篇 %}", "那一 篇"), ("{% post_link '2019-03-06-o-gan' '那' true %}", "那"),
        ("{% post_link 2019-03-06-o-gan %}", "2019-03-06-o-gan"), ("{% post_link 2019-03-06-o-gan#part 那 false %}", "那"), ("[[2019-03-06-o-gan#part|那]]", "那"),
    ],
)  # fmt: skip
def test_a_tag_that_is_a_link_itself_has_its_words(tmp_path: Path, tag: Any, words: Any) -> None:
    one, other = read(tmp_path, f"见 {tag} 吧")
    assert [(link.span.of(one.text), link.target) for link in one.links] == [(words, other.id)]
    assert one.body == f"见 {words} 吧"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ page.url }}",
        "{{ page.url | relative_url }}",
        "{{ site.url }}",
        "{% asset_img a.png 图 %}",
        "{% include x.html %}",
        "{{ content }}",
    ],
)
def test_a_tag_that_leads_to_no_post_makes_no_link(tmp_path: Path, tag: Any) -> None:
    one, _ = read(tmp_path, f"见[这里]({tag})和 {tag}。")
    assert one.links == ()


def test_tags_of_hexo_lead_to_files_and_to_the_web(tmp_path: Path) -> None:
    one, _ = read(tmp_path, "{% asset_link a.zip 代码 %}，{% link 某站 https://x.example/a true %}")
    assert [(link.span.of(one.text), link.target) for link in one.links] == [
        ("代码", "a.zip"),
        ("某站", "https://x.example/a"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "{% ",
                " %}",
                "{{ ",
                " }}",
                "{{< ",
                " >}}",
                "post_link ",
                "ref ",
                "path=",
                '"',
                "'",
                "`",
                "a",
                "|",
                "append: ",
                "cite ",
                "link ",
                "/b",
                " ",
                "\n",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_no_tag_makes_the_reader_fail(raw: Any) -> None:
    piece = to_template(raw)
    assert piece.raw == raw
    prose = to_prose(f"a [b]({raw}) {raw} c")
    assert all(0 <= link.span.start < link.span.end <= len(prose.text) for link in prose.links)
