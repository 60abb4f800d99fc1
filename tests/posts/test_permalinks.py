"""Addresses that no file tells: made by the patterns of a site's settings from a post's file, day, title and fields."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.permalink_names import Field, Permalink, Placed, Tool
from kg.posts.permalinks import Layout, find_paths, fold_path
from kg.posts.record import Site
from kg.posts.site import parse_site
from tests.posts.test_sites import edges, write

DAY = date(2021, 3, 4)
POST = "_posts/2021-03-04-why-dropout.md"


def paths(tool: Tool, pattern: str, placed: Placed, **layout: Any) -> set[str]:
    return find_paths(placed, Layout((Permalink(tool, pattern),), **layout))


def placed(path: str, title: str = "", **fields: str) -> Placed:
    return Placed(path, title, DAY, tuple(Field(name, words) for name, words in fields.items()))


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("pretty", "/ml/2021/03/04/why-dropout/"),
        ("date", "/ml/2021/03/04/why-dropout.html"),
        ("ordinal", "/ml/2021/063/why-dropout.html"),
        ("none", "/ml/why-dropout.html"),
        ("/:short_year-:i_month/:title:output_ext", "/21-3/why-dropout.html"),
        ("/blog/:year/:title/", "/blog/2021/why-dropout/"),
    ],
)
def test_jekyll_has_patterns_with_names_and_patterns_with_parts(pattern: str, path: str) -> None:
    assert paths(Tool.JEKYLL, pattern, placed(POST, categories="ML")) == {path}


def test_a_post_of_jekyll_has_the_categories_of_its_folders_and_of_one_line_with_spaces() -> None:
    found = paths(Tool.JEKYLL, "/:categories/:title", placed(f"news/{POST}", categories="a b"))
    assert found == {"/news/a/b/why-dropout"}


def test_a_post_may_have_a_pattern_and_a_slug_of_its_own() -> None:
    own = placed(POST, permalink="/special/:title/", slug="drop")
    assert paths(Tool.JEKYLL, "pretty", own) == {"/special/drop/"}


def test_a_collection_of_jekyll_has_its_own_pattern_and_its_posts_have_no_other() -> None:
    layout = Layout((Permalink(Tool.JEKYLL, "date"), Permalink(Tool.JEKYLL, "/:collection/:name/", folder="notes")))
    assert find_paths(placed("_notes/deep/conjugate.md"), layout) == {"/notes/conjugate/"}
    assert find_paths(placed("pages/about.md"), layout) == set()


def test_hexo_knows_the_folders_below_its_posts_and_any_field_of_theirs() -> None:
    post = placed("source/_posts/2023/训练.md", "标题", categories="工程", abbrlink="3f2a", lang="en")
    assert paths(Tool.HEXO, ":year/:title/", post) == {"/2021/2023/训练/"}
    assert paths(Tool.HEXO, ":lang/:category/:name.html", post) == {"/en/工程/训练.html"}
    assert paths(Tool.HEXO, "posts/:abbrlink.html", post) == {"/posts/3f2a.html"}
    assert paths(Tool.HEXO, "posts/:abbrlink.html", placed("source/_posts/a.md")) == set()


def test_hugo_has_a_pattern_for_a_section_and_its_folders_for_the_others() -> None:
    layout = Layout(
        (Permalink(Tool.HUGO, "/p/:slug/", folder="post"), Permalink(Tool.HUGO, "/:sections/:slugorfilename/"))
    )
    assert find_paths(placed("content/post/a/index.md", "Why trees?"), layout) == {"/p/Why trees?/"}
    assert find_paths(placed("content/notes/deep/a.md"), layout) == {"/notes/deep/a/"}
    assert paths(Tool.HUGO, "/:sections[1:]/:section/:title", placed("content/a/b/c.md", "T")) == {"/b/a/T"}


def test_other_languages_of_hugo_live_under_their_code() -> None:
    for path in ("content/post/a.en.md", "content/en/post/a.md", "content/post/a/index.en.md"):
        assert paths(Tool.HUGO, "/:section/:slugorfilename/", placed(path), language="zh") == {"/en/post/a/"}
    found = paths(Tool.HUGO, "/:section/:slugorfilename/", placed("content/post/a.zh.md"), language="zh")
    assert found == {"/post/a/", "/zh/post/a/"}


def test_a_site_in_a_folder_of_its_host_is_found_with_the_folder_and_without() -> None:
    found = paths(Tool.JEKYLL, "/:title/", placed(POST), bases=("/notes/",))
    assert found == {"/why-dropout/", "/notes/why-dropout/"}


def test_what_tools_make_of_a_title_is_compared_by_letters_and_digits() -> None:
    assert fold_path("/p/Random Forests — Explained/") == fold_path("/p/random-forests-explained")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("_config.yml", "permalink: pretty\nbaseurl: /notes", [(Tool.JEKYLL, "pretty", "")]),
        ("_config.yml", "title: x", [(Tool.JEKYLL, "date", "")]),
        ("_config.yml", "permalink: :title/\nper_page: 10", [(Tool.HEXO, ":title/", "")]),
        ("_config.yml", "collections: {notes: {permalink: /n/:name}}", [(Tool.JEKYLL, "date", ""), (Tool.JEKYLL, "/n/:name", "notes")]),
        ("hugo.toml", "baseURL='https://a.example'\n[permalinks]\nposts='/:year/:title/'", [(Tool.HUGO, "/:year/:title/", "posts"), (Tool.HUGO, "/:sections/:slugorfilename/", "")]),
        ("hugo.json", '{"baseURL": "https://a.example", "permalinks": {"page": {"post": "/p/:slug/"}}}', [(Tool.HUGO, "/p/:slug/", "post"), (Tool.HUGO, "/:sections/:slugorfilename/", "")]),
        ("config/_default/permalinks.yaml", "post: /p/:slug", [(Tool.HUGO, "/p/:slug", "post")]),
        ("pelicanconf.py", "ARTICLE_URL = 'posts/{date:%Y}/{slug}/'", [(Tool.PELICAN, "posts/:year/:slug/", "")]),
    ],
)  # fmt: skip
def test_the_settings_of_a_site_tell_its_patterns(name: str, text: str, told: list[tuple[Tool, str, str]]) -> None:
    (site,) = [each for each in parse_site(text, name) if isinstance(each, Site)]
    assert [(each.tool, each.pattern, each.folder) for each in site.permalinks] == told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("astro.config.mjs", "export default defineConfig({\n  site: 'https://a.example',\n})"),
        ("docusaurus.config.js", "module.exports = {title: 'x', url: 'https://a.example'}"),
        ("quartz.config.ts", 'configuration: { baseUrl: "a.example" }'),
        ("mkdocs.yml", "site_url: https://a.example/"),
        ("pelicanconf.py", "import os\nSITEURL = 'https://a.example'\nos.system('true')"),
    ],
)
def test_settings_that_are_programs_are_read_and_not_run(name: str, text: str) -> None:
    (site,) = [each for each in parse_site(text, name) if isinstance(each, Site)]
    assert site.address == "https://a.example"


def test_a_link_by_its_final_address_finds_the_post_whose_file_says_nothing_of_it(tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", 'baseURL = "https://me.example/blog/"\n[permalinks]\nposts = "/:year/:month/:title/"')
    write(tmp_path, "content/posts/rnn/index.md", "---\ntitle: 循环神经网络\ndate: 2019-05-06\n---\n正文")
    write(tmp_path, "content/posts/b.md", "---\ntitle: 乙\n---\n[一](/blog/2019/05/%E5%BE%AA%E7%8E%AF%E7%A5%9E%E7%BB%8F%E7%BD%91%E7%BB%9C/)[没有](/blog/2019/06/循环神经网络/)")  # fmt: skip
    between, dangling = edges(tmp_path)
    assert between == [("乙", "循环神经网络")]
    assert dangling == ["/blog/2019/06/循环神经网络/"]


def test_two_posts_of_one_name_are_told_apart_by_their_categories(tmp_path: Path) -> None:
    write(tmp_path, "_config.yml", "url: https://me.example\npermalink: /:categories/:title/")
    write(tmp_path, "_posts/2019-01-02-part-1.md", "---\ntitle: Bayes\ncategories: [bayes]\n---\ntext")
    write(tmp_path, "_posts/2019-03-04-part-1.md", "---\ntitle: Tricks\ncategories: [tricks]\n---\n[x](/bayes/part-1/)")
    write(tmp_path, "_posts/2019-05-06-c.md", "---\ntitle: C\n---\n[y](https://me.example/tricks/part-1/#logs)")
    assert edges(tmp_path) == ([("C", "Tricks"), ("Tricks", "Bayes")], [])


def test_without_settings_the_folders_of_a_link_tell_two_posts_of_one_name_apart(tmp_path: Path) -> None:
    write(tmp_path, "src/posts/a/intro.md", "# A\n\n正文")
    write(tmp_path, "src/posts/b/intro.md", "# B\n\n[x](/posts/a/intro/)")
    assert edges(tmp_path) == ([("B", "A")], [])


def test_a_link_that_names_no_language_leads_to_the_post_in_the_language_it_stands_in(tmp_path: Path) -> None:
    for language in ("en", "zh-cn"):
        write(tmp_path, f"content/post/vae/index.{language}.md", f"---\ntitle: VAE {language}\n---\n正文")
    write(
        tmp_path, "content/post/gan/index.zh-cn.md", '---\ntitle: GAN\n---\n[一]({{< ref "/post/vae" >}}) [二](../vae/)'
    )
    assert edges(tmp_path) == ([("GAN", "VAE zh-cn"), ("GAN", "VAE zh-cn")], [])


def test_the_settings_next_above_a_post_count(tmp_path: Path) -> None:
    write(tmp_path, "one/_config.yml", "url: https://one.example\npermalink: /one/:title/")
    write(tmp_path, "two/_config.yml", "url: https://two.example\npermalink: /two/:title/")
    write(tmp_path, "one/_posts/2020-01-01-a.md", "---\ntitle: A\n---\n[x](https://two.example/two/a/)")
    write(tmp_path, "two/_posts/2020-01-01-a.md", "---\ntitle: B\n---\n[x](https://one.example/one/a/)")
    assert edges(tmp_path) == ([("A", "B"), ("B", "A")], [])


words = st.text(st.sampled_from("a:/[]-_.{}%年title12 \n"), max_size=40)


@given(st.sampled_from(Tool), words, words, st.lists(st.builds(Field, st.sampled_from(["slug", "permalink", "categories", "time"]), words)), words)  # fmt: skip
def test_whatever_the_pattern_and_the_post_each_path_starts_at_the_top_of_the_site(
    tool: Tool, pattern: str, path: str, fields: list[Field], base: str
) -> None:
    post = Placed(f"source/_posts/content/{path or 'x'}.md", path, DAY, tuple(fields))
    found = find_paths(post, Layout((Permalink(tool, pattern),), (base,), "en"))
    assert all(each.startswith("/") for each in found)
    assert found == find_paths(post, Layout((Permalink(tool, pattern),), (base,), "en"))


@given(words, st.sampled_from(["_config.yml", "hugo.toml", "config.json", "pelicanconf.py", "permalinks.yaml"]))
def test_no_settings_however_strange_are_a_failure(text: str, name: str) -> None:
    list(parse_site(text, name))


def test_without_settings_links_that_repeat_the_folders_of_files_betray_the_host(tmp_path: Path) -> None:
    write(tmp_path, "posts/rank.md", "# 秩\n\n[范数](https://noconf.example/posts/deep/norms/)")
    write(tmp_path, "posts/deep/2020-01-02-norms.md", "---\ntitle: 范数\n---\n[秩](https://noconf.example/posts/rank/)")
    assert edges(tmp_path) == ([("秩", "范数"), ("范数", "秩")], [])


def test_a_note_is_found_by_the_minute_it_is_called_by(tmp_path: Path) -> None:
    write(tmp_path, "202301011200 Overfitting.md", "[[202301021300|the cure]]")
    write(tmp_path, "202301021300 Cure.md", "Against [[202301011200 Overfitting]] and [[1]].")
    assert edges(tmp_path)[0] == [
        ("202301011200 Overfitting", "202301021300 Cure"),
        ("202301021300 Cure", "202301011200 Overfitting"),
    ]


@pytest.mark.parametrize(
    "target",
    [
        "{filename}/deep/b.md",
        "|filename|deep/b.md",
        "@/deep/b.md#x",
        "@site/deep/b.md",
        "link://slug/b",
        "__GHOST_URL__/b/",
    ],
)
def test_each_tool_writes_its_own_word_before_the_path_of_a_file(tmp_path: Path, target: str) -> None:
    write(tmp_path, "a.md", f"# 甲\n\n[乙]({target})")
    write(tmp_path, "deep/b.md", "# 乙\n\n正文")
    assert edges(tmp_path) == ([("甲", "乙")], [])


def test_a_relative_link_of_a_saved_page_starts_where_the_page_lived(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html><head><title>{0}</title><link rel="canonical" href="https://a.example/posts/{0}"></head><body><p>见<a href="{1}">它</a></p></body></html>'  # fmt: skip
    write(tmp_path, "saved one.html", page.format("adam", "./warmup"))
    write(tmp_path, "saved two.html", page.format("warmup", "#x"))
    assert edges(tmp_path) == ([("adam", "warmup")], [])
