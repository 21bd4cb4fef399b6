#!/usr/bin/env bash
# The AppImage: packaging/make_appimage.sh APPIMAGETOOL
# Takes dist/fst-studio (build.spec), writes dist/fst-studio-VERSION-x86_64.AppImage.
set -euo pipefail
tool=$(realpath "$1")
cd "$(dirname "$0")/.."
version=$(python -c 'import fst_gui; print(fst_gui.__version__)')
id=io.github.fst_studio.FSTStudio
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/usr/lib" "$folder/usr/share/metainfo"
cp -a dist/fst-studio "$folder/usr/lib/"
ln -s usr/lib/fst-studio/fst-studio "$folder/AppRun"
# The desktop starts AppRun; "studio" stays, so that no file is taken for a command.
sed -e 's/^Exec=.*/Exec=fst-studio studio %f/' -e '/^TryExec=/d' \
    "packaging/linux/$id.desktop" > "$folder/$id.desktop"
cp resources/icons/app.svg "$folder/$id.svg"
python -c 'import sys; sys.path.insert(0, "packaging"); import make_linux; print(make_linux.metainfo())' \
    > "$folder/usr/share/metainfo/$id.appdata.xml"
ARCH=x86_64 "$tool" --appimage-extract-and-run "$folder" \
    "dist/fst-studio-$version-x86_64.AppImage"
