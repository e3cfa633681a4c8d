#!/bin/sh
# Installs Hugo, which the benchmarks measure beside, where it is missing.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh

command -v hugo >/dev/null || install "对比测试缺少程序" "The benchmarks lack a program" hugo
