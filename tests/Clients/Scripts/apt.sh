# Debian's package manager on a repository and with folders of its own; a real one would be signed.
echo "deb [trusted=yes] https://$HOST/debian ./" > sources.list
mkdir -p state/lists/partial cache/archives/partial
apt-get update -o Acquire::https::Proxy="$PROXY" -o Acquire::https::CAInfo="$CA" -o Acquire::Retries=0 \
  -o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State="$PWD/state" -o Dir::Cache="$PWD/cache" \
  -o APT::Update::Error-Mode=any -o APT::Sandbox::User="$(id -un)" || exit
/usr/lib/apt/apt-helper cat-file state/lists/*Packages*
