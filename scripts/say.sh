# shellcheck shell=sh
# Sourced by the other scripts: messages in both languages, and packages from apt.

say() { # say CHINESE ENGLISH
  printf '%s\n%s\n' "$1" "$2" >&2
}

fail() { # fail CHINESE ENGLISH
  say "✗ $1" "✗ $2"
  exit 1
}

install() { # install WHY-CHINESE WHY-ENGLISH PACKAGE…
  why_zh=$1 why_en=$2
  shift 2
  if ! command -v apt-get >/dev/null; then
    fail "$why_zh。请自行安装相当于 Debian 软件包 $* 的程序，然后重试。" \
      "$why_en. Install the equivalent of Debian's $* and try again."
  elif [ "$(id -u)" = 0 ]; then
    root=
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    root="sudo -n"
  else
    fail "$why_zh，而当前用户无权安装。请管理员执行：apt-get install $*" \
      "$why_en, and this user may not install it. Ask an administrator for: apt-get install $*"
  fi
  say "$why_zh，正在安装 $* …" "$why_en; installing $* …"
  $root apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

wish() { # wish WHY-CHINESE WHY-ENGLISH PACKAGE…: as install, but go on without where it cannot be had
  (install "$@") || say "先继续，缺的部分会注明。" "Going on; what is missing will be named."
}
