# Experiments with clients: many at once, and slow ones. Read by tests/faults.sh.

# 9
storm_of=${MEDZDRAV_FAULTS_STORM:-5000}
prepare_storm() { rest "$storm_of"; }
break_storm() {
  mark begin
  ask_rest "storm 5"
  mark end
  must "people who came back" "$((storm_of - $(rest_value connected)))" 0 " missing"
  must "all back after" "$(rest_value afterMs)" 30000 " ms"
  must "odd answers of sign-in" "$(rest_answers '/api/visitors' '200|429|503')" 0
  must "odd answers of the hub" "$(rest_answers '/hub' '101|429|503|no answer')" 0
  # A client gives a handshake up after 8 s, and later ones after longer.
  echo "tries that were given up without an answer: $(rest_answers '/hub' '101|429|503')"
}
must_storm() { must "messages acknowledged, p99" load:percentiles.Acknowledge.summary.p99 30000 " ms"; }

# 10: at an edge node itself, as nginx would hold some of it back.
before_slow() {
  local number
  for number in 1 2; do printf '%s\n' --Gateway:PersonTextBurst=16777216 --Gateway:AddressTextBurst=16777216 >"$MEDZDRAV_CLUSTER/within/edge$number.after"; done
}
break_slow() {
  mark begin
  dotnet "$load" slow --url "http://127.0.0.1:$((5201 + shift_by))" --process "$(pid_of edge1)" | tee "$folder/slow"
  mark end
  must "clients that were not dropped" "$([ "$(slow_value deaf isDropped)" = true ] && echo 0 || echo 1)" 0
  must "messages of 190 that were missing" "$((190 - $(slow_value history messages)))" 0
  must "losses of the line meanwhile" "$(slow_value history losses)" 0
  must "a client that stops reading dropped after" "$(slow_value deaf tookMs)" 15000 " ms"
  must "the node's memory more than before" "$(slow_value deaf growthMiB)" 10 " MiB"
}
slow_value() { node -p "JSON.parse(process.argv[1])[process.argv[2]] ?? 0" "$(grep "^{\"what\":\"$1\"" "$folder/slow" || echo '{}')" "$2"; }
must_slow() { :; }

# An hour of a host that is alone, on SQLite, with 5,000 visitors at rest beside those who come: nothing is broken. Its memory in the second half against that in the first.
length_hour=3600s
arrivals_hour=25/s
also_hour="--protocol messagepack"
many_hour=50
up_hour() {
  nodes=(alone)
  place_alone
  mkdir -p "$MEDZDRAV_CLUSTER/run"
  start_alone || return 1
  echo "$host" >"$MEDZDRAV_CLUSTER/run/alone"
}
prepare_hour() { rest 5000; }
break_hour() {
  local half=$((${length%s} / 2))
  ask_rest count
  sleep $half
  mark begin
  du -sh "$alone"/data/*
  sleep $((half - 30))
  mark end
  ls -l "$alone"/data
  settle_rest 10
}
must_hour() {
  must "the host's memory in the second half more than in the first" memory:alone 32 " MiB"
  must "messages acknowledged, p99" load:percentiles.Acknowledge.summary.p99 1000 " ms"
  must "answers at the door other than 200, 429, 503" probe:odd 0
  must_rest 10000
  must_alone
}
after_hour() { stop_alone; rm -rf "$alone" "$MEDZDRAV_CLUSTER/run"; }

# Visitors who are connected and say nothing (the load tester's "rest"); led by lines.
rest() {
  rm -f "$folder/rest.in"
  mkfifo "$folder/rest.in"
  SSL_CERT_FILE=$MEDZDRAV_CLUSTER/keys/web/ca.pem dotnet "$load" rest --url "$site" --connections "$1" <"$folder/rest.in" >"$folder/rest" 2>"$folder/rest.err" &
  rester=$!
  exec 7>"$folder/rest.in"
  until [ "$(wc -l <"$folder/rest")" -ge 1 ]; do
    kill -0 $rester 2>/dev/null || { echo "the visitors at rest did not come: $(tail -n 3 "$folder/rest.err")"; return 1; }
    sleep 0.5
  done
}
ask_rest() {
  local before
  before=$(wc -l <"$folder/rest")
  echo "$1" >&7
  until [ "$(wc -l <"$folder/rest")" -gt "$before" ]; do
    kill -0 $rester 2>/dev/null || { echo "the visitors at rest are gone"; return 1; }
    sleep 0.2
  done
}
rest_value() { node -p "JSON.parse(process.argv[1])[process.argv[2]]" "$(tail -n 1 "$folder/rest")" "$1"; }
# How many answers of a door are others than those allowed.
rest_answers() { node -p "Object.entries(JSON.parse(process.argv[1]).answers).filter(([how]) => how.startsWith(process.argv[2] + ' ') && !new RegExp('^(' + process.argv[3] + ')\$').test(how.split(' ').slice(1).join(' '))).reduce((sum, [, times]) => sum + times, 0)" "$(tail -n 1 "$folder/rest")" "$1" "$2"; }
# All who were lost are back, or SECONDS are over.
settle_rest() {
  local end=$((SECONDS + $1))
  ask_rest tell
  until [ "$(rest_value lost)" = "$(rest_value back)" ] || [ $SECONDS -ge $end ]; do sleep 1; ask_rest tell; done
  tail -n 1 "$folder/rest"
}
must_rest() {
  must "visitors at rest who were lost ($(rest_value lost)) and are not back" "$(($(rest_value lost) - $(rest_value back)))" 0
  must "longest away" "$(rest_value longestAwayMs)" "$1" " ms"
}
