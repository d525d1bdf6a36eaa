# Take a picture of every dialog of the setup in every language, into artifacts/screenshots; cultures as arguments take only theirs.

ensure_build_tools wine wine64 xvfb imagemagick fonts-wine fonts-dejavu-core fonts-ipafont-gothic fonts-nanum fonts-wqy-microhei

say "Building"
dotnet build Product/Product.wixproj -v quiet
dotnet build tests/Screenshots -v quiet
dotnet publish tests/WizardDriver -c Release -r win-x64 -v quiet

export WINEPREFIX WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml= DISPLAY LC_ALL=C.UTF-8
WINEPREFIX=$(mktemp -d)
screen_file=$(mktemp)
# try.sh says why.
unset TMPDIR
Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp 3> "$screen_file" 2> /dev/null &
screen_id=$!
trap 'wineserver -k || true; kill $screen_id; rm -rf "$WINEPREFIX" "$screen_file"' EXIT
until [ -s "$screen_file" ]; do kill -0 $screen_id || fail "Xvfb has not started"; sleep 0.1; done
DISPLAY=:$(cat "$screen_file")

quietly() { "$@" < /dev/null > /dev/null 2>&1; }
say "Making a Windows"
quietly wineboot -i
quietly wine winecfg -v win10
# Title bars by Wine, for there is no window manager; Windows' fonts by those that are like them.
quietly wine reg add 'HKCU\Software\Wine\X11 Driver' /v Managed /d N /f
cp /usr/share/wine/fonts/*.ttf "$WINEPREFIX/drive_c/windows/Fonts"
while IFS== read -r font stand_in; do
  quietly wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /d "$stand_in" /f
done << 'FONTS'
MS UI Gothic=IPAPGothic
Gulim=NanumGothic
Malgun Gothic=NanumGothic
SimSun=WenQuanYi Micro Hei
PMingLiU=WenQuanYi Micro Hei
Microsoft YaHei=WenQuanYi Micro Hei
Microsoft JhengHei=WenQuanYi Micro Hei
FONTS
# Title bars as on today's Windows; the rest is Wine's theme "Light".
while IFS='|' read -r key value data; do
  quietly wine reg add "HKCU\\Control Panel\\$key" /v "$value" /d "$data" /f
done << 'LOOK'
Colors|ActiveTitle|255 255 255
Colors|GradientActiveTitle|255 255 255
Colors|ButtonFace|240 240 240
Colors|ButtonHilight|255 255 255
Colors|ButtonLight|255 255 255
Colors|ButtonShadow|220 220 220
Colors|ButtonDkShadow|255 255 255
Desktop\WindowMetrics|CaptionHeight|24
Desktop\WindowMetrics|CaptionWidth|36
LOOK
# A LOGFONT: Tahoma, 12 pixels high, of weight 400, where Wine has a small and bold one.
caption=F4FFFFFF000000000000000000000000900100000000000000000022$(printf 'Tahoma' | iconv -t UTF-16LE | od -An -tx1 -v | tr -d ' \n')
quietly wine reg add 'HKCU\Control Panel\Desktop\WindowMetrics' /v CaptionFont /t REG_BINARY /d "$caption$(printf '0%.0s' $(seq $((184 - ${#caption}))))" /f

pictures=artifacts/screenshots
take_pictures() {
  wineserver -k || true
  wineserver -w
  wineserver -p
  dotnet artifacts/bin/OmsGateway.Screenshots/debug/Screenshots.dll "artifacts/OMS Gateway.msi" \
    artifacts/publish/OmsGateway.WizardDriver/release_win-x64/WizardDriver.exe Localization $pictures "$@"
}

say "Taking pictures"
wanted=("$@")
if [ ${#wanted[@]} -eq 0 ]; then wanted=($(ls Localization)); fi
# Wine finds no Chinese, Japanese and Korean characters for bold Tahoma; without that font it makes them bold itself.
east=() others=()
for culture in "${wanted[@]}"; do
  case $culture in ja-* | ko-* | zh-*) east+=("$culture") ;; *) others+=("$culture") ;; esac
done
if [ ${#others[@]} -gt 0 ]; then take_pictures "${others[@]}"; fi
rm "$WINEPREFIX/drive_c/windows/Fonts/tahomabd.ttf"
if [ ${#east[@]} -gt 0 ]; then take_pictures "${east[@]}"; fi

# All of a language on a sheet, and the upper part of a page in all languages.
for folder in $pictures/*/; do
  montage "$folder"*.png -tile 4x -geometry +4+4 -background '#808080' "$pictures/$(basename "$folder").png"
done
montage $pictures/*/port-proxy.png -crop 499x150+0+0 +repage -tile 2x -geometry +4+4 -background '#808080' -strip $pictures/all-languages.png
say "Done: $pictures"
