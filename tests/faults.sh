#!/usr/bin/env bash
# Fault experiments: a whole cluster on this machine (deploy/local/cluster.sh) under the load tester's people, while something is broken. Its oracle compares what was acknowledged with the database and with what everybody saw.
#   tests/faults.sh                    all experiments, one after another
#   tests/faults.sh silo roll          only these
#   tests/faults.sh --list             the experiments
# Prints a line for each: violations of the oracle, errors that people saw, and how long sends, their delivery and matching took (p99 and longest, ms). Exit code 0: no violation. Logs and figures: artifacts/faults.
# MEDZDRAV_FAULTS_ARRIVALS, MEDZDRAV_FAULTS_SEED: patients a second (2/s) and the seed of the run (1).
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
experiments=(silo all roll postgres edge nginx)
arrivals=${MEDZDRAV_FAULTS_ARRIVALS:-2/s}
seed=${MEDZDRAV_FAULTS_SEED:-1}
pace=10
load=$repository/tests/Load/bin/Debug/net10.0/Medzdrav.Tests.Load.dll
export MEDZDRAV_CLUSTER=${MEDZDRAV_CLUSTER:-$(mktemp -d /var/tmp/medzdrav-faults-XXXX)}
export MEDZDRAV_CLUSTER_PROGRAM=${MEDZDRAV_CLUSTER_PROGRAM:-$repository/src/Host/bin/Debug/net10.0}
cluster=$repository/deploy/local/cluster.sh
results=$repository/artifacts/faults
shift_by=${MEDZDRAV_CLUSTER_PORTS:-0}
site=https://localhost:$((8443 + shift_by))
database="Host=127.0.0.1;Port=$((15432 + shift_by));Username=medzdrav;Database=medzdrav"

pid_of() { "$cluster" status | awk -v name="$1" '$1 == name {print $3}'; }

# Each is called when people talk already.
break_silo() { "$cluster" kill silo2; }
break_all() { for node in edge1 edge2 silo1 silo2 silo3; do "$cluster" kill $node; done; "$cluster" up >/dev/null; }
break_roll() { "$cluster" roll; }
break_postgres() { "$cluster" stop postgres; "$cluster" start postgres; }
break_edge() { "$cluster" kill edge1; }
break_nginx() { for _ in 1 2 3 4 5; do kill -HUP "$(pid_of nginx)"; sleep 4; done; }

finish() { "$cluster" down >/dev/null 2>&1 || true; "$cluster" purge 2>/dev/null || true; }
trap finish EXIT

experiment() {
  local name=$1 folder=$results/$1 code=0 player
  rm -rf "$folder"
  mkdir -p "$folder"
  "$cluster" down >/dev/null
  "$cluster" purge
  "$cluster" up >"$folder/up.log"
  (cd "$folder" && SSL_CERT_FILE=$MEDZDRAV_CLUSTER/keys/web/ca.pem exec dotnet "$load" gateway --url "$site" --storage "$database" --arrivals "$arrivals" --for 60s --compress $pace --seed "$seed" >load.log 2>&1) &
  player=$!
  # Specialists sign in first, which takes its time; people talk when many are in sessions.
  until awk 'match($0, /[0-9]+ in session/) && substr($0, RSTART) + 0 >= 10 {found = 1} END {exit !found}' "$folder/load.log"; do
    kill -0 $player 2>/dev/null || { echo "$name: nobody came; see $folder/load.log"; return 1; }
    sleep 1
  done
  "break_$name" >"$folder/break.log" 2>&1
  wait $player || code=$?
  "$cluster" down >/dev/null
  cp -r "$MEDZDRAV_CLUSTER/logs" "$folder/logs"
  if ! node "$repository/tests/faults.mjs" "$name" "$(sed -n 's/^ *\(.*\.json\)$/\1/p' "$folder/load.log" | tail -n 1)"; then
    echo "$name: the run has no figures (exit code $code); see $folder"
    return 1
  fi
  return $code
}

[ "${1:-}" != --list ] || { printf '%s\n' "${experiments[@]}"; exit; }
[ -f "$load" ] || dotnet build "$repository/tests/Load" -v quiet
[ $# -gt 0 ] || set -- "${experiments[@]}"
# Limits as fast as the people: what the load tester says.
eval "export $(dotnet "$load" gateway --url http://127.0.0.1:1 --compress $pace 2>/dev/null | sed -n 's/.*from one address: //p')"
failed=0
for name in "$@"; do
  [[ " ${experiments[*]} " == *" $name "* ]] || { echo "$name is no experiment: $0 --list" >&2; exit 2; }
  experiment "$name" || failed=1
done
exit $failed
