"""What a page would have a browser fetch from elsewhere."""

from __future__ import annotations

import pytest

from generator.outputs.outside import outside


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<script src="https://cdn.example/a.js"></script>', "https://cdn.example"),
        ("<script async src=//cdn.example/a.js></script>", "//cdn.example"),
        ("<link rel=stylesheet href='https://fonts.example/css?x=1'>", "https://fonts.example"),
        ('<link rel="preconnect" href="https://fonts.example" crossorigin>', "https://fonts.example"),
        ('<img src="a.png" srcset="a.png 1x, https://img.example/b.png 2x">', "https://img.example"),
        ('<object data="http://old.example/a.swf"></object>', "http://old.example"),
        ('<style>@import url("https://css.example/x.css");</style>', "https://css.example"),
        ("<style>b{background:url( //css.example/b.png)}</style>", "//css.example"),
        ('<p style="background:url(https://css.example/b.png)">', "https://css.example"),
        ('<script>load("https://tag.example/js?id=" + property)</script>', "https://tag.example"),
        ('<a data-md-component="source" href="https://github.com/o/r">', "https://github.com"),
        ('<a href="https://gitlab.com/o/r" data-md-component="source">', "https://gitlab.com"),
    ],
)
def test_what_is_fetched_elsewhere_is_found(page: str, found: str) -> None:
    assert outside(f"<!doctype html><title>甲</title>{page}<p>乙</p>") == found


@pytest.mark.parametrize(
    "page",
    [
        '<link rel="canonical" href="https://gua.example/"><link rel="alternate feed" href="https://a.example/">',
        '<a href="https://git.example/o/r/blob/x">依据</a><script src="assets/guatu.js"></script>',
        '<a data-md-component="source" href="https://git.example/o/r">',
        "<script>var a = 1;</script><p>写作“https://b.example”</p><code>'https://c.example'</code>",
        "<style>b{background:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\")}</style>",
        '<script>document.createElementNS("http://www.w3.org/2000/svg", "svg")</script><img src="../a.svg">',
    ],
)
def test_what_is_only_told_of_is_not(page: str) -> None:
    assert outside(page) == ""
