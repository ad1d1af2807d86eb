#!/usr/bin/env bash
# Makes a private authority and certificates of it, for the links between processes or for nginx on one machine. Needs openssl.
#   certificates.sh authority FOLDER NAME                        FOLDER/ca.pem and ca.key, where there is none
#   certificates.sh link FOLDER NODE                             FOLDER/NODE.pem and NODE.key for a silo or an edge node
#   certificates.sh server FOLDER NODE DNS:NAME[,IP:ADDRESS…]    the same for a server that browsers come to
# A certificate is good for a year. One that has more than 30 days left stays; a new one is moved into place whole, and taken up by running processes.
set -euo pipefail
umask 077

authority() {
  local folder=$1
  [ -f "$folder/ca.pem" ] && return
  mkdir -p "$folder"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=$2" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -keyout "$folder/ca.key" -out "$folder/ca.pem" 2>/dev/null
}

certificate() {
  local folder=$1 name=$2
  [ -f "$folder/$name.pem" ] && openssl x509 -checkend $((30 * 86400)) -noout -in "$folder/$name.pem" >/dev/null && return
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -keyout "$folder/$name.key.new" -out "$folder/$name.csr" 2>/dev/null
  openssl x509 -req -in "$folder/$name.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 365 -out "$folder/$name.pem.new" \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=%s\nkeyUsage=critical,digitalSignature\n' "$3" "$4") 2>/dev/null
  mv "$folder/$name.key.new" "$folder/$name.key"
  mv "$folder/$name.pem.new" "$folder/$name.pem"
  rm "$folder/$name.csr"
}

case "${1:-} $#" in
  "authority 3") authority "$2" "$3" ;;
  "link 3") certificate "$2" "$3" "DNS:$3" serverAuth,clientAuth ;;
  "server 4") certificate "$2" "$3" "$4" serverAuth ;;
  *) sed -n '2,/^set /{/^#/s/^# \?//p}' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
