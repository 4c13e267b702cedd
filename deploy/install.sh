#!/bin/sh
# Installs Otklik out of this archive: ./install.sh --help
set -e
here=$(cd "$(dirname "$0")" && pwd -P)
exec env INIT_CWD="$PWD" "$here/runtime/node" "$here/scripts/kit/install.ts" "$@"
