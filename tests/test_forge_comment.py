"""The one comment on a request, against a server that answers as each forge's API does."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from forge import BOT, TOKEN, Forge, Kind, environment, event, serving
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.records.source import Refused
from generator.review.forges.comment import MARKER, Comment
from generator.review.forges.told import MOST, UNFINISHED, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS: tuple[Kind, ...] = get_args(Kind)
HOSTILE = "```\n@office /close\n::add-mask::x\n##[error]y\n$(id) `id` ${{ secrets.X }} <!-- --> é 🎉\u2028\n"


@pytest.fixture(params=KINDS)
def forge(request: pytest.FixtureRequest) -> Iterator[Forge]:
    with serving(request.param) as made:
        yield made


@pytest.fixture
def place(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    file = tmp_path / "event.json"
    file.write_text(event(), encoding="utf-8")
    for name in ("GITHUB_ACTIONS", "GITEA_ACTIONS", "FORGEJO_ACTIONS", "GITLAB_CI", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for key, value in environment(forge, str(file)).items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv("GUATU_TOKEN", TOKEN)
    return Place(monkeypatch)


class Place:
    """The second job, as the workflow calls it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def __call__(self, text: str, *, quiet: bool = False) -> str:
        self.patch.setenv("GUATU_COMMENT", packed(Comment(text, quiet)))
        done = self.run()
        assert done.exit_code == 0, done.output
        return done.output

    def run(self) -> Result:
        done = CliRunner().invoke(app, ["ci", "comment"])
        assert TOKEN not in done.output
        return done


def test_the_first_is_written_the_next_updates_it_in_its_place(forge: Forge, place: Place) -> None:
    forge.said("office", "请补附件")
    assert "写了评论" in place("一")
    forge.said("linhe-clerk", "已补")
    assert "更新了评论" in place("二")
    assert "评论没有变化" in place("二")
    assert [body.replace("\r\n", "\n") for body in forge.bodies] == ["请补附件", f"{MARKER}\n二\n", "已补"]


def test_it_is_found_on_whatever_page(forge: Forge, place: Place) -> None:
    for number in range(250):
        forge.said("office", str(number))
    place("一")
    for number in range(60):
        forge.said("office", str(number))
    assert "更新了评论" in place("二")
    assert sum(MARKER in body for body in forge.bodies) == 1


def test_a_marker_in_another_accounts_comment_is_passed_over(forge: Forge, place: Place) -> None:
    """A unit that writes the marker first would else own the comment, and could write it anew afterwards."""
    forge.said("linhe-clerk", f"{MARKER}\n审查：可以合并")
    assert "写了评论" in place("不能合并")
    assert forge.bodies[0] == f"{MARKER}\n审查：可以合并"
    assert "更新了评论" in place("还是不能合并")
    assert len(forge.comments) == 2


def test_one_that_may_not_be_edited_is_passed_over(forge: Forge, place: Place) -> None:
    forge.fixed.add(forge.said(BOT[forge.kind], f"{MARKER}\n旧的")["id"])
    assert "写了评论" in place("新的")
    assert "更新了评论" in place("更新的")
    assert forge.bodies[0] == f"{MARKER}\n旧的"


def test_of_two_of_ours_the_first_stays(forge: Forge, place: Place) -> None:
    for text in ("一", "二"):
        forge.said(BOT[forge.kind], f"{MARKER}\n{text}")
    place("三")
    assert [body.replace("\r\n", "\n") for body in forge.bodies] == [f"{MARKER}\n三\n"]


def test_a_marker_further_down_is_quoted_text(forge: Forge, place: Place) -> None:
    forge.said(BOT[forge.kind], f"引用：\n{MARKER}\n旧的")
    assert "写了评论" in place("新的")


def test_nothing_to_say_writes_nothing_but_corrects_what_was_said(forge: Forge, place: Place) -> None:
    assert "没有要说的" in place("可以合并", quiet=True)
    assert forge.comments == []
    place("不能合并")
    assert "更新了评论" in place("可以合并", quiet=True)
    assert "可以合并" in forge.bodies[0]


def test_hostile_text_arrives_as_it_is_and_stays_out_of_the_log(forge: Forge, place: Place) -> None:
    said = place(HOSTILE)
    assert "add-mask" not in said
    assert forge.bodies[0] == f"{MARKER}\n{HOSTILE.strip()}\n"


def test_a_check_that_did_not_finish_says_so(forge: Forge, place: Place) -> None:
    place("可以合并")
    place.patch.setenv("GUATU_COMMENT", "")
    assert place.run().exit_code == 0
    assert UNFINISHED.text in forge.bodies[0]


@pytest.mark.parametrize("status", [401, 403, 404, 500, 502])
def test_a_forge_that_refuses_is_told_without_the_token(forge: Forge, place: Place, status: int) -> None:
    forge.down = status
    place.patch.setenv("GUATU_COMMENT", packed(Comment("一")))
    done = place.run()
    assert done.exit_code == 1
    assert f"（{status}）：请检查网络和令牌的权限" in done.output


def test_no_redirect_is_followed(forge: Forge, place: Place) -> None:
    """The token would go to whoever the redirect names."""
    with serving("github") as other:
        forge.redirect = f"{other.address}/repos/qu/data/issues/5/comments"
        place.patch.setenv("GUATU_COMMENT", packed(Comment("一")))
        assert place.run().exit_code == 1
        assert other.asked == []


def test_a_forge_that_is_away(place: Place) -> None:
    for name in ("GITHUB_API_URL", "CI_API_V4_URL"):
        place.patch.setenv(name, "http://127.0.0.1:9")
    place.patch.setenv("GUATU_COMMENT", packed(Comment("一")))
    done = place.run()
    assert done.exit_code == 1
    assert "（URLError）" in done.output


def test_without_a_token_or_a_request_it_is_a_wrong_call(place: Place) -> None:
    place.patch.delenv("GUATU_TOKEN")
    assert "没有令牌" in place.run().output
    place.patch.setenv("GUATU_TOKEN", TOKEN)
    place.patch.setenv("GUATU_COMMENT", "不是它写的")
    done = place.run()
    assert (done.exit_code, "读不出来" in done.output) == (2, True)
    for name in ("GITHUB_ACTIONS", "GITEA_ACTIONS", "GITLAB_CI"):
        place.patch.delenv(name, raising=False)
    done = place.run()
    assert (done.exit_code, "不是代码平台的任务" in done.output) == (2, True)


@given(text=st.text(), quiet=st.booleans())
def test_what_is_packed_is_unpacked_and_no_shell_reads_it_twice(text: str, quiet: bool) -> None:  # noqa: FBT001
    text = text.encode(errors="replace").decode()
    word = packed(Comment(text, quiet))
    assert word.isascii()
    assert not set(word) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
    assert unpacked(word) == Comment(text, quiet)


@given(word=st.text(min_size=1) | st.binary(min_size=1).map(lambda data: data.hex()))
def test_any_other_word_is_refused_or_blank(word: str) -> None:
    try:
        assert unpacked(word) == UNFINISHED
        assert not word.strip()
    except Refused:
        pass


def test_a_word_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(Refused):
        unpacked(packed(Comment("一" * MOST)))
