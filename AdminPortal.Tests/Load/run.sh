#!/usr/bin/env bash
# Measures the token endpoint beside its peers, its growth, its lists, its start, its memory, and kills it under load. README.md tells how.
# bash AdminPortal.Tests/Load/run.sh [--quick] [--earlier commit] [part…]
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

# The build of an earlier commit, as its own sources make it.
publish_earlier() {
    local sources="$out/earlier/sources"
    rm -rf "$sources"
    mkdir -p "$sources"
    git -C "$(git -C "$load" rev-parse --show-toplevel)" archive "$1" | tar -x -C "$sources"
    publish "$sources/AdminPortal" earlier/portal
    publish "$sources/AdminPortal.Tests/Load/Seeding" earlier/seeding
}

earlier=""
arguments=("$@")
for ((i = 0; i < $#; i++)); do
    case "${arguments[i]}" in
        --earlier) earlier="${arguments[i + 1]:-}" ;;
        --earlier=*) earlier="${arguments[i]#*=}" ;;
    esac
done

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
        if [ -n "$earlier" ]; then
            publish_earlier "$earlier"
        fi
        ;;
esac
exec env PYTHONDONTWRITEBYTECODE=1 python3 -m driver "$@"
