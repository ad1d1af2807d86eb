#!/usr/bin/env bash
# Makes what deploy/compose/compose.yaml needs and what is missing: keys, certificates and passwords in deploy/compose/secrets. What is there stays. Needs openssl, and root, so that the program's account (10001) can read its own.
# Keep a copy of files.key and staff.key elsewhere: without them neither documents nor second factors can be read again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
mkdir -p secrets/nginx
[ -f secrets/postgres ] || openssl rand -hex 24 >secrets/postgres
[ -f secrets/files.key ] || echo "first $(openssl rand -base64 32)" >secrets/files.key
[ -f secrets/staff.key ] || openssl rand -base64 32 >secrets/staff.key
if [ ! -f secrets/silo.env ]; then
  cat >secrets/silo.env <<END
Storage__ConnectionString=Host=10.77.0.3;Username=medzdrav;Database=medzdrav;Password=$(cat secrets/postgres)
Sms__Url=
Sms__Body=
Sms__Authorization=
END
fi
if [ ! -f secrets/edge.env ]; then
  cat >secrets/edge.env <<END
Turn__Secret=$(openssl rand -hex 24)
END
fi
../certificates.sh authority secrets/links "Medzdrav links"
for node in silo1 silo2 edge1 edge2; do
  ../certificates.sh link secrets/links "$node"
  mkdir -p "secrets/$node/links"
  cp secrets/links/ca.pem "secrets/links/$node.pem" "secrets/links/$node.key" "secrets/$node/links/"
  case $node in silo?) cp secrets/files.key secrets/staff.key "secrets/$node/" ;; esac
  chown -R 10001:10001 "secrets/$node"
done
[ -f secrets/nginx/site.pem ] || echo "Put the site's certificate into secrets/nginx/site.pem and its key into site.key."
grep -q '^Sms__Url=.' secrets/silo.env || echo "Fill in the SMS provider in secrets/silo.env."
