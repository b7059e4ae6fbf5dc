#!/bin/sh
# The browser tests drive a Chromium that is already there, else Debian's, where apt can install it. Without one they are
# skipped, except in CI, where that is a failure.
for name in "${BRIEFING_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests ..."
    log=$(mktemp)
    if { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 3 "$log"
    rm -f "$log"
fi
echo "No Chromium found; the browser tests are skipped. Install chromium, or set BRIEFING_CHROMIUM to its path."
