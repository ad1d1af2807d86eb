#!/usr/bin/env bash
# Fault experiments: a whole cluster on this machine (deploy/local/cluster.sh) under the load tester's people, while something is broken. Its oracle compares what was acknowledged with the database and with what everybody saw.
#   tests/faults.sh                    all experiments, one after another
#   tests/faults.sh silo roll          only these
#   tests/faults.sh --list             the experiments
#   tests/faults.sh short              a silo and an edge node killed in one run, as ./test.sh does
# Prints for each: violations of the oracle, errors that people saw, how long sends, their delivery and matching took (p99 and longest, ms), and what must hold with "pass" or "FAIL". Exit code 0: all of it held. Logs and figures: artifacts/faults.
# Root's run has a network and mounts of its own: nothing on the machine sees it. Some experiments need that, and say so where it is not to be had.
# MEDZDRAV_FAULTS_PREVIOUS: for "versions", the folder of the former release's program (dotnet publish src/Host of its tag).
# MEDZDRAV_FAULTS_CONFIGURATION: of the program and the people, Debug or Release (built before: dotnet build -c Release).
# MEDZDRAV_FAULTS_ARRIVALS, _FOR, _SEED, _PACE: patients a second (2/s), for how long (60s, some longer), the seed of the run (1), how many times faster than life (10).
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
experiments=(silo queue all roll versions postgres frozen failover edge cut loss storm slow clock full sqlite nginx moves hour)
seed=${MEDZDRAV_FAULTS_SEED:-1}
configuration=${MEDZDRAV_FAULTS_CONFIGURATION:-Debug}
pace=${MEDZDRAV_FAULTS_PACE:-10}
load=$repository/tests/Load/bin/$configuration/net10.0/Medzdrav.Tests.Load.dll
cluster=$repository/deploy/local/cluster.sh
results=$repository/artifacts/faults
export PATH=$PATH:/usr/sbin:/sbin

[ "${1:-}" != --list ] || { printf '%s\n' "${experiments[@]}"; exit; }
[ $# -gt 0 ] || set -- "${experiments[@]}"
for name in "$@"; do [[ " ${experiments[*]} short " == *" $name "* ]] || { echo "$name is no experiment: $0 --list" >&2; exit 2; }; done
[ -f "$load" ] || dotnet build -c "$configuration" "$repository/tests/Load" -v quiet
if [ -z "${MEDZDRAV_FAULTS_APART:-}" ] && [ "$(id -u)" -eq 0 ] && unshare --net --mount true 2>/dev/null; then
  MEDZDRAV_FAULTS_APART=yes exec unshare --net --mount --propagation private bash "${BASH_SOURCE[0]}" "$@"
fi
apart=${MEDZDRAV_FAULTS_APART:-}
[ -z "$apart" ] || ip link set lo up

export MEDZDRAV_CLUSTER=${MEDZDRAV_CLUSTER:-$(mktemp -d /var/tmp/medzdrav-faults-XXXX)}
export MEDZDRAV_CLUSTER_PROGRAM=${MEDZDRAV_CLUSTER_PROGRAM:-$repository/src/Host/bin/$configuration/net10.0}
export MEDZDRAV_CLUSTER_WITHIN=$repository/tests/faults/within.sh
shift_by=${MEDZDRAV_CLUSTER_PORTS:-0}
site=https://localhost:$((8443 + shift_by))

for part in nodes database network clock crowd; do . "$repository/tests/faults/$part.sh"; done

now() { date +%s%3N; }
mark() { echo "$1 $(now)" >>"$folder/marks"; }
# must WHAT VALUE BOUND [UNIT]: what judge.mjs is to look at.
must() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4:-}" >>"$folder/must"; }
pid_of() { "$cluster" status | awk -v name="$1" '$1 == name && $3 != "-" {print $3}'; }
is_defined() { [ "$(type -t "$1")" = function ]; }

# can NEED: whether this machine has what an experiment needs.
can() {
  case $1 in
    previous) [ -f "${MEDZDRAV_FAULTS_PREVIOUS:-}/Medzdrav.Host.dll" ] ;;
    root) [ "$(id -u)" -eq 0 ] ;;
    mount) [ -n "$apart" ] ;;
    net) [ -n "$apart" ] && command -v nft >/dev/null && command -v setpriv >/dev/null ;;
    faketime) [ -n "$(faketime_library)" ] ;;
  esac
}

# What nodes have in memory, once a second.
watch_memory() {
  local node kib
  while :; do
    for node in "${nodes[@]}"; do
      kib=$(awk '/^VmRSS/ {print $2}' "/proc/$(head -n 1 "$MEDZDRAV_CLUSTER/run/$node" 2>/dev/null | cut -d' ' -f1)/status" 2>/dev/null || true)
      [ -z "$kib" ] || echo "$(now) $node $kib"
    done
    sleep 1
  done >"$folder/memory"
}

beside=() rester=""
end_beside() {
  [ ${#beside[@]} -eq 0 ] || kill "${beside[@]}" 2>/dev/null || true
  [ -z "$rester" ] || { exec 7>&-; wait "$rester" 2>/dev/null || true; }
  beside=() rester=""
}
finish() { end_beside; stop_alone; "$cluster" down >/dev/null 2>&1 || true; "$cluster" purge 2>/dev/null || true; rm -rf "$MEDZDRAV_CLUSTER/within" "$MEDZDRAV_CLUSTER/hosts"; rmdir "$MEDZDRAV_CLUSTER" 2>/dev/null || true; }
trap finish EXIT
trap 'exit 1' TERM INT HUP

# Specialists sign in first, which takes its time; people talk when many are in sessions.
wait_talking() {
  local many=many_$name
  until awk -v many="${!many:-10}" 'match($0, /[0-9]+ in session/) && substr($0, RSTART) + 0 >= many {found = 1} END {exit !found}' "$folder/load.log"; do
    kill -0 "$1" 2>/dev/null || { echo "$name: nobody came; see $folder/load.log"; return 1; }
    sleep 1
  done
}

# Nodes that the experiment did not end must still be those that began.
must_live() {
  local node ended=0 gone
  gone=gone_$name
  for node in "${nodes[@]}"; do
    [ -z "${pids[$node]}" ] || [[ " ${!gone:-} " == *" $node "* ]] || [ "$(pid_of "$node")" = "${pids[$node]}" ] || { ended=$((ended + 1)); echo "$node is not the one that began" >>"$folder/break.log"; }
  done
  must "nodes that ended by themselves" $ended 0
}

experiment() {
  local code=0 player need authority length=length_$1 arrivals=arrivals_$1 also=also_$1 storage="Host=127.0.0.1;Port=$((15432 + shift_by));Username=medzdrav;Database=medzdrav"
  name=$1 folder=$results/$1 need=needs_$1 nodes=(silo1 silo2 silo3 edge1 edge2)
  length=${MEDZDRAV_FAULTS_FOR:-${!length:-60s}} arrivals=${MEDZDRAV_FAULTS_ARRIVALS:-${!arrivals:-2/s}}
  for need in ${!need:-}; do can "$need" || { echo "$name: not to be had on this machine ($need)"; return 1; }; done
  rm -rf "$folder"
  mkdir -p "$folder"
  "$cluster" down >/dev/null
  "$cluster" purge
  rm -rf "$MEDZDRAV_CLUSTER/within"
  mkdir -p "$MEDZDRAV_CLUSTER/within"
  ! is_defined "before_$name" || "before_$name" || { echo "$name: it cannot be prepared"; return 1; }
  ! is_defined "storage_$name" || storage=$("storage_$name")
  local site=$site up=("$cluster" up)
  ! is_defined "up_$name" || up=("up_$name")
  "${up[@]}" >"$folder/up.log" 2>&1 || { echo "$name: the cluster does not come up; see $folder/up.log"; cp -r "$MEDZDRAV_CLUSTER/logs" "$folder/logs"; return 1; }
  if is_defined "prepare_$name" && ! "prepare_$name" >"$folder/prepare.log" 2>&1; then
    echo "$name: it cannot be prepared; see $folder/prepare.log"
    end_beside
    return 1
  fi
  declare -gA pids=()
  for node in "${nodes[@]}"; do pids[$node]=$(pid_of "$node"); done
  authority=$(ls "$MEDZDRAV_CLUSTER/keys/web/ca.pem" 2>/dev/null || true)
  : >"$folder/load.log"
  (cd "$folder" && SSL_CERT_FILE=$authority exec dotnet "$load" gateway --url "$site" --storage "$storage" --arrivals "$arrivals" --for "$length" --compress "$pace" --seed "$seed" --records --calls 0.3 ${!also:-} >load.log 2>&1 7>&-) &
  player=$!
  wait_talking $player || { end_beside; return 1; }
  NODE_EXTRA_CA_CERTS=$authority node "$repository/tests/faults/probe.mjs" "$site" "$folder/probe" 7>&- &
  beside=($!)
  watch_memory 7>&- &
  beside+=($!)
  sleep 5
  "break_$name" >"$folder/break.log" 2>&1 || code=$?
  wait $player || true
  "must_$name"
  must_live
  end_beside
  "$cluster" down >/dev/null
  ! is_defined "after_$name" || "after_$name"
  cp -r "$MEDZDRAV_CLUSTER/logs" "$folder/logs" 2>/dev/null || true
  node "$repository/tests/faults/judge.mjs" "$name" "$folder" "$(sed -n 's/^ *\(.*\.json\)$/\1/p' "$folder/load.log" | tail -n 1)" || code=1
  echo "  load of the machine: $(cut -d' ' -f1-3 /proc/loadavg); seed $seed, $arrivals for $length, exit code $code; $folder"
  return $code
}

# Limits as fast as the people: what the load tester says.
eval "export $(dotnet "$load" gateway --url http://127.0.0.1:1 --compress "$pace" 2>/dev/null | sed -n 's/.*from one address: //p')"
failed=0
for name in "$@"; do experiment "$name" || failed=1; done
exit $failed
