#!/bin/bash
# Draws the wizard's pictures and the icon from their sources; needs rsvg-convert (librsvg2-bin) and ImageMagick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for picture in Banner Dialog; do
  # A palette keeps them small: a package holds pictures as they are.
  rsvg-convert "$picture.svg" | convert - -alpha remove -colors 128 -type palette -compress none "BMP3:$picture.bmp"
done

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
for size in 16 32 48 256; do rsvg-convert -w $size -h $size Icon.svg -o "$folder/$size.png"; done
convert "$folder"/{16,32,48,256}.png OMSGateway.ico
