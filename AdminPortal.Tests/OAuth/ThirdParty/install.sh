#!/usr/bin/env bash
# Fetches the npm packages of packages.txt for the tests of this folder: each in its one version, held against the registry's
# own SHA-512, unpacked and not run. The Node that runs them comes with Microsoft.Playwright. The fourth word is the folder of those that
# need other versions of the same packages.
set -euo pipefail
cd "$(dirname "$0")"

while read -r name version integrity among; do
  modules=../../obj/npm/${among:+$among/}node_modules
  [ -f "$modules/$name/$version.whole" ] && continue
  folder=$(mktemp -d)
  archive="$folder/$(npm pack --silent --pack-destination "$folder" "$name@$version")"
  if [ "sha512-$(openssl dgst -sha512 -binary "$archive" | base64 --wrap=0)" != "$integrity" ]; then
    echo "$name $version is not the package that was pinned." >&2
    exit 1
  fi
  rm -rf "${modules:?}/$name"
  mkdir -p "$modules/$name"
  tar --extract --gzip --file "$archive" --directory "$modules/$name" --strip-components=1
  rm -r "$folder"
  touch "$modules/$name/$version.whole"
done < packages.txt
