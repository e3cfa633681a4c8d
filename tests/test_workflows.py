"""The workflow files: valid by their schemas, and by rules of ours on what a hostile request could reach."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jobs import EXPRESSION, GITLAB, WORKFLOWS
from places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILES = sorted(WORKFLOWS.glob("*.yml"))
READ = {"contents": "read"}
MORE = {
    ("change", "comment"): {**READ, "pull-requests": "write"},
    ("site", "publish"): {"contents": "write"},
    ("scheduled", "publish"): {"contents": "write"},
}
"""The jobs that may do more than read."""
KNOWN = {
    "always()",
    "github.event.pull_request.number",
    "github.token",
    "needs.gate.outputs.comment",
    "steps.change.outputs.comment",
}
FETCH = re.compile(
    r"git -c credential\.helper='[^']*' fetch --quiet --no-tags origin \"\+refs/pull/\$NUMBER/head:\S+\""
)
QUOTED = {"CI_DEFAULT_BRANCH", "CI_PROJECT_URL", "GUATU_PUSH_TOKEN", "STAGE"}


def read(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    found["on"] = found.pop(True, None)  # YAML 1.1 takes the key for a truth
    return dict(found)


def validated(schema: str, *options: str, paths: list[Path]) -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        schema,
        *options,
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_by_their_schemas() -> None:
    """Offline: the schemas come with the checker."""
    validated("vendor.github-workflows", paths=FILES)
    validated("vendor.gitlab-ci", "--data-transform", "gitlab-ci", paths=[GITLAB])


def faults(name: str, told: dict[str, Any]) -> Iterator[str]:
    """Say what a workflow would give to a hostile request, or break by being cancelled."""
    if told.get("permissions") != READ:
        yield "permissions of the workflow"
    if not set(EXPRESSION.findall(json.dumps(told))) <= KNOWN:
        yield "an expression not looked at"
    trigger = set(told["on"])
    if "pull_request_target" in trigger and name != "change":
        yield "pull_request_target"
    if name == "change" and set(told["on"]["pull_request_target"]) != {"types"}:
        yield "a filter by branch"
    if name != "check" and told.get("concurrency", {}).get("cancel-in-progress") is not False:
        yield "concurrency"
    for key, job in told["jobs"].items():
        if job.get("permissions", READ) != MORE.get((name, key), READ):
            yield f"permissions of {key}"
        yield from _step_faults(name, key, job)


def _step_faults(name: str, key: str, job: dict[str, Any]) -> Iterator[str]:
    for step in job["steps"]:
        if "${{" in step.get("run", ""):
            yield "an expression inside run"
        if "uses" in step:
            yield from _checkout_faults(name, key, step)
        if (
            key != "comment"
            and "github.token" in json.dumps(step)
            and not FETCH.fullmatch(step.get("run", ""))
        ):
            yield "a token within reach of more than git fetch"
    if "secrets" in json.dumps(job):
        yield "secrets"


def _checkout_faults(name: str, key: str, step: dict[str, Any]) -> Iterator[str]:
    options = step.get("with", {})
    if step["uses"] != "actions/checkout@v4":
        yield "an action of the marketplace"
    if options.get("persist-credentials") is not (MORE.get((name, key), READ) == {"contents": "write"}):
        yield "persist-credentials"
    if name == "change" and options.get("ref") != "main":
        yield "checkout of the request"
    if key != "comment" and options.get("fetch-depth") != 0:
        yield "a shallow clone"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_within_reach_of_a_hostile_request(path: Path) -> None:
    assert list(faults(path.stem, read(path))) == []


def _into_run(told: dict[str, Any]) -> None:
    told["jobs"]["gate"]["steps"][-1]["run"] += " ${{ github.event.pull_request.title }}"


def _head(told: dict[str, Any]) -> None:
    told["jobs"]["gate"]["steps"][0]["with"]["ref"] = "${{ github.event.pull_request.head.sha }}"


def _token(told: dict[str, Any]) -> None:
    told["jobs"]["gate"]["steps"][-1]["env"] = {"X": "${{ github.token }}"}


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "permissions of the workflow": lambda told: told.update(permissions="write-all"),
    "permissions of gate": lambda told: told["jobs"]["gate"].update(permissions={"contents": "write"}),
    "an expression inside run": _into_run,
    "an expression not looked at": _head,
    "checkout of the request": _head,
    "a token within reach of more than git fetch": _token,
    "secrets": lambda told: told["jobs"]["gate"].update(env={"X": "${{ secrets.X }}"}),
    "a filter by branch": lambda told: told["on"]["pull_request_target"].update(branches=["main"]),
    "concurrency": lambda told: told["concurrency"].update({"cancel-in-progress": True}),
    "persist-credentials": lambda told: told["jobs"]["gate"]["steps"][0]["with"].pop("persist-credentials"),
    "a shallow clone": lambda told: told["jobs"]["gate"]["steps"][0]["with"].pop("fetch-depth"),
    "an action of the marketplace": lambda told: told["jobs"]["gate"]["steps"][0].update(uses="a/b@v1"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_each_rule_can_fail(fault: str) -> None:
    told = copy.deepcopy(read(WORKFLOWS / "change.yml"))
    SPOILT[fault](told)
    assert fault in set(faults("change", told))


def gitlab() -> dict[str, Any]:
    return dict(yaml.safe_load(GITLAB.read_text(encoding="utf-8")))


def test_gitlab_judges_with_the_main_branchs_tool() -> None:
    told = gitlab()
    target = told[".main"]
    assert target["variables"] == {"GIT_STRATEGY": "clone", "GIT_CHECKOUT": "false"}
    assert [line.split()[1] for line in target["before_script"]] == [
        "fetch",
        "checkout",
        "scripts/bootstrap.sh",
    ]
    for job in ("gate", "comment"):
        assert told[job]["extends"] == ".main"
        assert not {"variables", "before_script", "image"} & set(told[job])


def test_gitlab_has_one_publisher_and_each_token_its_own_environment() -> None:
    told = gitlab()
    assert told["pages"]["resource_group"] == "site"
    names = {
        key: job["environment"]["name"]
        for key, job in told.items()
        if isinstance(job, dict) and "environment" in job
    }
    assert names == {"gate": "gate", "comment": "comment", "pages": "site"}
    assert "interruptible" not in GITLAB.read_text(encoding="utf-8")


def test_gitlabs_variables_are_few_and_quoted() -> None:
    """A branch's name is the unit's to choose, a title too."""
    for job in gitlab().values():
        if isinstance(job, dict):
            for line in [*job.get("before_script", ()), *job.get("script", ())]:
                assert set(re.findall(r"\$\{?([A-Z_]+)", line)) <= QUOTED
                outside = re.sub(r'"[^"]*"', "", line.replace("'", ""))
                assert "$" not in outside.replace("$STAGE", "")


def test_every_forge_runs_the_same_commands() -> None:
    """And they are those people run."""
    told = gitlab()
    here = {line for job in told.values() if isinstance(job, dict) for line in job.get("script", ())}
    ran = {
        step["run"]
        for path in FILES
        for job in read(path)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    }
    assert {line.replace(".venv/bin/", "") for line in ran if not FETCH.fullmatch(line)} == {
        *("sh scripts/bootstrap.sh", "make test", "make site"),
        *(f"guatu ci {stage}" for stage in ("change", "comment", "main", "scheduled")),
    }
    assert {"make test", "make site", ".venv/bin/guatu ci change", ".venv/bin/guatu ci comment"} <= here
    assert told["pages"]["script"][2].startswith('.venv/bin/guatu ci "$STAGE"')
    assert {rule["variables"]["STAGE"] for rule in told["pages"]["rules"]} == {"main", "scheduled"}
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_morning_is_a_morning_in_shanghai() -> None:
    (schedule,) = read(WORKFLOWS / "scheduled.yml")["on"]["schedule"]
    minute, hour, *days = schedule["cron"].split()
    assert days == ["*", "*", "*"]  # which days matter is decided by the regulation's calendar
    assert 6 <= (int(hour) + 8 + int(minute) / 60) % 24 < 8
