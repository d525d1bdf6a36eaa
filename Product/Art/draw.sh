#!/bin/bash
# Draws the wizard's pictures and the icon from their sources; needs rsvg-convert (librsvg2-bin) and ImageMagick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

for picture in Banner Dialog; do
  rsvg-convert "$picture.svg" -o "$folder/$picture.png"
  convert "$folder/$picture.png" -alpha remove -type TrueColor "BMP3:$picture.bmp"
done

# The smallest have drawings of their own.
for size in 16 20 24 32 40 48 64 128 256; do
  drawing=Icon.$size.svg
  [ -e "$drawing" ] || drawing=Icon.svg
  rsvg-convert -w $size -h $size "$drawing" -o "$folder/$size.png"
done
convert "$folder"/{16,20,24,32,40,48,64,128,256}.png -strip OMSGateway.ico
