"""Runs the jobs of the workflow files as a forge's runner does: their own lines, in clean clones.

What a build keeps for the next and for its user stays with the runner, as on one that fetches into the clone
it has.
Only `actions/checkout` and the few expressions the files use are stood in for; an expression not known here
fails. The district's own `scripts/bootstrap.sh` puts the tested tool in place of a fresh installation.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from districts import git
from forge import TOKEN, environment, event
from gated import write
from places import ROOT

from generator.commands.rim import today

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from forge import Forge
    from gated import District

WORKFLOWS = ROOT / ".github" / "workflows"
GITLAB = ROOT / ".gitlab-ci.yml"
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
KEPT = Path(".git") / "guatu"
TOOLS = Path(sys.executable).parent
BOOTSTRAP = f"mkdir -p .venv/bin\nln -sf {TOOLS}/guatu .venv/bin/guatu\n"


class Ran(NamedTuple):
    """How a job ended, all it said, and where it ran."""

    status: int
    log: str
    room: Path


@dataclass
class Runner:
    """A runner of one forge; `day` is what its clock says, `head` the commit of the request."""

    district: District
    forge: Forge
    place: Path
    day: date
    kept: Path
    head: str = ""
    author: str = "linhe-clerk"
    action: str = "opened"
    sender: str = ""
    base: str = "main"
    more: Mapping[str, str] = field(default_factory=dict)

    def workflow(self, name: str) -> dict[str, Ran]:
        """Run a workflow file's jobs in their order; a job whose needs failed runs only with `always()`."""
        told = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
        ran: dict[str, Ran] = {}
        outputs = {"github.token": TOKEN, "github.event.pull_request.number": "5"}
        for key, job in told["jobs"].items():
            needs = job.get("needs")
            if needs and ran[needs].status and "always()" not in str(job.get("if")):
                continue
            ran[key] = self._actions(key, job, outputs)
        return ran

    def _actions(self, key: str, job: Mapping[str, Any], values: dict[str, str]) -> Ran:
        room, log, status = self._room(key), [], 0
        written = self.place / f"{key}.output"
        about = self.around() | {
            "GITHUB_OUTPUT": str(written),
            "GITHUB_STEP_SUMMARY": str(self.place / "summary"),
        }
        for step in job["steps"]:
            if "uses" in step:
                assert step["uses"] == "actions/checkout@v4"
                self._checkout(room, {k: filled(v, values) for k, v in step["with"].items()})
                continue
            written.write_text("", encoding="utf-8")
            own = {name: filled(value, values) for name, value in step.get("env", {}).items()}
            done = shell(["bash", "-e", "-c", step["run"]], room, about | own)
            log.append(done.stdout)
            for line in written.read_text(encoding="utf-8").splitlines():
                name, _, word = line.partition("=")
                values[f"steps.{step.get('id')}.outputs.{name}"] = word
            if done.returncode:
                status = done.returncode
                break
        for name, value in job.get("outputs", {}).items():
            values[f"needs.{key}.outputs.{name}"] = filled(value, values, missing="")
        self._lay(room / KEPT, self.kept)
        return Ran(status, "".join(log), room)

    def _checkout(self, room: Path, options: Mapping[str, Any]) -> None:
        depth = [] if options.get("fetch-depth") == 0 else ["--depth", "1"]
        branch = str(options.get("ref", "main"))
        git(self.place, "clone", "-q", *depth, "--branch", branch, self.district.url, str(room))
        self._lay(self.kept, room / KEPT)

    def pipeline(self, *jobs: str, stage: str = "") -> dict[str, Ran]:
        """Run jobs of `.gitlab-ci.yml`; artifacts of each are laid into the rooms of the next."""
        told = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
        ran: dict[str, Ran] = {}
        for key in jobs:
            job = {**told.get(told[key].get("extends"), {}), **told[key]}
            room = self._room(key)
            git(self.place, "clone", "-q", self.district.url, str(room))
            self._lay(self.kept, room / KEPT)
            if job.get("variables", {}).get("GIT_CHECKOUT") != "false":
                git(room, "checkout", "-q", "--detach", self.head or "origin/main")
            for before in ran.values():
                if (before.room / "build" / "ci").is_dir():
                    shutil.copytree(before.room / "build" / "ci", room / "build" / "ci", dirs_exist_ok=True)
            lines = "\n".join([*job.get("before_script", ()), *job["script"]])
            own = {"STAGE": stage, "CI_PROJECT_URL": self.district.url.removesuffix(".git")}
            if job.get("environment", {}).get("name") == "comment":
                own["GUATU_TOKEN"] = TOKEN
            done = shell(["sh", "-e", "-c", lines], room, self.around() | own)
            ran[key] = Ran(done.returncode, done.stdout, room)
            self._lay(room / KEPT, self.kept)
        return ran

    @staticmethod
    def _lay(there: Path, here: Path) -> None:
        """Lay what is kept in its other place."""
        if there.is_dir():
            shutil.rmtree(here, ignore_errors=True)
            shutil.copytree(there, here)

    def _room(self, key: str) -> Path:
        room = self.place / key
        shutil.rmtree(room, ignore_errors=True)
        return room

    def around(self) -> dict[str, str]:
        """Give a job's environment: the forge's variables, the runner's clock, nothing of this machine's."""
        file = self.place / "event.json"
        file.write_text(event(self.head, self.author, self.action, self.sender, self.base), encoding="utf-8")
        shift = (self.day - today()).days
        kept = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
        return {
            **kept,
            "HOME": str(self.place),
            "XDG_CACHE_HOME": str(self.kept.parent / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PYTHONPATH": str(ROOT / "tests" / "elsewhere"),
            "ELSEWHERE_DAYS": str(shift),
            **environment(self.forge, str(file)),
            **({"CI_COMMIT_SHA": self.head} if self.forge.kind == "gitlab" else {}),
            **({"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": self.base} if self.forge.kind == "gitlab" else {}),
            **self.more,
        }


def filled(value: object, values: Mapping[str, str], missing: str | None = None) -> Any:
    """Put values into a text's expressions; one that is not known is our mistake, or `missing`."""
    if not isinstance(value, str):
        return value
    return EXPRESSION.sub(
        lambda found: values[found[1]] if missing is None else values.get(found[1], missing), value
    )


def shell(command: list[str], room: Path, about: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run lines in a room and an environment of their own."""
    return subprocess.run(
        command,
        cwd=room,
        env=dict(about),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )


def equipped(root: Path) -> None:
    """Give a repository the script that puts the tested tool in place, and the tool's own mkdocs.yml."""
    ignored = ".venv/\nbuild/\nsite/\npublic/\n"
    write(root, {"scripts/bootstrap.sh": BOOTSTRAP, ".gitignore": ignored, "mkdocs.yml": None})


def requested(district: District, branch: str) -> str:
    """Make a pushed branch a request known only by the forge's own ref, as from a fork; gives its commit."""
    head = git(district.remote, "rev-parse", branch).strip()
    for kind in ("pull", "merge-requests"):
        git(district.remote, "update-ref", f"refs/{kind}/5/head", head)
    git(district.remote, "update-ref", "-d", f"refs/heads/{branch}")
    return head
