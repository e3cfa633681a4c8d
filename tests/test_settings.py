"""A district's own mkdocs.yml: what it leaves out is ours, and no browser asks the internet for its sake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from places import ROOT

from generator.commands.build import ready
from generator.demo import writing
from generator.demo.simulate import Size, simulate
from generator.outputs import site
from generator.outputs.builder import BuildError
from generator.outputs.plan import settings
from generator.records.source import Refused

if TYPE_CHECKING:
    from pathlib import Path

OURS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
SOURCE = "https://git.example/{commit}/{path}"
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district with few projects and papers."""
    root = tmp_path_factory.mktemp("district")
    writing.write(root, simulate(Size(3, 1, "2026Q2", 1, 12))[1])
    return root


def built(district: Path, text: str, folder: Path) -> dict[str, bytes]:
    (district / "mkdocs.yml").write_text(text, encoding="utf-8")
    portfolio, problems, plan = ready(district, DAY, "", folder, files=False)
    site.build_site(portfolio, problems, plan)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_a_name_and_an_address_leave_out_is_ours(district: Path, tmp_path: Path) -> None:
    short = built(
        district,
        f"site_name: 示例区\nsite_url: https://gua.example/\nextra:\n  source: {SOURCE}\n",
        tmp_path / "a",
    )
    whole = OURS.replace(
        "site_name: 重大产业项目推进考评", "site_name: 示例区\nsite_url: https://gua.example/"
    )
    whole = whole.replace('source: ""', f"source: {SOURCE}")
    assert short == built(district, whole, tmp_path / "b")
    page = short["index.html"].decode()
    assert "示例区</title>" in page
    assert 'rel="canonical" href="https://gua.example/' in page
    assert built(district, "", tmp_path / "c") == built(district, OURS, tmp_path / "d")


def test_what_it_inherits_counts_as_its_own(district: Path, tmp_path: Path) -> None:
    (district / "base.yml").write_text("site_name: 示例区\nextra:\n  source: a\n", encoding="utf-8")
    whole = built(district, f"site_name: 示例区\nextra:\n  source: {SOURCE}\n", tmp_path / "a")
    own = f"INHERIT: base.yml\nextra:\n  source: {SOURCE}\n"
    assert built(district, own, tmp_path / "b") == whole
    assert settings(district / "mkdocs.yml")["use_directory_urls"] is False


def test_where_and_how_strictly_is_not_the_districts_to_say(district: Path, tmp_path: Path) -> None:
    text = "site_name: 示例区\n"
    odd = "docs_dir: x\nsite_dir: y\nstrict: false\nconfig_file_path: z\nnav:\ntheme:\n"
    assert built(district, text + odd, tmp_path / "a") == built(district, text, tmp_path / "b")


HOOKS = (
    """
def on_page_content(html, **_):
    return f"{html}<p>行{html.count('<tr')}</p>"
""",
    """
def on_env(env, files, **_):
    for file in files.documentation_pages():
        file.page.content += f"<p>行{file.page.content.count('<tr')}</p>"
    return env
""",
)


@pytest.mark.parametrize("hook", HOOKS)
def test_what_a_hook_of_the_district_looks_at_is_all_of_a_page(
    district: Path, tmp_path: Path, hook: str
) -> None:
    (district / "own.py").write_text(hook, encoding="utf-8")
    files = built(district, "site_name: 示例区\nhooks: [own.py]\n", tmp_path / "site")
    page = files["bulletins/2026-06.html"].decode()
    assert page.count("<tr") > 5
    assert f"<p>行{page.count('<tr')}</p>" in page


@pytest.mark.parametrize("text", ["theme: mkdocs\n", "theme: material\n", "theme:\n  name: material\n"])
def test_a_theme_that_asks_the_internet_is_refused(district: Path, tmp_path: Path, text: str) -> None:
    with pytest.raises(BuildError, match=r"网页会到 https://.* 取东西，内网上打不开"):
        built(district, f"site_name: 示例区\nuse_directory_urls: false\n{text}", tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"site_name: [x\n", "第2行读不懂"),
        (b"site_name: \xb9\xd2\xcd\xbc\n", "不是 UTF-8 编码"),
        (b"just text\n", "一行一项"),
        (b"- a\n", "一行一项"),
        (b"extra: [1]\n", "一行一项"),
        (b"2026: x\n", "一行一项"),
        (b"copyright: 2026-02-30\n", "读不懂"),
        (b"INHERIT: base.yml\n", "INHERIT 找不到"),
        (b"INHERIT: mkdocs.yml\n", "INHERIT 找不到"),
        (b"INHERIT: data/../mkdocs.yml\n", "INHERIT 找不到"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: bytes, words: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "mkdocs.yml").write_bytes(text)
    with pytest.raises(Refused) as refused:
        settings(tmp_path / "mkdocs.yml")
    assert words in refused.value.text()
    assert "mkdocs.yml" in refused.value.text()
