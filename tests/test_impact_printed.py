"""The preview as it is read and printed: no style of YAML is a change, and no comment is too long."""

from __future__ import annotations

import re
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rounds import often
from small_changes import DAY, base, changed, text

from generator.records.decode import decode
from generator.records.tree import read_tree
from generator.review.impact.markdown import LIMIT, MARKER, markdown
from generator.review.impact.model import BaselineChange, Impact, SealChange

amounts = re.compile(r"^((?:- )?\s*(?:invest\w*|points|base|weight): *)([0-9.]+)$", re.MULTILINE)


styles = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "default_style": st.sampled_from([None, '"', "'"]),
        "sort_keys": st.booleans(),
        "width": st.sampled_from([40, 10**6]),
    }
)


@given(
    path=st.sampled_from(sorted(base())),
    style=styles,
    lead=st.sampled_from(["", "# 说明\n", "\n\n"]),
    zeros=st.sampled_from(["", "0", "00"]),
)
@settings(max_examples=often(300))
def test_no_style_of_yaml_is_a_change(path: str, style: dict[str, Any], lead: str, zeros: str) -> None:
    tree, _ = read_tree(path, text(path).encode())
    assert tree
    said = yaml.dump(tree.value, allow_unicode=True, **style)
    if zeros:
        said = amounts.sub(lambda m: f"{m[1]}{m[2]}{'' if '.' in m[2] else '.'}{zeros}", said)
    made, problems = decode(path, (lead + said).encode())
    assume(made is not None and not problems)
    assert changed({path: lead + said}) == Impact(DAY)


@given(words=st.text("|@#&编a", min_size=1, max_size=40), times=st.integers(1, 60), rows=st.integers(0, 400))
@settings(max_examples=often(60))
def test_a_comment_stays_below_the_limit_whatever_is_in_it(words: str, times: int, rows: int) -> None:
    said = words * times
    lines = tuple(BaselineChange(said, said, said, said, said, "late", said) for _ in range(rows))
    seals = tuple(SealChange(said, said, number, 1) for number in range(rows))
    comment = markdown(Impact(DAY, {"新增": 1}, baselines=lines, seals=seals, notes=(said, said)))
    assert len(comment) <= LIMIT
    assert comment.startswith(MARKER)
    tables = comment.count("<details>")
    assert comment.count("</details>") == tables
    shown = sum(line.startswith("| ") for line in comment.splitlines()) - 2 * tables
    missing = sum(map(int, re.findall("另有([0-9]+)行", comment)))
    assert shown + missing == tables * rows
    assert tables >= bool(rows)
