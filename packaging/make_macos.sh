#!/usr/bin/env bash
# The disk image: packaging/make_macos.sh
# Takes "dist/FST Studio.app" (build.spec), writes dist/fst-studio-VERSION-macos-ARCH.dmg.
# With SIGNING_IDENTITY set the app is signed with it, otherwise for this machine only (ad hoc).
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(python -c 'import fst_gui; print(fst_gui.__version__)')
image="dist/fst-studio-$version-macos-$(uname -m).dmg"
codesign --force --deep --timestamp=none --sign "${SIGNING_IDENTITY:--}" "dist/FST Studio.app"
codesign --verify --deep --strict "dist/FST Studio.app"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "dist/FST Studio.app" "$folder/"
ln -s /Applications "$folder/Applications"
rm -f "$image"
hdiutil create -volname "FST Studio $version" -srcfolder "$folder" -format ULMO "$image"
echo "$image"
