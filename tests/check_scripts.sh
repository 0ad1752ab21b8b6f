#!/bin/sh
# Types of the theme's scripts (JSDoc), by TypeScript: a check only, nothing is compiled or shipped.
set -eu
VERSION=$1
PLACE=$2
if ! command -v npm >/dev/null 2>&1; then
    echo "checking the scripts' types needs npm: install it (Debian: sudo apt-get install npm)" >&2
    exit 1
fi
[ -x "$PLACE/node_modules/.bin/tsc" ] || npm install --silent --no-audit --no-fund --no-save --prefix "$PLACE" "typescript@$VERSION"
"$PLACE/node_modules/.bin/tsc" --checkJs --allowJs --noEmit --strict --target esnext --module esnext \
    --moduleResolution bundler --lib esnext,dom,dom.iterable themes/default/static/search/*.js
