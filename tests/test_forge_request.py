"""Who proposes what, as each forge tells it to a job; whatever is missing or odd there is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from forge import Forge, environment, event
from hypothesis import given
from hypothesis import strategies as st

from generator.records.source import Refused
from generator.review.forges.request import Request, forge_of, request_of

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "a1" * 20
HOSTS = {
    "github": "https://api.github.com",
    "forgejo": "https://git.example.invalid/api/v1",
    "gitlab": "https://git.example.invalid/api/v4",
}


def told(tmp_path: Path, text: str, kind: Any = "github", **more: str) -> dict[str, str]:
    file = tmp_path / "event.json"
    file.write_text(text, encoding="utf-8")
    address = HOSTS[kind].removesuffix("/api/v1").removesuffix("/api/v4")
    return {**environment(Forge(kind, address), str(file)), **more}


def test_github_and_forgejo_tell_the_author_in_the_event(tmp_path: Path) -> None:
    found = request_of(told(tmp_path, event(HEAD, "yunxi"), GITHUB_ACTOR="office"))
    host = HOSTS["github"]
    assert found == Request("github", 5, "main", "main", HEAD, "yunxi", "", host, f"{host}/repos/qu/data")  # type: ignore[arg-type]
    found = request_of(told(tmp_path, event(HEAD, "yunxi"), "forgejo"))
    assert (found.forge, found.project) == ("forgejo", f"{HOSTS['forgejo']}/repos/qu/data")
    assert found.ref == "refs/pull/5/head"


@pytest.mark.parametrize("action", ["synchronize", "synchronized"])
def test_who_brought_new_commits_is_told_by_their_event(tmp_path: Path, action: str) -> None:
    assert request_of(told(tmp_path, event(HEAD, action=action, sender="xia"))).pusher == "xia"


@pytest.mark.parametrize("action", ["edited", "reopened", "labeled", "", None])
def test_any_other_event_does_not_tell_who_pushed(tmp_path: Path, action: Any) -> None:
    """Whoever edits a title has brought nothing, and who has is not told; that is not nobody."""
    assert request_of(told(tmp_path, event(HEAD, action=action, sender="linhe-clerk"))).pusher is None


def test_gitlab_tells_all_but_the_author(tmp_path: Path) -> None:
    found = request_of(told(tmp_path, "", "gitlab", CI_COMMIT_SHA=HEAD))
    assert (found.number, found.base, found.head) == (5, "main", HEAD)
    assert (found.author, found.pusher) == ("", "linhe-clerk")
    assert found.project == f"{HOSTS['gitlab']}/projects/7"  # that of the target, not of the fork
    assert found.ref == "refs/merge-requests/5/head"


def test_in_a_pipeline_of_the_merged_result_the_head_is_the_branchs(tmp_path: Path) -> None:
    merged = {"CI_COMMIT_SHA": "b2" * 20, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD}
    assert request_of(told(tmp_path, "", "gitlab", **merged)).head == HEAD


def test_no_forge_at_all() -> None:
    assert forge_of({"CI": "true", "GITHUB_ACTIONS": "1"}) is None
    with pytest.raises(Refused, match="--base"):
        request_of({})


WRONG: dict[str, Any] = {
    "a push": {"pull_request": None},
    "no author": {"pull_request": {"user": None}},
    "an option for a commit": {"pull_request": {"head": {"sha": "--upload-pack=x"}}},
    "a branch for a commit": {"pull_request": {"head": {"sha": "main"}}},
    "a path for a number": {"pull_request": {"number": "5/../6"}},
    "a truth for a number": {"pull_request": {"number": True}},
    "no base": {"pull_request": {"base": {"ref": ""}}},
}


@pytest.mark.parametrize("case", WRONG)
def test_an_event_that_is_no_request_is_refused(tmp_path: Path, case: str) -> None:
    good = json.loads(event(HEAD))
    wrong = WRONG[case]["pull_request"]
    change = wrong if wrong is None else {**good["pull_request"], **wrong}
    with pytest.raises(Refused, match="request's"):
        request_of(told(tmp_path, json.dumps({**good, "pull_request": change})))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"', "\xff"])
def test_an_event_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused):
        request_of(told(tmp_path, text))
    with pytest.raises(Refused):
        request_of({"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(tmp_path)})


def test_an_address_that_is_no_web_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="API"):
        request_of(told(tmp_path, event(HEAD), GITHUB_API_URL="file:///etc"))


PLAIN = st.none() | st.booleans() | st.integers() | st.text()
JSON = (
    PLAIN
    | st.dictionaries(st.sampled_from(["ref", "sha", "login", "x"]), PLAIN)
    | st.lists(PLAIN, max_size=2)
)


@given(key=st.sampled_from(["number", "user", "base", "head"]), value=JSON)
def test_no_event_makes_it_stumble(tmp_path_factory: pytest.TempPathFactory, key: str, value: object) -> None:
    made = json.loads(event(HEAD))
    made["pull_request"][key] = value
    file = tmp_path_factory.getbasetemp() / "odd.json"
    file.write_text(json.dumps(made), encoding="utf-8")
    about = environment(Forge("github", "https://a.invalid"), str(file))
    try:
        found = request_of(about)
    except Refused:
        return
    assert found.number > 0
    assert len(found.head) in {40, 64}
