"""Problems as people, programs and forges read them; nothing submitted can become a command or markup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.records.source import Lang, Problem

_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def text(problems: Sequence[Problem], lang: Lang) -> str:
    """One line for each, `path:line:column: code message — hint`; a warning says so."""
    words = {"zh": "提醒", "en": "warning"}[lang]
    return "".join(
        f"{found.text(lang)}{'' if found.severity == 'error' else f' [{words}]'}\n" for found in problems
    )


def as_json(problems: Sequence[Problem], lang: Lang) -> str:
    """An object with the list of problems and their counts."""
    errors = sum(found.severity == "error" for found in problems)
    listed = [
        {
            "path": found.mark.path,
            "line": found.mark.line,
            "column": found.mark.column,
            "code": found.code.id,
            "severity": found.severity,
            "message": found.message(lang),
            "hint": found.hint(lang),
        }
        for found in problems
    ]
    return _dumped({"problems": listed, "errors": errors, "warnings": len(problems) - errors})


def github(problems: Sequence[Problem], lang: Lang) -> str:
    """Workflow commands, one annotation for each."""
    return "".join(
        f"::{found.severity} file={found.mark.path.translate(_GITHUB_VALUE)},line={found.mark.line}"
        f",col={found.mark.column},title={found.code.id}"
        f"::{_sentence(found, lang).translate(_GITHUB)}\n"
        for found in problems
    )


def gitlab(problems: Sequence[Problem], lang: Lang) -> str:
    """A Code Quality report."""
    from hashlib import sha256

    return _dumped(
        [
            {
                "description": f"{found.code.id} {_sentence(found, lang)}",
                "check_name": found.code.id,
                "fingerprint": sha256(found.text("en").encode()).hexdigest(),
                "severity": "major" if found.severity == "error" else "minor",
                "location": {"path": found.mark.path, "lines": {"begin": found.mark.line}},
            }
            for found in problems
        ]
    )


def sarif(problems: Sequence[Problem], lang: Lang) -> str:
    """A SARIF 2.1.0 log."""
    codes = {found.code.id: found.code for found in problems}
    part = 0 if lang == "zh" else 1
    rules = [
        {"id": id_, "shortDescription": {"text": (code.zh, code.en)[part][0]}}
        for id_, code in sorted(codes.items())
    ]
    driver = {"name": "guatu", "rules": rules}
    results = [_result(found, lang) for found in problems]
    return _dumped(
        {"$schema": SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    )


def _result(found: Problem, lang: Lang) -> dict[str, Any]:
    region = {"startLine": found.mark.line, "startColumn": found.mark.column}
    place = {"artifactLocation": {"uri": found.mark.path}, "region": region}
    return {
        "ruleId": found.code.id,
        "level": found.severity,
        "message": {"text": _sentence(found, lang)},
        "locations": [{"physicalLocation": place}],
    }


def _sentence(found: Problem, lang: Lang) -> str:
    return f"{found.message(lang)} — {found.hint(lang)}"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Problem], Lang], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
}
