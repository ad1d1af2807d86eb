# Experiments with PostgreSQL. Read by tests/faults.sh.

quick_and_clear() {
  must "the longest answer at the door meanwhile" probe:slowest 8000 " ms"
  must "answers at the door other than 200, 429, 503" probe:odd 0
  must "back after" probe:back 10000 " ms"
  must "a silo's memory more than before" memory:silo1,silo2,silo3 200 " MiB"
}

# 5
break_postgres() { mark begin; mark still; "$cluster" stop postgres; "$cluster" start postgres; mark end; }
must_postgres() { quick_and_clear; }

postgres_processes() { local id; id=$(pid_of postgres); echo "$id" $(pgrep -P "$id"); }
length_frozen=120s
break_frozen() {
  local stopped
  mark begin
  mark still
  # The postmaster first: it begins no more of them.
  kill -STOP "$(pid_of postgres)"
  stopped=$(postgres_processes)
  kill -STOP $stopped
  sleep "${MEDZDRAV_FAULTS_FROZEN:-60}"
  kill -CONT $stopped
  mark end
}
must_frozen() { quick_and_clear; }

# The standby has the data of the first one, and listens beside it. Nodes know both, and write to the one that takes it.
needs_failover="root"
bin() { echo /usr/lib/postgresql/*/bin/"$1"; }
as_postgres() { runuser -u postgres -- "$@"; }
before_failover() {
  local number
  standby_port=$((15433 + shift_by))
  for number in 1 2 3; do
    printf '%s\n' "--Storage:ConnectionString=Host=127.0.0.1:$((15432 + shift_by)),127.0.0.1:$standby_port;Target Session Attributes=primary;Host Recheck Seconds=1;Username=medzdrav;Database=medzdrav" >"$MEDZDRAV_CLUSTER/within/silo$number.after"
  done
}
prepare_failover() {
  local place=$MEDZDRAV_CLUSTER/postgres connections
  as_postgres "$(bin pg_basebackup)" -h 127.0.0.1 -p $((15432 + shift_by)) -U medzdrav -D "$place/standby" -R -X stream -c fast || return 1
  # A standby with fewer than the first one does not start.
  connections=$(psql -h 127.0.0.1 -p $((15432 + shift_by)) -U medzdrav -d medzdrav -Atc "SHOW max_connections")
  as_postgres "$(bin pg_ctl)" start -w -D "$place/standby" -l "$place/standby.log" -o "-p $standby_port -c max_connections=$connections -c listen_addresses=127.0.0.1 -c unix_socket_directories=$place" >/dev/null || { cat "$place/standby.log"; return 1; }
  # Nothing acknowledged is lost with the first one: it waits for the standby.
  psql -h 127.0.0.1 -p $((15432 + shift_by)) -U medzdrav -d medzdrav -qc "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >/dev/null
}
# "Fast" ends clients' work; the first one comes back as a standby of the second: read-only.
break_failover() {
  local place=$MEDZDRAV_CLUSTER/postgres
  mark begin
  mark still
  kill -9 $(postgres_processes)
  as_postgres "$(bin pg_ctl)" promote -w -D "$place/standby" >/dev/null
  psql -h 127.0.0.1 -p $standby_port -U medzdrav -d medzdrav -qc "ALTER SYSTEM RESET synchronous_standby_names" -c "SELECT pg_reload_conf()" >/dev/null
  mark end
  as_postgres touch "$place/data/standby.signal"
  sleep 2
  "$cluster" start postgres
}
after_failover() {
  as_postgres "$(bin pg_ctl)" stop -w -m fast -D "$MEDZDRAV_CLUSTER/postgres/standby" >/dev/null || true
}
storage_failover() { echo "Host=127.0.0.1:$((15432 + shift_by)),127.0.0.1:$((15433 + shift_by));Target Session Attributes=primary;Username=medzdrav;Database=medzdrav"; }
must_failover() { quick_and_clear; }

# 12: PostgreSQL's folder is a small file system of its own.
needs_full="mount"
before_full() {
  mkdir -p "$MEDZDRAV_CLUSTER/postgres"
  mount -t tmpfs -o size=300m,mode=755 tmpfs "$MEDZDRAV_CLUSTER/postgres"
  chown postgres "$MEDZDRAV_CLUSTER/postgres"
}
break_full() {
  local place=$MEDZDRAV_CLUSTER/postgres
  mark begin
  mark still
  dd if=/dev/zero of="$place/ballast" bs=1M status=none 2>/dev/null || true
  # Segments of the log that are there already are written on; a new one finds no place.
  psql -h 127.0.0.1 -p $((15432 + shift_by)) -U medzdrav -d medzdrav -qc "SELECT pg_switch_wal()" >/dev/null || true
  sleep 20
  df -h "$place"
  rm "$place/ballast"
  # A PostgreSQL that panicked for want of a log segment ends; whoever frees the disk starts it.
  "$cluster" start postgres
  mark end
}
after_full() { umount "$MEDZDRAV_CLUSTER/postgres"; }
must_full() {
  must "answers at the door other than 200, 429, 503" probe:odd 0
  must "back after" probe:back 10000 " ms"
}

# 12 under SQLite: a host that is alone, whose folder is a small file system of its own.
needs_sqlite="mount"
up_sqlite() {
  place_alone
  mount -t tmpfs -o size=200m tmpfs "$alone"
  start_alone
}
# A host that is alone, on SQLite: where it is, its start, its end, and that it lives.
place_alone() {
  alone=$MEDZDRAV_CLUSTER/alone site=http://127.0.0.1:$((5100 + shift_by)) storage=$MEDZDRAV_CLUSTER/alone/data
  mkdir -p "$alone"
}
stop_alone() {
  [ -n "${host:-}" ] || return 0
  kill "$host" 2>/dev/null || true
  wait "$host" 2>/dev/null || true
  host=""
}
must_alone() { must "hosts that ended by themselves" "$(kill -0 "$host" 2>/dev/null && echo 0 || echo 1)" 0; }
start_alone() {
  env -C "$alone" ASPNETCORE_ENVIRONMENT=Development Storage__Database=Sqlite Storage__DataDirectory="$storage" setsid dotnet "$MEDZDRAV_CLUSTER_PROGRAM/Medzdrav.Host.dll" "--urls=$site" >"$folder/host.log" 2>&1 </dev/null &
  host=$!
  for _ in $(seq 120); do
    ! curl -sf "$site/health/ready" >/dev/null || return 0
    sleep 1
  done
  return 1
}
break_sqlite() {
  mark begin
  mark still
  dd if=/dev/zero of="$alone/ballast" bs=64k status=none 2>/dev/null || true
  sleep 20
  df -h "$alone"
  rm "$alone/ballast"
  mark end
}
after_sqlite() {
  stop_alone
  umount "$alone"
  rmdir "$alone"
}
must_sqlite() {
  must "answers at the door other than 200, 429, 503" probe:odd 0
  must "back after" probe:back 10000 " ms"
  must_alone
}
