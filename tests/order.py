"""Which test files come first."""

from __future__ import annotations

LONG = (
    "test_hostile_pages",
    "test_same_bytes",
    "test_replay",
    "test_pages",
    "test_rebuilt",
    "test_publish_killed",
    "test_workflow_jobs",
    "test_verify",
    "test_settled",
    "test_verify_published",
    "test_keyboard",
    "test_paper_pages",
    "test_large_district",
    "test_single_mistakes",
    "test_questions",
    "test_search",
    "test_search_box",
    "test_site",
    "test_published",
    "test_publish_races",
    "test_policy_figures",
    "test_table_tools",
    "test_wall_in_browser",
    "test_printed_pages",
    "test_settings",
    "test_serve",
    "test_schema",
)
"""The files that take longest; they come first, so that no processor waits for the last of them."""
