import pytest

from hoedam.errors import SourceUnreadable
from hoedam.sources import find, read_file


def test_files_as_given_and_folders_in_order(tmp_path):
    for name in ("b/2.md", "b/1.TXT", "a.html", "c.pdf", "b/x.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("양국은 서명했다.")
    found = list(find([tmp_path / "c.pdf", tmp_path]))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["c.pdf", "a.html", "b/1.TXT", "b/2.md"]


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path):
    with pytest.raises(SourceUnreadable, match="does not exist"):
        list(find([tmp_path / "none.md"]))
    with pytest.raises(SourceUnreadable, match="holds no readable file"):
        list(find([tmp_path]))


def test_a_file_from_the_disk(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# 회담\n양국은 서명했다.")
    document = read_file(path)
    assert (document.title, document.source) == ("회담", str(path))
    with pytest.raises(SourceUnreadable, match="cannot be read"):
        read_file(tmp_path)
