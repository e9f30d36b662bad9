#!/usr/bin/env bash
# The test command of the README: installs what is missing (Chromium, curl, npm, OpenSSL, faketime, a few npm packages), builds, checks the format, runs every test.
# The last line reads "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."

. AdminPortal.Tests/Support/install-missing.sh

fetch() {
    install_missing chromium curl npm openssl faketime
    bash AdminPortal.Tests/OAuth/ThirdParty/install.sh
}

# One waits for the network, the other for the processor.
fetch & fetching=$!
dotnet restore
dotnet build --configuration Release --no-restore
# The rest of what "dotnet format" looks at are the analyzers and the style, and the build has just been held to them.
dotnet format whitespace --no-restore --verify-no-changes
wait "$fetching"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test --configuration Release --no-build --no-ansi --no-progress --minimum-expected-tests 2950 2>&1 | tee "$log" || status=${PIPESTATUS[0]}

count() { awk -v label="$1:" '$1 == label { n = $2 } END { print n + 0 }' "$log"; }
skipped=$(count skipped)
if [ "$skipped" -ne 0 ]; then
    echo "A skipped test is a defect." >&2
    status=1
fi
echo "$(count succeeded) passed, $(count failed) failed, $skipped skipped"
exit "$status"
