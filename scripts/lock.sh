#!/bin/sh
# Writes requirements.lock: exact versions, hashes for every platform, no index named.
# One version serves every Python and system (--fork-strategy fewest), so that all of them draw the same pages.
set -eu
cd "$(dirname "$0")/.."

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"${PYTHON:-python3}" -m venv "$tmp/venv"
"$tmp/venv/bin/python" -m pip install -q --disable-pip-version-check uv

# A local wheel folder would lock the hashes of this machine alone.
unset UV_FIND_LINKS UV_EXTRA_INDEX_URL UV_INDEX UV_NO_INDEX PIP_FIND_LINKS PIP_EXTRA_INDEX_URL || true
"$tmp/venv/bin/uv" pip compile --no-config --quiet ${UPGRADE:+--upgrade} \
  --universal --python-version 3.11 --fork-strategy fewest \
  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
  --custom-compile-command "make lock" \
  --extra site --extra office --extra pdf --extra dev --group build \
  --output-file requirements.lock pyproject.toml
