#!/bin/sh
# The theme's scripts: their types (JSDoc) by TypeScript, a check only, nothing is compiled or shipped; and that what is served, without
# comments, is the same program by acorn's syntax trees.
set -eu
TYPESCRIPT=$1
ACORN=$2
PLACE=$3
PYTHON=$4
if ! command -v npm >/dev/null 2>&1; then
    echo "checking the scripts needs npm: install it (Debian: sudo apt-get install npm)" >&2
    exit 1
fi
[ -x "$PLACE/node_modules/.bin/tsc" ] && [ -d "$PLACE/node_modules/acorn" ] ||
    npm install --silent --no-audit --no-fund --no-save --prefix "$PLACE" "typescript@$TYPESCRIPT" "acorn@$ACORN"
"$PLACE/node_modules/.bin/tsc" --checkJs --allowJs --noEmit --strict --target esnext --module esnext \
    --moduleResolution bundler --lib esnext,dom,dom.iterable themes/default/static/search/*.js
SERVED=$(mktemp -d)
trap 'rm -rf "$SERVED"' EXIT
"$PYTHON" - "$SERVED" <<'SERVE'
import pathlib, sys
from sitegen.render import load_theme, static

for file in static(load_theme("default", pathlib.Path("."))):
    path = pathlib.Path(sys.argv[1], file.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
SERVE
node tests/scripts_tree.mjs themes/default/static "$SERVED/static" "$(cd "$PLACE" && pwd)"
