#!/usr/bin/env bash
# Measures the token endpoint beside its peers, its growth, its lists, its start, its memory, and kills it under load. README.md tells how.
# bash AdminPortal.Tests/Load/run.sh [--quick] [part…]
set -euo pipefail
cd "$(dirname "$0")"
load="$PWD"
out="$load/bin"
mkdir -p "$out"

. ../Support/install-missing.sh

# The command runs in its folder: the peers must not see the solution's settings.
publish() {
    (cd "$1" && dotnet publish -c Release -o "$out/$2" --nologo -v quiet)
}

install_oidc_provider() {
    mkdir -p "$out/oidc-provider"
    cp Peers/OidcProvider/package.json Peers/OidcProvider/package-lock.json Peers/OidcProvider/server.mjs "$out/oidc-provider"
    if [ ! "$out/oidc-provider/node_modules" -nt Peers/OidcProvider/package-lock.json ]; then
        (cd "$out/oidc-provider" && npm ci --no-audit --no-fund --silent && touch node_modules)
    fi
}

# Debian's Node is older than oidc-provider asks for; the one that drives the browser in the tests is not.
find_node() {
    local machine packages="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
    machine=$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
    dotnet restore .. -v quiet
    ls -d "$packages"/microsoft.playwright/*/.playwright/node/"linux-$machine"/node | sort -V | tail -n 1
}

install_missing python3 wrk
case " $* " in
    *" --help "* | *" --report "* | *" --no-build "*) ;;
    *)
        install_missing npm
        publish ../../AdminPortal portal
        publish Seeding seeding
        publish Peers/Ceiling ceiling
        publish Peers/OpenIddict openiddict
        install_oidc_provider
        find_node >"$out/node.path"
        ;;
esac
exec env PYTHONDONTWRITEBYTECODE=1 python3 -m driver "$@"
