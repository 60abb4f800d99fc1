import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.posts.files import find_files


def names_in(*paths: Path) -> list[str]:
    return [found.name for found in find_files(paths)]


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_files_are_sorted_and_named_relative_to_the_input(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.html", "B.txt")
    assert names_in(tmp_path) == ["B.txt", "a/b/c.html", "a/z.md", "b.txt"]


def test_hidden_files_and_what_blogs_keep_beside_posts_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".git/x.txt", ".x.txt", "logo.png", "style.CSS", "LICENSE", "node_modules/readme.md", "post.txt")
    assert names_in(tmp_path) == ["post.txt"]


def test_a_file_that_is_named_outright_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, "posts.csv")
    assert names_in(tmp_path / "posts.csv") == ["posts.csv"]


def test_links_that_lead_back_up_end(tmp_path: Path) -> None:
    write(tmp_path, "a/post.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert names_in(tmp_path) == ["a/post.txt"]


def test_links_that_multiply_paths_are_entered_once(tmp_path: Path) -> None:
    for depth in range(30):
        folder = tmp_path / f"d{depth}"
        folder.mkdir()
        for name in ("x", "y"):
            (folder / name).symlink_to(tmp_path / f"d{depth + 1}", target_is_directory=True)
    (tmp_path / "d30").mkdir()
    write(tmp_path, "d30/post.txt")
    assert len(names_in(tmp_path)) == 1


def test_a_link_that_leads_to_itself_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "post.txt")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert names_in(tmp_path) == ["post.txt"]


def test_a_file_and_a_link_to_it_are_one_file(tmp_path: Path) -> None:
    write(tmp_path, "blog/b.txt", "c.txt")
    (tmp_path / "blog" / "a.txt").symlink_to(tmp_path / "blog" / "b.txt")
    (tmp_path / "blog" / "d.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "link").symlink_to(tmp_path / "blog", target_is_directory=True)
    assert names_in(tmp_path / "blog") == names_in(tmp_path / "link", tmp_path / "blog") == ["a.txt", "d.txt"]


def test_a_file_given_twice_is_found_once(tmp_path: Path) -> None:
    write(tmp_path, "a/post.txt")
    both = [tmp_path, tmp_path / "a"]
    assert names_in(*both) == names_in(*reversed(both)) == ["a/post.txt"]


def test_pipes_and_broken_links_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert names_in(tmp_path) == []


def test_a_name_that_is_no_utf_8_can_still_be_written_down(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("x", encoding="utf-8")
    assert names_in(tmp_path) == ["\ufffd.txt"]


def test_an_input_that_does_not_exist_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere") as caught:
        find_files([tmp_path / "nowhere"])
    assert caught.value.exit_code == 3
    assert caught.value.remedy
