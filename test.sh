#!/usr/bin/env bash
# Installs what is missing, builds once, runs every test of the repository and the format check.
#   ./test.sh                  everything
#   ./test.sh --quick          before a commit, at most 3 minutes: rules, grains, client, structure, scripts, storage on SQLite only
#   ./test.sh Rules Grains     only these projects of tests/
# The last line is "N passed, N failed"; the exit code is 0 only when nothing failed and something passed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

home=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
export HOME=${home:-$PWD/artifacts} LC_ALL=C.UTF-8
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
# A host of a test lives for seconds: counting how its code runs costs a fifth of its start, and never pays.
export DOTNET_TieredPGO=0
# Three times what the longest takes on two quiet cores: a slow machine is no failure, a test that hangs is.
minutes_per_project=25
alone="Browser Calls Cluster"
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
SECONDS=0

# record NAME PASSED FAILED SKIPPED: one line of the final sum.
record() { echo "$2 $3 $4" >"$results/$1.sum"; }

finish() {
  local passed failed skipped
  read -r passed failed skipped < <(cat "$results"/*.sum 2>/dev/null | awk '{p+=$1; f+=$2; s+=$3} END {print p+0, f+0, s+0}')
  echo "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
  [ "$skipped" -eq 0 ] && skipped="" || skipped=", $skipped skipped"
  echo "$passed passed, $failed failed$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

wanted() { [ ${#only[@]} -eq 0 ] || [[ " ${only[*]} " == *" $1 "* ]]; }

# step NAME COMMAND…: its output is shown only when it fails; a failure counts as one.
step() {
  local name=$1 began=$SECONDS
  shift
  # Build servers must not keep our output open, hence the file.
  if "$@" >"$results/$name.log" 2>&1 </dev/null; then
    echo "ok   $name ($((SECONDS - began)) s)"
  else
    echo "FAIL $name ($((SECONDS - began)) s)"
    tail -n 60 "$results/$name.log"
    record "$name" 0 1 0
    return 1
  fi
}

restore() {
  for _ in 1 2 3; do dotnet restore "$solution" -v quiet && return 0; done
  return 1
}

# run_project CSPROJ: runs the built test program, shows its failures, counts by its own summary.
run_project() {
  local folder name program log began=$SECONDS code line total errors failed skipped unrun filter=()
  folder=$(dirname "$1")
  name=$(basename "$folder")
  program=$folder/bin/Debug/net10.0/Medzdrav.Tests.$(basename "$1" .csproj | sed 's/\.Tests$//').dll
  log=$results/$name.log
  [ "$name" = Storage ] && filter=("${storage[@]}")
  timeout --kill-after=20 "${minutes_per_project}m" dotnet "$program" -noLogo -noColor "${filter[@]}" >"$log" 2>&1 </dev/null
  code=$?
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1)
  if [ -z "$line" ]; then
    echo "FAIL $name: no summary, exit code $code ($((SECONDS - began)) s)"
    tail -n 60 "$log"
    record "$name" 0 1 0
    return
  fi
  read -r total errors failed skipped unrun < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+).*/\1 \2 \3 \4 \5/' <<<"$line")
  local bad=$((failed + errors)) passed=$((total - failed - skipped - unrun))
  if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$passed" -eq 0 ]; }; then bad=1; fi
  if [ "$bad" -eq 0 ]; then
    echo "ok   $name: $passed ($((SECONDS - began)) s)"
  else
    echo "FAIL $name: $bad of $total, exit code $code ($((SECONDS - began)) s)"
    # The codes that the host's console shows are told by every test that signs in.
    grep -vE '^( +(Discovering|Discovered|Starting|Finished):|SMS  |@)' "$log" | tail -n 400
  fi
  record "$name" "$passed" "$bad" "$skipped"
}

# run_node FILES…: the page scripts' DOM-free models, in Node.
run_node() {
  local began=$SECONDS log=$results/Web.log
  timeout --kill-after=20 "${minutes_per_project}m" node --test --test-reporter=tap "$@" >"$log" 2>&1 </dev/null
  local code=$? passed failed skipped
  passed=$(sed -n 's/^# pass //p' "$log" | tail -n 1)
  failed=$(awk '/^# (fail|cancelled) /{n+=$3} END {print n+0}' "$log")
  skipped=$(sed -n 's/^# skipped //p' "$log" | tail -n 1)
  if [ "$failed" -eq 0 ] && { [ "$code" -ne 0 ] || [ "${passed:-0}" -eq 0 ]; }; then failed=1; fi
  if [ "$failed" -eq 0 ]; then
    echo "ok   Web: $passed ($((SECONDS - began)) s)"
  else
    echo "FAIL Web: $failed, exit code $code ($((SECONDS - began)) s)"
    grep -A 25 '^ *not ok' "$log" | head -n 400
    [ -n "$passed" ] || tail -n 60 "$log"
  fi
  record Web "${passed:-0}" "$failed" "${skipped:-0}"
}

only=("$@") solution=Medzdrav.sln storage=()
if [ "${1:-}" = --quick ]; then
  only=(Rules Grains Client Structure Storage Web)
  solution=Quick.slnf
  # Tests of storage that need PostgreSQL say so: by their class's name, or by a trait of theirs or of a row.
  storage=(-preEnumerateTheories -class- '*.Postgres*' -trait- database=postgres)
fi
[ "${1:-}" = --quick ] || bash deploy/install-test-tools.sh || { echo "FAIL the test tools could not be installed"; record tools 0 1 0; finish; }
step restore restore || finish
step build dotnet build "$solution" --no-restore -v quiet -consoleLoggerParameters:NoSummary || finish

shared=() lone=()
for project in tests/*/*.csproj; do
  [ -f "$project" ] || continue
  name=$(basename "$(dirname "$project")")
  # Libraries and tools for tests say so in their project file.
  if grep -qE '<OutputType>Library|<IsTestProject>false' "$project" || ! wanted "$name"; then continue; fi
  if [[ " $alone " == *" $name "* ]]; then lone+=("$project"); else shared+=("$project"); fi
done

# Two at a time, as on the smallest machine; those that time real processes have it for themselves.
for project in "${shared[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  run_project "$project" &
done
scripts=(tests/Web/*.test.mjs)
if [ -f "${scripts[0]}" ] && wanted Web; then run_node "${scripts[@]}"; fi
wait
for project in "${lone[@]}"; do run_project "$project"; done
# White space only: style and analyzers are errors of the build, the order of usings is held by tests/Structure.
wanted format && step format dotnet format whitespace . --folder --verify-no-changes -v quiet && record format 1 0 0
# People through a whole cluster, of which a silo and an edge node are killed; where nginx is not to be had, through two silos in one process: whatever breaks a promise is a failure.
play_load() {
  if [ -x /usr/sbin/nginx ]; then
    MEDZDRAV_FAULTS_ARRIVALS=1/s MEDZDRAV_FAULTS_FOR=20s MEDZDRAV_FAULTS_PACE=60 timeout --kill-after=20 300 tests/faults.sh short
  else
    timeout --kill-after=5 90 dotnet tests/Load/bin/Debug/net10.0/Medzdrav.Tests.Load.dll cluster --arrivals 3/s --for 20s --compress 180
  fi
}
wanted load && step load play_load && record load 1 0 0

finish
