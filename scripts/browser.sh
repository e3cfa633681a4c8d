#!/bin/sh
# Prints the path of the browser that the tests drive, after installing it and a Chinese font if need be.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh

browser() {
  for name in ${GUATU_BROWSER:+"$GUATU_BROWSER"} chromium google-chrome chromium-browser; do
    # Ubuntu's chromium-browser may be a stub that only names a snap.
    if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  return 1
}

fonts() {
  ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 ||
    { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn)" ]; }
}

atomic() { # the browser's driver is a program that needs it, and a bare Debian has it not
  ls /usr/lib/*/libatomic.so.1 /lib/*/libatomic.so.1 /usr/lib*/libatomic.so.1 2>/dev/null | grep -q .
}

missing=
browser >/dev/null || missing=chromium
atomic || missing="$missing libatomic1"
fonts || missing="$missing fonts-noto-cjk"
# shellcheck disable=SC2086
[ -z "$missing" ] || install "浏览器测试缺少程序" "The browser tests lack programs" $missing
browser || fail "安装之后仍找不到浏览器。" "No browser, even after installing one."
