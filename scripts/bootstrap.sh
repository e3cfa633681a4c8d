#!/bin/sh
# Makes .venv from nothing but Python, with the versions and hashes of requirements.lock.
set -eu
cd "$(dirname "$0")/.."
. scripts/say.sh

PYTHON=${PYTHON:-python3}
command -v "$PYTHON" >/dev/null ||
  fail "找不到 $PYTHON。请安装 Python 3.11 或更高版本，或用 make PYTHON=路径 指定。" \
    "$PYTHON not found. Install Python 3.11 or newer, or name one: make PYTHON=path."
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$PYTHON 是 $("$PYTHON" -V 2>&1)，需要 3.11 或更高版本。请用 make PYTHON=路径 指定。" \
    "$PYTHON is $("$PYTHON" -V 2>&1); 3.11 or newer is needed. Name one: make PYTHON=path."

pip() {
  .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"
}

# The lock inside .venv is the one it was made from: while it is the same, only guatu itself is put in again.
if ! cmp -s requirements.lock .venv/requirements.lock || ! .venv/bin/python -c '' 2>/dev/null; then
  "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
    install "缺少 Python 的 venv 模块" "Python's venv module is missing" python3-venv
  say "正在建立 .venv 并安装锁定的依赖（首次约需一至数分钟）…" \
    "Making .venv and installing the locked dependencies (a minute or more the first time) …"
  "$PYTHON" -m venv --clear .venv
  # jieba comes as source only, and is built with the locked setuptools rather than any that pip would fetch.
  awk '/^[^ #]/ { wanted = /^(setuptools|wheel|packaging)==/ } wanted' requirements.lock >.venv/build.lock
  pip install -q --require-hashes --no-deps -r .venv/build.lock
  pip install -q --require-hashes --no-deps --only-binary :all: --no-binary jieba --no-build-isolation --use-pep517 \
    -r requirements.lock
  cp requirements.lock .venv/requirements.lock
fi
pip install -q --no-deps --no-build-isolation -e .
touch .venv/.stamp
