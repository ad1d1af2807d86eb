#!/usr/bin/env bash
# Installs what ./test.sh needs beside the .NET SDK and Node, on Debian 12: what is missing, and only that.
# Needs root, or sudo without a password. Starts nothing but what the packages themselves do.
set -euo pipefail

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
refreshed=""

install() {
  if [ -z "$refreshed" ]; then
    "${as_root[@]}" apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 update </dev/null
    refreshed=yes
  fi
  echo "installing $*"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install "$@" </dev/null >/dev/null
}

if [ ! -x /usr/lib/postgresql/15/bin/postgres ]; then
  # The tests start servers of their own; the package's default cluster would only hold a port.
  if [ ! -f /etc/postgresql-common/createcluster.conf ]; then install postgresql-common; fi
  "${as_root[@]}" sed -i 's/^#\?create_main_cluster = .*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  install postgresql-15
fi

[ -x /usr/bin/chromium ] || install chromium
# The same engine without windows, in which stories take 0.6 of the time; they run in the browser itself where it is not to be had.
[ -x /usr/bin/chromium-headless-shell ] || install chromium-headless-shell || echo "without chromium-headless-shell the browser stories take longer"

if [ ! -x /usr/bin/turnserver ]; then
  # The package would start a relay at once where there is an init system; the tests start their own.
  install coturn
fi

# As coturn: where there is an init system the package would listen on port 80; the cluster on one machine starts its own.
[ -x /usr/sbin/nginx ] || install nginx-light

if [ ! -x /usr/bin/promtool ]; then
  # The tests need the checker of alert rules alone: the server that comes with it is not to run.
  install prometheus
  [ ! -d /run/systemd/system ] || "${as_root[@]}" systemctl --quiet disable --now prometheus
fi

[ -x /usr/sbin/ip ] || [ -x /sbin/ip ] || install iproute2

# For tests/faults.sh: a network that loses packets or is cut, and a silo whose clock is wrong.
[ -x /usr/sbin/nft ] || install nftables || echo "without nftables the experiments \"cut\" and \"loss\" are not to be had"
[ -x /usr/bin/faketime ] || install faketime || echo "without faketime the experiment \"clock\" is not to be had"
[ -x /usr/bin/curl ] || install curl
