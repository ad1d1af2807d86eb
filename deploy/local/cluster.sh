#!/usr/bin/env bash
# A whole cluster on one machine, without Docker: PostgreSQL, three silos, two edge nodes (gateway and web), nginx with TLS, coturn. Everything listens on loopback.
#   cluster.sh up             builds the program, starts what does not run, waits until it is ready, prints where it is
#   cluster.sh down           stops everything, the edge first; data and logs stay
#   cluster.sh status         every process: state, process id, address, log
#   cluster.sh kill NAME      ends a process as a power failure would (-9)
#   cluster.sh stop NAME      asks it to stop, as a deployment does (SIGTERM), and waits
#   cluster.sh start NAME     starts it again, and waits until it is ready
#   cluster.sh roll           stops and starts all nodes of the platform, one after the other
#   cluster.sh purge          after "down": removes data, logs and keys
# NAME: postgres silo1 silo2 silo3 edge1 edge2 nginx turn
#
# MEDZDRAV_CLUSTER          folder for data, logs and keys; /var/tmp/medzdrav-cluster unless set
# MEDZDRAV_CLUSTER_PROGRAM  folder of a program that is built already; "up" builds none then
# MEDZDRAV_CLUSTER_PORTS    added to every port, for a second cluster beside the first
# MEDZDRAV_CLUSTER_WITHIN   a program that is given a node's name and command and becomes it: for experiments with its clock, user, settings
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
state=${MEDZDRAV_CLUSTER:-/var/tmp/medzdrav-cluster}
program=${MEDZDRAV_CLUSTER_PROGRAM:-$state/program}
shift_by=${MEDZDRAV_CLUSTER_PORTS:-0}
names=(postgres silo1 silo2 silo3 edge1 edge2 turn nginx)
nodes=(silo1 silo2 silo3 edge1 edge2)
start_within=60
stop_within=40
umask 077

port() {
  local base
  case $1 in
    postgres) base=15432 ;; turn) base=13478 ;;
    silo?) base=$((5100 + ${1#silo})) ;; edge?) base=$((5200 + ${1#edge})) ;;
    nginx) base=8443 ;; plain) base=8480 ;;
    inside?) base=$((5300 + ${1#inside})) ;; insides?) base=$((5310 + ${1#insides})) ;;
    links?) base=$((11110 + ${1#links})) ;; calls?) base=$((30000 + ${1#calls})) ;;
  esac
  echo $((base + shift_by))
}

fail() { echo "$*" >&2; exit 1; }

binaries() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(tr : ' ' <<<"$PATH"); do
    [ -x "$folder/initdb" ] && { echo "$folder"; return; }
  done
}

need() {
  local missing=()
  for tool in dotnet openssl nginx turnserver flock setsid; do PATH=$PATH:/usr/sbin:/sbin command -v $tool >/dev/null || missing+=("$tool"); done
  [ -n "$(binaries)" ] || missing+=(postgresql)
  [ ${#missing[@]} -eq 0 ] || fail "Missing on this machine: ${missing[*]}. On Debian: apt-get install postgresql nginx-light coturn openssl util-linux"
}

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# --- processes, known by their id and the instant at which they began: a reused id is nobody's.

began() { awk '{sub(/.*\) /, ""); print $20}' "/proc/$1/stat" 2>/dev/null || true; }

remember() { echo "$2 $(began "$2")" >"$state/run/$1"; }

pid_of() {
  local id since
  if [ "$1" = postgres ]; then
    id=$(head -n 1 "$state/postgres/data/postmaster.pid" 2>/dev/null || true)
    # The file may be of one that ended: the process is this cluster's only when it serves this folder.
    if [ -n "$id" ] && [ -d "/proc/$id" ] && tr '\0' '\n' <"/proc/$id/cmdline" | grep -qxF "$state/postgres/data"; then echo "$id"; fi
    return
  fi
  read -r id since 2>/dev/null <"$state/run/$1" || return 0
  if [ -n "$since" ] && [ "$(began "$id")" = "$since" ] && ! grep -q '^State:.*Z' "/proc/$id/status" 2>/dev/null; then echo "$id"; fi
}

# answers PORT: whether the node there says that it is ready.
answers() {
  local code=""
  { exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && read -r -t 5 _ code _ <&3; exec 3<&- 3>&-; } 2>/dev/null || true
  [ "$code" = 200 ]
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

ready() {
  case $1 in
    silo?|edge?) answers "$(port "$1")" ;;
    *) listens "$(port "$1")" ;;
  esac
}

await_ready() {
  local name=$1 end=$((SECONDS + start_within))
  until ready "$name"; do
    [ -n "$(pid_of "$name")" ] || { tail -n 15 "$(log_of "$name")" >&2; fail "$name ended; its log: $(log_of "$name")"; }
    [ $SECONDS -lt $end ] || fail "$name is not ready after $start_within s; its log: $(log_of "$name")"
    sleep 0.1
  done
}

log_of() { if [ "$1" = postgres ]; then echo "$state/postgres/log"; else echo "$state/logs/$1.log"; fi; }

# launch NAME COMMAND…: without terminal, and without the lock of this script.
launch() {
  local name=$1
  shift
  setsid ${MEDZDRAV_CLUSTER_WITHIN:+"$MEDZDRAV_CLUSTER_WITHIN" "$name"} "$@" >>"$state/logs/$name.log" 2>&1 </dev/null 9>&- &
  remember "$name" $!
}

# --- keys: one authority for the links between nodes, another for browsers, which may be told to trust it.

prepare() {
  mkdir -p "$state/run" "$state/logs" "$state/keys" "$state/files"
  # The user of PostgreSQL passes through to their own folder, and reads nothing here.
  chmod 711 "$state"
  local node certificates=$repository/deploy/certificates.sh
  "$certificates" authority "$state/keys/links" "Medzdrav links"
  "$certificates" authority "$state/keys/web" "Medzdrav on this machine"
  for node in "${nodes[@]}"; do "$certificates" link "$state/keys/links" "$node"; done
  "$certificates" server "$state/keys/web" nginx "DNS:localhost,DNS:*.localhost,IP:127.0.0.1"
  [ -f "$state/keys/turn" ] || openssl rand -hex 24 >"$state/keys/turn"
  [ -f "$state/files.key" ] || echo "first $(openssl rand -base64 32)" >"$state/files.key"
}

# --- each kind of process

start_postgres() {
  local folder=$state/postgres
  if [ ! -f "$folder/data/PG_VERSION" ]; then
    mkdir -p "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    as_postgres "$(binaries)/initdb" -D "$folder/data" -U medzdrav -A trust -E UTF8 --locale=C >>"$state/logs/initdb.log" 2>&1 || fail "PostgreSQL could not be made; its log: $state/logs/initdb.log"
  fi
  as_postgres "$(binaries)/pg_ctl" start -w -t $start_within -D "$folder/data" -l "$folder/log" -o "-p $(port postgres) -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=200" >/dev/null 2>&1 9>&- </dev/null \
    || fail "PostgreSQL does not start; its log: $folder/log"
  local psql=("$(binaries)/psql" -h 127.0.0.1 -p "$(port postgres)" -U medzdrav -d postgres -Atqc)
  [ "$("${psql[@]}" "SELECT 1 FROM pg_database WHERE datname = 'medzdrav'")" = 1 ] || "${psql[@]}" "CREATE DATABASE medzdrav"
}

start_node() {
  local name=$1 number=${1: -1} roles gateways=()
  [ -f "$program/Medzdrav.Host.dll" ] || fail "There is no program in $program: cluster.sh up builds it."
  for silo in 1 2 3; do gateways+=("127.0.0.1:$(port calls$silo)"); done
  local settings=(
    ASPNETCORE_ENVIRONMENT=Development DOTNET_GCgen0size=4000000 DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION=256
    Cluster__Certificate="$state/keys/links/$name.pem" Cluster__CertificateKey="$state/keys/links/$name.key" Cluster__CertificateAuthority="$state/keys/links/ca.pem"
  )
  case $name in
    silo?)
      roles=silo
      settings+=(Management__Urls="http://127.0.0.1:$(port insides"$number")" Management__Dashboard=true)
      settings+=(
        Storage__Database=Postgres Storage__ConnectionString="Host=127.0.0.1;Port=$(port postgres);Username=medzdrav;Database=medzdrav"
        Silo__Port="$(port links"$number")" Silo__GatewayPort="$(port calls"$number")" Files__Directory="$state/files" Files__KeyFile="$state/files.key"
        Gateway__Address="https://localhost:$(port nginx)"
      ) ;;
    edge?)
      roles=gateway,web
      settings+=(Management__Urls="http://127.0.0.1:$(port inside"$number")")
      settings+=(
        Cluster__Gateways="$(IFS=,; echo "${gateways[*]}")" Gateway__TrustedProxies=127.0.0.1 Gateway__Address="https://localhost:$(port nginx)"
        Turn__Secret="$(cat "$state/keys/turn")" Turn__StunUrls__0="stun:127.0.0.1:$(port turn)"
        Turn__Urls__0="turn:127.0.0.1:$(port turn)?transport=udp" Turn__Urls__1="turn:127.0.0.1:$(port turn)?transport=tcp"
      ) ;;
  esac
  launch "$name" env -C "$state" "${settings[@]}" dotnet "$program/Medzdrav.Host.dll" "--roles=$roles" "--urls=http://127.0.0.1:$(port "$name")"
}

start_nginx() {
  local values=(-e "s|@state@|$state|g" -e "s|@repository@|$repository|g" -e "s|@tls@|$(port nginx)|g" -e "s|@plain@|$(port plain)|g" -e "s|@edge1@|$(port edge1)|g" -e "s|@edge2@|$(port edge2)|g")
  sed "${values[@]}" "$repository/deploy/local/nginx.conf" >"$state/nginx.conf"
  mkdir -p "$state/nginx"
  # Workers of a master that is root are nobody: they pass through to their own folders.
  chmod 711 "$state/nginx"
  PATH=$PATH:/usr/sbin launch nginx nginx -c "$state/nginx.conf" -g "daemon off;"
}

start_turn() {
  { cat "$repository/deploy/coturn/turnserver.conf"; echo "static-auth-secret=$(cat "$state/keys/turn")"; } >"$state/turnserver.conf"
  launch turn turnserver -c "$state/turnserver.conf" --no-tls --no-dtls --listening-ip=127.0.0.1 --listening-port="$(port turn)" --relay-ip=127.0.0.1 --allowed-peer-ip=127.0.0.1 --userdb="$state/turndb" --pidfile=/dev/null --log-file=stdout --no-cli
}

start() {
  [ -z "$(pid_of "$1")" ] || return 0
  ! listens "$(port "$1")" || fail "Port $(port "$1") of $1 is taken by another program."
  case $1 in
    postgres) start_postgres ;; nginx) start_nginx ;; turn) start_turn ;; *) start_node "$1" ;;
  esac
}

stop() {
  local id signal=TERM end=$((SECONDS + stop_within))
  id=$(pid_of "$1")
  [ -n "$id" ] || return 0
  # "Smart" waits for PostgreSQL's clients; "fast" ends them. nginx lets go of WebSockets at TERM only.
  [ "$1" != postgres ] || signal=INT
  kill -$signal "$id"
  while [ -n "$(pid_of "$1")" ]; do
    [ $SECONDS -lt $end ] || fail "$1 (process $id) does not stop; its log: $(log_of "$1")"
    sleep 0.1
  done
}

# end NAME: as a power failure would; gone when it returns.
end() {
  local id
  id=$(pid_of "$1")
  [ -n "$id" ] || return 0
  kill -9 "$id"
  # Its ports are free, and PostgreSQL's file is nobody's, when nothing of it is left; where nobody buries the dead it stays in the list.
  for _ in {1..100}; do [ -n "$(pid_of "$1")" ] || [ -d "/proc/$id" ] || return 0; sleep 0.1; done
}

status() {
  local name id how
  printf '%-9s %-9s %8s  %-30s %s\n' name state process address log
  for name in "${names[@]}"; do
    id=$(pid_of "$name") how=stopped
    if [ -n "$id" ]; then if ready "$name"; then how=ready; else how=starting; fi; fi
    case $name in
      nginx) address=https://localhost:$(port nginx) ;; postgres) address=127.0.0.1:$(port postgres) ;; turn) address=turn:127.0.0.1:$(port turn) ;;
      *) address=http://127.0.0.1:$(port "$name") ;;
    esac
    printf '%-9s %-9s %8s  %-30s %s\n' "$name" "$how" "${id:--}" "$address" "$(log_of "$name")"
  done
}

up() {
  need
  prepare
  if [ -z "${MEDZDRAV_CLUSTER_PROGRAM:-}" ] && [ -z "$(pid_of silo1)$(pid_of silo2)$(pid_of silo3)$(pid_of edge1)$(pid_of edge2)" ]; then
    echo "building"
    dotnet publish "$repository/src/Host" -c Release -o "$program" -v quiet -consoleLoggerParameters:NoSummary 9>&- || fail "The program could not be built."
  fi
  local began=$SECONDS name
  for name in "${names[@]}"; do start "$name"; done
  for name in "${names[@]}"; do await_ready "$name"; done
  status
  cat <<END

ready after $((SECONDS - began)) s
  open       https://localhost:$(port nginx)  (its certificate is of $state/keys/web/ca.pem, which a browser can be told to trust)
  SMS codes  https://localhost:$(port nginx)/dev/sms
  staff      https://localhost:$(port nginx)/staff/sign-in; logins stand in $(log_of silo1)
  inside     http://127.0.0.1:$(port insides1)/metrics, …$(port insides2), …$(port insides3) (silos, with /dashboard), …$(port inside1), …$(port inside2) (edge)
  database   psql -h 127.0.0.1 -p $(port postgres) -U medzdrav medzdrav
END
}

down() {
  local name
  # Whatever does not stop is ended, as any supervisor of processes would; a silo whose database is away takes a minute.
  for name in nginx edge1 edge2 silo1 silo2 silo3 turn postgres; do (stop "$name") || end "$name"; done
  echo "stopped; data and logs stay in $state"
}

roll() {
  local name began
  for name in "${nodes[@]}"; do
    began=$SECONDS
    stop "$name"
    start "$name"
    await_ready "$name"
    echo "$name: new after $((SECONDS - began)) s"
  done
}

known() {
  local name
  for name in "${names[@]}"; do [ "$name" != "$1" ] || return 0; done
  fail "NAME is one of: ${names[*]}"
}

[[ $state != *[[:space:]]* ]] || fail "MEDZDRAV_CLUSTER is a folder without spaces in its path: $state has some."
command=${1:-}
case $command in
  up|down|status|roll|purge) ;;
  kill|stop|start) known "${2:-}" ;;
  *) sed -n '2,/^set /{/^#/s/^# \?//p}' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
mkdir -p "$state"
if [ "$command" != status ]; then
  exec 9>"$state/lock"
  flock -w 120 9 || fail "Another cluster.sh is at work in $state."
fi
case $command in
  up) up ;;
  down) down ;;
  status) status ;;
  roll) roll ;;
  kill) id=$(pid_of "$2"); [ -n "$id" ] || fail "$2 does not run."; end "$2"; echo "$2 was killed." ;;
  stop) stop "$2"; echo "$2 has stopped." ;;
  start) start "$2"; await_ready "$2"; echo "$2 is ready." ;;
  purge)
    for name in "${names[@]}"; do [ -z "$(pid_of "$name")" ] || fail "$name runs: cluster.sh down first."; done
    rm -rf "${state:?}"/{run,logs,keys,files,data,files.key,postgres,program,nginx,nginx.conf,turnserver.conf,turndb,lock}
    rmdir "$state" 2>/dev/null || true ;;
esac
